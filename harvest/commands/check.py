"""`harvest check`: judge what was harvested before, and report."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import click
import msgspec

from harvest import __version__, baseline, store
from harvest.commands.night import Night, night
from harvest.commands.progress import progress
from harvest.commands.settings import Settings, Words, settings
from harvest.commands.unread import tell
from harvest.engine import Engine
from harvest.errors import HarvestError
from harvest.model import Run, Snippet, SourceStatus
from harvest.reports import terminal, write_report
from harvest.rules import RULES
from harvest.runner import check as checked
from harvest.runs import Rows, spool
from harvest.select import Selection, failed


def check(words: Words) -> int:
    """Return the exit status: 1 where something is at or above the bar, else 0."""
    ours = settings(words)
    with ours.engine() as engine:
        return judge(store.read(ours.output), ours, (), engine)


def judge(snippets: Iterable[Snippet], ours: Settings, sources: Sequence[SourceStatus], engine: Engine) -> int:
    """Check the snippets, write all reports, return the exit status.

    Args:
        snippets: article by article.
        ours: what the user wants.
        sources: what became of them; known when the last snippet has been had.
        engine: where blocks are read.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    selection = Selection(ours.config, baseline.read(ours.base / ours.config.baseline))
    rows = checked(snippets, ours.config, engine, ours.state, selection)
    with tempfile.TemporaryFile(prefix="harvest-") as spooled:  # without a name where the system can: nothing to leave
        summary = spool(progress(rows, "checking", quiet=ours.quiet), spooled)
        if sources:  # articles without any block count too
            summary = msgspec.structs.replace(summary, articles=sum(source.articles for source in sources))
        run = Run(
            version=__version__,
            started=started,
            sources=tuple(sources),
            summary=summary,
            rows=Rows(spooled),
            rules=tuple(RULES.values()),
            output=ours.shown_output,
        )
        told = night(run, ours) if sources else Night(run)
        problems = [*told.problems, *_written(told.run, ours)]
        if not _shown(told.run, ours):
            tell(sources, ours)
    complete = all(source.status == "ok" for source in sources)
    _say(problems, selection.stale if ours.remembers and sources and complete else (), told.line, ours)
    if problems or not complete:
        return 2
    return 1 if failed(summary, ours.config.fail_on) else 0


def _say(problems: Iterable[str], stale: Iterable[str], news: str | None, ours: Settings) -> None:
    """What a morning's reader needs: what went wrong, what can be deleted, and one line of news, the last."""
    for line in problems:
        click.echo(f"harvest: {line}", err=True)
    if ours.quiet:
        return
    for line in stale:
        click.echo(f"harvest: {''.join(c if c.isprintable() else ' ' for c in line)}", err=True)
    if news is not None:
        click.echo(news, err="-" in ours.config.reports.values())


def _written(run: Run, ours: Settings) -> Iterator[str]:
    """Write all reports; yield what went wrong with one, which is no reason to lose the others."""
    for kind, path in ours.config.reports.items():
        try:
            write_report(kind, path if path == "-" else str(ours.base / path), run)
        except HarvestError as error:
            yield str(error)


def _shown(run: Run, ours: Settings) -> bool:
    """Print the run where people are to see it at once; tell whether they do."""
    if ours.quiet or "-" in ours.config.reports.values():
        return ours.config.reports.get("terminal") == "-"
    terminal.show(run, seconds=time.monotonic() - ours.began, verbose=ours.verbose)
    return True
