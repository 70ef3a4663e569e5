"""`harvest run`: collect, check, report."""

from __future__ import annotations

from harvest import store
from harvest.commands.check import judge
from harvest.commands.collect import harvest
from harvest.commands.settings import Words, settings


def run(words: Words) -> int:
    """Return the exit status: 2 where a source failed, 1 where something is at or above the bar, else 0."""
    ours = settings(words)
    with ours.engine() as engine:
        statuses = harvest(ours, engine)
        return judge(store.read(ours.output), ours, statuses, engine)
