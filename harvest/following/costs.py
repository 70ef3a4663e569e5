"""What each document cost to have, the pages behind it included: for the log's line on it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeVar

from msgspec import Struct

from harvest import logs
from harvest.fetch.answers import Tally
from harvest.fetch.fetcher import Fetcher
from harvest.following.steps import End, Step, Whole
from harvest.model import SourceStatus

Found = TypeVar("Found")


class _Cost(Struct, frozen=True):
    tally: Tally
    seconds: float


class Costs:
    """Counts while steps are taken, and logs later, when what was had has been parsed with others.

    Args:
        fetcher: what it asks for is counted.
        form: of the log's lines.
    """

    def __init__(self, fetcher: Fetcher, form: logs.Form) -> None:
        self._fetcher = fetcher
        self._form = form
        self._costs: deque[_Cost] = deque()

    def counted(self, found: Iterator[Step]) -> Iterator[Step]:
        """Yield the same steps; with the last of each document its cost is known."""
        seconds, before = 0.0, self._fetcher.tally
        while True:
            began = time.monotonic()
            step = next(found, None)
            seconds += time.monotonic() - began
            if step is None:
                return
            if isinstance(step, Whole | End):
                now = self._fetcher.tally
                self._costs.append(_Cost(now.since(before), seconds))
                seconds, before = 0.0, now
            yield step

    def logged(self, found: Iterator[Found]) -> Iterator[Found]:
        """Yield the same; a document's status is logged first."""
        for one in found:
            if isinstance(one, SourceStatus):
                self._log(one)
            yield one

    def _log(self, status: SourceStatus) -> None:
        """Log the next document; they end in the order of their steps."""
        cost = self._costs.popleft()
        logs.log(
            logs.Line(
                time=datetime.now(UTC).isoformat(timespec="seconds"),
                source=status.source,
                status=status.status,
                reason=status.reason,
                articles=status.articles,
                blocks=status.blocks,
                requests=cost.tally.requests,
                unchanged=cost.tally.unchanged,
                bytes=cost.tally.bytes,
                seconds=round(cost.seconds, 3),
            ),
            self._form,
        )
