"""Guards before parsing: its time grows with the square of depth and of attributes, and nothing can interrupt it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_DEEPEST: Final = 600
"""Elements inside each other that are kept; no published page comes near."""
_SUSPICIOUS: Final = 3_000
"""Elements that may be open without a closer look: fewer cannot cost much."""
_MOST: Final = 8_000
"""Elements of a page that is not looked at, however soon they seem to end: an end may be of nothing."""
_PIECE: Final = 1 << 15
_SPARSE: Final = 60
"""A piece of a page with fewer tags may be within a single one."""
_MOST_ATTRIBUTES: Final = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]*)([^<>]{20000,})>")
_ATTRIBUTE = re.compile(r"\s[^\s=\"'/]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
_CLOSED_BY_NONE: Final = ("</", "<!", "<br", "<img", "<hr", "<link", "<meta", "<input")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()
)
"""Elements without an end, and those whose end may be left out."""
_CODE: Final = frozenset({"pre", "code"})


def shallow(markup: str) -> str:
    """The same markup without the tags of elements that lie deeper than any reader's page; their text stays.

    Nor has any element more attributes than a person writes.
    """
    deep, sparse = _looks(markup)
    if sparse:
        markup = _LONG_TAG.sub(_with_few_attributes, markup)
    return _without_the_deepest(markup) if deep else markup


def _looks(markup: str) -> tuple[bool, bool]:
    """Whether elements may be too deep, and whether a tag may be too long: both at the speed of counting."""
    deep = sparse = False
    still_open = total = 0
    for start in range(0, len(markup), _PIECE):
        piece = markup[start : start + _PIECE]
        tags = piece.count("<")
        ends = piece.count("</")
        opened = tags - sum(map(piece.count, _CLOSED_BY_NONE))
        total += opened
        deep = deep or still_open + opened > _SUSPICIOUS or total > _MOST
        sparse = sparse or tags < _SPARSE
        still_open = max(still_open + opened - ends, 0)
    return deep, sparse and len(markup) > _PIECE


def _with_few_attributes(tag: re.Match[str]) -> str:
    attributes = _ATTRIBUTE.findall(tag[2])
    return tag[0] if len(attributes) < _MOST_ATTRIBUTES else f"{tag[1]}{''.join(attributes[:_MOST_ATTRIBUTES])}>"


def _without_the_deepest(markup: str) -> str:
    depth = {True: 0, False: 0}  # of code, and of all else: what lies round it must not cost us a block
    opened: Counter[str] = Counter()

    def keep(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _VOID:
            return tag[0]
        code = name in _CODE
        if not tag[1]:
            opened[name] += 1
            depth[code] += 1
            return tag[0] if depth[code] <= _DEEPEST else ""
        if opened[name]:  # the end of nothing ends nothing
            opened[name] -= 1
            depth[code] -= 1
        return tag[0] if depth[code] < _DEEPEST else ""

    return _TAG.sub(keep, markup)
