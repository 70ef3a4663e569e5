"""One process that parses foreign text: told to begin, heard when it answers, ended at any moment."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_START = 60.0
"""Seconds that a process may take to start."""


class Worker:
    """A process, and the connection to it."""

    def __init__(self) -> None:
        # a fresh interpreter, on every system: a fork of a process with threads may hang
        fresh = get_context("spawn")
        self.connection, theirs = fresh.Pipe()
        self._process = fresh.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._started = False
        self._seconds = 0.0
        self.deadline = 0.0
        """On the monotonic clock: when an answer must be there."""

    def begin(self, function: Callable[[list[Any]], list[Any]], items: list[Any], seconds: float) -> None:
        """Hand over a chunk; the time counts from when the process is up.

        Raises:
            OSError: the process is gone.
        """
        self._seconds = seconds
        self.deadline = time.monotonic() + (seconds if self._started else _START + seconds)
        self.connection.send((function, items))

    def answer(self) -> list[Any] | str | None:
        """What has arrived: answers, or what went wrong in the process; None where it only says that it is up.

        Raises:
            EOFError, OSError: the process is gone.
        """
        heard: list[Any] | str | None = self.connection.recv()
        if heard is None:
            self._started = True
            self.deadline = time.monotonic() + self._seconds
        return heard

    def end(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _serve(connection: Connection) -> None:
    """Do what arrives until nobody is there any more. The terminal's Ctrl-C is the parent's to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        connection.send(None)
        while True:
            function, items = connection.recv()
            try:
                connection.send(function(items))
            except Exception as error:  # noqa: BLE001 - a fault of ours is told, and costs no other item
                connection.send(f"{type(error).__name__}: {error}".splitlines()[0])
    except (EOFError, OSError):
        return
