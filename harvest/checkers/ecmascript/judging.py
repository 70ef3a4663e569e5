"""Blocks -> readings: parse each, and ask the second opinion once about all that did not parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.brackets import closing, opening, unmatched
from harvest.checkers.ecmascript.declarations import declared, named
from harvest.checkers.ecmascript.drafts import TOO_DEEP, Draft, Refused, Swift, careful, draft, typed
from harvest.checkers.ecmascript.elisions import ends_open, follows_dots
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import Lines, mask
from harvest.checkers.ecmascript.notations import is_flow, notation
from harvest.checkers.ecmascript.parsing import Failure, Tree, parse
from harvest.checkers.ecmascript.pieces import pieces
from harvest.checkers.ecmascript.places import cut_off, is_cut_off, likely
from harvest.checkers.ecmascript.repairs import repair
from harvest.checkers.ecmascript.rules import SYNTAX, TRUNCATED
from harvest.checkers.ecmascript.siblings import closed_twice, second_element
from harvest.checkers.ecmascript.stacks import Stack, stacks
from harvest.checkers.ecmascript.strangers import strange, stranger
from harvest.checkers.ecmascript.wording import broken
from harvest.errors import ToolError
from harvest.model import Code, Reading

_NO_SECOND_OPINION = "one parser refuses it, and the second parser gave no answer"
_JAVASCRIPT, _TYPESCRIPT = ("jsx",), ("ts", "tsx")
_FEW = 10_000
"""Characters that esprima reads sooner than another parser and oxlint are there."""


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
_OBJECT = re.compile(r"\s*\{\s*[\w$]+[ \t]*:")
_MOST_LACKING = 40
"""Brackets that a part of a listing may lack."""


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of JavaScript; oxlint is asked about those that are read swiftly and about those that are refused."""
    swiftly = sum(len(code.text) for code in codes) >= _FEW
    drafts = {number: draft(code, swiftly=swiftly) for number, code in enumerate(codes)}
    groups = stacks(drafts)
    opinions, problem = _ask(drafts, groups)
    agreed = {number for group in groups if _is_module(opinions.get(group.name)) for number in group.numbers}
    doubtful = {
        number: careful(found.text)
        for number, found in drafts.items()
        if isinstance(found, Swift) and number not in agreed
    }
    more, missing = _ask(doubtful)
    opinions |= more
    rows = {**drafts, **doubtful}.items()
    return [_settled(number, found, opinions, problem or missing) for number, found in rows]


def _is_module(opinion: oxlint.Opinion | None) -> bool:
    return opinion is not None and opinion.fault is None and not opinion.forgiven


def _ask(drafts: Mapping[int, Draft], groups: Iterable[Stack] = ()) -> tuple[dict[str, oxlint.Opinion], str | None]:
    """The second opinions on stacks of texts and on what was refused, and why there are none."""
    files = {group.name: group.text for group in groups}
    for number, found in drafts.items():
        if isinstance(found, Refused):
            for place, (form, _) in enumerate(found.failures):
                suffixes = (*_JAVASCRIPT, *oxlint.typed(form.code))
                files |= {f"{number}-{place}.{suffix}": form.code for suffix in suffixes}
    try:
        return oxlint.parse(files), None
    except ToolError as error:
        return {}, str(error)


def _settled(number: int, found: Draft, opinions: dict[str, oxlint.Opinion], problem: str | None) -> Reading:
    if isinstance(found, Refused):
        return _verdict(number, found, opinions) if problem is None else Reading(reason=problem)
    return found.reading if isinstance(found, Swift) else found


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
                    return typed(text, failure.offset, form, accepted, tag)
                return structs.replace(accepted, dialect=form.dialect or "proposal")
    if block.failures[-1][1].message == TOO_DEEP:
        return Reading(reason=TOO_DEEP)
    if any(
        f"{number}-{place}.{suffix}" not in opinions for place in range(len(block.failures)) for suffix in _JAVASCRIPT
    ):
        return Reading(reason=_NO_SECOND_OPINION)
    return _refused(block, *_farthest(number, block, opinions))


def _farthest(number: int, block: Refused, opinions: Mapping[str, oxlint.Opinion]) -> tuple[Form, Failure]:
    """The form that got farthest and its failure, in published offsets; TypeScript may get farther than JavaScript."""
    reached: list[tuple[Form, Failure]] = []
    ending = block.text.rstrip()[-1:]
    is_object = _OBJECT.match(mask(block.text)) is not None and len(block.failures) > 1
    for place, (form, failure) in enumerate(block.failures):
        if is_object and not form.before:
            continue  # read as a block its members are labels, and some of the commas too many
        if ending in {",", ";"} and form.text.rstrip()[-1:] != ending:
            continue  # it was trimmed: the end that it reaches is not the block's
        others = [opinions.get(f"{number}-{place}.{suffix}") for suffix in _TYPESCRIPT]
        told: list[Failure | oxlint.Fault] = [failure, *(other.fault for other in others if other and other.fault)]
        reached += [(form, Failure(fault.offset - form.shift, fault.message)) for fault in told]
    size = len(block.text)
    form, best = max(reached, key=lambda pair: min(pair[1].offset, size))
    return form, Failure(min(max(0, best.offset), size), best.message)


def _refused(block: Refused, form: Form, failure: Failure) -> Reading:
    text, lines = block.text, Lines(block.text)
    other = stranger(text)
    if other is not None:
        return strange(text, other, "javascript")
    kind = notation(text)
    if kind is not None:
        return Reading(dialect=kind)
    place = likely(text, failure.offset)
    if follows_dots(text, failure.offset) or follows_dots(text, place.offset):
        return Reading(dialect="elided", defines=declared(text))
    parts = pieces(text)
    if parts is not None:
        return Reading(dialect=parts, defines=declared(text))
    twice = closed_twice(text) is not None
    if not twice and is_cut_off(text, failure.offset):
        elided = Reading(dialect="elided", defines=declared(text))
        return (
            elided if ends_open(text) else structs.replace(elided, findings=(cut_off(TRUNCATED, text),), dialect=None)
        )
    beside = twice or second_element(text, failure.offset) is not None  # no sign mends that
    found = None if beside else repair(text, form, failure.offset, place)
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
        if not any(_is_read(Form(None, text, before or " ", end)) for end in ends):
            return None
    except (RecursionError, MemoryError):
        return None  # so deep that no article shows it in parts
    return ("middle" if after else "continuation") if before else "beginning"


def _is_read(form: Form) -> bool:
    """Whether the part is code; what the swift parser takes for code within something may be none."""
    from harvest.checkers.ecmascript import swift

    if swift.refuses(form.code):
        return False
    return not form.before.strip() or isinstance(parse(form.code), Tree)
