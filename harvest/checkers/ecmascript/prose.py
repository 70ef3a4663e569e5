"""Sentences that stand in the place of code."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTERS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_SAID = re.compile(
    rf"[ \t]*[A-Z]?[a-z']+(?:,?[ ][A-Z]?[a-z']+)+[.!?][ \t]*"
    rf"|[ \t]*{_LETTERS}+(?:[ ]?[\u3001\u3002\uff01\uff0c\uff1a\uff1f]{_LETTERS}*)+[ \t]*"
)
_PLAIN = re.compile(r"[A-Z]?[a-z']{2,}[,.:]?|[aI]")
_STEP = re.compile(r"[ \t]*\d{1,2}[.)][ ]+[A-Z`]|[ \t]+-[ ]")
"""The beginning of a numbered step, or of what it consists of."""
_SIGNS = frozenset(";{}<>`$")
_FEWEST = 8
"""Words of a sentence."""


def is_prose(lines: Sequence[str]) -> bool:
    """Whether lines are sentences or steps, or a third of them are, and more than one."""
    if not lines:
        return False
    if all(map(_SAID.fullmatch, lines)) or (len(lines) > 1 and all(map(_STEP.match, lines))):
        return True
    sentences = sum(map(_is_sentence, lines))
    return sentences > 1 and 3 * sentences >= len(lines)


def _is_sentence(line: str) -> bool:
    """Whether most of a line's words are plain ones."""
    words = line.split()
    if len(words) < _FEWEST or not _SIGNS.isdisjoint(line):
        return False
    return 2 * sum(1 for word in words if _PLAIN.fullmatch(word)) > len(words)
