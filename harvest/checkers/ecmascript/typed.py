"""Blocks of TypeScript -> readings: oxlint parses, the first line of each declaration tells what is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.elisions import ends_open
from harvest.checkers.ecmascript.forms import Form, forms
from harvest.checkers.ecmascript.lexer import Lines, mask
from harvest.checkers.ecmascript.places import is_cut_off, likely
from harvest.checkers.ecmascript.rules import TRUNCATED, TYPESCRIPT
from harvest.errors import ToolError
from harvest.model import Code, Reading

_DECLARED = re.compile(
    r"^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:declare[ \t]+)?(?:abstract[ \t]+)?(?:async[ \t]+)?"
    r"(?:const[ \t]+enum|const|let|var|function\*?|class|interface|type|enum|namespace|module)[ \t]+"
    r"(?P<name>[A-Za-z_$][\w$]*|[{\[][^=;]{0,400}?[}\]](?=\s*[=:]))",
    re.MULTILINE,
)
_IMPORTED = re.compile(r"^[ \t]*import[ \t]+(?:type[ \t]+)?(?P<names>[^'\";]{1,600}?)[ \t\n]from\b", re.MULTILINE)
_SIGNATURE = re.compile(r"^[ \t]*(?:[A-Za-z_$][\w$]*\.)+(?=[A-Za-z_$#][\w$]*(?:<[^<>\n]*>)?\()", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_$][\w$]*(?!\s*(?::|\bas\b))")


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of TypeScript or TSX: one process for all, a second for those that are no whole files."""
    plain = {f"{n}.{suffix}": code.text for n, code in enumerate(codes) for suffix in _suffixes(code)}
    try:
        faults = oxlint.parse(plain)
        others = {n: [*forms(codes[n].text), *_typed_forms(codes[n].text)] for n in range(len(codes)) if not _accepted(f"{n}", faults)}
        more = {
            f"{n}-{place}.{suffix}": form.code
            for n, tried in others.items()
            for place, form in enumerate(tried)
            for suffix in ("ts", "tsx")
        }
        faults |= oxlint.parse(more)
    except ToolError as error:
        return [Reading(reason=str(error)) for _ in codes]
    return [_reading(n, code, others.get(n, []), faults) for n, code in enumerate(codes)]


def _typed_forms(text: str) -> Iterator[Form]:
    """Parts of types, shown alone."""
    yield Form("members", text, "interface _ {", "}", inner=True)
    yield Form("type", text, "type _ =", "")
    yield Form("type", text, "type _ = {", "}", inner=True)
    signatures = _SIGNATURE.sub(lambda match: " " * len(match[0]), text)
    if signatures != text:
        yield Form("signature", signatures, "declare class _ {", "}", inner=True)


def _suffixes(code: Code) -> tuple[str, ...]:
    return ("tsx", "ts") if "<" in code.text else ("ts",)


def _accepted(stem: str, faults: Mapping[str, oxlint.Fault | None]) -> bool:
    return any(f"{stem}.{suffix}" in faults and faults[f"{stem}.{suffix}"] is None for suffix in ("ts", "tsx"))


def _reading(number: int, code: Code, tried: Sequence[Form], faults: Mapping[str, oxlint.Fault | None]) -> Reading:
    if _accepted(f"{number}", faults):
        return Reading(defines=_defines(code.text))
    for place, form in enumerate(tried):
        if _accepted(f"{number}-{place}", faults):
            return Reading(dialect=form.dialect, defines=() if form.inner else _defines(code.text))
    told = [
        (fault.offset - form.shift, fault)
        for place, form in enumerate(tried)
        for suffix in ("ts", "tsx")
        if (fault := faults.get(f"{number}-{place}.{suffix}")) is not None
    ]
    if not told:
        return Reading(reason="the parser ended without a word")
    offset, fault = max(told, key=lambda pair: min(pair[0], len(code.text)))
    return _refused(code.text, min(max(0, offset), len(code.text)), fault)


def _refused(text: str, offset: int, fault: oxlint.Fault) -> Reading:
    if is_cut_off(text, offset):
        if ends_open(text):
            return Reading(dialect="elided", defines=_defines(text))
        line, column = Lines(text).place(max(0, len(text.rstrip()) - 1))
        return Reading(findings=(TRUNCATED.finding(line, column, "the sample ends in the middle of a statement"),))
    line, column = Lines(text).place(likely(text, offset))
    message = f"TypeScript cannot be parsed here: {fault.message[:80]}"
    return Reading(findings=(TYPESCRIPT.finding(line, column, message),))


def _defines(text: str) -> tuple[str, ...]:
    """Names that the block's declarations and imports leave defined, whatever their depth: lenient on purpose."""
    shown = mask(text, keep=frozenset({"string"}))
    found: dict[str, None] = {}
    for match in _DECLARED.finditer(shown):
        found.update(dict.fromkeys(_WORD.findall(match["name"])))
    for match in _IMPORTED.finditer(shown):
        found.update(dict.fromkeys(_WORD.findall(match["names"])))
    return tuple(found)
