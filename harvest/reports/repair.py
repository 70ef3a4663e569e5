"""The repair of a finding as the lines it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

_MOST_LINES = 400
"""Beyond that a comparison line by line costs more than it tells."""


class Change(NamedTuple):
    """One line of a repair."""

    sign: Literal["-", "+", " "]
    line: int
    """1-based: for `+` in the repaired text, else in the published one."""
    text: str


def changes(published: str, repaired: str | None) -> list[Change]:
    """The lines that a repair takes away and puts in their place; empty where there is none or the block is long."""
    if repaired is None or repaired == published:
        return []
    old, new = published.splitlines(), repaired.splitlines()
    if max(len(old), len(new)) > _MOST_LINES:
        return []
    return list(_changes(old, new))


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    from difflib import SequenceMatcher

    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield from (Change("-", at + 1, old[at]) for at in range(old_from, old_to))
            yield from (Change("+", at + 1, new[at]) for at in range(new_from, new_to))


def replaced(published: str, repaired: str) -> tuple[int, int, str]:
    """The lines that a repair replaces: the first, the one after the last (1-based), and what stands there then."""
    old, new = published.splitlines(keepends=True), repaired.splitlines(keepends=True)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return same + 1, len(old) - tail + 1, "".join(new[same : len(new) - tail])
