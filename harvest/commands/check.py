"""`harvest check`: judge what was harvested before, and report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from harvest import __version__, store
from harvest.commands.progress import progress
from harvest.commands.settings import Settings, Words, settings
from harvest.model import Run, Snippet, SourceStatus
from harvest.reports import terminal, write_report
from harvest.rules import RULES
from harvest.runner import check as checked
from harvest.runs import Rows, spool
from harvest.select import failed


def check(words: Words) -> int:
    """Return the exit status: 1 where something is at or above the bar, else 0."""
    ours = settings(words)
    return judge(store.read(ours.output), ours, ())


def judge(snippets: Iterable[Snippet], ours: Settings, sources: tuple[SourceStatus, ...]) -> int:
    """Check the snippets, write all reports, return the exit status."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory(prefix="harvest-") as folder:
        spooled = Path(folder, "rows.jsonl")
        summary = spool(progress(checked(snippets, ours.config, ours.state), "checking", quiet=ours.quiet), spooled)
        run = Run(
            version=__version__,
            started=started,
            sources=sources,
            summary=summary,
            rows=Rows(spooled),
            rules=tuple(RULES.values()),
            output=ours.config.output,
        )
        _report(run, ours)
    if any(source.status != "ok" for source in sources):
        return 2
    return 1 if failed(summary, ours.config.fail_on) else 0


def _report(run: Run, ours: Settings) -> None:
    for kind, path in ours.config.reports.items():
        write_report(kind, path if path == "-" else str(ours.base / path), run)
    if not ours.quiet and "-" not in ours.config.reports.values():
        terminal.show(run, verbose=ours.verbose)
