"""The only module that starts a process: external parsers, without a shell, in an empty folder, with limits."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from msgspec import Struct

from harvest.errors import ToolError

_STACK = str(512 * 1024 * 1024)
"""Room for the Rust parsers' recursion; with the default they abort on deep nesting and lose the whole batch."""
_THREADS = "2"
"""Of a tool: the cores are kept busy by readers side by side, and each thread has a stack."""
_MEMORY = 5 * 1024**3
"""Bytes that a tool may allot, stacks included."""
_OUTPUT = 64 * 1024**2
"""Bytes that a tool may say, or write into a file."""


class Finished(Struct, frozen=True):
    """A process that ended by itself."""

    status: int
    """Negative: the signal that ended it."""
    output: bytes
    errors: bytes


def locate(name: str) -> str:
    """The path of a tool: beside this Python first, so that the versions we depend on win.

    Raises:
        ToolError: it is not installed.
    """
    places = os.pathsep.join((sysconfig.get_path("scripts"), str(Path(sys.executable).parent)))
    found = shutil.which(name, path=places) or shutil.which(name)
    if found is None:
        raise ToolError(f"{name} is not installed")
    return found


def run(words: Sequence[str], folder: Path, *, seconds: float = 60.0) -> Finished:
    """Run a located tool in `folder` with a minimal environment, nothing on its standard input, and limits.

    Raises:
        ToolError: it is missing, cannot start, took more than `seconds`, or said more than anybody reads.
    """
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "RUST_MIN_STACK": _STACK,
        "RAYON_NUM_THREADS": _THREADS,
        "GOMAXPROCS": _THREADS,
        **{key: os.environ[key] for key in ("SYSTEMROOT", "TEMP", "TMP") if key in os.environ},
    }
    try:
        # files and not pipes: what is said cannot fill our memory
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            status = _ended(
                subprocess.Popen(
                    [locate(words[0]), *words[1:]],
                    cwd=folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=errors,
                ),
                seconds,
            )
            return Finished(status, _said(output), _said(errors))
    except subprocess.TimeoutExpired:
        raise ToolError(f"{words[0]} took more than {seconds:g} s") from None
    except OSError as error:
        raise ToolError(f"{words[0]} did not start: {error.strerror}") from None
    except _TooMuchError:
        raise ToolError(f"{words[0]} said more than {_OUTPUT:,} bytes") from None


class _TooMuchError(Exception):
    """A tool's output is over the limit."""


def _ended(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Wait for its end, by itself or by us; return its status."""
    until = time.monotonic() + seconds
    with process:
        try:
            _limit(process.pid, seconds)
            _await(process.pid, seconds)
            return process.wait(max(until - time.monotonic(), 0))
        finally:
            process.kill()  # nothing where it has ended


def _await(pid: int, seconds: float) -> None:
    """Sleep until a process ends, where the system wakes us: `Popen.wait` with a limit looks every 50 ms at worst."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a kernel that is too old
            ended = select.poll()
            handle = os.pidfd_open(pid)
            try:
                ended.register(handle, select.POLLIN)
                ended.poll(seconds * 1000)
            finally:
                os.close(handle)


def _limit(pid: int, seconds: float) -> None:
    """Limits that hold even when nobody is left to watch: where the system lets us set those of another process.

    Of memory, what is allotted counts, not what is reserved (`RLIMIT_AS`): shellcheck reserves a terabyte at its start.
    """
    if sys.platform == "linux":
        import resource

        limits = {
            resource.RLIMIT_DATA: _MEMORY,
            resource.RLIMIT_FSIZE: _OUTPUT + 1,
            resource.RLIMIT_CPU: int(seconds * int(_THREADS)) + 1,
            resource.RLIMIT_CORE: 0,
        }
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):  # it has ended, or has lower ones
            for which, most in limits.items():
                resource.prlimit(pid, which, (most, most))


def _said(file: IO[bytes]) -> bytes:
    file.seek(0)
    said = file.read(_OUTPUT + 1)
    if len(said) > _OUTPUT:
        raise _TooMuchError
    return said
