"""Where a script goes wrong: seldom where its parser gave up."""

from __future__ import annotations

import re

_OPENS = re.compile(r"(?:[{(|\\]|\b(?:then|do|else|in)|&&|\|\||^[^(]*\)|;;&?|\[\[?|,)\s*(?:#.*)?$")
_CLOSERS = re.compile(r"\s*(?:\}|\)|fi\b|done\b|esac\b|else\b|elif\b|then\b|do\b|;;)")
_QUOTED = re.compile(r"""\\.|'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|(?<![\w$&{])\#[^\n]*""")


def open_quotes(text: str) -> list[tuple[int, str]]:
    """(0-based line, quote) of the lines on which a quote opens and does not close."""
    found = []
    for number, line in enumerate(text.split("\n")):
        rest = _QUOTED.sub(lambda part: " " * len(part[0]), line)
        quote = next((letter for letter in rest if letter in "\"'`"), None)
        if quote is not None:
            found.append((number, quote))
    return found


def unclosed(text: str, opening: int) -> int:
    """The 0-based line before which what opens on line `opening` should have been closed, told by indentation."""
    lines = text.split("\n")
    base = indent(lines[opening])
    last = opening
    for number in range(opening + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if indent(line) < base or (indent(line) == base and not _CLOSERS.match(line)):
            return last
        last = number
    return last


def unopened(text: str, closing: int) -> int:
    """The 0-based line at which the head of what line `closing` closes is missing, told by indentation."""
    lines = text.split("\n")
    before = ""
    for number in range(closing):
        line = lines[number]
        if not line.strip():
            continue
        deeper = indent(line) > (indent(before) if before else indent(lines[closing]))
        if deeper and not _OPENS.search(before):
            return number
        before = line
    return closing


def indent(line: str) -> int:
    """The width of the white space that a line begins with."""
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())
