"""Documents on this machine: a file, a tree of them, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from harvest.errors import SourceError
from harvest.model import Document

_ENDINGS = (".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".json")
"""What a published page or feed is called; other files of a tree are no sources."""
_USUAL = 65_536
"""Bytes of most documents at most; to ask for all that is allowed takes room for all of it."""


def stdin(label: str, limit: int) -> Document:
    """Read a document from standard input, at most `limit` bytes.

    Raises:
        SourceError: it is larger, or there is none.
    """
    if sys.stdin is None:
        raise SourceError("standard input is closed")
    return _whole(label, "stdin:", sys.stdin.buffer.read(limit + 1), limit)


def file(path: Path, label: str, limit: int) -> Document:
    """Read one file, at most `limit` bytes.

    Raises:
        SourceError: it cannot be read, or is larger.
    """
    try:
        with path.open("rb") as opened:
            body = opened.read(_USUAL)
            if len(body) == _USUAL:
                body += opened.read(max(limit + 1 - _USUAL, 0))
    except OSError as error:
        raise SourceError(error.strerror or str(error)) from None
    except ValueError as error:  # a character that no path has
        raise SourceError(str(error)) from None
    return _whole(label, _address(path), body, limit)


def _address(path: Path) -> str:
    """Of a file, without `..`."""
    is_plain = path.is_absolute() and ".." not in path.parts
    return (path if is_plain else Path(os.path.abspath(path))).as_uri()  # noqa: PTH100 - a path object keeps `..`


def below(folder: Path, without: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield the pages and feeds of a tree in sorted order, each with its `/`-separated path below the folder, as text.

    Links to folders are not followed, hidden folders and `without` not entered, and what is no file (a pipe, say) is
    passed over.
    """
    found: list[tuple[str, ...]] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not _same(Path(place, name), without)]
        inside = Path(place).relative_to(folder).parts
        pages = [name for name in names if name.lower().endswith(_ENDINGS)]
        found += [(*inside, name) for name in pages if os.path.isfile(f"{place}/{name}")]  # noqa: PTH113 - a path object takes longer than to look
    for parts in sorted(found):
        yield folder.joinpath(*parts), shown("/".join(parts))


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and os.path.abspath(path) == os.path.abspath(other)  # noqa: PTH100 - without `..`


def shown(path: str) -> str:
    """A path as text that can be written anywhere: bytes of it that are not UTF-8 by their numbers."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _whole(label: str, url: str, body: bytes, limit: int) -> Document:
    if len(body) > limit:
        raise SourceError(f"larger than {limit:,} bytes")
    return Document(source=label, url=url, content_type=None, body=body)
