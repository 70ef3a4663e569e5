"""`harvest run`: collect, check, report."""

from __future__ import annotations

from pathlib import Path

from harvest import store
from harvest.commands.check import judge
from harvest.commands.collect import harvest
from harvest.commands.settings import settings
from harvest.config import FailOn


def run(  # noqa: PLR0913 - the command's options
    sources: tuple[str, ...],
    config: Path | None,
    output: Path | None,
    reports: tuple[str, ...],
    fail_on: FailOn | None,
    jobs: int | None,
    quiet: bool,  # noqa: FBT001 - a flag of the command line
    verbose: bool,  # noqa: FBT001 - a flag of the command line
) -> int:
    """Return the exit status: 2 where a source failed, 1 where something is at or above the bar, else 0."""
    ours = settings(config, sources, output, reports, fail_on, jobs)
    statuses = harvest(ours, quiet=quiet)
    snippets = store.read(ours.output)
    return judge(snippets, ours, statuses, quiet=quiet, verbose=verbose)
