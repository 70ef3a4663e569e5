"""Blocks that are no blocks of their own: the line numbers of the one beside, a hidden copy."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from harvest.extract.signals import GUTTER

_CELLS = frozenset({"td", "th"})
_OUTSIDE = frozenset({"body", "html", "-undef"})
_THEMED = re.compile(r"\b(?:dark|light)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NUMBER = 6
_NEAR = 4
"""How many elements above the numbers may call them so."""


def is_gutter(block: LexborNode, text: str) -> bool:
    """Whether a block is but the line numbers of the one beside it.

    Args:
        block: the `pre`, or what stands for it.
        text: the block's text as it is laid out.
    """
    text = text.strip() or block.text().strip()
    if not text:
        return _stands_before_code(block)
    if not text[0].isdecimal() or not text[-1].isdecimal() or not _counts(text.split()):
        return False
    node: LexborNode | None = block
    for _ in range(_NEAR):
        if node is None or node.tag in _OUTSIDE:
            return False
        if any(GUTTER.fullmatch(word) for word in (node.attrs.get("class") or "").split()):
            return True
        if node.tag in _CELLS:
            return _stands_before_code(block)
        node = node.parent
    return False


def is_copy(block: LexborNode, before: LexborNode) -> bool:
    """Whether two blocks of the same text are one to the reader: each for one theme, or one of them not shown."""
    return all(map(_is_themed, (block, before))) or any(map(_is_hidden, (block, before)))


def _is_themed(node: LexborNode) -> bool:
    return bool(_THEMED.search(f"{node.attrs.get('data-theme') or ''} {node.attrs.get('class') or ''}"))


def _is_hidden(node: LexborNode) -> bool:
    place: LexborNode | None = node
    for _ in range(_NEAR):
        if place is None or place.tag in _OUTSIDE:
            return False
        if "hidden" in place.attrs or _HIDDEN.search(place.attrs.get("style") or ""):
            return True
        place = place.parent
    return False


def _counts(words: list[str]) -> bool:
    """Whether words are numbers that count up by one."""
    if any(len(word) > _LONGEST_NUMBER or not word.isdecimal() for word in words):
        return False
    first = int(words[0])
    return all(int(word) == number for number, word in enumerate(words, first))


def _stands_before_code(node: LexborNode) -> bool:
    """Whether a block is in a table's cell, and the next cell holds another."""
    cell: LexborNode | None = node
    while cell is not None and cell.tag not in _CELLS:
        cell = cell.parent
    beside = cell.next if cell is not None else None
    while beside is not None and beside.tag not in _CELLS:
        beside = beside.next
    return beside is not None and beside.css_first("pre") is not None
