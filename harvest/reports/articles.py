"""A run's rows by article, an article that was published again named beside its first place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec
from msgspec import Struct

from harvest.model import Judged, Provenance, Run

Key = tuple[str, int | None, str]

_PART = 500
"""Blocks of an article that are shown together."""


class ArticleRows(Struct, frozen=True, kw_only=True):
    """The blocks of one article, in document order."""

    provenance: Provenance
    """Of its first block."""
    rows: list[Judged]
    also: list[str]
    """Where the same article was published again: other addresses only, though a second source may name the first."""


def articles(run: Run) -> Iterator[ArticleRows]:
    """Yield the articles in the order of the run, without those that only repeat one; two passes over the rows."""
    again = _again(run)
    for _, group in groupby(run.rows, key=lambda row: _key(row.snippet.provenance)):
        rows = [row for row in group if row.snippet.duplicate_of is None]
        if rows:
            place = rows[0].snippet.provenance
            also = dict.fromkeys(url for row in rows for url in again.get(row.snippet.id, ()))
            yield ArticleRows(provenance=place, rows=rows, also=[url for url in also if url != place.article_url])


def in_parts(whole: Iterable[ArticleRows]) -> Iterator[ArticleRows]:
    """Yield the same articles, very long ones in several parts."""
    for article in whole:
        for part in range(0, len(article.rows), _PART):
            yield msgspec.structs.replace(article, rows=article.rows[part : part + _PART])


def has_news(row: Judged) -> bool:
    """Whether there is something to say of a block."""
    return bool(row.result.findings) or row.result.outcome == "errored"


def looked_at(run: Run) -> int:
    """How many articles were read, those without a code block included where the sources tell."""
    return max(run.summary.articles, sum(source.articles for source in run.sources))


def _again(run: Run) -> dict[str, list[str]]:
    """The id of a repeated snippet -> the articles that repeat it."""
    found: dict[str, list[str]] = {}
    for row in run.rows:
        if row.snippet.duplicate_of is not None:
            found.setdefault(row.snippet.duplicate_of, []).append(row.snippet.provenance.article_url)
    return found


def _key(place: Provenance) -> Key:
    return place.source, place.entry, place.article_url
