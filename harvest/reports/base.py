"""What a report is: a module with `write`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TextIO

from harvest.model import Run


class Report(Protocol):
    """The contract that each module of `harvest.reports` keeps."""

    @property
    def write(self) -> Callable[[Run, TextIO], None]:
        """Write a whole run to an open text file; the same run gives the same bytes."""


class Placed(Report, Protocol):
    """A report that may need more than one file, and so sees to its place itself."""

    @property
    def write_at(self) -> Callable[[Run, Path], None]:
        """Write a whole run at a path, and beside it what does not fit in; nothing is seen half written."""
