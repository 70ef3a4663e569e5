"""Where blocks are read: in processes of their own, that can be killed without loss."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from harvest.model import Code, Reading
from harvest.readings import read_many

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

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
    waiting: deque[tuple[list[Code], Future[list[Reading]]]] = deque()
    with _pool(workers) as pool:
        for chunk in chunks:
            waiting.append((chunk, pool.schedule(read_many, args=(chunk,), timeout=seconds * _PATIENCE)))
            if len(waiting) > 2 * workers:
                yield _finished(*waiting.popleft(), pool, seconds)
        while waiting:
            yield _finished(*waiting.popleft(), pool, seconds)


def _finished(chunk: list[Code], future: Future[list[Reading]], pool: ProcessPool, seconds: float) -> list[Reading]:
    failure = _failure(future, seconds)
    if failure is None:
        return future.result()
    if len(chunk) == 1:
        return [Reading(reason=failure)]
    alone = [pool.schedule(read_many, args=([code],), timeout=seconds) for code in chunk]
    return [
        reading
        for code, retried in zip(chunk, alone, strict=True)
        for reading in _finished([code], retried, pool, seconds)
    ]


def _failure(future: Future[list[Reading]], seconds: float) -> str | None:
    """Why there is no reading: it took too long, or its process died, or a checker has a fault of ours."""
    error = future.exception()
    if error is None:
        return None
    if isinstance(error, TookTooLong):
        return f"took more than {seconds:g} s to read"
    kind = type(error).__name__
    return "its reader died" if kind == "ProcessExpired" else f"its reader failed: {kind}: {error}".partition("\n")[0]


@contextmanager
def _pool(workers: int) -> Iterator[Any]:
    import multiprocessing

    from pebble import ProcessPool

    # a fresh interpreter, on every system: a fork of a process with threads may hang
    pool: Any = ProcessPool(max_workers=workers, context=multiprocessing.get_context("spawn"), initializer=_begin)
    try:
        yield pool
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _begin() -> None:
    """A worker is ended by its parent, not by the terminal's Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
