"""The record of one kind of damage, and the parts of a text that are code."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from harvest.checkers.offsets import place
from harvest.model import Finding, Rule

Repair = Callable[[str], str]

_HASH = frozenset(
    {"python", "shell", "yaml", "ruby", "toml", "perl", "r", "makefile", "dockerfile", "fish", "powershell", "elixir",
     "nginx", "ini", "terraform", "graphql", "julia", "coffeescript", "text"}
)  # fmt: skip
_DASHES = frozenset({"sql", "lua", "haskell", "elm"})
_SLASHES_TOO = frozenset({"php", "text", "terraform"})
_NO_SLASHES = frozenset({"css", "html", "xml", "json", "markdown"})
_TEXT = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_TRIPLE = r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*(?:\"\"\"|\Z)|'''(?:[^'\\]|\\.|'(?!''))*(?:'''|\Z)"
_STARRED = r"/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)"


class Damage(Struct, frozen=True):
    """A finding, and whether it stands even where the language's own checker is content."""

    finding: Finding
    harmful: bool


@lru_cache(maxsize=64)
def _hidden(language: str) -> re.Pattern[str]:
    parts = [_TRIPLE] if language == "python" else []
    parts.append(_TEXT)
    if language in _HASH or language in _SLASHES_TOO:
        parts.append(r"(?<![\w$&{\\])\#[^\n]*")
    if language in _DASHES:
        parts.append(r"--[^\n]*")
    if language in _SLASHES_TOO or language not in _HASH | _DASHES | _NO_SLASHES:
        parts.append(r"(?<!:)//[^\n]*")
    if language not in {"python", "shell", "yaml", "ruby"}:
        parts.append(_STARRED)
    if language in {"html", "xml", "markdown"}:
        parts.append(r"<!--(?:[^-]|-(?!->))*(?:-->|\Z)")
    if language in {"javascript", "jsx", "typescript", "tsx", "go"}:
        parts.append(r"`(?:[^`\\]|\\.)*(?:`|\Z)")
    return re.compile("|".join(parts), re.DOTALL)


def code_only(text: str, language: str) -> str:
    """The text with its strings and comments blanked, each character at its place."""
    return _hidden(language).sub(lambda part: re.sub(r"[^\n]", " ", part[0]), text)


def found(rule: Rule, text: str, offset: int, message: str, **more: str | None) -> Finding:
    """A finding at an offset; `suggestion` and `repaired` as in the record."""
    line, column = place(text, offset)
    return rule.finding(
        line, column, message, end_column=column + 1, suggestion=more.get("suggestion"), repaired=more.get("repaired")
    )
