"""Blocks -> readings: parse each, and ask the second opinion once about all that did not parse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.brackets import closing, opening, unmatched
from harvest.checkers.ecmascript.declarations import declared, named
from harvest.checkers.ecmascript.elisions import ends_open
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.forms import forms
from harvest.checkers.ecmascript.lexer import Lines, mask
from harvest.checkers.ecmascript.names import reading
from harvest.checkers.ecmascript.notations import is_flow, notation
from harvest.checkers.ecmascript.parsing import Failure, Tree, parse
from harvest.checkers.ecmascript.pieces import pieces
from harvest.checkers.ecmascript.places import cut_off, is_cut_off, likely
from harvest.checkers.ecmascript.repairs import repair
from harvest.checkers.ecmascript.rules import SYNTAX, TRUNCATED
from harvest.checkers.ecmascript.strangers import strange, stranger
from harvest.checkers.ecmascript.wording import broken
from harvest.checkers.wrong_tag import wrong_tag
from harvest.errors import ToolError
from harvest.model import Code, Reading

_TOO_DEEP = "nested too deeply to be read"
_NO_SECOND_OPINION = "one parser refuses it, and the second parser gave no answer"
_JAVASCRIPT, _TYPESCRIPT = ("jsx",), ("ts", "tsx")


_TYPED = re.compile(
    r"\bas (?:const\b|[A-Za-z_])|\bsatisfies [A-Za-z{]|\b(?:private|public|protected|readonly) [\w#]"
    r"|\bimplements [A-Za-z]|\bimport \w+ = require\b"
)
"""TypeScript that the second parser takes under JavaScript's name as well."""
_TYPES = re.compile(
    r"\b(?:interface|type|enum|namespace|module|declare|abstract|readonly|implements|satisfies|keyof|infer|public|private"
    r"|protected|override)[ \t]+[\w${\[#*]|\b(?:as|is) [A-Za-z_{]|[\w$)\]}]!?\??[ \t]*:[ \t]*[A-Za-z$(]"
    r"|[\w$]<[A-Za-z_{\[(]|[\w$)\]]!(?:[.;,)\[]|$)|\bimport \w+ = |\benum \w|[\w$]\?:|^[ \t]*<[\w, ]+>\(",
    re.MULTILINE,
)
"""What only TypeScript has, or hardly anything else."""
_DECLARES = re.compile(r"\s*(?:function|async|class|import|export|type|interface|declare|abstract|const|let|var)\b")
_OBJECT = re.compile(r"\s*\{\s*[\w$]+[ \t]*:")
_PAGE = re.compile(r"\s*<[a-z][^{}]*>\s*\Z")
_OF_HTML = re.compile(r"\s(?:class|for|on[a-z]+)=[\"']")
"""An attribute that JSX calls otherwise."""
_MOST_LACKING = 40
"""Brackets that a part of a listing may lack."""
_GENERIC = re.compile(r"(?<![\w$])[\w$]++<(?:string|number|boolean|any|unknown|[A-Z]\w*)(?:\[\])?(?: *\| *\w+)*>\(")
"""A call with a type argument, which JavaScript reads as two comparisons."""


