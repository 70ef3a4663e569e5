"""Whether a block that is not Python is clearly another language, or no code at all."""

from __future__ import annotations

import re

_PYTHON = re.compile(
    r"^\s*(?:(?:def|class)\s+\w+.*[:(]|(?:from\s+[\w.]+\s+)?import\s+\w|(?:if|elif|for|while|with|except)\b.*:\s*(?:#.*)?$"
    r"|(?:try|else|finally)\s*:|(?:return|raise|yield|pass|del|assert|lambda|print)\b(?!\s*:)|@\w|[\w.\[\]'\"]+\s*[-+*/|]?=(?!=)\s*\S|[\w.]+\(.*\)\s*(?:#.*)?$)"
)
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a shell session",
        re.compile(
            r"^\s*[$%#➜]\s+[a-z./]|^\s*(?:[$]|\w+@[\w.-]+[:~$ ]|sudo |pip3? install |npm |apt(?:-get)? )"
            r"|^\s*(?:cd|mkdir|git|curl|docker) "
        ),
    ),
    ("PHP", re.compile(r"^\s*(?:<\?php|\$\w+\s*=.*;\s*$)")),
    ("HTML or XML", re.compile(r"^\s*</?[A-Za-z!][^<>]*>")),
    (
        "JavaScript",
        re.compile(
            r"^\s*(?:(?:const|let|var)\s+[\w{\[]|(?:export\s+|async\s+)?function\b|import\s+.*\bfrom\s+['\"]|\}\s*(?:else\b|\)|;|$)|//|console\.)|=>\s*\{|;\s*$|\{\s*$"
        ),
    ),
    (
        "SQL",
        re.compile(
            r"^\s*(?:SELECT|INSERT INTO|CREATE (?:TABLE|INDEX)|UPDATE|DELETE FROM|ALTER TABLE|WHERE|FROM|JOIN)\b"
        ),
    ),
    ("YAML", re.compile(r"^\s*(?:-\s+)?[\w.\"'-]+:(?:\s+[^=]*|\s*)$|^\s*-\s+[\w.\"'/-]+(?::|\s*$)")),
    ("an ini file", re.compile(r"^\s*\[[\w. :-]+\]\s*$")),
    ("Rego", re.compile(r"^\s*(?:package\s+[\w.]+$|\w+(?:\[\w+\])?\s*\{\s*$|\w+\s*:=)")),
    ("a diff", re.compile(r"^(?:[-+](?![-+ ])|@@ |diff --|index [0-9a-f]|\+\+\+ |--- )")),
)
_BRACE = re.compile(r"^[^#'\"=:(]*[\w\])]\s*\{\s*$")
_UNBRACE = re.compile(r"^\s*\}\s*$")
_HEADER = re.compile(r"^\s*(?:def|class|if|elif|else|for|while|with|try|except)\b.*:\s*$")
_TRACEBACK = re.compile(
    r"^\s*Traceback \(most recent call last\)|^\s*File \".*\", line \d+|^\w*(?:Error|Exception|Warning): ", re.MULTILINE
)


def other_language(text: str) -> str | None:
    """The name of the language that a block is in, where nearly every line shows it and next to none shows Python."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return None
    python = sum(1 for line in lines if _PYTHON.match(line) and not line.rstrip().endswith((";", "{")))
    for name, mark in _MARKS:
        found = sum(1 for line in lines if mark.search(line))
        if 2 * found >= len(lines) and found > 2 * python:
            return name
    braces = any(map(_BRACE.match, lines)) and any(map(_UNBRACE.match, lines))
    return "a language with braces" if braces and not any(map(_HEADER.match, lines)) else None


def is_output(text: str) -> bool:
    """Whether a block is what a program printed: a traceback, or prose and values without a line of Python."""
    if _TRACEBACK.search(text[:2000]):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    return not any(map(_PYTHON.match, lines)) and other_language(text) is None and not _looks_like_code(lines)


def _looks_like_code(lines: list[str]) -> bool:
    return any(
        line.rstrip().endswith(("(", "[", "{", "\\", "=")) or "(" in line
        for line in lines
        if not line.lstrip().startswith("- ")
    )
