"""Elements that another's end tag closes, and end tags that close nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from harvest.checkers.hypertext.elements import KNOWN, OPTIONAL, VOID, is_misspelled
from harvest.checkers.hypertext.mistake import Change, Mistake
from harvest.checkers.hypertext.tags import Part, Tag


class Open(Struct):
    """An element that is open."""

    tag: Tag
    sure: int
    """The place of the innermost element, this one included, that has to be closed; -1 without one."""
    is_paired: bool
    """It has to be closed."""
    stray: Tag | None = None
    """The first end tag inside it that closes nothing: too many, or its own, misspelled."""


def mistakes(text: str, parts: Sequence[Part], *, sure: bool) -> Iterator[Mistake]:
    """Yield what is sure whatever stands before and after the text, in the order in which it shows.

    An element that is never closed, or an end tag of what was opened before, is part of showing a part: the mistake is
    sure where the element round it is opened and closed in the text.

    Args:
        text: what the parts were found in.
        parts: all of them, in order.
        sure: nothing is left out between the tags; else only a misspelled end tag is a mistake.
    """
    tags = [part for part in parts if isinstance(part, Tag) and part.name not in VOID and not part.empty]
    paired = KNOWN.union(tag.name for tag in tags if tag.ends) - OPTIONAL
    opened: list[Open] = []
    depth: dict[str, int] = {}
    for tag in tags:
        if not tag.ends:
            outer = opened[-1].sure if opened else -1
            opened.append(Open(tag, len(opened) if tag.name in paired else outer, tag.name in paired))
            depth[tag.name] = depth.get(tag.name, 0) + 1
        elif depth.get(tag.name):
            inner = _popped(opened, depth, tag.name)
            yield from _closed(text, inner, tag) if sure else ()
        else:
            yield from _astray(opened, depth, tag)
    for element in opened:
        if element.stray is not None and "\n" not in text[element.tag.start : element.stray.end]:
            yield _mistyped(element.tag, element.stray)


def _closed(text: str, inner: Sequence[Open], tag: Tag) -> Iterator[Mistake]:
    """An end tag and its start: what was opened between them is closed as well."""
    for element in reversed(inner[1:]):
        if element.stray is not None:
            yield _mistyped(element.tag, element.stray)
        elif element.is_paired:
            yield _unclosed(text, element.tag, tag)
    if inner[0].stray is not None:
        yield _needless(inner[0].stray)


def _popped(opened: list[Open], depth: dict[str, int], name: str) -> list[Open]:
    """The innermost element of that name and all within it, which are open no more."""
    place = len(opened) - 1
    while opened[place].tag.name != name:
        place -= 1
    inner = opened[place:]
    del opened[place:]
    for element in inner:
        depth[element.tag.name] -= 1
    return inner


def _astray(opened: list[Open], depth: dict[str, int], tag: Tag) -> Iterator[Mistake]:
    """An end tag without a start."""
    if not opened:
        return
    sure = opened[opened[-1].sure] if opened[-1].sure >= 0 else None
    meant = next((each.tag for each in (opened[-1], sure) if each and is_misspelled(tag.name, each.tag.name)), None)
    if meant is not None:
        yield _mistyped(meant, tag)
        _popped(opened, depth, meant.name)
    elif sure is not None and sure.stray is None:
        sure.stray = tag


def _mistyped(start: Tag, end: Tag) -> Mistake:
    message = f"`</{end.name}>` closes nothing: `<{start.name}>` is open"
    meant = f"</{start.name}>"
    return Mistake(end.start, end.end, message, f"write `{meant}`", Change(end.start, end.end, meant))


def _unclosed(text: str, start: Tag, end: Tag) -> Mistake:
    line = text.count("\n", 0, start.start) + 1
    message = f"`</{end.name}>` closes what is round `<{start.name}>` of line {line}, which is still open"
    meant = f"</{start.name}>"
    return Mistake(end.start, end.end, message, f"add `{meant}`", Change(end.start, end.start, meant))


def _needless(end: Tag) -> Mistake:
    change = Change(end.start, end.end, "")
    return Mistake(end.start, end.end, f"`</{end.name}>` closes nothing that is open", "remove it", change)
