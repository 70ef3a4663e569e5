"""An empty first line beside a gutter: HTML drops the newline after `<pre>`; the numbers tell that it was meant."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_BEGINS = re.compile(rb"(<td[^>]*>\s*(?:<div[^>]*>\s*)?<pre)([^>]*>\r?\n)")
_NEWLINE = re.compile(rb"<pre[^>]*>\r?\n")
_MARK = "data-begins-with-newline"


def marked(markup: bytes) -> bytes:
    """Markup in which a block in a table's cell carries a mark where a newline that HTML drops begins it."""
    return _BEGINS.sub(rb"\1 %b\2" % _MARK.encode(), markup) if _NEWLINE.search(markup) else markup


def restored(block: LexborNode, markup: str, text: str) -> str:
    """The text with its first newline, where the gutter counts one line more than there are without.

    Args:
        block: the block, parsed from marked markup.
        markup: the same as it is written.
        text: as it is laid out.
    """
    begun = block.css_first(f"pre[{_MARK}]") if _MARK in markup else None
    if begun is None:
        return text
    lines = text.count("\n") + (not text.endswith("\n"))
    return f"\n{text}" if _counted_beside(begun) == lines + 1 else text


def _counted_beside(block: LexborNode) -> int:
    """How many lines the cell before a block's counts."""
    cell = block.parent
    while cell is not None and cell.tag != "td":
        cell = cell.parent
    beside = cell.prev if cell is not None else None
    while beside is not None and beside.tag != "td":
        beside = beside.prev
    words = beside.text(separator=" ").split() if beside is not None else []
    return len(words) if all(word.isdecimal() for word in words) else 0
