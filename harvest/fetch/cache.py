"""What was fetched before, on disk: so that an unchanged page costs a 304, and `--offline` costs nothing."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from pathlib import Path

import httpx2
from hishel import Entry, SqliteStorage
from hishel.httpx2 import CacheTransport

from harvest.errors import StoreError

logging.getLogger("hishel").addHandler(logging.NullHandler())  # a cache that fails is no cache, and no news

_PATIENCE = 1.0
"""Seconds to wait for another process that writes there; it takes that for each page that it has not let go of."""


class Cache:
    """An HTTP cache (RFC 9111) of which each URL has one entry, and none expires.

    Raises:
        StoreError: the folder cannot be written.
    """

    def __init__(self, folder: Path | None, max_bytes: int) -> None:
        self._storage = SqliteStorage(connection=_connection(folder), max_stream_size=max_bytes)

    def over(self, wire: httpx2.BaseTransport) -> httpx2.BaseTransport:
        """The wire with this cache before it."""
        return CacheTransport(wire, storage=self._storage, rfc={"shared": False})

    def entries(self, url: str) -> list[Entry]:
        """What is stored of a URL: one entry, or two where the older one has just been replaced."""
        return self._storage.get_entries(_key(url))

    def settle(self, url: str, before: list[Entry]) -> None:
        """Forget the entries from before, where a new one has arrived whole."""
        known = {entry.id for entry in before}
        if any(entry.id not in known for entry in self.entries(url)):
            for old in known:
                self._storage.remove_entry(old)

    def answer(self, url: str) -> httpx2.Response | None:
        """The stored answer, as it would come over the wire."""
        entry = next(iter(self.entries(url)), None)
        if entry is None:
            return None
        stored = entry.response
        headers = [(name, value) for name in stored.headers for value in stored.headers.get_list(name) or ()]
        body = b"".join(stored.stream)  # type: ignore[arg-type]  # of the two kinds of stream the sync one is stored
        return httpx2.Response(stored.status_code, headers=headers, stream=httpx2.ByteStream(body))

    def close(self) -> None:
        """Close the database."""
        self._storage.close()


def extensions(url: str) -> dict[str, object]:
    """What a request says to the cache: the key under which it is stored."""
    return {"caching": {"key": _key(url)}}


def _key(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _connection(folder: Path | None) -> sqlite3.Connection:
    """The cache's database; one that cannot be used, because it is broken or of another version, is begun anew."""
    if folder is None:
        return sqlite3.connect(":memory:", check_same_thread=False)
    path = folder / "http.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        if not _is_usable(path):
            path.unlink()
        return sqlite3.connect(path, _PATIENCE, check_same_thread=False, isolation_level=None)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}") from None
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None


def _is_usable(path: Path) -> bool:
    connection = sqlite3.connect(path, _PATIENCE, check_same_thread=False)
    storage = SqliteStorage(connection=connection)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
        storage.get_entries("")
    except (sqlite3.DatabaseError, RuntimeError):
        return False
    finally:
        storage.close()
    return True
