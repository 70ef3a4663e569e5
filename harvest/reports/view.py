"""What the HTML page shows of an article: text made visible, links made safe, long blocks cut to what matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from harvest.model import SEVERITIES, Changed, Finding, Judged, Snippet, digest
from harvest.reports.articles import ArticleRows
from harvest.reports.highlight import Mark, code_lines
from harvest.reports.links import link_to
from harvest.reports.repair import Change, changes
from harvest.reports.visible import on_page, safe_url, visible

if TYPE_CHECKING:
    from markupsafe import Markup

_WHOLE = 60
"""Lines to a block that is shown whole; of a longer one the findings' surroundings."""
_AROUND = 6
_QUICK = 0.2
"""Seconds; nearly all blocks are coloured in a hundredth of that."""
_MOST_FINDINGS = 40
"""Findings shown to a block; the rest are counted."""
_NAMES = "NAM"
"""Codes of the rules that judge a block by the others of its article."""


class FindingView(Struct, frozen=True):
    """A finding under its line."""

    id: str
    finding: Finding
    changes: list[Change]
    is_new: bool


class Piece(Struct, frozen=True):
    """Some lines of code and the findings under the last of them; without lines: how many are left out."""

    first: int
    lines: list[Markup]
    findings: list[FindingView]
    gap: int = 0


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
    judged_with: list[tuple[int, str]]
    """Number and id of the blocks before it that were asked for its names."""


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


class Budget(Struct):
    """What the page may still cost."""

    characters: int
    """Of sound code that is shown."""
    seconds: float = 10.0
    """Spent on blocks that are slow to colour; when they are gone, code is shown in one colour."""

    def lines(self, snippet: Snippet, marks: Sequence[Mark]) -> list[Markup]:
        """The lines of a block, coloured while there is time for it."""
        start = monotonic()
        lines = code_lines(snippet, marks, coloured=self.seconds > 0)
        self.seconds -= max(0.0, monotonic() - start - _QUICK)
        return lines

    def spend(self, snippet: Snippet) -> bool:
        """Whether there is room for a block; if so, it is taken."""
        self.characters -= len(snippet.text)
        return self.characters >= 0


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


def _block(row: Judged, article: list[Judged], budget: Budget, new: AbstractSet[str]) -> BlockView:
    snippet, result, place = row.snippet, row.result, row.snippet.provenance
    told = bool(result.findings) or result.outcome == "errored"
    pieces = list(_pieces(row, budget, new)) if told or budget.spend(snippet) else []
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
        pieces=pieces,
        whole=not any(piece.gap for piece in pieces),
        more=max(0, len(result.findings) - _MOST_FINDINGS),
        judged_with=_judged_with(row, article),
    )


def finding_id(path: str, finding: Finding | Changed) -> str:
    """The anchor of a finding: the same in every run until the block or the place in it changes."""
    return f"f-{digest(f'{path}:{finding.line}:{finding.column}:{finding.code}')[:12]}"


def _judged_with(row: Judged, article: list[Judged]) -> list[tuple[int, str]]:
    if not any(finding.code.startswith(_NAMES) for finding in row.result.findings):
        return []
    before = (other.snippet for other in article if other.snippet.provenance.index < row.snippet.provenance.index)
    return [(s.provenance.index + 1, f"b-{s.id}") for s in before if s.language == row.snippet.language]


def _pieces(row: Judged, budget: Budget, new: AbstractSet[str]) -> Iterator[Piece]:
    findings = row.result.findings[:_MOST_FINDINGS]
    lines = budget.lines(row.snippet, [_mark(finding, row.snippet.text) for finding in findings])
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    views: dict[int, list[FindingView]] = {}
    for nth, finding in enumerate(findings):
        id_ = finding_id(row.snippet.path, finding)
        twin = sum(finding_id(row.snippet.path, other) == id_ for other in findings[:nth])
        shown = _shown(row.snippet.text, finding)
        view = FindingView(f"{id_}-{twin}" if twin else id_, finding, shown, id_ in new)
        views.setdefault(min(max(finding.line, 1), len(lines)), []).append(view)
    start = 1
    for first, last in _ranges(len(lines), list(views)):
        if first > start:
            yield Piece(start, [], [], gap=first - start)
        start = first
        for line in (*(line for line in sorted(views) if first <= line < last), last):
            yield Piece(start, lines[start - 1 : line], views.get(line, []))
            start = line + 1
    if start <= len(lines):
        yield Piece(start, [], [], gap=len(lines) - start + 1)


def _ranges(length: int, flagged: list[int]) -> Iterator[tuple[int, int]]:
    """The runs of lines that are shown, 1-based and inclusive."""
    if length <= _WHOLE:
        yield 1, length
        return
    first, last = 1, _AROUND if flagged else _WHOLE
    for line in sorted(flagged):
        if line - _AROUND > last + 2:
            yield first, last
            first = line - _AROUND
        last = max(last, min(line + _AROUND, length))
    yield first, last


def _mark(finding: Finding, text: str) -> Mark:
    if finding.end_line is not None and finding.end_line > finding.line:
        return Mark(finding.line, finding.column, len(text) + 1, finding.severity)
    return Mark(finding.line, finding.column, finding.end_column or finding.column + 1, finding.severity)


def _shown(text: str, finding: Finding) -> list[Change]:
    return [
        change._replace(text=visible(change.text, space="\u2423", pictures=False))
        for change in changes(text, finding.repaired)
    ]
