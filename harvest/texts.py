"""Texts as files, for the external parsers: in a folder that holds nothing else, for as long as they are read."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal


@contextmanager
def folder_of(files: Mapping[str, str]) -> Iterator[Path]:
    """A temporary folder that holds the given texts under the given names, gone afterwards.

    The names are ours (`0001.py`), never words of a page. Lone surrogates are written as `?`, one character for one.
    """
    with tempfile.TemporaryDirectory(prefix="harvest-") as place:
        folder = Path(place)
        written: dict[str, Path] = {}
        for name, text in files.items():
            try:
                (folder / name).hardlink_to(written[text])  # much cheaper than one more file
            except (KeyError, OSError):  # the first of its text, or no links on this file system
                _SPARES.write(folder / name, text.encode("utf-8", "replace"))
                written[text] = folder / name
        yield folder
        _SPARES.keep(written.values())


class _Spares:
    """Files that nobody needs any more, to be written over.

    To remove a file makes the next ones dear: a file system may look at each place that was left lately before it takes
    another (`recently_deleted` of ext4), which costs more than all else that is done with a file.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: list[Path] = []

    def write(self, path: Path, content: bytes) -> None:
        """Write a file that is not there yet."""
        mode: Literal["xb", "r+b"] = "xb"
        with contextlib.suppress(IndexError, OSError):  # none is left, or somebody has removed it
            self._files.pop().rename(path)
            mode = "r+b"
        with path.open(mode) as file:
            file.write(content)
            file.truncate()

    def keep(self, paths: Iterable[Path]) -> None:
        """Take files that are done with."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="harvest-")
        for path in paths:
            with contextlib.suppress(OSError):  # it goes with its folder
                self._files.append(path.replace(Path(self._folder.name, str(len(self._files)))))


_SPARES = _Spares()
