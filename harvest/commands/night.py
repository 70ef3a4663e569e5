"""What comes after the checking of a run: history remembers it, and people are told what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from harvest.commands.settings import Settings
from harvest.errors import StoreError
from harvest.model import Changed, PastRun, Run

_PAST = 60
"""Earlier runs that a report may show."""


class Night(msgspec.Struct, frozen=True):
    """A run, and what there is to say about it."""

    run: Run
    line: str | None = None
    """New, fixed and still broken in one line; None where there is no history."""
    problems: tuple[str, ...] = ()


def night(run: Run, ours: Settings) -> Night:
    """Record a run and tell people; what goes wrong is said, and no reason to lose the reports."""
    if not ours.remembers:
        return Night(run)
    from harvest.history.history import History
    from harvest.history.words import summary

    try:
        with History(ours.history) as history:
            past = history.runs()[-_PAST:]
            diff = history.record(run, keep=ours.config.keep)
            failures = history.failures()
    except StoreError as error:
        return Night(run, problems=(str(error),))
    told = msgspec.structs.replace(
        run,
        past=tuple(_convert(one, PastRun) for one in past),
        changes=None if diff.before is None else tuple(_changed(diff.changes)),
    )
    return Night(told, summary(diff), tuple(_tell(diff, failures, ours)))


def _tell(diff: Any, failures: dict[str, int], ours: Settings) -> Iterator[str]:
    notify = ours.config.notify
    if notify is None:
        return
    from harvest.notify.news import news
    from harvest.notify.sending import send

    found = news(diff, failures, notify.after, notify.link)
    if found is not None:
        yield from map(str, send(found, notify))


def _changed(changes: Any) -> Iterator[Changed]:
    return (_convert(change, Changed) for change in changes if change.kind in {"new", "fixed", "gone"})


def _convert(one: Any, kind: Any) -> Any:
    return msgspec.convert(one, kind, from_attributes=True)
