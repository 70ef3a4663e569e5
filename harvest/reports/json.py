"""The machine interface: one JSON document, documented in docs/reports.md, one line a snippet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from harvest.model import Run
from harvest.reports import records


def write(run: Run, file: TextIO) -> None:
    """Write a run as `{harvest, started, summary, sources, snippets}`, streaming; see `records.JsonReport`."""
    head = records.encode(records.head(run))
    file.write(f"{head[:-1]},\n")
    _array(file, "sources", (records.encode(records.source_entry(status)) for status in run.sources))
    file.write(",\n")
    _array(file, "snippets", (records.encode(records.snippet_entry(row)) for row in run.rows))
    file.write("}\n")


def _array(file: TextIO, name: str, entries: Iterable[str]) -> None:
    file.write(f'"{name}": [')
    file.writelines(f"{',' if at else ''}\n{entry}" for at, entry in enumerate(entries))
    file.write("\n]")
