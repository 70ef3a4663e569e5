"""The brackets of a text that have no partner, and what stands for the partners."""

from __future__ import annotations

import re

CLOSERS = {"(": ")", "[": "]", "{": "}"}
OPENERS = {")": "(", "]": "[", "}": "{"}
_AFTER_BRACE = re.compile(r"\s*+(?P<word>catch|finally|while|[,()]|\Z)")
_BEFORE_BRACE = {"catch": "try {", "finally": "try {", "while": "do {"}
"""What a brace closes, by what follows it; the others close a function."""
_TRY = re.compile(r"\btry\s*\Z")
_CLOSING_LINE = re.compile(r"^(?P<indent>[ \t]*)[)\]}]", re.MULTILINE)
_NEAR = 20
"""Characters before a brace in which its keyword is looked for."""


def opening(shown: str) -> str:
    """Openers for the closers that have none, so that a block which starts in the middle can be read."""
    parts: list[str] = []
    for offset in unmatched(shown)[0]:
        if shown[offset] == "}":
            after = _AFTER_BRACE.match(shown, offset + 1)
            parts.append(_BEFORE_BRACE.get(after["word"], "_=function(){") if after else "if(_){")
        else:
            parts.append("_(" if shown[offset] == ")" else "_[")
    return " ".join(reversed(parts))


def starts_within(shown: str) -> int:
    """How many levels deep a text starts in what it closes: by the lines that close it, ever less indented."""
    start = len(shown) - len(shown.lstrip())
    width, levels = start - (shown.rfind("\n", 0, start) + 1), 0
    if not width:
        return 0
    closers = frozenset(unmatched(shown)[0])
    for match in _CLOSING_LINE.finditer(shown):
        if len(match["indent"]) < width and match.end() - 1 in closers:
            width, levels = len(match["indent"]), levels + 1
    return levels


def closing(shown: str) -> str:
    """Closers for the openers that have none."""
    return "".join(_closer(shown, offset) for offset in reversed(unmatched(shown)[1]))


def _closer(shown: str, offset: int) -> str:
    return "} finally {}" if _TRY.search(shown, max(0, offset - _NEAR), offset) else CLOSERS[shown[offset]]


def unmatched(shown: str) -> tuple[list[int], list[int]]:
    """Where the closers without an opener stand, and the openers without a closer."""
    stack: list[int] = []
    closers: list[int] = []
    for match in re.finditer(r"[()\[\]{}]", shown):
        char, offset = match[0], match.start()
        if char in CLOSERS:
            stack.append(offset)
        elif stack and CLOSERS[shown[stack[-1]]] == char:
            stack.pop()
        else:
            closers.append(offset)
    return closers, stack
