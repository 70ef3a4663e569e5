"""The page that people open, and for a big run a folder of them; what makes pages is loaded when one is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from harvest.model import Run

_ONE_PAGE = 3_000
"""Flagged blocks that one page may hold; a browser has to hold them all."""


def write(run: Run, file: TextIO) -> None:
    """Write a run as one self-contained page, an article at a time."""
    from harvest.reports import single

    single.write(run, file)


def write_at(run: Run, path: Path) -> None:
    """Write a run as a file, and where that would be too much for a browser, as an index and a folder of pages."""
    from harvest.reports import pages
    from harvest.reports.tally import tally
    from harvest.reports.whole import whole_file

    if tally(run.rows).flagged > _ONE_PAGE:
        pages.write(run, path)
        return
    with whole_file(path) as file:
        write(run, file)
    pages.remove(path)
