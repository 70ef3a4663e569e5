"""Whose turn it is: a host is asked by few at a time, and not too often."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A delay and a bound for each host."""

    def __init__(self, per_host: int, closing: threading.Event) -> None:
        self._gates: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(per_host))
        self._next: defaultdict[str, float] = defaultdict(float)
        self._lock = threading.Lock()
        self._closing = closing

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until the host may be asked, and hold a place there."""
        with self._lock:
            gate = self._gates[host]
        with gate:
            self._closing.wait(self._until(host, delay))
            yield

    def _until(self, host: str, delay: float) -> float:
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next[host])
            self._next[host] = at + delay
        return at - now
