"""`harvest history` and `harvest diff`: what the runs so far have found, and what changed between two."""

from __future__ import annotations

from pathlib import Path

import click

from harvest.commands.settings import Words, settings
from harvest.errors import HarvestError
from harvest.nouns import count


def history(config: Path | None, keep: int | None) -> int:
    """List the runs, the oldest first; with `keep`, forget all but so many.

    Raises:
        HarvestError: no history is kept.
    """
    from harvest.history.history import History
    from harvest.history.words import table

    with History(_place(config)) as opened:
        if keep is not None:
            click.echo(f"{count(opened.prune(keep), 'run')} forgotten")
        runs = opened.runs()
    for line in table(runs) if runs else ["no run so far; `harvest run` without a SOURCE records one"]:
        click.echo(line)
    return 0


def diff(config: Path | None, runs: tuple[int, ...]) -> int:
    """Show what changed between two runs: the last two, one and the last, or any two.

    Raises:
        HarvestError: no history is kept, or there is no such run.
    """
    from harvest.history.history import History
    from harvest.history.words import changes

    with History(_place(config)) as opened:
        known = [run.id for run in opened.runs()]
        if not known:
            raise HarvestError("no run so far; `harvest run` without a SOURCE records one")
        after = runs[1] if len(runs) > 1 else known[-1]
        earlier = [number for number in known if number < after]
        before = runs[0] if runs else (earlier[-1] if earlier else None)
        for line in changes(opened.diff(before, after)):
            click.echo(line)
    return 0


def _place(config: Path | None) -> str:
    ours = settings(Words(config=config))
    if ours.config.history == "off":
        raise HarvestError("no history is kept: `history: off` in the configuration")
    return ours.history
