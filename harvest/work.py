"""What is done in readers' processes: documents to blocks, blocks to readings; only they load the parsers."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from harvest.engine import Work
from harvest.errors import SourceError
from harvest.model import Code, Document, Extracted, Reading
from harvest.sources.sitemap import Sitemap


class Asked(Struct, frozen=True, kw_only=True):
    """A document that is to be parsed, and what is wanted of it."""

    document: Document
    kind: str | None = None
    """Of source; told from the content where it is None."""
    since: date | None = None
    limit: int | None = None
    most: int = 1


class Parsed(Struct, frozen=True, kw_only=True):
    """A document's articles with their blocks."""

    kind: str | None = None
    articles: tuple[Extracted, ...] = ()
    problem: str | None = None
    """Why the document could not be read, or not to its end."""
    reason: str | None = None
    """Why that is not known: it took too long, or killed its reader."""

    @property
    def trouble(self) -> str | None:
        """What went wrong, whatever it was."""
        return self.problem or self.reason


def parse(asked: list[Asked]) -> list[Parsed]:
    """Parse each document."""
    return list(map(_parsed, asked))


def _parsed(asked: Asked) -> Parsed:
    from harvest import parsing, sources

    kind, problem = asked.kind, None
    found: list[Extracted] = []
    try:
        kind = sources.kind_of(asked.document, asked.kind)
        found.extend(parsing.articles(asked.document, kind, since=asked.since, limit=asked.limit, most=asked.most))
    except SourceError as error:
        problem = str(error)
    return Parsed(kind=kind, articles=tuple(found), problem=problem)


def _unparsed(reason: str) -> Parsed:
    return Parsed(reason=reason)


class Listed(Struct, frozen=True):
    """What a sitemap lists, or why that cannot be told."""

    sitemap: Sitemap = Sitemap()
    reason: str | None = None


def read_sitemaps(asked: list[tuple[Document, int]]) -> list[Listed]:
    """Read sitemaps, each unpacked at most so many bytes."""
    return [_listed(document, most) for document, most in asked]


def _listed(document: Document, most: int) -> Listed:
    from harvest.sources import sitemap

    try:
        return Listed(sitemap.read(document, most))
    except SourceError as error:
        return Listed(reason=str(error))


def _unlisted(reason: str) -> Listed:
    return Listed(reason=reason)


def read(codes: list[Code]) -> list[Reading]:
    """Read each block alone."""
    from harvest.readings import read_many

    return read_many(codes)


def _unread(reason: str) -> Reading:
    return Reading(reason=reason)


PARSERS = ("selectolax", "beautifulsoup4", "feedparser", "msgspec")
"""The distributions whose versions decide what is found in a document."""

PARSING: Work[Asked, Parsed] = Work(parse, _unparsed, patience=10)
LISTING: Work[tuple[Document, int], Listed] = Work(read_sitemaps, _unlisted)
READING: Work[Code, Reading] = Work(read, _unread)
