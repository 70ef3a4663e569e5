"""Where the real mistake of a broken text probably is, rather than where a parser gave up."""

from __future__ import annotations

import re

from harvest.checkers.ecmascript.lexer import mask

_PAIRS = {"(": ")", "[": "]", "{": "}"}


def likely(text: str, offset: int) -> int:
    """The offset of the likely mistake.

    Args:
        text: the block.
        offset: where the parser stopped.
    """
    shown = mask(text)
    unclosed = _unclosed(shown, offset)
    if unclosed is not None:
        return unclosed
    return _token_before(shown, offset)


def _token_before(shown: str, offset: int) -> int:
    """The end of the last token, where the unexpected one stands on a line of its own: something is missing there."""
    before = shown[:offset].rstrip()
    return len(before) - 1 if before and "\n" in shown[len(before) : offset] else offset


def _unclosed(shown: str, offset: int) -> int | None:
    """Where a bracket should have been closed: the first line that is indented no more than the line that opened it."""
    stack: list[int] = []
    for match in re.finditer(r"[()\[\]{}]", shown):
        char, at = match[0], match.start()
        if char in _PAIRS:
            stack.append(at)
            continue
        if stack and _PAIRS[shown[stack[-1]]] == char:
            opener = stack.pop()
            if _indent(shown, at) < _indent(shown, opener) and _starts_line(shown, at):
                return _gap(shown, opener, at)
            continue
        if not stack:
            return at
        return _gap(shown, stack[-1], at)
    if not stack:
        return None
    return _gap(shown, stack[-1], len(shown))


def _gap(shown: str, opener: int, end: int) -> int:
    """The end of the line after which the indentation is back at the opener's, between the opener and `end`."""
    width = _indent(shown, opener)
    at = shown.find("\n", opener)
    last = opener
    while 0 <= at < end:
        stop = shown.find("\n", at + 1)
        line = shown[at + 1 : stop if stop >= 0 else len(shown)]
        if line.strip():
            if len(line) - len(line.lstrip()) <= width:
                return last
            last = at + len(line.rstrip())
        at = stop
    return last


def _indent(shown: str, at: int) -> int:
    start = shown.rfind("\n", 0, at) + 1
    return len(shown[start:]) - len(shown[start:].lstrip(" \t"))


def _starts_line(shown: str, at: int) -> bool:
    return not shown[shown.rfind("\n", 0, at) + 1 : at].strip()
