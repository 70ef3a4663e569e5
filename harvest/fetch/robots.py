"""What a host's robots.txt asks of us (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from harvest.fetch.errors import FetchError, RefusedError
from harvest.fetch.limits import AGENT

_LONGEST = 500 * 1024
"""Bytes of a robots.txt that are read; the RFC's own figure."""
_SLOWEST = 30.0
"""Seconds of delay that a host is granted."""

Get = Callable[[str], bytes]
"""URL -> body; raises FetchError."""


class Robots:
    """The robots.txt of each host, fetched when it is first needed."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self._rules: dict[str, Protego | FetchError] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float:
        """The delay in seconds that the host asks for, where it lets us have this URL.

        Raises:
            RefusedError: it does not, or its robots.txt cannot be had at the moment (which means the same).
        """
        parts = urlsplit(url)
        rules = self._of(f"{parts.scheme}://{parts.netloc}/robots.txt")
        if isinstance(rules, RefusedError):
            raise RefusedError(str(rules))
        if isinstance(rules, FetchError):
            raise RefusedError(f"robots.txt could not be read ({rules}), so nothing is asked for", status=rules.status)
        if not rules.can_fetch(url, AGENT):
            raise RefusedError("robots.txt does not allow it")
        return min(rules.crawl_delay(AGENT) or 0.0, _SLOWEST)

    def _of(self, url: str) -> Protego | FetchError:
        with self._lock:
            lock = self._locks.setdefault(url, threading.Lock())
        with lock:
            if url not in self._rules:
                self._rules[url] = self._read(url)
            return self._rules[url]

    def _read(self, url: str) -> Protego | FetchError:
        try:
            text = self._get(url)[:_LONGEST].decode("utf-8-sig", "replace")
        except FetchError as error:
            if not _is_absent(error):
                return error
            text = ""
        return Protego.parse(text)


def _is_absent(error: FetchError) -> bool:
    """The RFC's "unavailable": the host answers, and has none."""
    status = error.status or 0
    return (
        HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.TOO_MANY_REQUESTS
    )
