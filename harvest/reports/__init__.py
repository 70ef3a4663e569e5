"""The reports: one line each, and the way they reach a file whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from harvest.errors import HarvestError
from harvest.model import Run
from harvest.reports import csv, github, html, json, jsonl, junit, markdown, sarif, terminal
from harvest.reports.base import Report

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


def write_report(kind: str, path: str, run: Run) -> None:
    """Write a report to a file or, for `-`, to the standard output.

    A file is written under a temporary name beside its place and moved there whole.

    Raises:
        HarvestError: there is no such kind, or the file cannot be written.
    """
    if kind not in REPORTS:
        raise HarvestError(f"there is no report {kind!r}; there are {', '.join(REPORTS)}")
    if path == "-":
        REPORTS[kind].write(run, sys.stdout)
        return
    try:
        _write_whole(REPORTS[kind], Path(path), run)
    except OSError as error:
        raise HarvestError(f"cannot write the {kind} report to {path}: {error.strerror or error}") from None


def _write_whole(report: Report, path: Path, run: Run) -> None:
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            _write(report, run, file)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write(report: Report, run: Run, file: TextIO) -> None:
    report.write(run, file)
    file.flush()
    os.fsync(file.fileno())


def _umask() -> int:
    """What the user masks; `mkstemp` makes files for their owner alone, a report is for everybody."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
