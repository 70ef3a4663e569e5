"""Two runs beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from harvest.errors import HarvestError
from harvest.history.records import KINDS, Change, Diff, Edited, Kind, Recorded
from harvest.history.schema import editions, findings, runs, seen, sources

Identity = tuple[int, str]
"""A lineage and a key."""


def recorded(connection: Connection) -> list[Recorded]:
    """All runs, the oldest first."""
    return [Recorded(**row._mapping) for row in connection.execute(select(runs).order_by(runs.c.id))]  # noqa: SLF001 - a public name of SQLAlchemy's


def compare(connection: Connection, before: int | None, after: int) -> Diff:
    """What changed from one run to another; without the first, everything is new.

    Raises:
        HarvestError: there is no such run.
    """
    known = {run.id: run for run in recorded(connection)}
    for number in (before, after):
        if number is not None and number not in known:
            raise HarvestError(f"there is no run {number}; `harvest history` lists them")
    one, other = _Side(connection, before), _Side(connection, after)
    changes = [change for identity in other.findings for change in _later(identity, one, other)]
    changes += _earlier(one, other)
    changes.sort(key=lambda c: (KINDS.index(c.kind), c.article, c.path, c.line, c.column, c.rule, c.message))
    return Diff(None if before is None else known[before], known[after], tuple(changes), _edited(one, other))


class _Side:
    """One of the two runs."""

    def __init__(self, connection: Connection, number: int | None) -> None:
        def rows(table: Any) -> Any:
            return connection.execute(select(table).where(table.c.run == number))

        self.findings: dict[Identity, Any] = {(row.lineage, row.key): row for row in rows(findings)}
        self.seen: dict[int, str] = {row.lineage: row.digest for row in rows(seen)}
        self.editions: dict[str, tuple[str, str]] = {row.article: (row.digest, row.title) for row in rows(editions)}
        self.asked = {row.source for row in rows(sources) if row.status != "failed"}


def _later(identity: Identity, one: _Side, other: _Side) -> Iterator[Change]:
    """What became of a finding of the later run; what was silenced before and is silenced now is no news."""
    row, was = other.findings[identity], one.findings.get(identity)
    kind: Kind = "new" if was is None else "still"
    if not row.silenced:
        yield _change(kind, row, one, other)
    elif was is not None and not was.silenced:
        yield _change("silenced", row, one, other)


def _earlier(one: _Side, other: _Side) -> Iterator[Change]:
    for identity, row in one.findings.items():
        if identity not in other.findings and not row.silenced:
            yield _change(_fate(row, other), row, one, other)


def _fate(row: Any, after: _Side) -> Kind:
    if row.lineage in after.seen:
        return "fixed"
    return "gone" if row.article in after.editions or row.source in after.asked else "unseen"


def _change(kind: Kind, row: Any, one: _Side, other: _Side) -> Change:
    was, now = one.seen.get(row.lineage), other.seen.get(row.lineage)
    return Change(
        kind=kind,
        code=row.code,
        rule=row.rule,
        severity=row.severity,
        message=row.message,
        name=row.name,
        article=row.article,
        title=row.title,
        path=row.path,
        line=row.line,
        column=row.column,
        edited=was is not None and now is not None and was != now,
    )


def _edited(one: _Side, other: _Side) -> tuple[Edited, ...]:
    both = sorted(one.editions.keys() & other.editions.keys())
    return tuple(Edited(key, other.editions[key][1]) for key in both if one.editions[key][0] != other.editions[key][0])
