"""Counts by language, rule and source over one pass of rows: for headlines and filters."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from harvest.model import SEVERITIES, Finding, Judged, Severity
from harvest.reports.articles import has_news


class LanguageTally(Struct):
    """The blocks of one language."""

    name: str
    blocks: int = 0
    checked: int = 0
    flagged: int = 0


class RuleTally(Struct):
    """The findings of one rule."""

    code: str
    name: str
    severity: Severity
    """The gravest that it was given."""
    count: int = 0


class SourceTally(Struct):
    """The blocks of one source."""

    name: str
    blocks: int = 0
    flagged: int = 0
    """Or not checked."""


class Tally(Struct):
    """Rows counted."""

    languages: list[LanguageTally]
    """Most flagged first, then most blocks."""
    rules: list[RuleTally]
    """Most findings first."""
    sources: list[SourceTally]
    """Most flagged first."""
    flagged: int
    """Blocks with a finding or not checked; repeated articles count once."""


def tally(rows: Iterable[Judged]) -> Tally:
    """Count rows; a block of an article published before counts once."""
    languages: dict[str, LanguageTally] = {}
    rules: dict[str, RuleTally] = {}
    sources: dict[str, SourceTally] = {}
    for row in rows:
        snippet, result, place = row.snippet, row.result, row.snippet.provenance
        if snippet.duplicate_of is not None:
            continue
        language = languages.setdefault(snippet.language, LanguageTally(snippet.language))
        language.blocks += 1
        language.checked += result.outcome in {"passed", "failed"}
        language.flagged += result.outcome == "failed"
        source = sources.setdefault(place.source, SourceTally(place.source))
        source.blocks += 1
        source.flagged += has_news(row)
        for finding in result.findings:
            _count(finding, rules)
    return Tally(
        languages=sorted(languages.values(), key=lambda one: (-one.flagged, -one.blocks, one.name)),
        rules=sorted(rules.values(), key=lambda one: (-one.count, one.code)),
        sources=sorted(sources.values(), key=lambda one: -one.flagged),
        flagged=sum(source.flagged for source in sources.values()),
    )


def _count(finding: Finding, rules: dict[str, RuleTally]) -> None:
    rule = rules.setdefault(finding.code, RuleTally(finding.code, finding.rule, finding.severity))
    rule.count += 1
    rule.severity = min(rule.severity, finding.severity, key=SEVERITIES.index)
