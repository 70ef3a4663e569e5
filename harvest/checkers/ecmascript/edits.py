"""Edits of a text that keep every offset."""

from __future__ import annotations

import re
from collections.abc import Callable

from harvest.checkers.ecmascript.lexer import mask


def blank(span: str) -> str:
    """As many spaces, the line ends kept."""
    return re.sub(r"[^\n]", " ", span)


def replace(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> str:
    """The text with each match in its code replaced; strings and comments are not looked at.

    Args:
        text: the text.
        pattern: is matched against the masked text.
        new: gives for each match as many characters.
    """
    parts, at = [], 0
    for match in pattern.finditer(mask(text)):
        parts += [text[at : match.start()], new(match)]
        at = match.end()
    return "".join([*parts, text[at:]])
