"""What the HTML page shows of an article: text made visible, links made safe, long blocks cut to what matters."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from msgspec import Struct

from harvest.model import SEVERITIES, Judged
from harvest.reports.articles import ArticleRows, has_news
from harvest.reports.links import link_to
from harvest.reports.pieces import MOST_FINDINGS, Budget, Piece, pieces
from harvest.reports.visible import on_page, safe_url

_CONTEXT = 4
"""Blocks before one that are named."""
_NAMES = "NAM"
"""Codes of the rules that judge a block by the others of its article."""


class Context(NamedTuple):
    """Blocks of the same language before one."""

    blocks: list[tuple[int, str]]
    """Number and id of the nearest."""
    more: int


class BlockView(Struct, frozen=True, kw_only=True):
    """A block in its article."""

    id: str
    number: int
    language: str
    heading: str | None
    path: str
    outcome: str
    reason: str | None
    link: str | None
    told: bool
    """Whether there is something to say of it."""
    pieces: list[Piece]
    """Empty where the code is left out, to keep the page light."""
    whole: bool
    more: int
    """Findings that are only counted."""
    context: Context | None
    """The blocks before it that were asked for its names."""


class ArticleView(Struct, frozen=True, kw_only=True):
    """An article with its blocks."""

    id: str
    title: str
    url: str
    link: str | None
    source: str
    published: str | None
    also: list[str]
    blocks: list[BlockView]
    anchors: dict[int, str]
    """Number of a block -> its id."""
    flagged: int
    findings: int
    worst: int


def article_view(article: ArticleRows, budget: Budget, new: AbstractSet[str]) -> ArticleView:
    """What the page shows of an article.

    Args:
        article: its rows.
        budget: pays for sound blocks; what it cannot pay for is shown without its code.
        new: the ids of the findings that the run before did not have.
    """
    place = article.provenance
    blocks = [_block(row, article.rows, budget, new) for row in article.rows]
    findings = [finding for row in article.rows for finding in row.result.findings]
    return ArticleView(
        id=f"a-{article.rows[0].snippet.id}",
        title=on_page(place.article_title) or "(no title)",
        url=on_page(place.article_url),
        link=safe_url(place.article_url),
        source=on_page(place.source),
        published=place.published,
        also=[on_page(url) for url in article.also],
        blocks=blocks,
        anchors={block.number: block.id for block in blocks},
        flagged=sum(block.told for block in blocks),
        findings=len(findings),
        worst=min((SEVERITIES.index(finding.severity) for finding in findings), default=len(SEVERITIES)),
    )


def ids(article: ArticleView) -> Iterator[str]:
    """Yield the ids of the findings that are shown."""
    for block in article.blocks:
        yield from (view.id for piece in block.pieces for view in piece.findings)


def _block(row: Judged, article: list[Judged], budget: Budget, new: AbstractSet[str]) -> BlockView:
    snippet, result, place = row.snippet, row.result, row.snippet.provenance
    told = has_news(row)
    shown = list(pieces(row, budget, new)) if told or budget.spend(snippet) else []
    return BlockView(
        id=f"b-{snippet.id}",
        number=place.index + 1,
        language=snippet.language,
        heading=on_page(place.heading) if place.heading else None,
        path=on_page(snippet.path),
        outcome=result.outcome,
        reason=on_page(result.reason) if result.reason else None,
        link=link_to(row),
        told=told,
        pieces=shown,
        whole=not any(piece.gap for piece in shown),
        more=max(0, len(result.findings) - MOST_FINDINGS),
        context=_judged_with(row, article),
    )


def _judged_with(row: Judged, article: list[Judged]) -> Context | None:
    if not any(finding.code.startswith(_NAMES) for finding in row.result.findings):
        return None
    before = [
        other.snippet
        for other in article
        if other.snippet.provenance.index < row.snippet.provenance.index
        and other.snippet.language == row.snippet.language
    ]
    named = before[-_CONTEXT:]
    return Context([(s.provenance.index + 1, f"b-{s.id}") for s in named], len(before) - len(named)) if before else None
