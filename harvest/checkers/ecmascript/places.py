"""Where the real mistake of a broken text probably is, rather than where a parser gave up.

The parser stops where no continuation makes sense any more; the slip is there or before. Indentation tells, as it does
in the diagnostics of compilers: a block that was opened should end where the indentation comes back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from harvest.checkers.ecmascript.lexer import Lines, mask
from harvest.model import Finding, Rule

_GOES_ON = re.compile(r"\s*[\[({]?(?:\.{2,}|…)[\])}]?\s*\Z")
_TAIL = 200
"""Characters in which an ellipsis at the end is looked for."""
_WIDE = 400
"""Characters in which the start of a line is looked for."""
_OUTER = 40
"""Brackets that are looked at from the innermost outwards."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(")]}")


class Place(Struct, frozen=True):
    """Where something is wrong, and the bracket that should have been closed there."""

    offset: int
    opener: int | None = None


def likely(text: str, offset: int) -> Place:
    """The place of the likely mistake, at or before the offset where the parser stopped."""
    shown = mask(text)
    token = shown[offset : offset + 1]
    if token and token not in _CLOSERS and not _starts_line(shown, offset):
        return _before(shown, text, offset) or Place(offset)
    stack, suspicious = _scan(shown, text, offset + (token in _CLOSERS))
    if suspicious is not None:
        return suspicious
    for opener in reversed(stack[-_OUTER:]):
        end = _end(shown, text, opener, offset)
        if end is not None:
            return Place(end, opener)
    return Place(offset if token in _CLOSERS else _token_before(shown, offset))


def _before(shown: str, text: str, offset: int) -> Place | None:
    """A place above the line in whose middle the parser stopped, where brackets and indentation tell of one."""
    if shown[offset] == ":":
        jump = _jump(shown, text, 0, offset)
        if jump < offset:
            return Place(jump)
    stack, suspicious = _scan(shown, text, offset)
    ends = ((_end(shown, text, opener, offset), opener) for opener in reversed(stack[-_OUTER:]))
    found = suspicious or next((Place(end, opener) for end, opener in ends if end is not None), None)
    return found if found is not None and shown.count("\n", found.offset, offset) > 1 else None


def cut_off(rule: Rule, text: str) -> Finding:
    """The finding of a block that ends too early."""
    line, column = Lines(text).place(max(0, len(text.rstrip()) - 1))
    return rule.finding(
        line, column, "the sample ends in the middle of a statement", suggestion="show the rest, or end in `// ...`"
    )


def is_cut_off(text: str, offset: int) -> bool:
    """Whether the parser came to the end, and nothing before it looks like the mistake: the rest is missing."""
    shown = mask(text)
    start = max(0, len(text) - _TAIL)
    trailing = _GOES_ON.search(text, start)
    if offset < (trailing.start() if trailing else len(shown.rstrip())):
        return False
    stack, suspicious = _scan(shown, text, len(shown))
    return suspicious is None and all(_end(shown, text, opener, len(shown)) is None for opener in stack[-_OUTER:])


def _scan(shown: str, text: str, stop: int) -> tuple[Sequence[int], Place | None]:
    """The brackets open at `stop`, and the first place where bracket and indentation disagree."""
    stack: list[int] = []
    for at in range(min(stop, len(shown))):
        char = shown[at]
        if char in _PAIRS:
            stack.append(at)
        elif char in _CLOSERS:
            if not stack:
                return stack, Place(_jump(shown, text, 0, at))
            opener = stack.pop()
            if _PAIRS[shown[opener]] != char:
                return stack, Place(_end(shown, text, opener, at) or at, opener)
            if _starts_line(shown, at):
                here, there = _indent(text, at), _indent(text, opener)
                if here < there:
                    return stack, Place(_end(shown, text, opener, at) or at, opener)
                if here > there and not _starts_line(shown, opener):
                    jump = _jump(shown, text, opener, at)
                    if jump != at:
                        return stack, Place(jump)
    return stack, None


def _end(shown: str, text: str, opener: int, stop: int) -> int | None:
    """The end of the last line before the indentation is back at the opener's, where that is before `stop`."""
    width = _indent(text, opener)
    at = text.find("\n", opener)
    last, remark = max(opener, len(shown[: max(at, 0)].rstrip()) - 1), False
    while 0 <= at < stop:
        following = text.find("\n", at + 1)
        line = text[at + 1 : following if following >= 0 else len(text)]
        if line.strip():
            if len(line) - len(line.lstrip()) > width:
                last = at + max(1, len(line.rstrip()))
            elif shown[at + 1 : at + 1 + len(line)].strip():
                return last
            else:
                remark = True
        at = following
    return last if remark else None


def _jump(shown: str, text: str, start: int, stop: int) -> int:
    """The first line between that is indented more than the one before, which opens nothing: its opener is missing."""
    before = None
    at = text.rfind("\n", 0, start) + 1
    while at < stop:
        following = text.find("\n", at)
        end = following if following >= 0 else len(text)
        line = text[at:end]
        if line.strip():
            if before is not None and len(line) - len(line.lstrip()) > before[0] and before[1]:
                return at + len(line) - len(line.lstrip())
            code = shown[at:end].rstrip()
            closed = code[-1:] in {";", "}", ")", ","} if code else before is not None and before[1]
            before = (len(line) - len(line.lstrip()), closed)
        at = end + 1
    return stop


def _token_before(shown: str, offset: int) -> int:
    """The end of the last token, where the unexpected one stands on a line of its own: something is missing there."""
    before = shown[:offset].rstrip()
    return len(before) - 1 if before and "\n" in shown[len(before) : offset] else offset


def _indent(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1  # lines are long in minified code only, and that is one line
    line = text[start : min(at + 1, start + _WIDE)]
    return len(line) - len(line.lstrip(" \t"))


def _starts_line(shown: str, at: int) -> bool:
    start = shown.rfind("\n", max(0, at - _WIDE), at) + 1
    return (start > 0 or at < _WIDE) and not shown[start:at].strip()
