"""What might mend a script: tried in order, and offered only if it then reads clean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from harvest.checkers.shells import places
from harvest.checkers.shells.parsers import Fault

_MOST = 8
"""Repairs tried for one script."""
_CLOSER = re.compile(r"(?:with|end with) `([^`]+|`)`")


class Repair(Struct, frozen=True):
    """A script with something added, and where."""

    script: str
    line: int
    column: int
    added: str


def repairs(script: str, fault: Fault) -> Iterator[Repair]:
    """Yield repairs that suit a parser's complaint: a quote or a bracket at the end of a line, a closing word."""
    lines = script.split("\n")
    for number, quote in places.open_quotes(script)[:_MOST]:
        yield _after(lines, number, quote)
    closer = _CLOSER.search(fault.message)
    if closer is None:
        return
    opening = min(fault.line, len(lines)) - 1
    if closer[1] in {"}", "fi", "done", "esac"}:
        line = places.unclosed(script, opening)
        margin = " " * places.indent(lines[opening])
        yield _below(lines, line, margin, closer[1])
    elif closer[1] in {")", "))", "]]"}:
        yield _after(lines, opening, closer[1])


def _after(lines: list[str], number: int, added: str) -> Repair:
    row = lines[number].rstrip()
    goes_on = re.search(r"\s*(?:\\|;[ ]?(?:do|then)|\||&&)$", row)
    place = goes_on.start() if goes_on else len(row)
    mended = row[:place] + added + row[place:]
    return Repair("\n".join([*lines[:number], mended, *lines[number + 1 :]]), number + 1, place + 1, added)


def _below(lines: list[str], number: int, margin: str, added: str) -> Repair:
    script = "\n".join([*lines[: number + 1], margin + added, *lines[number + 1 :]])
    return Repair(script, number + 1, len(lines[number]) + 1, added)
