"""Blocks of TypeScript -> readings: oxlint parses and says which names of values nothing binds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.declarations import declared, named
from harvest.checkers.ecmascript.elisions import ends_open
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.forms import forms, may_be_members
from harvest.checkers.ecmascript.lexer import mask
from harvest.checkers.ecmascript.notations import notation
from harvest.checkers.ecmascript.parsing import Failure
from harvest.checkers.ecmascript.places import cut_off, is_cut_off, likely
from harvest.checkers.ecmascript.rules import TRUNCATED, TYPESCRIPT
from harvest.checkers.ecmascript.strangers import strange, stranger
from harvest.checkers.ecmascript.wording import broken
from harvest.errors import ToolError
from harvest.model import Code, Reading

_SIGNATURE = re.compile(r"^[ \t]*(?:[A-Za-z_$][\w$]*\.)+(?=[A-Za-z_$#][\w$]*(?:<[^<>\n]*>)?\()", re.MULTILINE)


Opinions = dict[str, oxlint.Opinion]


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of TypeScript or TSX: one process for all, a second for those that are no whole files."""
    plain = {f"{n}-0.{suffix}": code.text for n, code in enumerate(codes) for suffix in oxlint.typed(code.text)}
    tried = [[Form(None, code.text)] for code in codes]
    try:
        opinions = oxlint.parse(plain)
        for n, code in enumerate(codes):
            if _accepted(n, 0, opinions) is None:
                tried[n] += [*forms(code.text), *_typed_forms(code.text)]
        opinions |= oxlint.parse(
            {
                f"{n}-{place}.{suffix}": form.code
                for n, found in enumerate(tried)
                for place, form in enumerate(found)
                for suffix in oxlint.typed(form.code)
                if place
            }
        )
    except ToolError as error:
        return [Reading(reason=str(error)) for _ in codes]
    return [_reading(n, code.text, tried[n], opinions) for n, code in enumerate(codes)]


def _accepted(number: int, place: int, opinions: Opinions) -> oxlint.Opinion | None:
    found = (opinions.get(f"{number}-{place}.{suffix}") for suffix in ("ts", "tsx"))
    return next((opinion for opinion in found if opinion is not None and opinion.fault is None), None)


def _reading(number: int, text: str, tried: Sequence[Form], opinions: Opinions) -> Reading:
    for place, form in enumerate(tried):
        opinion = _accepted(number, place, opinions)
        if opinion is not None:
            return named(text, form, opinion.undefined)
    told = [
        (opinion.fault.offset - form.shift, opinion.fault)
        for place, form in enumerate(tried)
        for suffix in ("ts", "tsx")
        if (opinion := opinions.get(f"{number}-{place}.{suffix}")) is not None and opinion.fault is not None
    ]
    if not told:
        return Reading(reason="the parser ended without a word")
    offset, fault = max(told, key=lambda pair: min(pair[0], len(text)))
    return _refused(text, min(max(0, offset), len(text)), fault)


def _typed_forms(text: str) -> Iterator[Form]:
    """Parts of types, shown alone."""
    if may_be_members(mask(text)):
        yield Form("members", text, "interface _ {", "}", inner=True)
        yield Form("type", text, "type _ =", "")
        yield Form("type", text, "type _ = {", "}", inner=True)
    yield Form("body", text, "async function _() {", "}")
    signatures = _SIGNATURE.sub(lambda match: " " * len(match[0]), text)
    if signatures != text:
        yield Form("signature", signatures, "declare class _ {", "}", inner=True)


def _refused(text: str, offset: int, fault: oxlint.Fault) -> Reading:
    other = stranger(text, typed=True)
    if other is not None:
        return strange(text, other, "typescript")
    kind = notation(text)
    if kind is not None:
        return Reading(dialect=kind)
    if is_cut_off(text, offset):
        elided = Reading(dialect="elided", defines=declared(text))
        return elided if ends_open(text) else Reading(findings=(cut_off(TRUNCATED, text),))
    return Reading(findings=(broken(TYPESCRIPT, text, likely(text, offset), Failure(offset, fault.message)),))
