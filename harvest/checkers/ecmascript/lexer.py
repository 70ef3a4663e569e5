"""Where the code of a text is and where its strings and comments are, for texts that no parser accepts."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_TOKEN = re.compile(
    r"""
      (?P<line>//[^\n]*)
    | (?P<block>/\*(?:[^*]|\*(?!/))*(?:\*/)?)
    | (?P<string>'(?:\\[^\n]|[^'\\\n])*'?|"(?:\\[^\n]|[^"\\\n])*"?)
    | (?P<template>`(?:\\.|[^`\\])*`?)
    | (?<=[=(,:\[!&|?{};\n+])[ ]?(?P<regex>/(?![*/ ])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n]){0,200}+\]|[^/\\\n\[])++/[a-z]*)
    """,
    re.VERBOSE | re.DOTALL,
)


def words(text: str) -> frozenset[str]:
    """A set of names, written as one text."""
    return frozenset(text.split())


@lru_cache(maxsize=8)
def mask(text: str, *, keep: frozenset[str] = frozenset()) -> str:
    """The text with strings, templates, regular expressions and comments blanked, every offset kept.

    Remembered for a few texts: a broken one is looked at from many sides.

    Args:
        text: JavaScript, possibly broken.
        keep: kinds not to blank: `line`, `block`, `string`, `template`, `regex`.
    """

    def blank(match: re.Match[str]) -> str:
        if match.lastgroup in keep:
            return match[0]
        kind, span = match.lastgroup, match[0]
        if kind in {"line", "block"}:
            return re.sub(r"[^\n]", " ", span)
        return re.sub(r"[^\n]", "_", span)

    return _TOKEN.sub(blank, text)


def comments(text: str) -> list[tuple[int, int]]:
    """The spans of the comments."""
    return [match.span() for match in _TOKEN.finditer(text) if match.lastgroup in {"line", "block"}]


def ends_in_comment(text: str) -> bool:
    """Whether a comment is never closed."""
    return any(
        text.startswith("/*", start) and not text.endswith("*/", start + 2, end) for start, end in comments(text)
    )


class Lines:
    """Offsets to 1-based lines and columns; only line feeds end lines, as in every report."""

    def __init__(self, text: str) -> None:
        """Remember where the lines of `text` start."""
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
