"""The record of one mistake in markup, with the change that makes of it what its author meant."""

from __future__ import annotations

from msgspec import Struct


class Change(Struct, frozen=True):
    """A text in the place of another."""

    start: int
    end: int
    insert: str

    def made(self, text: str) -> str:
        """The text with the change."""
        return text[: self.start] + self.insert + text[self.end :]


class Mistake(Struct, frozen=True):
    """What is wrong, and where."""

    start: int
    end: int
    message: str
    suggestion: str
    change: Change
