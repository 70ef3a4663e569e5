"""The only module that starts a process: external parsers, without a shell, in an empty folder, with limits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from harvest.errors import ToolError

_STACK = str(512 * 1024 * 1024)
"""Room for the Rust parsers' recursion; with the default they abort on deep nesting and lose the whole batch."""


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


def run(words: Sequence[str], folder: Path, *, seconds: float = 60.0, stdin: bytes = b"") -> Finished:
    """Run a located tool in `folder` with a minimal environment.

    Raises:
        ToolError: it is missing, cannot start, or took more than `seconds`.
    """
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "RUST_MIN_STACK": _STACK,
        **{key: os.environ[key] for key in ("SYSTEMROOT", "TEMP", "TMP") if key in os.environ},
    }
    try:
        done = subprocess.run(
            [locate(words[0]), *words[1:]],
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ToolError(f"{words[0]} took more than {seconds:g} s") from None
    except OSError as error:
        raise ToolError(f"{words[0]} did not start: {error.strerror}") from None
    return Finished(done.returncode, done.stdout, done.stderr)


@contextmanager
def folder_of(files: Mapping[str, str]) -> Iterator[Path]:
    """A temporary folder that holds the given texts under the given names, gone afterwards.

    The names are ours (`0001.py`), never words of a page. Lone surrogates are written as `?`, one character for one.
    """
    with tempfile.TemporaryDirectory(prefix="harvest-") as name:
        folder = Path(name)
        for file, text in files.items():
            (folder / file).write_bytes(text.encode("utf-8", "replace"))
        yield folder
