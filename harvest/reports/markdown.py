"""Markdown for a step summary, an issue or a chat: what was looked at, then the findings, within a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from harvest.model import Finding, Judged, Run
from harvest.nouns import count
from harvest.reports.articles import ArticleRows, articles, looked_at
from harvest.reports.fates import skipped, unread
from harvest.reports.frame import frame
from harvest.reports.visible import safe_url, visible

_MOST = 60_000
"""Characters; an issue body holds 65,536."""


def write(run: Run, file: TextIO) -> None:
    """Write a run as Markdown; what does not fit is counted at the end."""
    written = 0
    left = 0
    for text, findings in _parts(run):
        if left or written + len(text) > _MOST:
            left += findings
        else:
            file.write(text)
            written += len(text)
    if left:
        file.write(f"\n… and {left:,} more {'finding' if left == 1 else 'findings'}.\n")


def _parts(run: Run) -> Iterator[tuple[str, int]]:
    """The text in parts that are written or left out as a whole, each with its number of findings."""
    yield _head(run), 0
    for status in run.sources:
        if status.status != "ok":
            verb = "is" if status.status == "stale" else "was"
            yield f"> **{plain(status.source)}** {verb} {unread(status)}: {plain(status.reason or '')}\n\n", 0
    if run.changes is not None:
        yield _changes(run), 0
    for article in articles(run):
        yield from _article(article)


def _head(run: Run) -> str:
    summary = run.summary
    rows = [("checked", summary.passed + summary.failed), ("flagged", summary.failed)]
    rows += [("could not be checked", summary.errored)] if summary.errored else []
    rows += [(fate.reason, fate.number) for fate in skipped(summary)]
    rows += [("published twice", summary.duplicates)] if summary.duplicates else []
    rows += [("findings silenced", summary.silenced)] if summary.silenced else []
    table = "".join(f"| {plain(name)} | {number:,} |\n" for name, number in rows)
    blocks, where = count(summary.blocks, "block"), count(looked_at(run), "article")
    title = f"{summary.failed:,} of {blocks} flagged" if summary.failed else f"{blocks}, none flagged"
    return f"## {title}\n\n| Blocks in {where} | {summary.blocks:,} |\n| --- | ---: |\n{table}\n"


def _changes(run: Run) -> str:
    kinds = [change.kind for change in run.changes or ()]
    return (
        f"Since the last run: {kinds.count('new')} new, {kinds.count('fixed')} fixed, {kinds.count('gone')} gone.\n\n"
    )


def _article(article: ArticleRows) -> Iterator[tuple[str, int]]:
    place = article.provenance
    title, url = plain(place.article_title or "(no title)"), safe_url(place.article_url)
    head = f"### [{title}](<{url}>)\n\n" if url else f"### {title}\n\n"
    for row in article.rows:
        if row.result.outcome == "errored":
            number, reason = row.snippet.provenance.index + 1, plain(row.result.reason or "")
            yield f"{head}- block {number} was not checked: {reason}\n\n", 1
            head = ""
        for finding in row.result.findings:
            yield head + _finding(row, finding), 1
            head = ""


def _finding(row: Judged, finding: Finding) -> str:
    place = row.snippet.provenance
    under = f", under “{plain(place.heading)}”" if place.heading else ""
    where = f"block {place.index + 1} ({row.snippet.language}{under}), line {finding.line}"
    fix = f"\n  Fix: {message(finding.suggestion)}\n" if finding.suggestion else ""
    shown = fenced(frame(row.snippet.text, finding, width=90), "text")
    return f"**{finding.severity}** {message(finding.message)} (`{finding.rule}`), {where}\n{fix}\n{shown}\n\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no link, no mention of a person or an issue."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#+!|~$-])", r"\\\1", visible(text))
    return escaped.replace("&", "&amp;").replace("@", "&#64;").replace("://", "&#58;//")


def message(text: str) -> str:
    """A message of ours: what stands between backticks stays code."""
    parts = re.split(r"`([^`]*)`", visible(text))
    return "".join(f"`{part}`" if at % 2 and part.strip() else plain(part) for at, part in enumerate(parts))


def fenced(code: str, language: str) -> str:
    """A code block, its fence longer than any within."""
    longest = max(map(len, re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"
