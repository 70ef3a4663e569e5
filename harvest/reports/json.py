"""The machine interface: one JSON document, documented in docs/reports.md, one line a snippet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from msgspec import Struct

from harvest.model import Run
from harvest.reports import records


def write(run: Run, file: TextIO) -> None:
    """Write a run as `{harvest, started, summary, sources, snippets}`, streaming; see `records.JsonReport`."""
    head = records.encode(records.head(run))
    file.write(f"{head[:-1]},\n")
    _array(file, "sources", map(records.source_entry, run.sources))
    file.write(",\n")
    _array(file, "snippets", map(records.snippet_entry, run.rows))
    file.write("}\n")


def _array(file: TextIO, name: str, entries: Iterable[Struct]) -> None:
    file.write(f'"{name}": [')
    between = "\n"
    for lines in records.lines(entries):
        file.write(between + lines.removesuffix("\n").replace("\n", ",\n"))
        between = ",\n"
    file.write("\n]")
