"""Elements that another's end tag closes, and end tags that close nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from harvest.checkers.hypertext.elements import KNOWN, OPTIONAL, VOID, is_misspelled
from harvest.checkers.hypertext.indents import Indents
from harvest.checkers.hypertext.mistake import Change, Mistake
from harvest.checkers.hypertext.tags import Part, Tag


class Open(Struct):
    """An element that is open."""

    tag: Tag
    sure: int
    """The place of the innermost element, this one included, that has to be closed; -1 without one."""
    is_paired: bool
    """It has to be closed."""
    is_retyped: bool = False
    """It looks like the end of the element before it, but for the `/`."""
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
    paired = KNOWN.union(tag.name for tag in tags if tag.ends or "-" in tag.name) - OPTIONAL
    opened: list[Open] = []
    depth: dict[str, int] = {}
    indents = Indents(text)
    for place, tag in enumerate(tags):
        if not tag.ends:
            outer = opened[-1].sure if opened else -1
            is_paired = tag.name in paired
            is_retyped = place > 0 and _is_retyped(text, tags[place - 1], tag)
            opened.append(Open(tag, len(opened) if is_paired else outer, is_paired, is_retyped))
            depth[tag.name] = depth.get(tag.name, 0) + 1
        elif depth.get(tag.name):
            inner = _popped(opened, depth, tag.name)
            indents.note(inner[0].tag, tag)
            yield from _closed(text, inner, tag, indents) if sure else ()
        else:
            yield from _astray(opened, depth, tag)
    yield from _never_closed(text, opened, indents) if sure else ()


def _is_retyped(text: str, before: Tag, tag: Tag) -> bool:
    """`<b>beans<b>`."""
    if before.ends or before.name != tag.name or tag.attributes:
        return False
    between = text[before.end : tag.start]
    return "\n" not in between and between.strip() != ""


def _never_closed(text: str, opened: Sequence[Open], indents: Indents) -> Iterator[Mistake]:
    """What is open at the end of the text: mostly it is meant to be, for more would follow."""
    for element in opened:
        stolen = indents.stolen(element.tag) if element.is_paired else None
        if element.stray is not None and "\n" not in text[element.tag.start : element.stray.end]:
            yield _mistyped(element.tag, element.stray)
        elif element.is_retyped and element.is_paired:
            yield _retyped(element.tag)
        elif stolen is not None:
            yield _unclosed(text, stolen.start, stolen.end)


def _closed(text: str, inner: Sequence[Open], tag: Tag, indents: Indents) -> Iterator[Mistake]:
    """An end tag and its start: what was opened between them is closed as well."""
    for element in reversed(inner[1:]):
        stolen = indents.stolen(element.tag) if element.is_paired else None
        if element.stray is not None:
            yield _mistyped(element.tag, element.stray)
        elif element.is_retyped and element.is_paired:
            yield _retyped(element.tag)
        elif stolen is not None:
            yield _unclosed(text, stolen.start, stolen.end)
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


def _retyped(tag: Tag) -> Mistake:
    meant = f"</{tag.name}>"
    message = f"`<{tag.name}>` opens another one and does not close the one before it"
    return Mistake(tag.start, tag.end, message, f"write `{meant}`", Change(tag.start, tag.end, meant))


def _unclosed(text: str, start: Tag, end: Tag) -> Mistake:
    line = text.count("\n", 0, start.start) + 1
    message = f"`</{end.name}>` comes while `<{start.name}>` of line {line} is still open"
    meant = f"</{start.name}>"
    return Mistake(end.start, end.end, message, f"add `{meant}`", Change(end.start, end.start, meant))


def _needless(end: Tag) -> Mistake:
    change = Change(end.start, end.end, "")
    return Mistake(end.start, end.end, f"`</{end.name}>` closes nothing that is open", "remove it", change)
