"""Files and folders that appear whole or not at all: written beside their place, then moved there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a text file for writing; it takes its place when the block ends well.

    A device or a pipe (`/dev/stdout`, `>(jq .)`) is written to and stays what it is, as does a link to a file.

    Raises:
        OSError: it cannot be written; what was there before is as it was.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
        return
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Make an empty folder to be filled; it takes the place of the one before when the block ends well.

    What killed runs left beside it is removed: nobody else writes under these names.

    Raises:
        OSError: it cannot be written; what was there before is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name}."
    for left in [one for one in path.parent.iterdir() if one.name.startswith(prefix) and one.is_dir()]:
        shutil.rmtree(left)
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=path.parent))
    try:
        yield made
        made.chmod(0o777 & ~_umask())
        _take_place(made, path)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _take_place(made: Path, path: Path) -> None:
    """Two moves, since no system call that Python has changes two folders' names at once."""
    before = made.with_name(f"{made.name}.before")
    if path.exists():
        path.replace(before)
    made.replace(path)
    if before.exists():
        shutil.rmtree(before)


def _umask() -> int:
    """What the user masks; temporary files are made for their owner alone, a report is for everybody."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
