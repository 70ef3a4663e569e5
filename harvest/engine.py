"""Where blocks are read: in processes of their own, that can be killed without loss."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from harvest.model import Code, Reading
from harvest.reader import Reader

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PATIENCE = 4
"""A chunk may take so many times what one block may; after that its blocks are read one by one."""


class _Task:
    """A chunk on its way; one whose reader failed is split into its blocks."""

    def __init__(self, codes: list[Code]) -> None:
        self.codes = codes
        self.answer: list[Reading] | None = None if codes else []
        self.parts: list[_Task] = []

    def fail(self, reason: str) -> list[_Task]:
        """Take note of a failure; return what is to be tried instead."""
        if len(self.codes) == 1:
            self.answer = [Reading(reason=reason)]
        self.parts = [_Task([code]) for code in self.codes] if self.answer is None else []
        return self.parts

    def finished(self) -> list[Reading] | None:
        """The readings, when all are there."""
        if self.answer is None and self.parts and all(part.answer for part in self.parts):
            self.answer = [reading for part in self.parts for reading in part.answer or ()]
        return self.answer


def read(chunks: Iterable[list[Code]], jobs: int | None, seconds: float) -> Iterator[list[Reading]]:
    """Yield the readings of each chunk, in the order of the chunks.

    A block that hangs or kills its reader costs that block only: its reading says why, the rest of its chunk is read
    again.

    Args:
        chunks: taken as they are needed, a few in advance.
        jobs: processes; as many as there are cores where it is None.
        seconds: how long one block may take.
    """
    readers = _Readers(jobs or os.cpu_count() or 1, seconds)
    source = map(_Task, chunks)
    order: deque[_Task] = deque()
    try:
        while True:
            fresh = list(islice(source, readers.room(order)))
            order.extend(fresh)
            readers.todo.extend(task for task in fresh if task.codes)
            while order and (answer := order[0].finished()) is not None:
                order.popleft()
                yield answer
            if not order and not fresh:
                return
            if order:
                readers.work()
    finally:
        readers.stop()


class _Readers:
    """The processes, each started when there is something for it to read."""

    def __init__(self, most: int, seconds: float) -> None:
        self.todo: deque[_Task] = deque()
        self._most = most
        self._seconds = seconds
        self._idle: list[Reader] = []
        self._busy: dict[Connection, tuple[Reader, _Task]] = {}

    def room(self, order: deque[_Task]) -> int:
        """How many chunks to take in advance, so that no reader has to wait for one that is slow."""
        return max(2 * self._most - len(order), 0)

    def work(self) -> None:
        """Hand out what can be handed out, then wait for an answer, a death, or the end of somebody's time."""
        from multiprocessing.connection import wait

        while self.todo and (self._idle or len(self._busy) < self._most):
            self._start(self.todo.popleft())
        if not self._busy:
            return
        until = min(reader.deadline for reader, _ in self._busy.values())
        ready = wait(list(self._busy), timeout=max(until - time.monotonic(), 0))
        for connection in ready:
            self._hear(*self._busy[connection])  # type: ignore[index]  # we wait for nothing but our connections
        now = time.monotonic()
        for reader, task in [pair for pair in self._busy.values() if pair[0].deadline <= now]:
            self._give_up(reader, task, f"took more than {self._seconds:g} s to read")

    def stop(self) -> None:
        """End all processes."""
        for reader in (*self._idle, *(reader for reader, _ in self._busy.values())):
            reader.end()

    def _start(self, task: _Task) -> None:
        reader = self._idle.pop() if self._idle else Reader()
        self._busy[reader.connection] = (reader, task)
        try:
            reader.begin(task.codes, self._seconds * (1 if len(task.codes) == 1 else _PATIENCE))
        except OSError:
            self._give_up(reader, task, "its reader died")

    def _hear(self, reader: Reader, task: _Task) -> None:
        try:
            answer = reader.answer()
        except (EOFError, OSError):
            self._give_up(reader, task, "its reader died")
            return
        if answer is None:
            return
        del self._busy[reader.connection]
        self._idle.append(reader)
        if isinstance(answer, str):
            self.todo.extendleft(task.fail(f"its reader failed: {answer}"))
        else:
            task.answer = answer

    def _give_up(self, reader: Reader, task: _Task, reason: str) -> None:
        del self._busy[reader.connection]
        reader.end()
        self.todo.extendleft(task.fail(reason))
