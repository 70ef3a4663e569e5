"""JUnit XML, as CI servers read it: an article is a suite, a block a test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from harvest.model import Judged, Run, SourceStatus
from harvest.reports.articles import ArticleRows, articles
from harvest.reports.frame import frame
from harvest.reports.visible import visible


def write(run: Run, file: TextIO) -> None:
    """Write a run as test suites, as Jenkins' schema junit-10.xsd allows; what XML forbids is made visible first."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="harvest">\n')
    file.writelines(_sources(run))
    for article in articles(run):
        file.writelines(_suite(article))
    file.write("</testsuites>\n")


def _sources(run: Run) -> Iterator[str]:
    """The sources that could not be read, as tests that could not be run."""
    bad = [status for status in run.sources if status.status != "ok"]
    if bad:
        failed = sum(status.status == "failed" for status in bad)
        counts = f'tests="{len(bad)}" failures="0" errors="{failed}" skipped="{len(bad) - failed}"'
        yield f'<testsuite name="sources" {counts}>\n'
        yield from (_source(status) for status in bad)
        yield "</testsuite>\n"


def _source(status: SourceStatus) -> str:
    word = "error" if status.status == "failed" else "skipped"
    case = f'<testcase classname="sources" name={_quoted(status.source)}>'
    return f"{case}<{word} message={_quoted(status.reason or status.status)}/></testcase>\n"


def _suite(article: ArticleRows) -> Iterator[str]:
    count = Counter(row.result.outcome for row in article.rows)
    yield (
        f"<testsuite name={_quoted(article.provenance.article_title or '(no title)')}"
        f' tests="{len(article.rows)}" failures="{count["failed"]}" errors="{count["errored"]}"'
        f' skipped="{count["skipped"]}">\n'
        f'<properties><property name="url" value={_quoted(article.provenance.article_url)}/></properties>\n'
    )
    yield from (_case(row) for row in article.rows)
    yield "</testsuite>\n"


def _case(row: Judged) -> str:
    folder, _, name = row.snippet.path.partition("/")
    case = f"<testcase classname={_quoted(folder)} name={_quoted(name)}"
    inner = _outcome(row)
    return f"{case}>{inner}</testcase>\n" if inner else f"{case}/>\n"


def _outcome(row: Judged) -> str:
    result = row.result
    if result.outcome in {"skipped", "errored"}:
        return f"<{'error' if result.outcome == 'errored' else 'skipped'} message={_quoted(result.reason or '')}/>"
    told = "\n\n".join(_told(row))
    if result.outcome == "failed":
        first = result.findings[0] if result.findings else None
        message, kind = (first.message, first.rule) if first else ("flagged", "")
        return f"<failure message={_quoted(message)} type={_quoted(kind)}>{_escaped(told)}</failure>"
    return f"<system-out>{_escaped(told)}</system-out>" if told else ""


def _told(row: Judged) -> Iterator[str]:
    for finding in row.result.findings:
        fix = f"\nhelp: {visible(finding.suggestion)}" if finding.suggestion else ""
        head = f"{finding.severity}[{finding.code}] {visible(finding.message)} ({finding.rule})"
        yield f"{head}\n{row.snippet.path}:{finding.line}:{finding.column}\n{frame(row.snippet.text, finding)}{fix}"


def _quoted(text: str) -> str:
    """An attribute's value."""
    return f'"{_escaped(visible(text), quote=True)}"'


def _escaped(text: str, *, quote: bool = False) -> str:
    """The five characters that XML minds are the same as HTML's."""
    from html import escape

    return escape(text, quote=quote)
