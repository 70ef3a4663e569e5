"""Elements side by side where one expression must stand: `return (<a/> <b/>)`."""

from __future__ import annotations

import re
from collections import Counter

from harvest.checkers.ecmascript.lexer import mask

_PARENTHESIS = re.compile(r"\(\s*(?=<[A-Za-z>])")
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z][\w.-]*|(?=>))|/>")
_NEXT = re.compile(r">\s*(?P<tag><[A-Za-z>])")

_TWICE = re.compile(r"<(?P<name>[A-Z][\w.]*)(?![\w.])[^<>]*/>\s*(?P<end></(?P=name)>)")
_BEGUN = re.compile(r"<(?P<name>[A-Z][\w.]*)(?![\w.])(?![^<>]*/>)")
_ENDED = re.compile(r"</(?P<name>[A-Z][\w.]*)>")


def closed_twice(text: str) -> re.Match[str] | None:
    """An element that closes itself and has an end besides: `<Bed /></Bed>`; its end is the group `end`."""
    if "/>" not in text or "</" not in text or not _TWICE.search(text):
        return None
    over = Counter(match["name"] for match in _ENDED.finditer(text))
    over.subtract(match["name"] for match in _BEGUN.finditer(text))
    return next((match for match in _TWICE.finditer(text) if over[match["name"]] > 0), None)


def second_element(text: str, offset: int) -> int | None:
    """The offset of the first element beside another one in parentheses, where it stands before `offset`.

    Args:
        text: a block that no parser takes.
        offset: where its parser stopped.
    """
    if "<" not in text:
        return None
    shown = mask(text)
    for opening in _PARENTHESIS.finditer(shown, 0, offset):
        end = _end(shown, opening.end())
        beside = None if end is None else _NEXT.match(shown, end - 1)
        if beside is not None and beside.start("tag") <= offset:
            return beside.start("tag")
    return None


def _end(shown: str, start: int) -> int | None:
    """Where the element ends that begins at `start`; None where its tags do not fit."""
    open_names: list[str] = []
    for tag in _TAG.finditer(shown, start):
        if tag["name"] is not None and tag["end"] is None:
            open_names.append(tag["name"])
        elif not open_names or tag["name"] not in {None, open_names.pop()}:
            return None
        if not open_names:
            return tag.end() if tag["name"] is None else shown.find(">", tag.end()) + 1 or None
    return None
