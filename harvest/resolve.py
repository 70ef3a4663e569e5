"""An article's readings -> which needed names nobody defines, graded as a reviewer would."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import structs

from harvest.context import Block, Context, Family, contexts, is_documentation, is_documented, is_subject
from harvest.habits import is_data, is_typed, shows_data_as_code, speaks_of_flow
from harvest.model import Finding, Need, Reading, Rule, Severity
from harvest.names import BEFORE_DEFINED, MISSING_IMPORT, MISSPELLED, UNDEFINED

_EXCERPT = re.compile(
    r"\blines? in question\b|\b(?:relevant|interesting|important|key) (?:part|piece|line|bit|section|code|snippet)s?\b"
    r"|\b(?:part|portion|piece|fragment|extract|bit|lines?|excerpt)s? (?:of|from) (?:the|my|our|its|an?|this) \w"
    r"|\bexcerpts?\b",
    re.IGNORECASE,
)
"""Words for a block that is part of something longer."""
_LAST = 160
"""Characters of prose right before a block in which they are looked for."""
_ORNAMENT = re.compile(r"[\d_]|(?<=[a-z])(?:[A-Z]|s)\d*\Z|(?<=e)[rd]\d*\Z")
"""What numbers, privacy and an ending add to a name: `box2`, `boxB`, `_box`, `boxes`, `filer` beside `file`."""


def together(article: Sequence[Block], known: Mapping[str, Collection[str]]) -> Iterator[tuple[Finding, ...]]:
    """Yield, for each block of one article in order, what it found itself, then which names nobody defines.

    Args:
        article: its blocks in document order.
        known: language -> names that need no definition.
    """
    if not any(map(_is_open, article)):
        yield from ((),) * len(article)
        return
    shows_data = any(map(is_data, article)) and shows_data_as_code(article)
    of_flow = any(map(is_typed, article)) and speaks_of_flow(article)
    for block, context in contexts(article, known):
        if not _is_open(block):
            yield ()
            continue
        unmet = [finding for need in block.reading.needs for finding in _judge(need, block, context)]
        own = _in_parts(block.reading, context.family, context.position)
        if shows_data and is_data(block):
            own = (structs.replace(finding, severity="warning") for finding in own)
        if of_flow and is_typed(block):
            own = (structs.replace(finding, severity="note") for finding in own)
        yield (*own, *unmet)


def _is_open(block: Block) -> bool:
    """Whether there is anything to judge by the rest of the article: a name to look for, a finding to weigh."""
    return bool(block.reading.needs or block.reading.findings)


def _in_parts(reading: Reading, of_family: Family, position: int) -> Iterator[Finding]:
    """A block that ends in the middle is a note where a later one begins there, and so the other way round."""
    goes_on = of_family.goes_on_at > position
    went_on = of_family.breaks_at is not None and of_family.breaks_at < position
    told = {"beginning": goes_on, "middle": goes_on and went_on, "continuation": went_on}.get(reading.dialect or "")
    for finding in reading.findings:
        cut = finding.rule == "truncated-sample"
        is_part = told if told is not None else cut and (goes_on or _was_shown(reading, of_family, position))
        yield structs.replace(finding, severity="note") if is_part else finding


def _was_shown(reading: Reading, of_family: Family, position: int) -> bool:
    """Whether an earlier block defines what a block that breaks off begins with: this is a part of it."""
    return any(name in of_family.own and of_family.first[name] < position for name in reading.defines[:1])


def _judge(need: Need, block: Block, context: Context) -> Iterator[Finding]:
    """Grade one need; yield nothing where it is met."""
    name = need.name
    importer = context.importing(name) if block.reading.complete else None
    reached = context.before(name) and not (block.reading.complete and (need.import_line or importer) is not None)
    met = reached or name in context.given or not context.family.hosts.isdisjoint(need.hosts)
    if met or (context.opened and not _is_swapped(need)):
        return
    alone = importer is not None or _stands_alone(block, context)
    if not alone and need.near is None and _is_familiar(need, block, context):
        return
    rule, message, suggestion = _wording(need, context, importer)
    mistake = alone and _is_mistake(need, rule, block)
    graded = _lightly(need, context) if rule in {UNDEFINED, MISSING_IMPORT} else None
    before = block.snippet.before[-_LAST:]
    cut = is_documentation(block.snippet.provenance) or context.within(name) or _EXCERPT.search(before) is not None
    in_part = rule is UNDEFINED and not alone and cut
    yield rule.finding(
        need.line,
        need.column,
        message,
        end_line=need.line,
        end_column=need.end_column,
        severity="error" if mistake else "note" if in_part else graded,
        name=name,
        suggestion=suggestion,
    )


def _is_swapped(need: Need) -> bool:
    """Whether two letters of a name in sight changed places: no star import brings that by chance."""
    return need.near is not None and sorted(need.near) == sorted(need.name)


def _is_familiar(need: Need, block: Block, context: Context) -> bool:
    """Whether a reader knows of the name what an excerpt does not say: the title or the prose told it."""
    return is_subject(need, block.snippet.provenance) or need.name in context.prose.until(context.position)


def _is_mistake(need: Need, rule: Rule, block: Block) -> bool:
    """Whether a block that stands alone cannot work without what it leaves out."""
    if rule is MISSING_IMPORT:
        return not is_documented(need, block.snippet.provenance)
    return rule is UNDEFINED and need.certain


def _lightly(need: Need, context: Context) -> Severity:
    """A warning where a name is first left open; a note where that is plainly meant, or told before."""
    if need.assumed or need.name in context.family.told:
        return "note"
    context.family.told.add(need.name)
    return "warning"


def _stands_alone(block: Block, context: Context) -> bool:
    """Whether what the block does not import is a mistake, not an omission."""
    return block.reading.whole or (block.reading.script and context.alone)


def _wording(need: Need, context: Context, importer: int | None) -> tuple[Rule, str, str]:
    name = need.name
    if need.import_line is not None or importer is not None:
        supply = f"add `{need.import_line}`" if need.import_line else f"import it as block {importer} does"
        return MISSING_IMPORT, f"`{name}` is used, but never imported", supply
    number, near = context.after(name), need.near or _near(name, context.names_before())
    if number is not None:
        return BEFORE_DEFINED, f"`{name}` is defined later, in block {number}", f"show block {number} first, or say so"
    if near is not None:
        return MISSPELLED, f"`{name}` is not defined, `{near}` is", f"write `{near}`"
    return UNDEFINED, f"`{name}` is not defined here or earlier in the article", f"define `{name}`, or say what it is"


def _near(name: str, names: Iterable[str]) -> str | None:
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
