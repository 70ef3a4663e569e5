"""What config silences or regrades: after checking, before reporting."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harvest.config import Config, FailOn, Ignore
from harvest.model import SEVERITIES, Finding, Severity, Snippet, Summary


def select(snippet: Snippet, findings: Sequence[Finding], config: Config) -> tuple[Finding, ...]:
    """The findings that are to be reported, at the severities that the user set, sorted by place."""
    graded = (_graded(finding, config) for finding in findings)
    kept = (f for f in graded if f is not None and not any(_matches(i, snippet, f) for i in config.ignore))
    return tuple(sorted(kept, key=lambda f: (f.line, f.column, f.code, f.name or "")))


def fails(severity: Severity, fail_on: FailOn) -> bool:
    """Whether a finding of this severity is at or above the bar."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)


def _graded(finding: Finding, config: Config) -> Finding | None:
    wanted = config.rules.get(finding.rule, config.rules.get(finding.code))
    if wanted == "off":
        return None
    return finding if wanted is None else msgspec.structs.replace(finding, severity=wanted)


def _matches(ignore: Ignore, snippet: Snippet, finding: Finding) -> bool:
    return (
        ignore.rule in {None, finding.rule, finding.code}
        and ignore.name in {None, finding.name}
        and ignore.article in {None, snippet.provenance.article_url}
        and ignore.snippet in {None, snippet.id, snippet.path}
    )


def failed(summary: Summary, fail_on: FailOn) -> bool:
    """Whether a run holds anything at or above the bar."""
    counts: dict[Severity, int] = {"error": summary.errors, "warning": summary.warnings, "note": summary.notes}
    return any(count for severity, count in counts.items() if fails(severity, fail_on))
