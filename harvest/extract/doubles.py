"""Blocks that are no blocks of their own: the line numbers of the one beside, a hidden copy."""

from __future__ import annotations

import re
from itertools import pairwise

from selectolax.lexbor import LexborNode

from harvest.extract.shapes import beside
from harvest.extract.signals import FILE_NAME, GUTTER

_CELLS = frozenset({"td", "th"})
_CODE = frozenset({"pre", "code"})
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
    if not text[0].isdecimal() or not text[-1].isdecimal() or not _counts(text.split()) or _is_tagged(block):
        return False
    node: LexborNode | None = block
    bare = block.css_first("code") is None
    called = False
    for _ in range(_NEAR):
        if node is None or node.tag in _OUTSIDE:
            return False
        before, after = beside(node, before=True), beside(node)
        called = _is_called(node, GUTTER) or (called and bare)
        if called and (_is_code(before) or _is_code(after)):
            return True
        called = called and before is None and after is None  # what only wraps it is called so, too
        if node.tag in _CELLS:
            return _stands_before_code(block)
        node = node.parent
    return False


def _is_tagged(block: LexborNode) -> bool:
    return block.css_first("code[class*=language-], code[data-lang]") is not None


def is_name(block: LexborNode, text: str) -> bool:
    """Whether a block is but the name of the one below: of its file, in its head."""
    above = block.parent
    return above is not None and "\n" not in text.strip() and _is_called(above, FILE_NAME) and _is_code(beside(above))


def _is_called(node: LexborNode, words: re.Pattern[str]) -> bool:
    return any(map(words.fullmatch, (node.attributes.get("class") or "").split()))


def is_measure(block: LexborNode, text: str) -> bool:
    """Whether a block is there for an editor to measure its letters by."""
    above = block.parent if not text.strip("x") else None
    return above is not None and (above.attributes.get("class") or "").endswith("-measure")


def is_copy(block: LexborNode, before: LexborNode) -> bool:
    """Whether two blocks of the same text are one to the reader: each for one theme, or one of them not shown."""
    return all(map(_is_themed, (block, before))) or any(map(_is_hidden, (block, before)))


def _is_themed(node: LexborNode) -> bool:
    return bool(_THEMED.search(f"{node.attributes.get('data-theme') or ''} {node.attributes.get('class') or ''}"))


def _is_hidden(node: LexborNode) -> bool:
    place: LexborNode | None = node
    for _ in range(_NEAR):
        if place is None or place.tag in _OUTSIDE:
            return False
        if "hidden" in place.attributes or _HIDDEN.search(place.attributes.get("style") or ""):
            return True
        place = place.parent
    return False


def _counts(words: list[str]) -> bool:
    """Whether words are numbers that count up evenly: some gutters tell but every fifth."""
    if any(len(word) > _LONGEST_NUMBER or not word.isdecimal() for word in words):
        return False
    numbers = [int(word) for word in words]
    steps = {after - number for number, after in pairwise(numbers)}
    return len(steps) < 2 and min(steps, default=1) > 0  # noqa: PLR2004 - one step, or none


def _stands_before_code(node: LexborNode) -> bool:
    """Whether a block is in a table's cell, and the next cell holds another."""
    cell: LexborNode | None = node
    while cell is not None and cell.tag not in _CELLS:
        cell = cell.parent
    return cell is not None and _is_code(beside(cell))


def _is_code(node: LexborNode | None) -> bool:
    return node is not None and (node.tag in _CODE or node.css_first("pre") is not None)
