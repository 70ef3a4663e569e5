"""The report that people read at once: article by article, each finding in its code, and what was looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TextIO

from harvest.model import SEVERITIES, Finding, Judged, Provenance, Run, Severity, SourceStatus, Summary
from harvest.nouns import count
from harvest.reports.articles import ArticleRows, articles, looked_at
from harvest.reports.elsewhere import elsewhere
from harvest.reports.fates import skipped, unchecked, unread
from harvest.reports.frame import frame
from harvest.reports.ink import Ink, Words, ink, wrapped
from harvest.reports.repair import changes
from harvest.reports.visible import visible, without_orders

_MOST_CHANGES = 6
_TITLE = 200
"""Letters of a title or heading that are shown."""


def write(run: Run, file: TextIO) -> None:
    """Write a run as text: colour, links and width as `file` allows, see `ink`."""
    render(run, file)


def render(run: Run, file: TextIO, how: Ink | None = None, *, verbose: bool = False) -> None:
    """Write a run as text.

    Args:
        run: what to tell.
        file: where; characters that its encoding lacks are written as escapes.
        how: colour, links and width; by default what `file` and the environment allow.
        verbose: list every block with its outcome, not only the flagged ones.
    """
    encoding = file.encoding or "utf-8"
    to = how or ink(file)
    lines = _lines(run, to, verbose=verbose)
    file.writelines(
        line.encode(encoding, "backslashreplace").decode(encoding) + "\n"
        for line in (map(without_orders, lines) if to.obeyed else lines)
    )


def show(run: Run, *, seconds: float, verbose: bool = False) -> None:
    """Write a run to the standard output, and what it took: the one thing that a report does not know."""
    render(run, sys.stdout, verbose=verbose)
    sys.stdout.write(f"in {seconds:.1f} s\n")


def block_lines(row: Judged) -> Iterator[str]:
    """Yield all that is to be told of one block, its article included: without colour, as pytest shows it."""
    to = Ink()
    place, result = row.snippet.provenance, row.result
    if result.reason:
        yield _outcome(row, to)
    for finding in result.findings:
        yield from _finding(row, finding, to)
        yield ""
    yield f"{_titled(place)}: {visible(place.article_url)}"


def _titled(place: Provenance) -> str:
    return _short(place.article_title or "(no title)")


def _short(title: str) -> str:
    """As much of a title or heading as helps to find it."""
    return visible(title if len(title) <= _TITLE else f"{title[:_TITLE]}…")


def _lines(run: Run, to: Ink, *, verbose: bool) -> Iterator[str]:
    for article in articles(run):
        yield from _article(article, to, verbose=verbose)
    bad = [status for status in run.sources if status.status != "ok"]
    for status in bad:
        yield _source(status, to)
    if bad:
        yield ""
    yield from _totals(run.summary, looked_at(run), to, verbose=verbose)


def _article(article: ArticleRows, to: Ink, *, verbose: bool) -> Iterator[str]:
    told = [row for row in article.rows if verbose or row.result.findings or row.result.outcome == "errored"]
    if not told:
        return
    place = article.provenance
    yield to.paint("title", _titled(place))
    yield to.paint("faint", to.link(place.article_url))
    for url in article.also:
        yield to.paint("faint", f"also published as {to.link(url)}")
    yield ""
    for row in told:
        yield from _block(row, article.rows, to, verbose=verbose)
    if told[-1].result.findings == ():
        yield ""


def _block(row: Judged, article: list[Judged], to: Ink, *, verbose: bool) -> Iterator[str]:
    if verbose or row.result.outcome == "errored":
        yield _outcome(row, to)
    if verbose and row.result.findings:
        yield ""
    for finding in row.result.findings:
        yield from _finding(row, finding, to)
        yield from _elsewhere(finding, article, to)
        yield ""


def _elsewhere(finding: Finding, article: list[Judged], to: Ink) -> Iterator[str]:
    """The line of another block that the finding speaks of."""
    found = elsewhere(finding, article)
    if found is not None:
        where = f"{visible(found.snippet.path)}:{found.line}"
        gutter = " " * len(str(finding.line + 2))
        code = visible(found.text)[: max(20, to.width - len(where) - len(gutter) - 8)]
        yield f"{gutter}{to.paint('gutter', '=')} {to.paint('help', 'see:')} {where}: {code}"


def _outcome(row: Judged, to: Ink) -> str:
    snippet, result = row.snippet, row.result
    style = {"passed": "passed", "failed": "error", "skipped": "faint", "errored": "warning"}[result.outcome]
    word = {"passed": "ok", "failed": "flagged", "skipped": "skipped", "errored": "not checked"}[result.outcome]
    reason = f": {visible(result.reason)}" if result.reason else ""
    where = f"block {snippet.provenance.index + 1}, {snippet.language}, {visible(snippet.path)}"
    return f"  {to.paint(style, word)}{reason}  {to.paint('faint', where)}"


def _finding(row: Judged, finding: Finding, to: Ink) -> Iterator[str]:
    snippet = row.snippet
    gutter = " " * len(str(finding.line + 2))
    heading = f', under "{_short(snippet.provenance.heading)}"' if snippet.provenance.heading else ""
    where = f"{visible(snippet.path)}:{finding.line}:{finding.column}"
    block = f"block {snippet.provenance.index + 1}, {snippet.language}{heading}"
    tag = to.paint(finding.severity, f"{finding.severity}[{finding.code}]")
    yield f"{tag} {to.paint('title', visible(finding.message))} {to.paint('faint', '(' + finding.rule + ')')}"
    if len(gutter) + len(where) + len(block) + 6 <= to.width:
        yield f"{gutter}{to.paint('gutter', '-->')} {where}  {to.paint('faint', block)}"
    else:
        yield f"{gutter}{to.paint('gutter', '-->')} {where}"
        yield f"{gutter}    {to.paint('faint', block)}"
    mark = finding.severity
    yield frame(
        snippet.text,
        finding,
        width=to.width,
        paint=lambda role, text: to.paint(mark if role == "mark" else role, text),
    )
    if finding.suggestion:
        yield f"{gutter}{to.paint('gutter', '=')} {to.paint('help', 'help:')} {visible(finding.suggestion)}"
    yield from _repair(snippet.text, finding, gutter, to)


def _repair(text: str, finding: Finding, gutter: str, to: Ink) -> Iterator[str]:
    """The lines that the repair changes, where they are few enough to be read at a glance."""
    changed = changes(text, finding.repaired)
    if not 0 < len(changed) <= _MOST_CHANGES:
        return
    for sign, line, code in changed:
        shown = visible(code, space="\u2423")[: to.width]
        yield to.paint("added" if sign == "+" else "removed", f"{line:>{len(gutter) - 1}} {sign} {shown}")


def _source(status: SourceStatus, to: Ink) -> str:
    style: Severity = "error" if status.status == "failed" else "warning"
    told = f"{visible(status.source)}: {visible(status.reason or 'no reason given')}"
    return f"{to.paint(style, f'source {unread(status)}:')} {told}"


def _totals(summary: Summary, read: int, to: Ink, *, verbose: bool) -> Iterator[str]:
    """What was looked at, and what came of it."""
    blocks, where = count(summary.blocks, "block"), count(read, "article")
    parts = [Words(f"{summary.passed + summary.failed:,} checked")]
    parts += [Words(f"{fate.number:,} {visible(fate.reason)}") for fate in skipped(summary)]
    if summary.errored:
        parts.append(Words(f"{summary.errored:,} could not be checked", "warning"))
    parts.append(Words(f"{summary.failed:,} flagged", "error" if summary.failed else "passed"))
    if summary.duplicates:
        parts.append(Words(f"{summary.duplicates:,} published twice"))
    yield from wrapped(f"{blocks} in {where}:", parts, to)
    without = [Words(f"{fate.number:,} {visible(fate.reason)}") for fate in unchecked(summary)]
    if verbose and without:
        yield from wrapped("no checker for:", without, to)
    numbers = dict(zip(SEVERITIES, (summary.errors, summary.warnings, summary.notes), strict=True))
    told = [to.paint(name, count(number, name)) for name, number in numbers.items() if number]
    told += [to.paint("faint", f"{summary.silenced:,} silenced")] if summary.silenced else []
    if told:
        yield ", ".join(told)
