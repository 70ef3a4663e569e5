"""Whose turn it is: a host is asked by few at a time, not too often, and not for ever where it does not answer."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from harvest.fetch.errors import FetchError
from harvest.fetch.limits import FetchLimits


class Turns:
    """For each host a bound, a delay, and how it has answered so far.

    Args:
        limits: how many, how often, how long, how many failures.
        closing: set when nobody is to wait any more.
    """

    def __init__(self, limits: FetchLimits, closing: threading.Event) -> None:
        self._limits = limits
        self._gates = defaultdict[str, threading.Semaphore](lambda: threading.Semaphore(limits.per_host))
        self._next: defaultdict[str, float] = defaultdict(float)
        self._failures: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._closing = closing

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until the host may be asked, and hold a place there.

        Raises:
            FetchError: it asks to be left alone for longer than we have patience.
        """
        with self._lock:
            gate = self._gates[host]
        with gate:
            self._closing.wait(self._until(host, delay))
            if self._closing.is_set():
                raise FetchError("interrupted")
            yield

    def _until(self, host: str, delay: float) -> float:
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next[host])
            if at - now > self._limits.patience:
                raise FetchError(f"{host} asks to wait {at - now:.0f} s")
            self._next[host] = at + delay
        return at - now

    def put_off(self, host: str, seconds: float) -> None:
        """Ask a host nothing for a while, as it wishes."""
        with self._lock:
            self._next[host] = max(self._next[host], time.monotonic() + seconds)

    def check(self, host: str) -> None:
        """See that a host is worth asking.

        Raises:
            FetchError: it has failed too often in a row.
        """
        if self._failures[host] >= self._limits.failures:
            raise FetchError(f"{host} was given up after {self._limits.failures} failures in a row")

    def answered(self, host: str) -> None:
        """Remember that a host answers, whatever it said."""
        with self._lock:
            self._failures[host] = 0

    def failed(self, host: str) -> None:
        """Remember that a host did not answer, all patience spent."""
        with self._lock:
            self._failures[host] += 1
