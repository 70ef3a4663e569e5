"""The one sign that would make a broken sample readable, where there is one: proved by reading it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import mask
from harvest.checkers.ecmascript.parsing import Tree, parse
from harvest.checkers.ecmascript.places import Place

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BRACKET = re.compile(r"[()\[\]{}]")
_HELPFUL = frozenset(",)]")
_VALUE_ENDS = re.compile(r"[\w$)\]}]")


class Repair(Struct, frozen=True):
    """Signs to put in place of those from `start` to `end`."""

    start: int
    end: int
    signs: str
    at: int
    """Where the mistake is told."""
    message: str
    suggestion: str

    def applied(self, text: str) -> str:
        """The text with the repair made."""
        return text[: self.start] + self.signs + text[self.end :]


def repair(text: str, form: Form, offset: int, place: Place) -> tuple[Repair, bool] | None:
    """The first small change that helps, and whether the block can be read with it; None where none helps.

    A comma or a bracket helps where the parser gets past the line as well: a sample that lacks one often lacks others.

    Args:
        text: the block.
        form: how it was read when it got farthest.
        offset: where its parser stopped.
        place: where the mistake probably is.
    """
    line = text.find("\n", offset)
    helpful = None
    for change in _changes(text, form, offset, place):
        if _is_near(change, text, place):
            stop = _stop(change, form)
            if stop is None:
                return change, True
            if helpful is None and change.signs in _HELPFUL and 0 <= line < stop:
                helpful = change
    return None if helpful is None else (helpful, False)


def _is_near(change: Repair, text: str, place: Place) -> bool:
    """Whether a change is where brackets and indentation tell the mistake."""
    first, last = sorted((change.at, place.offset))
    return text.count("\n", first, last) <= 1


def _stop(change: Repair, form: Form) -> int | None:
    """Where the parser stops with the change made, in published offsets; None where it does not."""
    from harvest.checkers.ecmascript import swift

    edited = Form(form.dialect, change.applied(form.text), form.before, form.after)
    if change.signs not in _HELPFUL and swift.refuses(edited.code):
        return 0  # where it stops counts of the others alone
    try:
        read = parse(edited.code)
    except (RecursionError, MemoryError):
        return 0  # a text so deep is not repaired by one sign
    return None if isinstance(read, Tree) else read.offset - form.shift


def _changes(text: str, form: Form, offset: int, place: Place) -> Iterator[Repair]:
    shown = mask(text)
    sign, end = shown[offset : offset + 1], len(shown[:offset].rstrip())
    if place.opener is not None:
        opener, after = text[place.opener], place.offset + 1
        line = text.count("\n", 0, place.opener) + 1
        told = f"the `{opener}` of line {line} is not closed"
        signs = _PAIRS[opener] if shown[place.offset].strip() else f"\n{_PAIRS[opener]}"  # not within a remark
        yield Repair(after, after, signs, place.offset, told, f"close it with `{_PAIRS[opener]}`")
    innermost = _innermost(shown, end)
    if innermost is not None:
        closer = _PAIRS[text[innermost]]
        yield Repair(end, end, closer, end - 1, f"a `{closer}` is missing", f"write `{closer}` here")
    if sign and sign in ")]}":
        told = f"the `{sign}` closes nothing"
        yield Repair(offset, offset + 1, "", offset, told, "remove it, or show what it closes")
    if sign == ";":
        yield Repair(offset, offset + 1, ",", offset, "a `;` stands where a comma should", "write a comma")
    listed = innermost is not None or form.before
    if listed and 0 < end < offset and _VALUE_ENDS.match(shown, end - 1) and (shown[end - 1] != ")" or sign != "{"):
        yield Repair(end, end, ",", end - 1, "a comma is missing", "write a comma here")


def _innermost(shown: str, end: int) -> int | None:
    """The last bracket before `end` that is still open there."""
    depth = 0
    for match in reversed(list(_BRACKET.finditer(shown, 0, end))):
        depth += 1 if match[0] in ")]}" else -1
        if depth < 0:
            return match.start()
    return None
