"""What a harvest removes: what its manifest lists no more, and what a killed one left."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from harvest.store.naming import PATH

STAGING = ".harvest-new-"
"""Begins the name of the folder in which a harvest is made."""
PENDING = ".harvest-pending"
"""Lists the files that a harvest moves into place or removes, while it does."""


def clear(folder: Path, listed: dict[str, list[str]]) -> None:
    """Remove what a killed harvest left.

    Its staging folder; files that it moved before its manifest could follow; and, where the manifest did, those that
    it replaces.

    Args:
        folder: the harvest's.
        listed: what its manifest lists, by the names of the folders.
    """
    for staging in folder.glob(f"{STAGING}*"):
        shutil.rmtree(staging, ignore_errors=True)
    pending = folder / PENDING
    if pending.is_file():
        for file in pending.read_text(encoding="utf-8", errors="replace").splitlines():
            name = file.partition("/")[0]
            if name not in listed and PATH.fullmatch(file):
                remove(folder, name, [file])
        pending.unlink()


def remove(folder: Path, name: str, files: Sequence[str]) -> None:
    """Remove the files that we wrote, and their folder where nothing else is in it."""
    for file in files:
        (folder / file).unlink(missing_ok=True)
    if (folder / name).is_dir() and not any((folder / name).iterdir()):
        (folder / name).rmdir()
