"""Guards before parsing: its time grows with the square of depth and of attributes, and nothing can interrupt it."""

from __future__ import annotations

import re
from collections import defaultdict
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
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+>")
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]*)([^<>]{20000,})>")
_ATTRIBUTE = re.compile(r"\s[^\s=\"'/]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
_ENDLESS: Final = (b"<!", b"<br", b"<img", b"<hr", b"<link", b"<meta", b"<input")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()
)
"""Elements without an end, and those whose end may be left out."""
_CODE: Final = frozenset({"pre", "code"})


def shallow(markup: bytes) -> bytes:
    """The same markup without the tags of elements that lie deeper than any reader's page; their text stays.

    Nor has any element more attributes than a person writes.
    """
    starts = range(0, len(markup), _PIECE)
    tags = [markup.count(b"<", start, start + _PIECE) for start in starts]
    # most pages are cleared by the first count, which takes an element without an end for one that is open
    deep = sum(tags) > _SUSPICIOUS and all(_may_be_deep(markup, tags, endless) for endless in ((), _ENDLESS))
    sparse = len(tags) > 1 and min(tags) < _SPARSE
    if not deep and not sparse:
        return markup
    text = markup.decode()
    if sparse:
        text = _LONG_TAG.sub(_with_few_attributes, text)
    return (_without_the_deepest(text) if deep else text).encode()


def _may_be_deep(markup: bytes, tags: list[int], endless: tuple[bytes, ...]) -> bool:
    """Whether too many elements may be open somewhere, at the speed of counting.

    Args:
        markup: the page.
        tags: how many there are in each of its pieces.
        endless: how tags begin that open nothing.
    """
    still_open = total = 0
    for start, some in zip(range(0, len(markup), _PIECE), tags, strict=True):
        piece = markup[start : start + _PIECE]
        ends = piece.count(b"</")
        opened = some - ends - sum(map(piece.count, endless))
        total += opened
        if still_open + opened > _SUSPICIOUS or total > _MOST:
            return True
        still_open = max(still_open + opened - ends, 0)
    return False


def _with_few_attributes(tag: re.Match[str]) -> str:
    attributes = _ATTRIBUTE.findall(tag[2])
    return tag[0] if len(attributes) < _MOST_ATTRIBUTES else f"{tag[1]}{''.join(attributes[:_MOST_ATTRIBUTES])}>"


def _without_the_deepest(markup: str) -> str:
    depth = [0, 0]  # of all else, and of code: what lies round it must not cost us a block
    opened: defaultdict[str, int] = defaultdict(int)
    kept: list[str] = []
    since = 0
    for tag in _TAG.finditer(markup):
        name = tag[2].lower()
        if name in _VOID:
            continue
        code = name in _CODE
        if not tag[1]:
            opened[name] += 1
            depth[code] += 1
        elif opened[name]:  # the end of nothing ends nothing
            opened[name] -= 1
            depth[code] -= 1
        if depth[code] + bool(tag[1]) > _DEEPEST:
            kept.append(markup[since : tag.start()])
            since = tag.end()
    return "".join(kept) + markup[since:]
