"""JSON lines: the run, its sources and its snippets, one record a line, each with its `type`."""

from __future__ import annotations

from typing import TextIO

from harvest.model import Run
from harvest.reports import records


def write(run: Run, file: TextIO) -> None:
    """Write a run line by line; the fields are those of the `json` report, see `records`."""
    file.write(records.encode(records.head(run, records.RunLine)) + "\n")
    file.writelines(records.lines(records.source_entry(status, records.SourceLine) for status in run.sources))
    file.writelines(records.lines(records.snippet_entry(row, records.SnippetLine) for row in run.rows))
