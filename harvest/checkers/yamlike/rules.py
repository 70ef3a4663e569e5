"""What can be wrong with published YAML, and how a reader is told."""

from __future__ import annotations

from typing import Any

from harvest.model import Finding, Rule

SYNTAX = Rule(
    code="YML001",
    name="yaml-syntax",
    severity="error",
    summary="No YAML parser reads the sample.",
    why="Indentation and colons are syntax in YAML; the tool that reads the file stops, or reads something else.",
    bad="steps:\n  - run: echo note: this fails",
    good='steps:\n  - run: "echo note: this works"',
)
DUPLICATE = Rule(
    code="YML002",
    name="duplicate-key",
    severity="warning",
    summary="A key stands twice in one mapping.",
    why="Parsers refuse it, or keep the last value without a word.",
    bad="service:\n  port: 80\n  port: 8080",
    good="service:\n  port: 8080",
)
RULES = (SYNTAX, DUPLICATE)

_TWO = 2
"""Colons of a line that holds a second one within its value."""
_TOLD = {
    "mapping values": ("a value holds `: `, as a key does", "put the value in quotes"),
    "expected '-' indicator": (
        "the line belongs neither to the list above nor below it",
        "begin it with `- `, or indent it",
    ),
    "expected key": (
        "the line is no key of the mapping that it stands in",
        "write `key: value`, indented like the keys above",
    ),
    "expected ',' or ']'": ("the `[` is not closed, or a comma is missing", "close it with `]`, or write the comma"),
    "expected ',' or '}'": ("the `{` is not closed, or a comma is missing", "close it with `}`, or write the comma"),
    "cannot start any token": ("no value begins with this sign", "put the value in quotes"),
    "unexpected end of stream": ("a quote is not closed", "close it"),
    "expected ':'": ("a key stands here without `:`", "write `key: value`"),
    "undefined alias": ("`*` names an anchor that nothing sets", "set it with `&`, or put the value in quotes"),
}
"""What the parser complains of -> what a reader is told, and what helps."""


def stray(mark: Any) -> Finding:
    """The finding of a quote at the end of a value that begins without one."""
    told = "this quote closes what no quote opened"
    return SYNTAX.finding(mark.line + 1, mark.column, told, suggestion='write `"` before the value too, or remove it')


def duplicate(key: str, mark: Any) -> Finding:
    """The finding of a key that repeats."""
    message = f"the key `{key[:40]}` stands twice in this mapping"
    return DUPLICATE.finding(mark.line + 1, mark.column + 1, message, name=key[:40], suggestion="keep one of them")


def syntax(text: str, line: int, column: int, problem: str) -> Finding:
    """The finding of what the parser complains of, at a 0-based place, in a reader's words."""
    lines = text.split("\n")
    row = lines[min(line, len(lines) - 1)]
    if row[: len(row) - len(row.lstrip())].count("\t"):
        return SYNTAX.finding(line + 1, 1, "a tab indents the line", suggestion="indent with spaces")
    place = min(line + 1, len(lines)), column + 1
    if "mapping values" in problem and row.count(": ") + row.endswith(":") < _TWO:
        return SYNTAX.finding(
            *place,
            "a key stands below a value that is complete",
            suggestion="indent both alike, or end the line above in `:`",
        )
    for sign, (told, cure) in _TOLD.items():
        if sign in problem:
            return SYNTAX.finding(*place, told, suggestion=cure)
    return SYNTAX.finding(*place, f"YAML cannot be read here: {problem[:100]}")
