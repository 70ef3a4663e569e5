"""What earlier runs parsed, by what it was and what parsed it; a cache that cannot be used is made anew."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

import msgspec

from harvest.versions import stamp

_SCHEMA = "CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, answer BLOB NOT NULL)"
_MOST = 500
"""Keys to one question; SQLite allows some hundreds of variables everywhere."""


class Cached(Protocol):
    """An answer that may say why there is none."""

    @property
    def reason(self) -> str | None:
        """None where all went well."""


Answer = TypeVar("Answer", bound=Cached)


class Cache(Generic[Answer]):
    """Answers on disk.

    Args:
        path: the database file; without one nothing is remembered.
        answers: what is remembered, a record.
        tools: distributions whose versions decide what an answer says.
    """

    def __init__(self, path: Path | None, answers: type[Answer], tools: Iterable[str]) -> None:
        self._path = path
        self._stamp = stamp(tools) if path else b""
        self._decode = msgspec.msgpack.Decoder(answers).decode
        self._encode = msgspec.msgpack.Encoder().encode
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            self._database = _opened(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._database is not None:
            self._database.close()

    def key(self, item: msgspec.Struct) -> bytes:
        """What tells an answer from all others: all that is parsed, and by which versions."""
        return hashlib.sha256(self._stamp + self._encode(item)).digest()[:16]

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Answer]:
        """The answers that are known; one that cannot be understood counts as unknown."""
        found: dict[bytes, Answer] = {}
        for start in range(0, len(keys), _MOST):
            for key, answer in self._ask(keys[start : start + _MOST]):
                try:
                    found[key] = self._decode(answer)
                except msgspec.DecodeError:
                    continue
        return found

    def put(self, answers: Mapping[bytes, Answer]) -> None:
        """Remember answers; those that say "could not" are tried again in the next run."""
        rows = [(key, self._encode(answer)) for key, answer in answers.items() if answer.reason is None]
        if self._database is not None and rows:
            try:
                with self._database:
                    self._database.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?)", rows)
            except sqlite3.Error:
                self._database = None  # full disk, or another run's lock: this run goes on without

    def _ask(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        if self._database is None or not keys:
            return []
        marks = ",".join("?" * len(keys))
        try:
            return self._database.execute(
                f"SELECT key, answer FROM answer WHERE key IN ({marks})",  # noqa: S608 - only question marks
                keys,
            ).fetchall()
        except sqlite3.Error:
            self._database = None
            return []


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(path, timeout=5, isolation_level="IMMEDIATE")
            database.execute("PRAGMA synchronous=OFF")  # it can be made anew at any time
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(_SCHEMA)
            database.execute("SELECT key, answer FROM answer LIMIT 1").fetchone()
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):  # a folder, or another's file: then nothing is remembered
                path.unlink(missing_ok=True)
        except OSError:
            return None
        else:
            return database
    return None
