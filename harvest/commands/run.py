"""`harvest run`: collect, check, report."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

from harvest.commands.check import judge
from harvest.commands.collect import harvest
from harvest.commands.settings import Words, settings
from harvest.model import Snippet, SourceStatus
from harvest.pipeline import Found


def run(words: Words) -> int:
    """Return the exit status: 2 where a source failed, 1 where something is at or above the bar, else 0.

    Articles are checked while others are still harvested, so that no process waits for another.
    """
    ours = settings(words)
    statuses: list[SourceStatus] = []
    with ours.engine() as engine, closing(_snippets(harvest(ours, engine), statuses)) as snippets:
        return judge(snippets, ours, statuses, engine)


def _snippets(found: Iterator[Found], statuses: list[SourceStatus]) -> Generator[Snippet, None, None]:
    """The snippets; what became of the documents is put aside."""
    for one in found:
        if isinstance(one, SourceStatus):
            statuses.append(one)
        else:
            yield from one
