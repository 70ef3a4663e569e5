"""What config and baseline silence or regrade: after checking, before reporting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harvest.baseline import Baseline, Found
from harvest.config import Config, FailOn, Ignore
from harvest.model import SEVERITIES, Finding, Severity, Snippet, Summary


class Selected(msgspec.Struct, frozen=True):
    """A snippet's findings, sorted by place."""

    findings: tuple[Finding, ...]
    """Those that are to be reported, at the severities that the user set."""
    silenced: tuple[Finding, ...] = ()


_NOTHING = Selected(())


class Selection:
    """What is to be reported, and which `ignore` and baseline entries had something to silence.

    Args:
        config: its `rules` and `ignore` count.
        baseline: the findings that are known.
    """

    def __init__(self, config: Config, baseline: Baseline | None = None) -> None:
        self._config = config
        self._baseline = baseline or Baseline()
        self._matched: set[Ignore] = set()

    def select(self, article: Sequence[Found]) -> list[Selected]:
        """Select the findings of an article's snippets."""
        if not any(found for _, found in article):
            return [_NOTHING] * len(article)
        graded = [(snippet, found and self._graded(found)) for snippet, found in article]
        heard = [(snippet, found and self._heard(snippet, found)) for snippet, found in graded]
        kept = self._baseline.unknown(heard)
        return [
            Selected(findings, tuple(finding for finding in all_ if finding not in findings)) if all_ else _NOTHING
            for findings, (_, all_) in zip(kept, graded, strict=True)
        ]

    @property
    def stale(self) -> Iterator[str]:
        """Name the entries that have matched nothing, a line each."""
        for number, ignore in enumerate(self._config.ignore):
            if ignore not in self._matched:
                yield f"ignore[{number}] matches nothing any more ({ignore.reason})"
        for entry in self._baseline.stale:
            what = entry.name or entry.line or ""
            yield f"{self._config.baseline}: {entry.rule} {what!r} in {entry.article} is there no more"

    def _graded(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(sorted(self._regraded(findings), key=lambda f: (f.line, f.column, f.code, f.name or "")))

    def _regraded(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        for finding in findings:
            wanted = self._config.rules.get(finding.code, self._config.rules.get(finding.rule))
            if wanted is None:
                yield finding
            elif wanted != "off":
                yield msgspec.structs.replace(finding, severity=wanted)

    def _heard(self, snippet: Snippet, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if not self._ignored(snippet, finding))

    def _ignored(self, snippet: Snippet, finding: Finding) -> bool:
        matching = [ignore for ignore in self._config.ignore if _matches(ignore, snippet, finding)]
        self._matched.update(matching)
        return bool(matching)


def fails(severity: Severity, fail_on: FailOn) -> bool:
    """Whether a finding of this severity is at or above the bar."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)


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
