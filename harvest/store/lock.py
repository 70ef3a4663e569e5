"""The lock of a folder: one process writes there at a time, and the system lets go of what a killed one held."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A file that is locked from `acquire` to `release`, and stays where it is: who waits for it knows it by its place.

    Args:
        path: the file; nothing is ever written into it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock; return False where another holds it.

        Raises:
            OSError: there is no file to lock, or no lock to be had.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            if isinstance(error, BlockingIOError | PermissionError):
                return False
            raise
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go of it, where it is held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
