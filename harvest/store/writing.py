"""Writing a harvest: whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import filelock
import msgspec

from harvest.errors import StoreError
from harvest.model import Extracted, Snippet
from harvest.store import leftovers
from harvest.store.manifest import MANIFEST, Row, folders, row_of, rows_of, snippet_of
from harvest.store.naming import snippets_of

_LOCK = ".harvest.lock"


class Harvest:
    """A harvest being written: whole or not at all.

    New folders are staged beside the old ones; their names hold a digest of their content, so that nothing that the
    old manifest lists is ever written over. Moving the new manifest into place is the one step that counts; files that
    only the old manifest listed are removed after it, and what a killed run left is removed by the next.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = filelock.FileLock(folder / _LOCK)
        self._written: dict[str, None] = {}
        self._fresh: dict[str, list[str]] = {}
        """Folders that wait in the staging folder, with their files."""
        self._ids: set[str] = set()
        self._seen: dict[bytes, int] = {}
        self._encode_lines = msgspec.json.Encoder().encode_lines
        self._leaves = False

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._old = folders(self._folder)
            self._old_since = _mtime(self._folder / MANIFEST)
            leftovers.clear(self._folder, self._old)
            self._staging = Path(tempfile.mkdtemp(prefix=leftovers.STAGING, dir=self._folder))
            self._manifest = (self._staging / MANIFEST).open("w+b")
        except filelock.Timeout:
            raise StoreError(f"{self._folder}: another harvest is writing here") from None
        except FileExistsError:
            raise StoreError(f"{self._folder}: a file is where the folder of the harvest is to be") from None
        except OSError as error:
            self._lock.release()
            raise StoreError(f"{self._folder}: {error.strerror}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._manifest.close()
            if kind is None and not self._leaves:
                self._commit()
        except OSError as problem:
            raise StoreError(f"{self._folder}: {problem.strerror}") from None
        finally:
            shutil.rmtree(self._staging, ignore_errors=True)
            self._lock.release()

    def leave(self) -> None:
        """Let the old harvest stay, if there is one, since nothing could be read."""
        self._leaves = bool(self._old)

    def add(self, article: Extracted) -> Sequence[Snippet]:
        """Write an article's blocks and list them; one that was published before shares the first one's files.

        Args:
            article: with at least one block.

        Returns:
            The snippets that are listed.

        Raises:
            StoreError: the folder cannot be written.
        """
        snippets = snippets_of(article, self._ids)
        marks = _likenesses(article, snippets)
        first = next((self._seen[mark] for mark in marks if mark in self._seen), None)
        try:
            if first is None:
                self._seen |= dict.fromkeys(marks, self._manifest.tell())
                self._write(snippets)
            else:
                snippets = self._repeating(first, snippets)
            self._manifest.write(self._encode_lines(map(row_of, snippets)))
        except OSError as error:
            raise StoreError(f"{self._folder}: {error.strerror}") from None
        return snippets

    def keep(self, source: str, article_url: str | None = None) -> Sequence[Snippet]:
        """List again what was harvested before and cannot be read now, and return it.

        Args:
            source: a source, all of it.
            article_url: only this article of the source.
        """
        kept = []
        for place, row in rows_of(self._folder, source):
            if row.id not in self._ids and article_url in {None, row.article_url}:
                alone = row if row.duplicate_of in self._ids else msgspec.structs.replace(row, duplicate_of=None)
                kept.append(snippet_of(alone, self._folder, place))
                self._manifest.write(msgspec.json.encode(alone) + b"\n")
                self._ids.add(row.id)
                self._written[row.path.partition("/")[0]] = None
        return kept

    def _repeating(self, offset: int, snippets: Sequence[Snippet]) -> list[Snippet]:
        """The snippets, pointing to those whose rows start at `offset`."""
        self._manifest.seek(offset)
        firsts = [msgspec.json.decode(self._manifest.readline(), type=Row) for _ in snippets]
        self._manifest.seek(0, os.SEEK_END)
        return [
            msgspec.structs.replace(snippet, path=row.path, duplicate_of=row.id)
            for snippet, row in zip(snippets, firsts, strict=True)
        ]

    def _write(self, snippets: Sequence[Snippet]) -> None:
        for name in dict.fromkeys(snippet.path.partition("/")[0] for snippet in snippets):
            if name not in self._written and not self._is_there(name, snippets):
                self._fresh[name] = [snippet.path for snippet in snippets]
                (self._staging / name).mkdir()
                staging = str(self._staging)
                for snippet in snippets:
                    with open(f"{staging}/{snippet.path}", "xb") as file:  # noqa: PTH123 - a path object costs as much as the file
                        file.write(_bytes(snippet.text))
            self._written[name] = None

    def _is_there(self, name: str, snippets: Sequence[Snippet]) -> bool:
        """Whether the same folder was harvested before and nobody has touched it."""
        if name not in self._old:
            return False
        folder = str(self._folder)
        try:
            return all(self._is_untouched(f"{folder}/{s.path}", _bytes(s.text)) for s in snippets)
        except OSError:
            return False

    def _is_untouched(self, path: str, content: bytes) -> bool:
        """Whether a file is as it was written; of the same size, and not touched since the manifest was, it is."""
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        touched = max(found.st_mtime_ns, found.st_ctime_ns)  # the first can be set by anybody
        return touched <= self._old_since or Path(path).read_bytes() == content

    def _move(self, name: str) -> None:
        """Put a staged folder into its place; where one is, into it, beside what is not ours."""
        if not (self._folder / name).exists():
            (self._staging / name).rename(self._folder / name)
            return
        for file in self._fresh[name]:
            (self._staging / file).replace(self._folder / file)

    def _commit(self) -> None:
        outgoing = {name: files for name, files in self._old.items() if name not in self._written}
        with (self._folder / leftovers.PENDING).open("w", encoding="utf-8") as pending:
            pending.writelines(f"{file}\n" for files in (*self._fresh.values(), *outgoing.values()) for file in files)
        for name in self._fresh:
            self._move(name)
        (self._staging / MANIFEST).replace(self._folder / MANIFEST)
        for name, files in outgoing.items():
            leftovers.remove(self._folder, name, files)
        (self._folder / leftovers.PENDING).unlink()


def _likenesses(article: Extracted, snippets: Sequence[Snippet]) -> list[bytes]:
    """What tells that an article was published before: the same markup, or the same blocks under the same title."""
    blocks = "".join(f"{snippet.digest}{snippet.language}" for snippet in snippets)
    return [hashlib.sha256(_bytes(f"{article.title}\0{blocks}")).digest()[:16], article.likeness]


def _mtime(path: Path) -> int:
    """When a file was written; of no file, and of one from the future, for then a clock went backwards, long ago."""
    try:
        written = path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
    return written if written <= time.time_ns() else 0


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
