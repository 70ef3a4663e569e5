"""A block's code as HTML, line by line: highlighted, escaped, what is invisible shown, the finding's range marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from harvest.model import SEVERITIES, Severity, Snippet

if TYPE_CHECKING:
    from markupsafe import Markup

_MOST = 6_000
"""Characters of a block that are coloured."""
_PATIENCE = 0.5
"""Seconds that colouring one block may take: a lexer's patterns can be made slow by hostile text."""
_LONGEST = 1_000
"""Characters of one line that are shown."""
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_UNSEEN = re.compile(
    r"([^\S \t]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f]"
    r"|[\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f]))"
)
"""What a browser would obey or draw as nothing; joiners hold emoji and letters together where both are not ASCII."""
_ALIASES = {"shell": "bash", "jsx": "javascript", "json": "javascript", "batch": "bat", "text": "", "tsx": "typescript"}
_UNSAFE = {"ocaml"}
"""Their lexers take seconds for six thousand digits."""
_DIALECTS = {"pycon": "pycon", "transcript": "pycon", "console": "console"}
_CLASSES = (
    ("Comment", "c"),
    ("Keyword.Type", "t"),
    ("Keyword.Constant", "m"),
    ("Keyword", "k"),
    ("Operator.Word", "k"),
    ("Literal.String", "s"),
    ("Literal.Number", "m"),
    ("Name.Function", "f"),
    ("Name.Class", "f"),
    ("Name.Decorator", "f"),
    ("Name.Builtin", "t"),
    ("Name.Exception", "t"),
    ("Name.Tag", "k"),
    ("Name.Attribute", "t"),
    ("Generic.Prompt", "c"),
    ("Generic.Output", "c"),
)
"""Pygments' token types by the first one that matches -> the classes of the style sheet."""


class Mark(NamedTuple):
    """A range of one line to be marked; columns 1-based, the end exclusive."""

    line: int
    column: int
    end_column: int
    severity: Severity


class _Run(NamedTuple):
    style: str
    text: str


def code_lines(snippet: Snippet, marks: Sequence[Mark], *, coloured: bool = True) -> list[Markup]:
    """The lines of a block as HTML that holds nothing of the page but text."""
    from markupsafe import Markup

    lines = [list[_Run]() for _ in _LINE_ENDS.split(snippet.text)]
    for line, run in _by_line(_tokens(snippet) if coloured else iter([_Run("", snippet.text)])):
        lines[line].append(run)
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    return [Markup(_line(runs, by_line.get(number, ()))) for number, runs in enumerate(lines, 1)]  # noqa: S704 - `_line` escapes


def _tokens(snippet: Snippet) -> Iterator[_Run]:
    """The text in coloured runs that add up to it exactly."""
    language = _DIALECTS.get(snippet.dialect or "", _ALIASES.get(snippet.language, snippet.language))
    lexer, text = _lexer(language), snippet.text[:_MOST]
    start, style = 0, ""
    until = monotonic() + _PATIENCE
    for at, kind, _ in lexer.get_tokens_unprocessed(text) if lexer else ():
        if monotonic() > until:
            style = ""
            break
        if at > start and (next_style := _class(kind)) != style:
            yield _Run(style, text[start:at])
            start, style = at, next_style
        elif at == start == 0:
            style = _class(kind)
    yield _Run(style, text[start:])
    yield _Run("", snippet.text[_MOST:])


@lru_cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language) if language and language not in _UNSAFE else None
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _class(kind: object) -> str:
    name = str(kind)
    return next((style for prefix, style in _CLASSES if name.startswith(f"Token.{prefix}")), "")


def _by_line(runs: Iterator[_Run]) -> Iterator[tuple[int, _Run]]:
    """Cut runs at line ends; a CR LF pair is one end even where two runs share it."""
    line, carriage = 0, False
    for style, text in runs:
        if carriage and text.startswith("\n"):
            text = text[1:]  # noqa: PLW2901 - the line feed belongs to the end before it
        carriage = text.endswith("\r")
        for nth, part in enumerate(_LINE_ENDS.split(text)):
            line += nth > 0
            if part:
                yield line, _Run(style, part)


def _line(runs: Sequence[_Run], marks: Sequence[Mark]) -> str:
    """One line as HTML: its runs, cut where a mark starts or ends."""
    length = sum(len(run.text) for run in runs)
    if not marks and length <= _LONGEST:
        return "".join(map(_span, runs))
    first = max(0, min((mark.column for mark in marks), default=0) - _LONGEST // 2) if length > _LONGEST else 0
    edges = {min(max(column - 1, first), first + _LONGEST) for m in marks for column in (m.column, _end(m))}
    parts = ["<i>…</i>" if first else ""]
    for start, end in pairwise(sorted({first, first + _LONGEST, *edges})):
        inner = "".join(_span(run) for run in _cut(runs, start, end))
        over = [SEVERITIES.index(m.severity) for m in marks if m.column - 1 <= start < _end(m) - 1]
        parts.append(f'<mark class="{SEVERITIES[min(over)]}">{inner or "&nbsp;"}</mark>' if over else inner)
    if length > first + _LONGEST:
        parts.append(f"<i>… {length - first - _LONGEST:,} more characters</i>")
    return "".join(parts)


def _end(mark: Mark) -> int:
    return max(mark.end_column, mark.column + 1)


def _cut(runs: Sequence[_Run], start: int, end: int) -> Iterator[_Run]:
    """The part of a line between two columns, 0-based."""
    at = 0
    for style, text in runs:
        part = text[max(0, start - at) : max(0, end - at)]
        at += len(text)
        if part:
            yield _Run(style, part)


def _span(run: _Run) -> str:
    text = run.text
    inner = escape(text, quote=False) if text.isprintable() else "".join(map(_shown, _UNSEEN.split(text)))
    return f'<span class="{run.style}">{inner}</span>' if run.style and not text.isspace() else inner


def _shown(part: str) -> str:
    if not _UNSEEN.fullmatch(part):
        return escape(part, quote=False)
    return f"<i>U+{ord(part):04X}</i>"
