"""Blocks -> readings: parse each, and ask the second opinion once about all that did not parse."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.forms import Form, forms
from harvest.checkers.ecmascript.lexer import Lines
from harvest.checkers.ecmascript.names import reading
from harvest.checkers.ecmascript.parsing import Failure, Tree, parse
from harvest.checkers.ecmascript.places import is_cut_off, likely
from harvest.checkers.ecmascript.rules import SYNTAX, TRUNCATED, WRONG_TAG
from harvest.errors import ToolError
from harvest.model import Code, Finding, Reading

_TOO_DEEP = "nested too deeply to be read"
_JAVASCRIPT, _TYPESCRIPT = ("jsx",), ("ts", "tsx")


class Refused(Struct, frozen=True):
    """A block that no form of JavaScript fits, as far as the first parser can tell."""

    text: str
    failures: tuple[tuple[Form, Failure], ...]


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of JavaScript."""
    drafts = [_draft(code.text) for code in codes]
    refused = {number: draft for number, draft in enumerate(drafts) if isinstance(draft, Refused)}
    judged = _second_opinion(refused)
    return [judged[number] if isinstance(draft, Refused) else draft for number, draft in enumerate(drafts)]


def _draft(text: str) -> Reading | Refused:
    failures: list[tuple[Form, Failure]] = []
    try:
        for form in forms(text):
            tree = parse(form.code)
            if isinstance(tree, Tree):
                return reading(text, form, tree.program)
            failures.append((form, tree))
    except (RecursionError, MemoryError):
        return Reading(reason=_TOO_DEEP)
    return Refused(text, tuple(failures))


def _second_opinion(refused: dict[int, Refused]) -> dict[int, Reading]:
    files = {
        f"{number}-{place}.{suffix}": form.code
        for number, block in refused.items()
        for place, (form, _) in enumerate(block.failures)
        for suffix in _JAVASCRIPT + _TYPESCRIPT
    }
    try:
        faults = oxlint.parse(files)
    except ToolError as error:
        return {number: Reading(reason=str(error)) for number in refused}
    return {number: _verdict(number, block, faults) for number, block in refused.items()}


def _verdict(number: int, block: Refused, faults: dict[str, oxlint.Fault | None]) -> Reading:
    for suffixes in (_JAVASCRIPT, _TYPESCRIPT):
        for place, (form, failure) in enumerate(block.failures):
            for suffix in suffixes:
                if faults.get(f"{number}-{place}.{suffix}", failure) is None:
                    return _accepted(block.text, form, failure, typed=suffixes is _TYPESCRIPT)
    return Reading(findings=(_syntax(block),))


def _accepted(text: str, form: Form, failure: Failure, *, typed: bool) -> Reading:
    if not typed or "@flow" in text:
        return Reading(dialect=form.dialect or "proposal")
    line, column = Lines(text).place(max(0, failure.offset - form.shift))
    finding = WRONG_TAG.finding(
        line, column, "this is TypeScript, tagged as JavaScript", suggestion="tag the block as `typescript`"
    )
    return Reading(findings=(finding,), dialect="typescript")


def _syntax(block: Refused) -> Finding:
    text = block.text
    form, failure = max(block.failures, key=lambda pair: min(pair[1].offset - pair[0].shift, len(text)))
    offset = min(max(0, failure.offset - form.shift), len(text))
    lines = Lines(text)
    if is_cut_off(text, offset):
        line, column = lines.place(max(0, len(text.rstrip()) - 1))
        return TRUNCATED.finding(
            line, column, "the sample ends in the middle of a statement", suggestion="show the rest, or end with `// ...`"
        )
    line, column = lines.place(likely(text, offset))
    return SYNTAX.finding(line, column, f"JavaScript cannot be parsed here: {failure.message[:80]}")
