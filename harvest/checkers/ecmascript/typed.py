"""Blocks of TypeScript -> readings: oxlint parses and says which names of values nothing binds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.declarations import declared, named
from harvest.checkers.ecmascript.edits import replace
from harvest.checkers.ecmascript.elisions import elided, ends_open, follows_dots
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.forms import forms, may_be_members
from harvest.checkers.ecmascript.lexer import mask
from harvest.checkers.ecmascript.members import beside, open_end
from harvest.checkers.ecmascript.notations import notation
from harvest.checkers.ecmascript.parsing import Failure
from harvest.checkers.ecmascript.places import cut_off, is_cut_off, likely
from harvest.checkers.ecmascript.rules import TRUNCATED, TYPESCRIPT
from harvest.checkers.ecmascript.strangers import strange, stranger
from harvest.checkers.ecmascript.wording import broken
from harvest.errors import ToolError
from harvest.model import Code, Reading

_SIGNATURE = re.compile(r"^[ \t]*(?:[A-Za-z_$][\w$]*\.)+(?=[A-Za-z_$#][\w$]*(?:<[^<>\n]*>)?\()", re.MULTILINE)

_ARROW = re.compile(r"(?<=[\w>)\]])[ \t]+=>(?=[ \t]*\{[ \t]*(?:\.{3}|…)[ \t]*\})")
"""In a signature with its return type, before a body that is left out."""
_WITHOUT_PARAMETERS = re.compile(r"(?<=>) =>(?=[ \t]+[\w\[][^(){}\n]*$)", re.MULTILINE)
"""In a signature that tells types alone: `function pair<A, B> => Pair<A, B>`."""

Opinions = dict[str, oxlint.Opinion]


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of TypeScript or TSX: one process for all, a second for those that are no whole files."""
    plain = {f"{n}-0.{suffix}": code.text for n, code in enumerate(codes) for suffix in oxlint.typed(code.text)}
    tried = [[Form(None, code.text)] for code in codes]
    try:
        opinions = oxlint.parse(plain)
        for n, code in enumerate(codes):
            if _accepted(n, 0, opinions) is None:
                tried[n] += _forms(code.text)
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
            return named(text, form, _places(form, opinion))
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


def _places(form: Form, opinion: oxlint.Opinion) -> Iterator[tuple[str, int]]:
    """Undefined names, at offsets in the form's code; what stands before the form may be statements of the block."""
    for name, offset in opinion.undefined:
        yield name, offset if offset >= form.shift else offset + form.shift


def _forms(text: str) -> list[Form]:
    """All forms in which a block of TypeScript may be meant."""
    sketched = replace(replace(text, _ARROW, lambda match: " " * len(match[0])), _WITHOUT_PARAMETERS, lambda _: "():")
    found = [*forms(text), *_typed_forms(text), *(form for _, holes in elided(text) for form in _typed_forms(holes))]
    if sketched != text:
        found += [structs.replace(form, dialect="signature") for form in forms(sketched)]
    return found


def _typed_forms(text: str) -> Iterator[Form]:
    """Parts of types, shown alone."""
    if may_be_members(mask(text)):
        yield Form("members", text, "interface _ {", "}", inner=True)
        yield Form("type", text, "type _ =", "")
        yield Form("type", text, "type _ = {", "}", inner=True)
    yield Form("body", text, "async function _() {", "}")
    end = open_end(text)
    if end is not None:
        yield Form("head", text, " ", end)
    for parts in beside(text):
        yield Form("members", parts.members, f"{parts.statements}\nclass _ extends _ {{", "}")
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
    goes_on = Reading(dialect="elided", defines=declared(text))
    place = likely(text, offset)
    if follows_dots(text, offset) or follows_dots(text, place.offset):
        return goes_on
    if is_cut_off(text, offset):
        cut = structs.replace(goes_on, findings=(cut_off(TRUNCATED, text),), dialect=None)
        return goes_on if ends_open(text) else cut
    return Reading(findings=(broken(TYPESCRIPT, text, place, Failure(offset, fault.message)),))
