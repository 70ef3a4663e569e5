"""From a parser's complaint to what a reader is told."""

from __future__ import annotations

import re

import msgspec

from harvest.checkers.shells import places, sessions
from harvest.checkers.shells.parsers import Fault
from harvest.checkers.shells.repairs import Repair
from harvest.checkers.shells.rules import SYNTAX, TRUNCATED
from harvest.model import Finding

_UNOPENED = re.compile(r"`([^`]+)` can only be used (?:to|in)")
_WANTED = re.compile(r"must (?:be followed by|end with) (?:`([^`]+)`|a statement)")
_OPEN_END = re.compile(r"(?:\||&&|\\|\$\(|\[\[?|=~?|<|>)$")
_NAMES = {'"': "a double quote", "'": "a single quote", "`": "a backquote"}


def finding(text: str, command: sessions.Command | None, fault: Fault, repair: Repair | None) -> Finding:
    """The finding for a script or command that both parsers refuse.

    Args:
        text: the block as it was published.
        command: the one at fault, in a session.
        fault: the first parser's complaint, in lines of the script or command.
        repair: what mends it, where that is known.
    """
    if command is None:
        return _finding(text, fault, repair)
    found = _finding(command.text, fault, repair)
    return msgspec.structs.replace(found, line=found.line + command.line - 1, repaired=None)


def _finding(text: str, fault: Fault, repair: Repair | None) -> Finding:
    last = len(text.rstrip().split("\n"))
    if is_cut_off(text, fault, repair):
        row = text.rstrip().split("\n")[-1]
        return TRUNCATED.finding(
            last,
            max(1, len(row)),
            "the script ends in the middle of a command",
            suggestion="show the rest, or `...` in its place",
        )
    if repair is not None:
        what = _NAMES.get(repair.added, f"`{repair.added}`")
        return SYNTAX.finding(
            repair.line,
            repair.column,
            f"{what} is missing: what it closes is never closed",
            suggestion=f"add `{repair.added}`" if repair.added != "`" else "add the backquote",
            repaired=repair.script,
        )
    line, message = min(fault.line, last), fault.message
    quotes = places.open_quotes(text) if "quote" in message else []
    if quotes:
        return SYNTAX.finding(quotes[0][0] + 1, 1, f"{_NAMES[quotes[0][1]]} on this line is never closed")
    unopened = _UNOPENED.search(message)
    if unopened is not None:
        line = places.unopened(text, line - 1) + 1
        told = f"`{unopened[1]}` on line {fault.line} closes nothing: its head is missing"
        return SYNTAX.finding(
            line, fault.column if line == fault.line else 1, told, suggestion="remove it, or show its head"
        )
    if "EOF" in message or "must end with" in message:
        line = places.unclosed(text, line - 1) + 1
    told, cure = _plain(message)
    return SYNTAX.finding(line, fault.column if line == fault.line else 1, told, suggestion=cure)


def _plain(message: str) -> tuple[str, str | None]:
    """The parser's words without the names that it makes up, and what would help."""
    if message.startswith("`foo()`"):
        return (
            "a function's name and `()` stand without its body",
            "add the body in braces, or tag the block as what it is",
        )
    wanted = _WANTED.search(message)
    cure = (f"add `{wanted[1]}`" if wanted[1] else "write the command that belongs there") if wanted else None
    return f"no shell can read this: {message.replace('foo', 'name')[:100]}", cure


def is_cut_off(text: str, fault: Fault, repair: Repair | None) -> bool:
    """Whether a script of several lines ends inside a quote or where more must follow."""
    lines = text.rstrip().split("\n")
    quote_at_end = repair is not None and repair.added in _NAMES and repair.line == len(lines)
    if "quote" in fault.message and repair is None:
        quotes = places.open_quotes(text)
        quote_at_end = bool(quotes) and quotes[0][0] == len(lines) - 1
    ends_open = _OPEN_END.search(lines[-1]) is not None and ("EOF" in fault.message or fault.line >= len(lines))
    only_comments = "statement list" in fault.message and all(
        not line.strip() or line.lstrip().startswith("#") for line in lines[fault.line :]
    )
    return len(lines) > 1 and (quote_at_end or ends_open or only_comments)
