"""A spreadsheet of the findings, a row each, and of the blocks that could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from harvest.model import Judged, Run
from harvest.reports.visible import visible

COLUMNS = (
    "source", "article_title", "article_url", "block", "heading", "language", "path", "outcome", "line", "column",
    "severity", "code", "rule", "message", "name", "suggestion",
)  # fmt: skip


def write(run: Run, file: TextIO) -> None:
    """Write a header and a row a finding; no cell can be taken for a formula."""
    import csv

    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in run.rows:
        if row.snippet.duplicate_of is None:
            table.writerows(map(_cell, cells) for cells in _rows(row))


def _rows(row: Judged) -> Iterator[tuple[object, ...]]:
    snippet, place = row.snippet, row.snippet.provenance
    block = (
        place.source, place.article_title, place.article_url, place.index + 1, place.heading, snippet.language,
        snippet.path, row.result.outcome,
    )  # fmt: skip
    for one in row.result.findings:
        yield (*block, one.line, one.column, one.severity, one.code, one.rule, one.message, one.name, one.suggestion)
    if row.result.outcome == "errored":
        yield (*block, None, None, None, None, None, row.result.reason, None, None)


def _cell(value: object) -> str:
    """A cell as text; what a spreadsheet would calculate is quoted (OWASP, CSV injection)."""
    text = "" if value is None else visible(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
