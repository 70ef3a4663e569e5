"""What decides how a text is read: the versions of the tools, this project's own files, and Python, which compiles."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from harvest import __version__

_FOLDER = ".dist-info"
"""Ends the name of the folder that each installed distribution has, `name-version.dist-info`."""


def stamp(tools: Iterable[str]) -> bytes:
    """A digest of the versions of all that reads.

    Args:
        tools: the distributions that take part.
    """
    versions = [f"{tool}={_version(tool)}" for tool in sorted(set(tools))]
    told = f"{__version__}{_own_files()}{versions}{sys.version}"
    return hashlib.blake2b(told.encode(), digest_size=32).digest()


def _version(tool: str) -> str:
    """The version of a distribution; one without such a folder is looked for in all other ways, which takes longer."""
    from_folder = _installed().get(_normal(tool))
    if from_folder is not None:
        return from_folder
    from importlib import metadata

    return metadata.version(tool)


@cache
def _installed() -> dict[str, str]:
    """Distribution -> version, from the names of the folders that Python looks in."""
    found: dict[str, str] = {}
    for entry in (entry for place in sys.path for entry in _entries(place) if entry.endswith(_FOLDER)):
        name, _, version = entry.removesuffix(_FOLDER).partition("-")
        found.setdefault(_normal(name), version)
    return found


def _entries(place: str) -> Iterator[str]:
    with suppress(OSError), os.scandir(place or ".") as entries:  # an archive, or a folder that is not there
        yield from (entry.name for entry in entries)


def _normal(name: str) -> str:
    """A distribution's name as all its spellings are: `Tree.Sitter` for `tree-sitter`, `tree_sitter`."""
    return name.lower().replace("_", "-").replace(".", "-")


@cache
def _own_files() -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of this project's files, its tables included."""
    return tuple(sorted(_files(str(Path(__file__).parent))))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path) if entry.name != "__pycache__" else ()
            else:
                told = entry.stat()
                yield entry.name, told.st_size, told.st_mtime_ns
