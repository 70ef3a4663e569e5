"""An article's readings -> which needed names nobody defines, graded as a reviewer would."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from harvest.languages import family
from harvest.model import Finding, Need, Reading, Rule, Severity, Snippet
from harvest.names import BEFORE_DEFINED, MISSING_IMPORT, MISSPELLED, UNDEFINED

_PLAIN = re.compile(r"[a-z]+")
"""A name that is a word of plain prose as well."""
_ORNAMENT = re.compile(r"[\d_]|(?<=[a-z])(?:[A-Z]|s)\Z")
"""What numbers, privacy and a plural add to a name: `box2`, `boxB`, `_box`, `boxes`."""
_MOST_NAMES = 5_000
"""Names of an article among which a misspelled one is looked for."""


class Block(Struct, frozen=True):
    """A snippet of an article beside its reading."""

    snippet: Snippet
    reading: Reading


class _Family:
    """What the blocks of one family of languages define, and where, over a whole article."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        """Name -> position of the first block that defines it."""
        self.last: dict[str, int] = {}
        self.hosts: set[str] = set()
        self.blocks = 0
        self.opened_at: int | None = None
        """Position of the first block that imports with a star."""
        self.goes_on_at = -1
        """Position of the last block that begins in the middle of a listing."""
        self.told: set[str] = set()
        """Names that an earlier block was warned of: once an article is enough."""

    def add(self, position: int, reading: Reading) -> None:
        """Take note of a block."""
        self.blocks += 1
        self.hosts.update(reading.hosts)
        for name in reading.defines:
            self.first.setdefault(name, position)
            self.last[name] = position
        if reading.opens and self.opened_at is None:
            self.opened_at = position
        if reading.dialect == "continuation":
            self.goes_on_at = position


class _Context(Struct, frozen=True):
    """What a block may rely on."""

    position: int
    family: _Family
    given: Collection[str]
    """Names from config and from the article's inline code."""

    def before(self, name: str) -> bool:
        """Whether an earlier block defines a name."""
        return self.family.first.get(name, self.position) < self.position

    def after(self, name: str) -> int | None:
        """The 1-based number of a later block that defines a name."""
        first, last = self.family.first.get(name, -1), self.family.last.get(name, -1)
        number = first if first > self.position else last
        return number + 1 if number > self.position else None

    def names_before(self) -> Iterator[str]:
        """All names that earlier blocks define; none where an article defines more than any author would mean."""
        if len(self.family.first) <= _MOST_NAMES:
            yield from (name for name, position in self.family.first.items() if position < self.position)

    @property
    def opened(self) -> bool:
        """Whether this block or an earlier one imports with a star."""
        return self.family.opened_at is not None and self.family.opened_at <= self.position

    @property
    def alone(self) -> bool:
        """Whether the article shows no other block of the family: nothing else could supply an import."""
        return self.family.blocks == 1


def together(article: Sequence[Block], known: Mapping[str, Collection[str]]) -> Iterator[tuple[Finding, ...]]:
    """Yield, for each block of one article in order, what it found itself, then which names nobody defines.

    Args:
        article: its blocks in document order.
        known: language -> names that need no definition.
    """
    families = _families(article)
    for position, block in enumerate(article):
        of_family = families[family(block.snippet.language)]
        yield (*_in_parts(block.reading, of_family, position), *_unmet(block, of_family, position, known))


def _unmet(block: Block, of_family: _Family, position: int, known: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    if block.reading.needs:
        context = _Context(position, of_family, _given(block.snippet, known))
        yield from (finding for need in block.reading.needs for finding in _judge(need, block, context))


def _in_parts(reading: Reading, of_family: _Family, position: int) -> Iterator[Finding]:
    """A block that ends in the middle is a note where a later block of its family begins in the middle."""
    goes_on = of_family.goes_on_at > position
    for finding in reading.findings:
        is_part = goes_on and finding.rule == "truncated-sample"
        yield structs.replace(finding, severity="note") if is_part else finding


def _families(article: Sequence[Block]) -> Mapping[str, _Family]:
    found: defaultdict[str, _Family] = defaultdict(_Family)
    for position, block in enumerate(article):
        found[family(block.snippet.language)].add(position, block.reading)
    return found


def _given(snippet: Snippet, known: Mapping[str, Collection[str]]) -> set[str]:
    mentioned = {mention.removesuffix("()") for mention in snippet.mentions}
    languages = (family(snippet.language), snippet.language)
    return {*(name for language in languages for name in known.get(language, ())), *mentioned}


def _judge(need: Need, block: Block, context: _Context) -> Iterator[Finding]:
    """Grade one need; yield nothing where it is met."""
    name = need.name
    reached = context.before(name) and not (block.reading.complete and need.import_line is not None)
    met = reached or name in context.given or not context.family.hosts.isdisjoint(need.hosts)
    if met or context.opened or _is_subject(need, block, context):
        return
    if need.import_line is not None:
        yield MISSING_IMPORT.finding(
            need.line,
            need.column,
            f"`{name}` is used, but never imported",
            end_line=need.line,
            end_column=need.end_column,
            severity="error" if _stands_alone(block, context) else _lightly(need, context),
            name=name,
            suggestion=f"add `{need.import_line}`",
        )
        return
    near = need.near or _near(name, context.names_before())
    rule, message, suggestion = _wording(name, near, context)
    mistake = rule is UNDEFINED and need.certain and _stands_alone(block, context)
    yield rule.finding(
        need.line,
        need.column,
        message,
        end_line=need.line,
        end_column=need.end_column,
        severity="error" if mistake else _lightly(need, context) if rule is UNDEFINED else None,
        name=name,
        suggestion=suggestion,
    )


def _lightly(need: Need, context: _Context) -> Severity:
    """A warning where a name is first left open; a note where that is plainly meant, or told before."""
    if need.assumed or need.name in context.family.told:
        return "note"
    context.family.told.add(need.name)
    return "warning"


def _is_subject(need: Need, block: Block, context: _Context) -> bool:
    """Whether an excerpt uses what its article or section is about: `Backbone`, or `fold` under `list.fold(start)`."""
    if _stands_alone(block, context):
        return False
    where, name = block.snippet.provenance, need.name.lower()
    said = f"{where.article_title}\n{where.heading or ''}".lower()
    if name not in said or where.article_title.lower() == name:
        return name in said
    word = re.escape(name)
    if need.import_line is not None or _PLAIN.fullmatch(need.name) is None:
        return re.search(rf"(?<!\w){word}(?!\w)", said) is not None
    return re.search(rf"(?<!\w){word}(?=\.\w|[(\[]|js\b)|(?<=[.#]){word}(?!\w)", said) is not None


def _stands_alone(block: Block, context: _Context) -> bool:
    """Whether what the block does not import is a mistake, not an omission."""
    return block.reading.whole or (block.reading.script and context.alone)


def _wording(name: str, near: str | None, context: _Context) -> tuple[Rule, str, str]:
    number = context.after(name)
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
