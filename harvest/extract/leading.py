"""An empty first line beside a gutter: HTML drops the newline after `<pre>`; the numbers tell that it was meant."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_BEGINS = re.compile(r"(<td[^>]*>\s*(?:<div[^>]*>\s*)?<pre)([^>]*>\r?\n)", re.IGNORECASE)
_MARK = "data-begins-with-newline"


def marked(markup: str) -> str:
    """Markup in which a block in a table's cell carries a mark where a newline that HTML drops begins it."""
    return _BEGINS.sub(rf"\1 {_MARK}\2", markup) if "<pre" in markup and "<td" in markup else markup


def restored(block: LexborNode, text: str, numbers: int) -> str:
    """The text with its first newline, where the gutter counts one line more than there are without.

    Args:
        block: the `pre`, parsed from marked markup.
        text: as it is laid out.
        numbers: how many lines the gutter beside the block counts; 0 where there is none.
    """
    lines = text.count("\n") + (not text.endswith("\n"))
    return f"\n{text}" if numbers == lines + 1 and _MARK in block.attrs else text
