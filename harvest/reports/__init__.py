"""The reports: one line each, and the way they reach a file whole."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from harvest.errors import HarvestError
from harvest.model import Run
from harvest.reports import csv, github, html, json, jsonl, junit, markdown, sarif, terminal
from harvest.reports.base import Placed, Report
from harvest.reports.whole import whole_file

REPORTS: dict[str, Report] = {
    "terminal": terminal,
    "html": html,
    "json": json,
    "jsonl": jsonl,
    "sarif": sarif,
    "junit": junit,
    "markdown": markdown,
    "github": github,
    "csv": csv,
}
PLACED: dict[str, Placed] = {"html": html}
"""Those that may be more than one file."""


def write_report(kind: str, path: str, run: Run) -> None:
    """Write a report to a file or, for `-`, to the standard output.

    A file is written under a temporary name beside its place and moved there whole.

    Raises:
        HarvestError: there is no such kind, or the file cannot be written.
    """
    if kind not in REPORTS:
        raise HarvestError(f"there is no report {kind!r}; there are {', '.join(REPORTS)}")
    if path == "-":
        if kind != "terminal" and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # as in a file: the same bytes wherever it is written
        REPORTS[kind].write(run, sys.stdout)
        return
    try:
        if kind in PLACED:
            PLACED[kind].write_at(run, Path(path))
        else:
            with whole_file(Path(path)) as file:
                REPORTS[kind].write(run, file)
    except OSError as error:
        raise HarvestError(f"cannot write the {kind} report to {path}: {error.strerror or error}") from None
