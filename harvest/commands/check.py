"""`harvest check`: judge what was harvested before, and report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from harvest import __version__, store
from harvest.commands.progress import progress
from harvest.commands.settings import Settings, settings
from harvest.config import FailOn
from harvest.model import Run, Snippet, SourceStatus
from harvest.reports import terminal, write_report
from harvest.runner import check as checked
from harvest.runs import Rows, spool
from harvest.select import failed


def check(  # noqa: PLR0913 - the command's options
    config: Path | None,
    output: Path | None,
    reports: tuple[str, ...],
    fail_on: FailOn | None,
    jobs: int | None,
    quiet: bool,  # noqa: FBT001 - a flag of the command line
    verbose: bool,  # noqa: FBT001 - a flag of the command line
) -> int:
    """Return the exit status: 1 where something is at or above the bar, else 0."""
    ours = settings(config, (), output, reports, fail_on, jobs)
    return judge(store.read(ours.output), ours, (), quiet=quiet, verbose=verbose)


def judge(
    snippets: Iterable[Snippet], ours: Settings, sources: tuple[SourceStatus, ...], *, quiet: bool, verbose: bool
) -> int:
    """Check the snippets, write all reports, return the exit status."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory(prefix="harvest-") as folder:
        spooled = Path(folder, "rows.jsonl")
        summary = spool(progress(checked(snippets, ours.config), "checking", quiet=quiet), spooled)
        run = Run(version=__version__, started=started, sources=sources, summary=summary, rows=Rows(spooled))
        _report(run, ours, quiet=quiet, verbose=verbose)
    if any(source.status != "ok" for source in sources):
        return 2
    return 1 if failed(summary, ours.config.fail_on) else 0


def _report(run: Run, ours: Settings, *, quiet: bool, verbose: bool) -> None:
    for kind, path in ours.config.reports.items():
        write_report(kind, path if path == "-" else str(ours.base / path), run)
    if not quiet and "-" not in ours.config.reports.values():
        terminal.show(run, verbose=verbose)
