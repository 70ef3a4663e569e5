"""Where blocks are read: in processes of their own, that can be killed without loss."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from itertools import chain, islice
from types import TracebackType
from typing import Any, Self

from harvest.model import Code, Reading
from harvest.readings import read_many

_PATIENCE = 4
"""A chunk may take so many times what one block may; after that its blocks are read one by one."""


def read(chunks: Iterable[list[Code]], jobs: int | None, seconds: float) -> Iterator[list[Reading]]:
    """Yield the readings of each chunk, in the order of the chunks.

    A block that hangs or crashes its reader costs that block only: its reading says why, the rest of its chunk is read
    again.

    Args:
        chunks: taken as they are needed, a few in advance.
        jobs: processes; as many as there are cores where it is None.
        seconds: how long one block may take.
    """
    workers = jobs or os.cpu_count() or 1
    rest = iter(chunks)
    first = list(islice(rest, workers))
    waiting: deque[tuple[list[Code], Future[list[Reading]]]] = deque()
    with _Readers(min(workers, sum(map(bool, first))), seconds) as readers:
        for chunk in chain(first, rest):
            waiting.append((chunk, readers.start(chunk, _PATIENCE)))
            if len(waiting) > 2 * workers:
                yield readers.finish(*waiting.popleft())
        while waiting:
            yield readers.finish(*waiting.popleft())


class _Readers:
    """The processes, started when there is something to read."""

    def __init__(self, workers: int, seconds: float) -> None:
        self._workers = max(workers, 1)
        self._seconds = seconds
        self._pool: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

    def start(self, chunk: list[Code], patience: int = 1) -> Future[list[Reading]]:
        """Begin to read a chunk."""
        if chunk:
            scheduled: Future[list[Reading]] = self._started().schedule(
                read_many, args=(chunk,), timeout=self._seconds * patience
            )
            return scheduled
        nothing: Future[list[Reading]] = Future()
        nothing.set_result([])
        return nothing

    def finish(self, chunk: list[Code], future: Future[list[Reading]]) -> list[Reading]:
        """The readings of a chunk; where its reader failed, those of its blocks one by one."""
        failure = self._failure(future)
        if failure is None:
            return future.result()
        if len(chunk) == 1:
            return [Reading(reason=failure)]
        alone = [([code], self.start([code])) for code in chunk]
        return [reading for code, retried in alone for reading in self.finish(code, retried)]

    def _started(self) -> Any:
        if self._pool is None:
            import multiprocessing

            from pebble import ProcessPool

            # a fresh interpreter, on every system: a fork of a process with threads may hang
            fresh = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(max_workers=self._workers, context=fresh, initializer=_begin)
        return self._pool

    def _failure(self, future: Future[list[Reading]]) -> str | None:
        """Why there is no reading: it took too long, or its process died, or a checker has a fault of ours."""
        error = future.exception()
        if error is None:
            return None
        if isinstance(error, TookTooLong):
            return f"took more than {self._seconds:g} s to read"
        kind = type(error).__name__
        return "its reader died" if kind == "ProcessExpired" else f"its reader failed: {kind}: {error}".splitlines()[0]


def _begin() -> None:
    """A worker is ended by its parent, not by the terminal's Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
