"""Which declared name an undeclared one is probably a slip for; conservative, for most are the author's helpers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from harvest.checkers.ecmascript.environments import is_known
from harvest.checkers.ecmascript.lexer import words
from harvest.checkers.ecmascript.scopes import Use
from harvest.checkers.ecmascript.walk import Bound

COMMON = words(
    "console document window process setTimeout setInterval clearTimeout clearInterval setImmediate parseInt parseFloat"
    " require module exports undefined encodeURIComponent decodeURIComponent requestAnimationFrame localStorage"
    " sessionStorage queueMicrotask structuredClone navigator globalThis isNaN addEventListener __dirname __filename"
)
"""Globals that everybody knows and types."""


_SWAPPED, _LEFT_OUT, _MISTAKEN, _CAPITAL, _RELATED = 4, 5, 7, 6, 3
"""Letters that a name needs for each kind of slip: in short ones it makes another word."""


_NUMBER = re.compile(r"(?:(?<!\d)\d+|(?<=[a-z])[A-Z])\Z")
"""What tells several things of one kind apart: `box2`, `boxB`."""


def near(use: Use, bound: Mapping[str, Bound], *, excerpt: bool = False, free: Collection[str] = ()) -> str | None:
    """The name that is meant, or None.

    Args:
        use: the name that nothing binds.
        bound: the names that the block binds.
        excerpt: the block is a part of something: what it leaves unused may be used elsewhere.
        free: all names that nothing binds.
    """
    if len(_series(use.name, free)) > 1:
        return None
    strong = [name for name in COMMON if _is_slip_of_common(use, name)]
    weak = []
    for name, held in _earlier(use, bound):
        if _slip(use.name, name):
            strong.append(name)
        elif held.uses == 0 and not excerpt and _related(use.name, name) and not _is_each(use, name, held):
            weak.append(name)
    found = strong or weak
    return min(found, key=lambda name: (abs(len(name) - len(use.name)), name)) if found else None


def is_alike(use: Use, bound: Mapping[str, Bound], free: Collection[str]) -> bool:
    """Whether a name that is declared, and used elsewhere as well, differs in its first capital or its ending only."""
    return len(_series(use.name, free)) <= 1 and any(_related(use.name, name) for name, _ in _earlier(use, bound))


def is_one_of(use: Use, bound: Mapping[str, Bound], free: Collection[str]) -> bool:
    """Whether others of its series are declared, and it alone is not: `box1`, where there are `box2` and `box3`."""
    return bool(_series(use.name, bound)) and _series(use.name, free) == {use.name}


def _is_slip_of_common(use: Use, name: str) -> bool:
    """Whether a global is meant; `Console.log` is one, `@Module()` and `new Process()` are classes of their own."""
    if use.name == name.capitalize() and not use.members:
        return False
    return _slip(use.name, name) or _capital(use.name, name)


def _series(name: str, names: Collection[str]) -> set[str]:
    """Those of the names that differ in their number only."""
    stem, told = _NUMBER.subn("", name)
    return (
        {other for other in names if other[: len(stem)] == stem and _NUMBER.sub("", other) == stem} if told else set()
    )


def _earlier(use: Use, bound: Mapping[str, Bound]) -> Iterator[tuple[str, Bound]]:
    return ((name, held) for name, held in bound.items() if held.offset <= use.offset and name != use.name)


def _slip(wrong: str, right: str) -> bool:
    """One letter left out, doubled, mistaken or swapped with its neighbour; or capitals inside the word."""
    if wrong == right or min(len(wrong), len(right)) < _SWAPPED or (right not in COMMON and is_known(right)):
        return False
    if wrong[0] != right[0]:
        return wrong[:2] == right[1::-1] and wrong[2:] == right[2:]
    if wrong.replace("_", "").lower() == right.replace("_", "").lower():
        return True
    gap = len(wrong) - len(right)
    at = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    if gap == 0:
        swapped = wrong[at : at + 2] == right[at : at + 2][::-1] and wrong[at + 2 :] == right[at + 2 :]
        mistaken = (
            wrong[at + 1 :] == right[at + 1 :]
            and len(wrong) >= _MISTAKEN
            and wrong[at].isalpha()
            and right[at].isalpha()
        )
        return swapped or (mistaken and at + 1 < len(wrong) and wrong[at].isupper() == right[at].isupper())
    longer, shorter = (wrong, right) if gap > 0 else (right, wrong)
    if abs(gap) != 1 or longer[at + 1 :] != shorter[at:] or len(shorter) < _LEFT_OUT:
        return False
    return longer[at].isalpha() and (at < len(shorter) or (longer[-1] != "s" and longer[-1].islower()))


def _capital(wrong: str, right: str) -> bool:
    return wrong != right and len(right) >= _CAPITAL and wrong[1:] == right[1:] and wrong[0].isupper()


def _is_each(use: Use, name: str, held: Bound) -> bool:
    """Whether the declared name is each of the things that the other one holds: `for (const box of boxes)`."""
    return use.name.startswith(name) and use.offset == held.offset + len(" of ")


def _related(wrong: str, right: str) -> bool:
    """Whether the undeclared name differs in a capital that it should not have, or goes on after the declared one."""
    if len(right) < _RELATED or len(wrong) < len(right):
        return False
    if len(wrong) == len(right):
        return wrong[1:] == right[1:] and wrong[0].lower() == right[0] and wrong[0] != right[0]
    ending = wrong[len(right) :]
    return wrong.startswith(right) and (not ending[0].islower() or ending == "s")