class Refused(Struct, frozen=True):
    """A block that no form of JavaScript fits, as far as the first parser can tell."""

    text: str
    failures: tuple[tuple[Form, Failure], ...]


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of JavaScript."""
    drafts = [strange(code.text, "html", "javascript") if _is_page(code) else _draft(code.text) for code in codes]
    refused = {number: draft for number, draft in enumerate(drafts) if isinstance(draft, Refused)}
    judged = _second_opinion(refused)
    return [judged[number] if isinstance(draft, Refused) else draft for number, draft in enumerate(drafts)]


def _is_page(code: Code) -> bool:
    """Whether a block is markup that JSX would take as well, were it not for attributes that only HTML has."""
    text = code.text
    return code.language == "javascript" and bool(_PAGE.match(text) and _OF_HTML.search(text))


def _draft(text: str) -> Reading | Refused:
    failures: list[tuple[Form, Failure]] = []
    for form in forms(text):
        if any(failed.code.rstrip() == f"{form.code.rstrip()};" for failed, _ in failures):
            continue  # what is refused with a semicolon at its end is refused without
        try:
            tree = parse(form.code)
            if isinstance(tree, Tree) and not ("<" in text and _GENERIC.search(mask(text))):
                return reading(text, form, tree.program)
        except (RecursionError, MemoryError):
            return Refused(text, ((form, Failure(0, _TOO_DEEP)),))
        if isinstance(tree, Tree):
            return _typed(text, form.shift, form)
        failures.append((form, tree))
    return Refused(text, tuple(failures))


def _second_opinion(refused: dict[int, Refused]) -> dict[int, Reading]:
    files = {
        f"{number}-{place}.{suffix}": form.code
        for number, block in refused.items()
        for place, (form, _) in enumerate(block.failures)
        for suffix in (*_JAVASCRIPT, *oxlint.typed(form.code))
    }
    try:
        opinions = oxlint.parse(files)
    except ToolError as error:
        return {number: Reading(reason=str(error)) for number in refused}
    return {number: _verdict(number, block, opinions) for number, block in refused.items()}


def _verdict(number: int, block: Refused, opinions: dict[str, oxlint.Opinion]) -> Reading:
    text = block.text
    for suffixes in (_JAVASCRIPT, _TYPESCRIPT):
        for place, (form, failure) in enumerate(block.failures):
            for suffix in suffixes:
                opinion = opinions.get(f"{number}-{place}.{suffix}")
                if opinion is None or opinion.fault is not None:
                    continue
                accepted = named(text, form, opinion.undefined)
                flow = "@flow" in text or is_flow(mask(text))
                if suffixes is _TYPESCRIPT and not flow and not _TYPES.search(mask(text)):
                    continue  # optional names and the like: this parser's leniency, not a language
                if not flow and (suffixes is _TYPESCRIPT or _TYPED.search(mask(text))):
                    tag = "typescript" if suffix == "ts" else "tsx"
                    return _typed(text, failure.offset, form, accepted, tag)
                return structs.replace(accepted, dialect=form.dialect or "proposal")
    if block.failures[-1][1].message == _TOO_DEEP:
        return Reading(reason=_TOO_DEEP)
    if any(
        f"{number}-{place}.{suffix}" not in opinions for place in range(len(block.failures)) for suffix in _JAVASCRIPT
    ):
        return Reading(reason=_NO_SECOND_OPINION)
    faults = {name: opinion.fault for name, opinion in opinions.items()}
    return _refused(block, *_farthest(number, block, faults))


def _farthest(number: int, block: Refused, faults: dict[str, oxlint.Fault | None]) -> tuple[Form, Failure]:
    """The form that got farthest and its failure, in published offsets; TypeScript may get farther than JavaScript."""
    reached: list[tuple[Form, Failure]] = []
    ending = block.text.rstrip()[-1:]
    is_object = _OBJECT.match(mask(block.text)) is not None and len(block.failures) > 1
    for place, (form, failure) in enumerate(block.failures):
        if is_object and not form.before:
            continue  # read as a block its members are labels, and some of the commas too many
        if ending in {",", ";"} and form.text.rstrip()[-1:] != ending:
            continue  # it was trimmed: the end that it reaches is not the block's
        typed = [faults.get(f"{number}-{place}.{suffix}") for suffix in _TYPESCRIPT]
        told: list[Failure | oxlint.Fault] = [failure, *(fault for fault in typed if fault is not None)]
        reached += [(form, Failure(fault.offset - form.shift, fault.message)) for fault in told]
    size = len(block.text)
    form, best = max(reached, key=lambda pair: min(pair[1].offset, size))
    return form, Failure(min(max(0, best.offset), size), best.message)


def _typed(text: str, offset: int, form: Form, accepted: Reading | None = None, tag: str = "typescript") -> Reading:
    """A block that only TypeScript can read; no mistake where it describes options, or how to call something."""
    if form.dialect == "type" or (not _DECLARES.match(text) and notation(text) == "signature"):
        return Reading(dialect="signature")
    line, column = Lines(text).place(max(0, offset - form.shift))
    finding = wrong_tag(line, column, "typescript", "javascript", tag=tag)
    return structs.replace(accepted or named(text, form, ()), findings=(finding,), dialect="typescript")


def _refused(block: Refused, form: Form, failure: Failure) -> Reading:
    text, lines = block.text, Lines(block.text)
    other = stranger(text)
    if other is not None:
        return strange(text, other, "javascript")
    kind = notation(text)
    if kind is not None:
        return Reading(dialect=kind)
    parts = pieces(text)
    if parts is not None:
        return Reading(dialect=parts, defines=declared(text))
    if is_cut_off(text, failure.offset):
        elided = Reading(dialect="elided", defines=declared(text))
        return (
            elided if ends_open(text) else structs.replace(elided, findings=(cut_off(TRUNCATED, text),), dialect=None)
        )
    place = likely(text, failure.offset)
    found = repair(text, form, failure.offset, place)
    if found is None:
        finding = broken(SYNTAX, text, place, failure)
    else:
        change, cures = found
        finding = SYNTAX.finding(
            *lines.place(change.at),
            change.message,
            suggestion=change.suggestion,
            repaired=change.applied(text) if cures else None,
        )
    return Reading(findings=(finding,), defines=declared(text), dialect=_part(text))


def _part(text: str) -> str | None:
    """Which part of a listing a block is, where it can be read with the brackets that it lacks."""
    shown = mask(text)
    if not 0 < sum(map(len, unmatched(shown))) <= _MOST_LACKING:
        return None
    before, after = opening(shown), closing(shown)
    ends = (after, f"_ {after}") if after else (" ",)
    try:
        if not any(isinstance(parse(Form(None, text, before or " ", end).code), Tree) for end in ends):
            return None
    except (RecursionError, MemoryError):
        return None  # so deep that no article shows it in parts
    return ("middle" if after else "continuation") if before else "beginning"
