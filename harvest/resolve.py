"""An article's readings -> which needed names nobody defines, graded as a reviewer would."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from harvest.languages import family
from harvest.model import Finding, Need, Reading, Rule, Snippet

UNDEFINED = Rule(
    code="NAM001",
    name="undefined-name",
    severity="warning",
    summary="A name is used that neither the block, nor an earlier one, nor the article's prose introduces.",
    why="A reader who copies the sample gets a name error, and cannot look the name up anywhere in the article.",
    bad="total = price * quantity",
    good="price, quantity = 9.5, 3\ntotal = price * quantity",
)
MISSING_IMPORT = Rule(
    code="NAM002",
    name="missing-import",
    severity="warning",
    summary="A well-known module or name is used and never imported.",
    why="The sample shows its imports and leaves one out, so a copy of it fails at the first use.",
    bad="import sys\n\nprint(os.getcwd(), file=sys.stderr)",
    good="import os\nimport sys\n\nprint(os.getcwd(), file=sys.stderr)",
)
MISSPELLED = Rule(
    code="NAM003",
    name="misspelled-name",
    severity="error",
    summary="A name that nobody defines is one letter away from one that is defined.",
    why="It is almost certainly a slip of the pen; the sample fails where it is used.",
    bad="message = 'hello'\nprint(mesage)",
    good="message = 'hello'\nprint(message)",
)
BEFORE_DEFINED = Rule(
    code="NAM004",
    name="used-before-defined",
    severity="note",
    summary="A name is defined only in a later block of the article.",
    why="Usage first is a fair way to tell a story; a reader who runs the blocks in order stumbles.",
    bad="```python\nprint(area(2))\n```\n\n```python\ndef area(r): return 3.14 * r * r\n```",
    good="```python\ndef area(r): return 3.14 * r * r\n```\n\n```python\nprint(area(2))\n```",
)
RULES = (UNDEFINED, MISSING_IMPORT, MISSPELLED, BEFORE_DEFINED)

_ORNAMENT = re.compile(r"[\d_]")
"""What numbers and privacy add to a name."""
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")


class Block(Struct, frozen=True):
    """A snippet of an article beside its reading."""

    snippet: Snippet
    reading: Reading


class _Context(Struct, frozen=True):
    """What a block may rely on."""

    before: Mapping[str, int]
    """Names that earlier blocks define -> 1-based number of the block."""
    after: Mapping[str, int]
    given: Collection[str]
    """Names from config and from the article's inline code."""
    hosts: frozenset[str]
    opened: bool
    """An earlier block imports with a star."""
    alone: bool
    """The article shows no other block of the family: nothing else could supply an import."""


def unmet(article: Sequence[Block], known: Mapping[str, Collection[str]]) -> Iterator[tuple[Finding, ...]]:
    """Yield, for each block of one article in order, the findings about names that nobody defines.

    Args:
        article: its blocks in document order.
        known: language -> names that need no definition.
    """
    for position, block in enumerate(article):
        if block.reading.needs:
            context = _context(article, position, known)
            yield tuple(finding for need in block.reading.needs for finding in _judge(need, block, context))
        else:
            yield ()


def in_parts(article: Sequence[Block]) -> Iterator[tuple[Finding, ...]]:
    """Yield, for each block in order, what it found itself; a listing that is shown in parts is not cut off.

    A block that ends in the middle is a note where a later block of its family begins in the middle.
    """
    for position, block in enumerate(article):
        kin = family(block.snippet.language)
        goes_on = any(
            other.reading.dialect == "continuation" and family(other.snippet.language) == kin
            for other in article[position + 1 :]
        )
        yield tuple(
            structs.replace(finding, severity="note") if goes_on and finding.rule == "truncated-sample" else finding
            for finding in block.reading.findings
        )


def _context(article: Sequence[Block], position: int, known: Mapping[str, Collection[str]]) -> _Context:
    here = article[position]
    kin = family(here.snippet.language)
    related = [(n, b) for n, b in enumerate(article) if family(b.snippet.language) == kin]
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for number, block in related:
        where = before if number < position else after
        if number != position:
            for name in block.reading.defines:
                where.setdefault(name, number + 1)
    mentioned = {m.removesuffix("()") for m in here.snippet.mentions}
    return _Context(
        before=before,
        after=after,
        given={*known.get(kin, ()), *known.get(here.snippet.language, ()), *filter(_IDENTIFIER.fullmatch, mentioned)},
        hosts=frozenset(host for _, block in related for host in block.reading.hosts),
        opened=any(block.reading.opens for number, block in related if number <= position),
        alone=len(related) == 1,
    )


def _judge(need: Need, block: Block, context: _Context) -> Iterator[Finding]:
    """Grade one need; yield nothing where it is met."""
    name = need.name
    reached = name in context.before and not (block.reading.complete and need.import_line is not None)
    met = reached or name in context.given or not context.hosts.isdisjoint(need.hosts)
    if met or context.opened:
        return
    if need.import_line is not None:
        yield MISSING_IMPORT.finding(
            need.line,
            need.column,
            f"`{name}` is used, but never imported",
            end_line=need.line,
            end_column=need.end_column,
            severity="error" if _stands_alone(block, context) else "warning",
            name=name,
            suggestion=f"add `{need.import_line}`",
        )
        return
    near = need.near or _near(name, context.before)
    rule, message, suggestion = _wording(name, near, context)
    mistake = rule is UNDEFINED and need.certain and _stands_alone(block, context)
    yield rule.finding(
        need.line,
        need.column,
        message,
        end_line=need.line,
        end_column=need.end_column,
        severity="error" if mistake else None,
        name=name,
        suggestion=suggestion,
    )


def _stands_alone(block: Block, context: _Context) -> bool:
    """Whether what the block does not import is a mistake, not an omission."""
    return block.reading.whole or (block.reading.script and context.alone)


def _wording(name: str, near: str | None, context: _Context) -> tuple[Rule, str, str]:
    if name in context.after:
        number = context.after[name]
        return BEFORE_DEFINED, f"`{name}` is defined later, in block {number}", f"show block {number} first, or say so"
    if near is not None:
        return MISSPELLED, f"`{name}` is not defined, `{near}` is", f"write `{near}`"
    return UNDEFINED, f"`{name}` is not defined here or earlier in the article", f"define `{name}`, or say what it is"


def _near(name: str, names: Collection[str]) -> str | None:
    """The only name of `names` that is one edit away.

    Short names, plurals, `Item` and `item`, `part1` and `part2`, `_part` and `part` are near by chance.
    """
    if len(name) < 5:  # noqa: PLR2004 - below five letters one edit makes another word
        return None
    found = [
        other
        for other in names
        if one_edit(name, other)
        and f"{name}s" != other
        and f"{other}s" != name
        and name[1:] not in {other, other[1:]}
        and name != other[1:]
        and _ORNAMENT.sub("", name) != _ORNAMENT.sub("", other)
    ]
    return found[0] if len(found) == 1 else None


def one_edit(left: str, right: str) -> bool:
    """Whether one letter was added, dropped, changed, or two neighbours swapped."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    rest, other = left[start:], right[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:] == other and len(rest) > 1
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
