"""One process that parses foreign text: told to begin, heard when it answers, ended at any moment."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from harvest.errors import HarvestError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_START = 60.0
"""Seconds that a process may take to start."""
_LEAVE = 5.0
"""Seconds that a process with nothing to do may take to end."""
_MEMORY = 2 * 1024**3
"""Bytes that a process may allot, where the system has such a limit: past it an item fails, not the machine."""
_BUSY = 30
"""A chunk's time may pass so often while its process waits for a processor."""
_RUNNABLE = {"R", "D", "T"}
"""States of a process that would go on if it could (proc_pid_stat): those that sleep wait for something else."""


class Worker:
    """A process, the connection to it, and a folder for what it writes, both gone at its end however it ends."""

    def __init__(self) -> None:
        # a fresh interpreter, on every system: a fork of a process with threads may hang
        fresh = get_context("spawn")
        self.connection, theirs = fresh.Pipe()
        # named here, so that it can be removed at whatever moment its process is killed
        self._scratch = f"{tempfile.gettempdir()}/harvest-{os.urandom(8).hex()}"
        self._process = fresh.Process(target=_serve, args=(theirs, self._scratch), daemon=True)
        self._process.start()
        theirs.close()
        self._started = False
        self._seconds = 0.0
        self._used = 0.0
        self._latest = 0.0
        self.deadline = 0.0
        """On the monotonic clock: when an answer must be there, or `is_late` be asked."""

    def begin(self, function: Callable[[list[Any]], list[Any]], items: list[Any], seconds: float) -> None:
        """Hand over a chunk; the time counts from when the process is up.

        Raises:
            OSError: the process is gone.
        """
        self._seconds = seconds
        self._wait(0.0 if self._started else _START)
        self.connection.send((function, items))

    def answer(self) -> list[Any] | str | None:
        """What has arrived: answers, or what went wrong in the process; None where it only says that it is up.

        Raises:
            EOFError, OSError: the process is gone.
            HarvestError: there is no place for its temporary files.
        """
        heard: Any = self.connection.recv()
        if isinstance(heard, OSError):
            raise HarvestError(f"no place for temporary files: {heard}")
        if heard is None:
            self._started = True
            self._wait(0.0)
        return cast("list[Any] | str | None", heard)

    def _wait(self, more: float) -> None:
        now = time.monotonic()
        self._used = sum(used for _, used in _told(self._process.pid))
        self.deadline, self._latest = now + more + self._seconds, now + more + _BUSY * self._seconds

    def is_late(self, now: float) -> bool:
        """Whether the time is over; while others hold the processors, it goes on within bounds."""
        if now < self.deadline:
            return False
        states = list(_told(self._process.pid, group=True))
        left = self._seconds - (sum(used for _, used in states) - self._used)
        if any(state in _RUNNABLE for state, _ in states):
            self.deadline = min(now + left, self._latest)
        return self.deadline <= now

    def dismiss(self) -> None:
        """Tell a process that has nothing to do to end, and to leave nothing, even if we are killed meanwhile."""
        self.connection.close()

    def end(self) -> None:
        """Kill the process and the tool that it may have started; one that was dismissed may end by itself."""
        try:
            if self.connection.closed:
                wait([self._process.sentinel], _LEAVE)
            if hasattr(os, "killpg") and self._process.pid:
                with contextlib.suppress(ProcessLookupError, PermissionError):  # not yet a group, or gone
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.join()
            self.connection.close()
        finally:  # although a signal to us may end the wait
            shutil.rmtree(self._scratch, ignore_errors=True)


def _serve(connection: Connection, scratch: str) -> None:
    """Do what arrives until nobody is there any more. The terminal's Ctrl-C is the parent's to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # from a parent that is interrupted while it starts us
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # so that its tools end with it
    _limit()
    try:
        Path(scratch).mkdir(mode=0o700)
        tempfile.tempdir = scratch
        connection.send(None)
        _answer(connection)
    except EOFError:
        pass
    except OSError as error:
        with contextlib.suppress(OSError):  # nobody is there
            connection.send(error)
    finally:  # here as well, since a parent that is killed removes nothing
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(0)  # somebody waits for us, and an interpreter takes its time to end


def _answer(connection: Connection) -> NoReturn:
    while True:
        function, items = connection.recv()
        try:
            connection.send(function(items))
        except Exception as error:  # noqa: BLE001 - a fault of ours is told, and costs no other item
            connection.send(f"{type(error).__name__}: {error}".splitlines()[0])


def _limit() -> None:
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        with contextlib.suppress(ValueError):  # there is a lower one already
            resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, hard))


def _told(pid: int | None, *, group: bool = False) -> Iterator[tuple[str, float]]:
    """State of a process, and of its group where that is asked, and seconds on a processor: where Linux tells."""
    if sys.platform == "linux":
        tick = os.sysconf("SC_CLK_TCK")
        for stat in Path("/proc").glob("[0-9]*/stat") if group else (Path(f"/proc/{pid}/stat"),):
            with contextlib.suppress(OSError):  # it has ended
                words = stat.read_bytes().rpartition(b")")[2].split()
                if not group or int(words[2]) == pid:
                    yield words[0].decode(), sum(map(int, words[11:15])) / tick
