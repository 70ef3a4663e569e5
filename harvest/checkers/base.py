"""What a checker is: a module with RULES, TOOLS, `read` and `read_many`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from harvest.model import Code, Reading, Rule


class Checker(Protocol):
    """The contract that each module of `harvest.checkers` keeps."""

    @property
    def RULES(self) -> tuple[Rule, ...]:  # noqa: N802 - a module's constant
        """Everything it may find."""

    @property
    def TOOLS(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """The distributions whose versions decide its readings: they key the cache."""

    @property
    def read(self) -> Callable[[Code], Reading]:
        """Read one block. Never raises for anything that a block can contain."""

    @property
    def read_many(self) -> Callable[[Sequence[Code]], list[Reading]]:
        """Read several, in their order; tools that start slowly are started once."""


def one_by_one(read: Callable[[Code], Reading]) -> Callable[[Sequence[Code]], list[Reading]]:
    """The `read_many` of a checker that gains nothing from batches."""

    def read_many(codes: Sequence[Code]) -> list[Reading]:
        return [read(code) for code in codes]

    return read_many
