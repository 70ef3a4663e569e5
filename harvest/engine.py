"""Where foreign text is parsed: in processes of their own, that can be killed without loss."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from msgspec import Struct

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from harvest.worker import Worker

_PATIENCE = 4
"""A chunk may take so many times what one item may; after that its items are read one by one."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Work(Struct, Generic[Item, Answer], frozen=True):
    """What is to be done with a chunk."""

    function: Callable[[list[Item]], list[Answer]]
    """An answer for each item; of a module's top, so that another process can import it."""
    failed: Callable[[str], Answer]
    """The answer for an item that took too long or killed its process, from the reason."""
    patience: int = 1
    """How many times as long as the engine's items one may take."""


class Engine:
    """Processes, each started when there is something for it to do, kept until the end.

    An item that hangs or kills its process costs that item only; the rest of its chunk is done again.

    Args:
        jobs: processes; as many as there are cores where it is None.
        seconds: how long one item may take, on a processor where the system tells.
    """

    def __init__(self, jobs: int | None, seconds: float) -> None:
        self._most = jobs or os.cpu_count() or 1
        self._seconds = seconds
        self._idle: list[Worker] = []
        self._busy: dict[Connection, tuple[Worker, _Task]] = {}
        self._todo: deque[_Task] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._idle:
            worker.dismiss()
        for worker in (*self._idle, *(worker for worker, _ in self._busy.values())):
            worker.end()

    def map(self, work: Work[Item, Answer], chunks: Iterable[list[Item]]) -> Iterator[list[Answer]]:
        """Yield the answers to each chunk, in the order of the chunks.

        Args:
            work: what to do.
            chunks: taken as they are needed, a few in advance.
        """
        source = (_Task(work, chunk) for chunk in chunks)
        order: deque[_Task] = deque()
        more = True
        while more or order:
            room = max(2 * self._most - len(order), 0)
            fresh = list(islice(source, room))
            more = len(fresh) == room
            order.extend(fresh)
            self._todo.extend(task for task in fresh if task.items)
            while order and (answer := order[0].finished()) is not None:
                order.popleft()
                yield cast("list[Answer]", answer)
            if order:
                self._advance()

    def _advance(self) -> None:
        """Wait for an answer, a death, or the end of somebody's time; nobody who could go on is left to wait."""
        from multiprocessing.connection import wait

        self._hand_out()
        until = min((worker.deadline for worker, _ in self._busy.values()), default=0.0)
        for connection in wait(list(self._busy), timeout=max(until - time.monotonic(), 0)):
            self._todo.extendleft(self._hear(*self._busy[cast("Connection", connection)]))
        now = time.monotonic()
        for worker, task in [pair for pair in self._busy.values() if pair[0].is_late(now)]:
            self._todo.extendleft(self._give_up(worker, task, f"took more than {self._limit(task):g} s"))
        self._hand_out()

    def _hand_out(self) -> None:
        todo = self._todo
        while todo and (self._idle or len(self._busy) < self._most):
            todo.extendleft(self._start(todo.popleft()))

    def _limit(self, task: _Task) -> float:
        """How many seconds a chunk may take."""
        return self._seconds * (task.work.patience if len(task.items) == 1 else _PATIENCE)

    def _start(self, task: _Task) -> list[_Task]:
        from harvest.worker import Worker

        worker = self._idle.pop() if self._idle else Worker()
        self._busy[worker.connection] = (worker, task)
        try:
            worker.begin(task.work.function, task.items, self._limit(task))
        except OSError:
            return self._give_up(worker, task, "killed its process")
        return []

    def _hear(self, worker: Worker, task: _Task) -> list[_Task]:
        try:
            answer = worker.answer()
        except (EOFError, OSError):
            return self._give_up(worker, task, "killed its process")
        if answer is None:
            return []
        del self._busy[worker.connection]
        self._idle.append(worker)
        if isinstance(answer, str):
            return task.fail(f"cannot be read: {answer}")
        task.answers = answer
        return []

    def _give_up(self, worker: Worker, task: _Task, reason: str) -> list[_Task]:
        del self._busy[worker.connection]
        worker.end()
        return task.fail(reason)


class _Task:
    """A chunk on its way; one that failed is split into its items."""

    def __init__(self, work: Work[Any, Any], items: list[Any]) -> None:
        self.work = work
        self.items = items
        self.answers: list[Any] | None = None if items else []
        self._parts: list[_Task] = []

    def fail(self, reason: str) -> list[_Task]:
        """Take note of a failure; return what is to be tried instead."""
        if len(self.items) == 1:
            self.answers = [self.work.failed(reason)]
        else:
            self._parts = [_Task(self.work, [item]) for item in self.items]
        return self._parts

    def finished(self) -> list[Any] | None:
        """The answers, when all are there."""
        if self._parts and all(part.answers for part in self._parts):
            self.answers = [answer for part in self._parts for answer in part.answers or ()]
        return self.answers
