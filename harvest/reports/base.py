"""What a report is: a module with `write`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TextIO

from harvest.model import Run


class Report(Protocol):
    """The contract that each module of `harvest.reports` keeps."""

    @property
    def write(self) -> Callable[[Run, TextIO], None]:
        """Write a whole run to an open text file; the same run gives the same bytes."""
