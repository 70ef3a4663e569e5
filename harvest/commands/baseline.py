"""`harvest baseline`: write down what is known, so that only what is new fails."""

from __future__ import annotations

from pathlib import Path

import click

from harvest import baseline as known
from harvest import store
from harvest.commands.settings import Words, settings
from harvest.runner import check
from harvest.select import Selection


def baseline(config: Path | None, *, update: bool) -> int:
    """Check what was harvested, and write its findings into the baseline; with `update`, only remove what is gone.

    Entries that still match keep their reasons.
    """
    ours = settings(Words(config=config))
    path = ours.base / ours.config.baseline
    before = known.read(path)
    with ours.engine() as engine:
        found = [*check(store.read(ours.output), ours.config, engine, ours.state, Selection(ours.config, before))]
    new = [] if update else known.entries_of(found)
    known.write(path, [*before.used, *new])
    click.echo(f"{path.name}: {len(before.used)} kept, {len(before.stale)} removed, {len(new)} added")
    return 0
