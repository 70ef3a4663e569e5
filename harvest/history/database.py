"""Opening the database, SQLite or PostgreSQL, one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from harvest.errors import StoreError
from harvest.history.schema import migrate

_PATIENCE = 60
"""Seconds that a second run waits for the first one's record."""
_KINDS = {"sqlite", "postgres", "postgresql"}


class Database:
    """A history's database.

    Args:
        place: `postgresql://...`, the path of a SQLite file, or `$NAME` of an environment variable that holds one.

    Raises:
        StoreError: it cannot be opened, or was written by a newer harvest. A password is never part of the message.
    """

    def __init__(self, place: str) -> None:
        url = _url(place)
        self._place = str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
        with self._said():
            self._engine = _engine(url)
        try:
            with self.writing() as connection:
                migrate(connection, self._place)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, alone; whoever comes second waits. A run that is killed in it leaves no trace."""
        with self._said(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('harvest history'))"))
            yield connection

    def close(self) -> None:
        """Let all connections go."""
        self._engine.dispose()

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except ModuleNotFoundError as error:
            raise StoreError(f"{self._place}: {error.name} is missing; install snippet-harvest[postgres]") from None
        except SQLAlchemyError as error:
            raise StoreError(f"{self._place}: {_reason(error)}") from None


def _url(place: str) -> URL:
    if place.startswith("$"):
        named = os.environ.get(place[1:])
        if not named:
            raise StoreError(f"history: the environment variable {place[1:]} is not set")
        return _parsed(named)
    url = _parsed(place)
    if url.password:
        raise StoreError("history: a password belongs in the environment (PGPASSWORD, or `history: $NAME`)")
    return url


def _parsed(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).absolute()))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise StoreError("history: not the address of a database") from None
    if url.get_backend_name() not in _KINDS:
        raise StoreError(f"history: {url.get_backend_name()} is no database for it; SQLite and PostgreSQL are")
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url, connect_args={"connect_timeout": 10})
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{url.database}: {error.strerror}") from None
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _take_over)
    event.listen(engine, "begin", _begin)
    return engine


def _take_over(connection: Any, _: object) -> None:
    """Begin transactions ourselves: Python's sqlite3 begins them too late for two runs to wait for each other."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reason(error: SQLAlchemyError) -> str:
    words = str(getattr(error, "orig", None) or error).strip().splitlines()
    return words[0][:300] if words else type(error).__name__
