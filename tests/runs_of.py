"""Runs made of words, for tests of what looks at runs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from harvest.model import (
    CheckResult,
    Finding,
    Judged,
    Provenance,
    Run,
    Snippet,
    SourceStatus,
    Summary,
    digest,
)


def finding(line: int = 1, *, rule: str = "undefined-name", name: str | None = None, message: str = "") -> Finding:
    return Finding(
        code="NAM004",
        rule=rule,
        severity="warning",
        line=line,
        column=1,
        name=name,
        message=message or f"{rule} {name}",
    )


def judged(  # noqa: PLR0913 - each of them with a default
    text: str,
    *findings: Finding,
    article: str = "https://blog.example/a",
    index: int = 0,
    heading: str | None = None,
    source: str = "blog",
    silenced: Sequence[Finding] = (),
) -> Judged:
    text = textwrap.dedent(text)
    where = Provenance(source, 0, article, f"On {article}", None, index, heading, None)
    ident = digest(f"{article}{index}{text}")[:16]
    snippet = Snippet(ident, "python", None, text, digest(text), f"a-{ident[:12]}/{index + 1:02d}.py", None, where)
    outcome = "failed" if findings else "passed"
    return Judged(snippet, CheckResult(snippet_id=ident, outcome=outcome, findings=findings, silenced=tuple(silenced)))  # type: ignore[arg-type]  # a literal


def run_of(
    *rows: Judged, sources: Sequence[SourceStatus] | None = None, started: str = "2024-05-01T02:00:00+00:00"
) -> Run:
    names = dict.fromkeys(row.snippet.provenance.source for row in rows)
    told = [ok(name) for name in names] if sources is None else sources
    failed = sum(row.result.outcome == "failed" for row in rows)
    warnings = sum(len(row.result.findings) for row in rows)
    articles = len({row.snippet.provenance.article_url for row in rows})
    summary = Summary(articles=articles, blocks=len(rows), passed=len(rows) - failed, failed=failed, warnings=warnings)
    return Run(version="1.0", started=started, sources=tuple(told), summary=summary, rows=rows)


def ok(source: str) -> SourceStatus:
    return SourceStatus(source=source, kind="feed", status="ok", articles=1, blocks=1)


def down(source: str, reason: str = "HTTP 503 Service Unavailable") -> SourceStatus:
    return SourceStatus(source=source, kind=None, status="failed", reason=reason)
