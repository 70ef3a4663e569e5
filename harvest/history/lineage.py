"""Which block of an article is which block of its edition before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

_ALIKE = 0.6
"""From here on two texts are one text, edited."""
_LONGEST = 2000
"""Characters that are compared; more would cost more than it tells."""
_PAIRS = 400
"""Pairs of blocks that are compared in one article; beyond, place alone decides."""


class Block(Struct, frozen=True):
    """What tells a block from its neighbours."""

    digest: str
    language: str
    heading: str | None
    text: str


def match(old: Sequence[Block], new: Sequence[Block]) -> list[int | None]:
    """For each new block the index of the old one that it was, each at most once.

    The same text first; then the most similar text; then, where one block stands alone between the same neighbours,
    under the same heading and in the same language, its place.
    """
    found = _same(old, new)
    _pair(found, _similar(old, new, found))
    _pair(found, _in_place(old, new, found))
    return found


def _same(old: Sequence[Block], new: Sequence[Block]) -> list[int | None]:
    places: dict[str, list[int]] = {}
    for index in range(len(old) - 1, -1, -1):
        places.setdefault(old[index].digest, []).append(index)
    return [places[block.digest].pop() if places.get(block.digest) else None for block in new]


def _pair(found: list[int | None], pairs: Sequence[tuple[int, int]]) -> None:
    for there, here in pairs:
        if found[here] is None and there not in found:
            found[here] = there


def _similar(old: Sequence[Block], new: Sequence[Block], found: Sequence[int | None]) -> list[tuple[int, int]]:
    """Pairs of old and new from the most similar down; of equals the nearest first."""
    left = [index for index in range(len(old)) if index not in found]
    open_ = [index for index, known in enumerate(found) if known is None]
    if len(left) * len(open_) > _PAIRS:
        return []
    scored = [
        (likeness + 0.1 * (old[there].heading == new[here].heading), -abs(there - here), there, here)
        for there in left
        for here in open_
        if (likeness := _likeness(old[there].text, new[here].text)) >= _ALIKE
    ]
    return [(there, here) for _, _, there, here in sorted(scored, reverse=True)]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _in_place(old: Sequence[Block], new: Sequence[Block], found: Sequence[int | None]) -> list[tuple[int, int]]:
    known = set(found)
    return [
        (lone_old[0], lone_new[0])
        for before, after, lone_new in _gaps(found)
        if len(lone_new) == 1
        and len(lone_old := [i for i in range(before + 1, len(old) if after is None else after) if i not in known]) == 1
        and old[lone_old[0]].heading == new[lone_new[0]].heading
        and old[lone_old[0]].language == new[lone_new[0]].language
    ]


def _gaps(found: Sequence[int | None]) -> Iterator[tuple[int, int | None, list[int]]]:
    """Runs of unknown new blocks, each between the old places of its neighbours."""
    before, gap = -1, []
    for here, there in enumerate(found):
        if there is None:
            gap.append(here)
            continue
        if gap:
            yield before, there, gap
        before, gap = there, []
    if gap:
        yield before, None, gap
