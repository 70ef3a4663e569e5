"""Counts by language, rule and source over one pass of a run's rows: for headlines and filters."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from harvest.model import SEVERITIES, Finding, Run, Severity


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


class Tally(Struct):
    """A run counted."""

    languages: list[LanguageTally]
    """Most flagged first, then most blocks."""
    rules: list[RuleTally]
    """Most findings first."""
    sources: dict[str, int]
    """Flagged blocks by source."""
    flagged: int
    """Blocks with a finding or not checked; repeated articles count once."""
    articles: int
    """Without those that only repeat one."""


def tally(run: Run) -> Tally:
    """Count a run; a block of an article published before counts once."""
    languages: dict[str, LanguageTally] = {}
    rules: dict[str, RuleTally] = {}
    sources: Counter[str] = Counter()
    articles, last = 0, None
    for row in run.rows:
        snippet, result, place = row.snippet, row.result, row.snippet.provenance
        if snippet.duplicate_of is not None:
            continue
        language = languages.setdefault(snippet.language, LanguageTally(snippet.language))
        language.blocks += 1
        language.checked += result.outcome in {"passed", "failed"}
        language.flagged += result.outcome == "failed"
        sources[place.source] += bool(result.findings) or result.outcome == "errored"
        articles += (key := (place.source, place.entry, place.article_url)) != last
        last = key
        for finding in result.findings:
            _count(finding, rules)
    return Tally(
        languages=sorted(languages.values(), key=lambda one: (-one.flagged, -one.blocks, one.name)),
        rules=sorted(rules.values(), key=lambda one: (-one.count, one.code)),
        sources=dict(sources),
        flagged=sources.total(),
        articles=articles,
    )


def _count(finding: Finding, rules: dict[str, RuleTally]) -> None:
    rule = rules.setdefault(finding.code, RuleTally(finding.code, finding.rule, finding.severity))
    rule.count += 1
    rule.severity = min(rule.severity, finding.severity, key=SEVERITIES.index)
