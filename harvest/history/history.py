"""The history of the runs: record one, list them, compare two, forget old ones."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from harvest.history.comparing import compare, recorded
from harvest.history.database import Database
from harvest.history.recording import write
from harvest.history.records import Diff, Recorded
from harvest.history.schema import blocks, runs, seen, sources
from harvest.model import Run


class History:
    """The history in a database.

    Args:
        place: `postgresql://...`, the path of a SQLite file, or `$NAME` of an environment variable that holds one.

    Raises:
        StoreError: it cannot be opened or used; so do all methods.
    """

    def __init__(self, place: str | Path) -> None:
        self._database = Database(str(place))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def record(self, run: Run, *, keep: int | None = None) -> Diff:
        """Record a run, whole or not at all, and tell what changed since the run before.

        Args:
            run: its rows are read once.
            keep: forget all but so many runs.
        """
        with self._database.writing() as connection:
            before = [known.id for known in recorded(connection)]
            number = write(connection, run)
            diff = compare(connection, before[-1] if before else None, number)
            counts = {kind: len(diff.of(kind)) for kind in ("new", "fixed", "still", "gone")}
            connection.execute(update(runs).where(runs.c.id == number).values(counts))
            if keep is not None:
                _forget(connection, [*before, number][: -max(keep, 1)])
            return msgspec.structs.replace(diff, after=msgspec.structs.replace(diff.after, **counts))

    def runs(self) -> list[Recorded]:
        """All runs, the oldest first."""
        with self._database.writing() as connection:
            return recorded(connection)

    def diff(self, before: int | None, after: int) -> Diff:
        """What changed from one run to another; without the first, everything is new.

        Raises:
            HarvestError: there is no such run.
        """
        with self._database.writing() as connection:
            return compare(connection, before, after)

    def prune(self, keep: int) -> int:
        """Forget all but the last `keep` runs; returns how many were forgotten."""
        with self._database.writing() as connection:
            old = [known.id for known in recorded(connection)][:-keep] if keep > 0 else []
            _forget(connection, old)
            return len(old)

    def failures(self) -> dict[str, int]:
        """For each source that could not be read in the last run: in how many runs in a row it could not."""
        with self._database.writing() as connection:
            last = select(func.max(runs.c.id)).scalar_subquery()
            failing = select(sources.c.source).where(sources.c.run == last, sources.c.status != "ok")
            query = select(sources).where(sources.c.source.in_(failing)).order_by(sources.c.run.desc())
            count: dict[str, int] = {}
            over: set[str] = set()
            for row in connection.execute(query):
                if row.status == "ok":
                    over.add(row.source)
                elif row.source not in over:
                    count[row.source] = count.get(row.source, 0) + 1
            return count


def _forget(connection: Connection, numbers: list[int]) -> None:
    """Remove runs, and blocks that no other run has seen."""
    if numbers:
        connection.execute(delete(runs).where(runs.c.id.in_(numbers)))
        connection.execute(delete(blocks).where(blocks.c.lineage.not_in(select(seen.c.lineage))))
