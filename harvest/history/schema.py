"""The tables, and the steps that led to them; a database of an older version takes the steps that it lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    inspect,
    select,
)

from harvest.errors import StoreError

METADATA: Final = MetaData()


def _run_id() -> Column[int]:
    return Column("run", ForeignKey("runs.id", ondelete="CASCADE"), nullable=False)


version = Table("harvest_schema", METADATA, Column("version", Integer, nullable=False))

runs = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("started", Text, nullable=False),
    Column("version", Text, nullable=False),
    *(
        Column(name, Integer, nullable=False)
        for name in ("articles", "blocks", "failed", "errors", "warnings", "notes")
    ),
    Column("failed_sources", Integer, nullable=False),
    *(Column(name, Integer, nullable=False, server_default="0") for name in ("new", "fixed", "still", "gone")),
)

sources = Table(
    "sources",
    METADATA,
    _run_id(),
    Column("source", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Index("sources_of_run", "run"),
)

blocks = Table(
    "blocks",
    METADATA,
    Column("lineage", Integer, primary_key=True, autoincrement=False),
    Column("article", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("heading", Text),
    Column("language", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("blocks_of_article", "article"),
)
"""Each block as it was last seen; `lineage` stays while the text changes."""

seen = Table(
    "seen",
    METADATA,
    _run_id(),
    Column("lineage", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Index("seen_in_run", "run", "lineage"),
)

editions = Table(
    "editions",
    METADATA,
    _run_id(),
    Column("article", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("editions_of_run", "run", "article"),
)

findings = Table(
    "findings",
    METADATA,
    _run_id(),
    Column("lineage", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("name", Text),
    Column("article", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("silenced", Boolean, nullable=False),
    Index("findings_of_run", "run"),
)

_LATER = {"new", "fixed", "still", "gone"}
"""Columns of `runs` that version 1 did not have."""


def _create(connection: Connection) -> None:
    METADATA.create_all(connection)


def _count_changes(connection: Connection) -> None:
    there = {column["name"] for column in inspect(connection).get_columns("runs")}
    for name in sorted(_LATER - there):
        quoted = connection.dialect.identifier_preparer.quote(name)
        connection.exec_driver_sql(f"ALTER TABLE runs ADD COLUMN {quoted} INTEGER NOT NULL DEFAULT 0")


STEPS: Final[tuple[Callable[[Connection], None], ...]] = (_create, _count_changes)
"""Step n leads from version n to version n + 1. Each may be taken again without harm."""


def migrate(connection: Connection, place: str) -> None:
    """Take the steps that this database lacks; a new one takes them all.

    Raises:
        StoreError: a newer harvest wrote it.
    """
    METADATA.create_all(connection, tables=[version])
    reached = connection.execute(select(func.max(version.c.version))).scalar() or 0
    if reached > len(STEPS):
        raise StoreError(f"{place}: written by a newer harvest (schema {reached}, this one knows {len(STEPS)})")
    for step in STEPS[reached:]:
        step(connection)
    if reached < len(STEPS):
        connection.execute(version.delete())
        connection.execute(version.insert().values(version=len(STEPS)))
