"""What a block of an article may rely on: earlier blocks, the article's prose, its title, the names of config."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from harvest.languages import family
from harvest.model import Need, Provenance, Reading, Snippet

_PLAIN = re.compile(r"[a-z]+")
"""A name that is a word of plain prose as well."""
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[\W_]+")
_PATH = re.compile(r"[@$]?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?:\(.*\)|\[.*\][\w.()]*)?", re.DOTALL)
_CALLED = re.compile(r"\b([A-Za-z_]\w*)\(")
_SPELLED = re.compile(r"\b(?:[A-Z]?[a-z0-9]+[A-Z]\w*|[A-Za-z]\w*_\w+)\b")
"""A word of prose that is spelled as names are: `bedPlan`, `BedPlan`, `bed_plan`."""
_SITE = re.compile(r"https?://([\w.-]+)\.")
"""The host of an address, but for its last label."""
_DOCUMENTATION = frozenset({"documentation", "docs", "doc", "reference", "manual"})
_ONE_OF_MANY = frozenset({"documentation", "docs"})
"""Words of which a single article's title has no need, as it may have of `reference`."""
_MOST_NAMES = 5_000
"""Names of an article among which a misspelled one is looked for."""


class Block(Struct, frozen=True):
    """A snippet of an article beside its reading."""

    snippet: Snippet
    reading: Reading


class Family:
    """What the blocks of one family of languages define, and where, over a whole article."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        """Name -> position of the first block that defines it."""
        self.last: dict[str, int] = {}
        self.imported: dict[str, int] = {}
        """Name -> position of the first block that imports it."""
        self.held: dict[str, int] = {}
        """Name -> position of the first block that has it inside a function."""
        self.own: set[str] = set()
        """Names that some block defines and does not import."""
        self.hosts: set[str] = set()
        self.blocks = 0
        self.opened_at: int | None = None
        """Position of the first block that imports with a star."""
        self.goes_on_at = -1
        """Position of the last block that begins in the middle of a listing."""
        self.breaks_at: int | None = None
        """Position of the first block that ends in the middle of one."""
        self.told: set[str] = set()
        """Names that an earlier block was warned of: once an article is enough."""

    def add(self, position: int, reading: Reading) -> None:
        """Take note of a block."""
        self.blocks += 1
        self.hosts.update(reading.hosts)
        for name in reading.defines:
            self.first.setdefault(name, position)
            self.last[name] = position
        for name in reading.imports:
            self.imported.setdefault(name, position)
        for name in reading.holds:
            self.held.setdefault(name, position)
        if reading.defines:
            self.own.update(set(reading.defines).difference(reading.imports))
        if reading.opens and self.opened_at is None:
            self.opened_at = position
        if reading.dialect in {"continuation", "middle"}:
            self.goes_on_at = position
        if self.breaks_at is None and (reading.dialect == "beginning" or _is_cut(reading)):
            self.breaks_at = position


def _is_cut(reading: Reading) -> bool:
    return bool(reading.findings) and any(finding.rule == "truncated-sample" for finding in reading.findings)


class Prose:
    """The names that the text of an article introduces, read as far as somebody asks."""

    def __init__(self, article: Sequence[Block]) -> None:
        self._article = article
        self._read = 0
        self._names: set[str] = set()

    def until(self, position: int) -> Collection[str]:
        """What the prose has named up to a block and right after it, be it as part of a path or as a call."""
        while self._read <= position:
            self._names.update(_introduced(self._article[self._read].snippet))
            self._read += 1
        return self._names


def _introduced(snippet: Snippet) -> Iterator[str]:
    for mention in snippet.mentions:
        if path := _PATH.fullmatch(mention):
            yield from path[1].split(".")
    yield from _CALLED.findall(snippet.before)
    yield from _SPELLED.findall(snippet.before)


class Context(Struct, frozen=True):
    """What a block may rely on."""

    position: int
    family: Family
    given: Collection[str]
    """Names from config and from the inline code round the block."""
    prose: Prose

    def before(self, name: str) -> bool:
        """Whether an earlier block defines a name."""
        return self.family.first.get(name, self.position) < self.position

    def within(self, name: str) -> bool:
        """Whether a function of an earlier block has a name inside."""
        return self.family.held.get(name, self.position) < self.position

    def after(self, name: str) -> int | None:
        """The 1-based number of a later block that defines a name."""
        first, last = self.family.first.get(name, -1), self.family.last.get(name, -1)
        number = first if first > self.position else last
        return number + 1 if number > self.position else None

    def importing(self, name: str) -> int | None:
        """The 1-based number of the earlier block that imports a name, where no block defines it."""
        first = self.family.imported.get(name, self.position)
        return first + 1 if first < self.position and name not in self.family.own else None

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


def contexts(article: Sequence[Block], known: Mapping[str, Collection[str]]) -> Iterator[tuple[Block, Context]]:
    """Yield each block of an article with what it may rely on.

    Args:
        article: its blocks in document order.
        known: language -> names that need no definition.
    """
    families = families_of(article)
    prose = Prose(article)
    for position, block in enumerate(article):
        given = _given(block.snippet, known) if block.reading.needs else ()
        yield block, Context(position, families[family(block.snippet.language)], given, prose)


def families_of(article: Sequence[Block]) -> Mapping[str, Family]:
    """What the blocks of each family of languages define."""
    found: defaultdict[str, Family] = defaultdict(Family)
    for position, block in enumerate(article):
        found[family(block.snippet.language)].add(position, block.reading)
    return found


def _given(snippet: Snippet, known: Mapping[str, Collection[str]]) -> set[str]:
    mentioned = {mention.removesuffix("()") for mention in snippet.mentions}
    languages = (family(snippet.language), snippet.language)
    return {*(name for language in languages for name in known.get(language, ())), *mentioned}


def is_subject(need: Need, where: Provenance) -> bool:
    """Whether an article is about what has this name: `Backbone`, or `fold` under `list.fold(start)`.

    A plain word that no import is known for must look like code there, or be what the site or the documentation is of.
    """
    said, word = f"{where.article_title}\n{where.heading or ''}".lower(), need.name.lower()
    site = _SITE.match(where.article_url)
    if (site and word in _words(site[1])) or _SIGN.sub("", where.article_title.lower()) == word:
        return True
    if word not in said:
        return False
    plain = need.import_line is None and _PLAIN.fullmatch(need.name) is not None
    if not plain or not _DOCUMENTATION.isdisjoint(_words(where.article_title)):
        return word in _words(said)
    word = re.escape(word)
    return re.search(rf"(?<!\w){word}(?=\.\w|[(\[]|js\b)|(?<=[.#]){word}(?!\w)", said) is not None


def is_documentation(where: Provenance) -> bool:
    """Whether a page's title says that it is one of many that are read together."""
    return not _ONE_OF_MANY.isdisjoint(_words(where.article_title))


def is_documented(need: Need, where: Provenance) -> bool:
    """Whether the page belongs to the documentation of what would have to be imported: its readers have it."""
    title = _words(where.article_title)
    imported = _words(need.import_line or "") - {"import", "from", "as"}
    return not _DOCUMENTATION.isdisjoint(title) and not imported.isdisjoint(title)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
