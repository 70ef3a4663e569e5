"""Code beside what it prints: sessions of a read-eval-print loop, values in comments or on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import mask

_PROMPT = re.compile(
    r"^(?P<prompt>(?:node|js|deno|bun|mongo|mongosh|irb|[\w-]{1,20})?>{1,3}(?=[ \t]|$)|\.\.\.+(?=[ \t]|$))"
)
_COMMAND = re.compile(r"[ \t]*(?:(?:use|show|help|exit|it)\b[\w -]*|\.\w+.*)\Z")
"""What a loop takes besides the language."""
_VALUE = re.compile(r"^(?P<arrow>(?:=>|~>|[\u2192\u21d2>])[ \t]*)?(?=[{\[])", re.MULTILINE)
_REST = re.compile(r"[ \t;]*$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_SPOKEN = frozenset({"string", "template", "regex"})


def transcripts(text: str) -> Iterator[Form]:
    """Sessions of a read-eval-print loop: what was typed stays, what was printed goes."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip() and not line.startswith("//")), "")
    prompt = _PROMPT.match(first)
    if not prompt or prompt["prompt"].startswith("."):
        return
    kept, typing = [], False
    for line in lines:
        match = _PROMPT.match(line)
        if match and (typing or not match["prompt"].startswith(".")):
            kept.append(_typed(line, match))
            typing = True
        else:
            kept.append(" " * len(line))
            typing = False
    yield Form("transcript", "\n".join(kept))


def _typed(line: str, match: re.Match[str]) -> str:
    if _COMMAND.match(line, match.end()):
        return " " * len(line)
    fill = " " if match["prompt"].startswith(".") else ";"
    return fill + " " * (match.end() - 1) + line[match.end() :]


def evaluations(text: str) -> Iterator[Form]:
    """Expressions with their values in comments beside them: each line is a statement of its own."""
    shown = mask(text, keep=frozenset({"line"}))
    lines = re.sub(r"(?m)(?<=[^\s;])([ \t]*)//(.*)$", lambda match: match[1] + ";" + " " * (len(match[2]) + 1), shown)
    if lines != shown and len(lines) == len(text):
        kept = (new if new != old else own for new, old, own in zip(lines, shown, text, strict=True))
        yield Form("evaluations", "".join(kept))


def values(text: str) -> str:
    """The text with each object that it prints on lines of its own made an expression."""
    shown, chars, at = mask(text), list(mask(text, keep=_SPOKEN)), 0
    while (match := _VALUE.search(shown, at)) is not None:
        opener = match.end()
        end = _closer(shown, opener)
        if end is None:
            break
        at = end + 1
        rest = _REST.match(shown, at)
        if opener and (match["arrow"] or shown[opener] == "{") and rest is not None:
            chars[match.start() : opener] = " " * (opener - match.start())
            chars[opener - 1] = "("
            after = 1 + shown[at : at + 2].isspace()
            chars[at : at + after] = ");"[:after]
    return "".join(chars)


def _closer(shown: str, opener: int) -> int | None:
    """Where the bracket at `opener` is closed."""
    depth = 0
    for match in _BRACKET.finditer(shown, opener):
        depth += 1 if match[0] in "[{" else -1
        if depth == 0:
            return match.start()
    return None
