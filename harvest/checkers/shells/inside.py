"""What a command that any shell can read hands on: the JSON that it sends, a module that no Python has any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from harvest.checkers.jsonlike.rules import SYNTAX as JSON_SYNTAX
from harvest.checkers.offsets import place
from harvest.checkers.python.rules import PYTHON2
from harvest.model import Finding

_SENT = re.compile(
    r"""(?:[ ]-d|[ ]--data(?:-raw|-binary|-ascii)?|[ ]--json)[ =]?'(?P<body>\s*[\[{]\s*["{\]}][^']*)'(?=[\s|;)&]|\Z)"""
)
"""A body in single quotes that begins as JSON does; where a quote follows, a variable is put in."""
_SERVED = re.compile(r"(?<![\w./-])python[ ]+-m[ ]+(?P<module>SimpleHTTPServer)\b")


def findings(text: str) -> Iterator[Finding]:
    """Yield what is wrong inside the words of the commands, at its place in the whole text."""
    if "'{" in text or "'[" in text or "'\n" in text:
        for sent in _SENT.finditer(text):
            yield from _body(text, *sent.span("body"))
    served = _SERVED.search(text) if "SimpleHTTPServer" in text else None
    if served is not None:
        line, column = place(text, served.start("module"))
        told = "`SimpleHTTPServer` is a module of Python 2"
        yield PYTHON2.finding(
            line, column, told, name="SimpleHTTPServer", suggestion="in Python 3: `python3 -m http.server`"
        )


def _body(text: str, start: int, end: int) -> Iterator[Finding]:
    from harvest.checkers.jsonlike import judging

    before = re.sub(r"[^\n]", " ", text[:start])  # white space is nothing to JSON, and keeps the places
    for finding in judging.judge(before + text[start:end], None).findings:
        if finding.rule == JSON_SYNTAX.name and finding.severity == "error":
            repaired = finding.repaired
            yield replace(finding, repaired=repaired and text[:start] + repaired[start:] + text[end:])
