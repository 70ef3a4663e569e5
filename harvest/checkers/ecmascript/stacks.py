"""Texts that are read swiftly, several to a file for the second opinion: most are sound, and each file costs."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from harvest.checkers.ecmascript.drafts import Draft, Swift

_MOST = 16
"""Texts to a stack; where one is refused, esprima reads them all."""


class Stack(Struct, frozen=True):
    """Texts that stand or fall together."""

    numbers: tuple[int, ...]
    text: str

    @property
    def name(self) -> str:
        """Of the file: a module."""
        return f"{self.numbers[0]}.mjs"


def stacks(drafts: Mapping[int, Draft]) -> list[Stack]:
    """The texts that were read swiftly, each in a block of its own: what it declares is no concern of the others.

    Brackets that do not match, templates that do not end: nothing of the kind was read.
    """
    found = {number: draft for number, draft in drafts.items() if isinstance(draft, Swift)}
    apart = [Stack((number,), draft.text) for number, draft in found.items() if draft.apart]
    others = [number for number, draft in found.items() if not draft.apart]
    groups = [tuple(others[start : start + _MOST]) for start in range(0, len(others), _MOST)]
    return apart + [Stack(group, "\n".join(f"{{\n{found[number].text}\n}}" for number in group)) for group in groups]
