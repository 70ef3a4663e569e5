"""The manifest: a line a snippet; nothing in it is trusted when it is read."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from harvest.batches import batches
from harvest.errors import StoreError
from harvest.model import Provenance, Snippet, digest
from harvest.store.naming import PATH

MANIFEST = "manifest.jsonl"
_TOGETHER = 200
"""Lines that are read at once."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the manifest."""

    id: str
    source: str
    entry: int | None
    article_url: str
    article_title: str
    published: str | None
    index: int
    heading: str | None
    line: int | None = None
    hint: str | None
    language: str
    dialect: str | None = None
    digest: str
    path: str
    duplicate_of: str | None = None
    before: str = ""
    mentions: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class _Place(msgspec.Struct, frozen=True):
    """What a line says of its file."""

    path: str


Listed = TypeVar("Listed", Row, _Place)


def read(folder: Path) -> Iterator[Snippet]:
    """Yield the snippets of a harvest, in the manifest's order.

    Raises:
        StoreError: there is no manifest, or a row or file of it cannot be trusted; the message names it.
    """
    ids: set[str] = set()
    for number, row in _rows(folder):
        place = f"{folder / MANIFEST}:{number}"
        if not PATH.fullmatch(row.path):
            raise StoreError(f"{place}: {row.path!r} is not a path that a harvest writes")
        if row.id in ids:
            raise StoreError(f"{place}: the id {row.id} is there twice")
        ids.add(row.id)
        yield snippet_of(row, folder, place)


def exists(folder: Path) -> bool:
    """Whether something was harvested into this folder."""
    return (folder / MANIFEST).is_file()


def folders(folder: Path) -> dict[str, list[str]]:
    """The folders that a manifest lists, with their files."""
    listed: dict[str, list[str]] = {}
    for _, row in _sound(folder, _Place):
        listed.setdefault(row.path.partition("/")[0], []).append(row.path)
    return listed


def rows_of(folder: Path, source: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one source, each with its place; lines that no harvest wrote are passed over."""
    for number, row in _sound(folder, Row):
        if row.source == source:
            yield f"{folder / MANIFEST}:{number}", row


def _sound(folder: Path, kind: type[Listed]) -> Iterator[tuple[int, Listed]]:
    decoder = msgspec.json.Decoder(kind)
    with (folder / MANIFEST).open("rb") if exists(folder) else io.BytesIO() as lines:
        rows = (row for some in batches(lines, _TOGETHER) for row in _decoded(some, decoder))
        for number, row in enumerate(rows, 1):
            if row is not None and PATH.fullmatch(row.path):
                yield number, row


def _decoded(lines: list[bytes], decoder: msgspec.json.Decoder[Listed]) -> Sequence[Listed | None]:
    """What each line says, None where that cannot be understood; all are decoded together where all are sound."""
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
        found = decoder.decode_lines(b"".join(lines))
        if len(found) == len(lines):  # no line is blank
            return found
    return [_decoded_alone(line, decoder) for line in lines]


def _decoded_alone(line: bytes, decoder: msgspec.json.Decoder[Listed]) -> Listed | None:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _rows(folder: Path) -> Iterator[tuple[int, Row]]:
    decoder = msgspec.json.Decoder(Row)
    try:
        with (folder / MANIFEST).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield number, decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise StoreError(f"{folder / MANIFEST}:{number}: {error}") from None
    except FileNotFoundError:
        raise StoreError(f"{folder}: nothing has been harvested here; `harvest run` does") from None
    except OSError as error:
        raise StoreError(f"{folder / MANIFEST}: {error.strerror}") from None


def _text(folder: Path, row: Row, place: str) -> str:
    path = folder / row.path
    try:
        if path.is_symlink() or path.parent.is_symlink():
            raise StoreError(f"{place}: {row.path} is a link, which a harvest never writes")
        text = path.read_bytes().decode("utf-8", "surrogatepass")
    except OSError as error:
        raise StoreError(f"{place}: {row.path}: {error.strerror}") from None
    except UnicodeDecodeError:
        text = ""
    if digest(text) != row.digest:
        raise StoreError(f"{place}: {row.path} was changed since it was harvested; harvest again")
    return text


def row_of(snippet: Snippet) -> Row:
    """The manifest's line for a snippet."""
    where = snippet.provenance
    return Row(
        id=snippet.id,
        source=where.source,
        entry=where.entry,
        article_url=where.article_url,
        article_title=where.article_title,
        published=where.published,
        index=where.index,
        heading=where.heading,
        line=where.line,
        hint=snippet.hint,
        language=snippet.language,
        dialect=snippet.dialect,
        digest=snippet.digest,
        path=snippet.path,
        duplicate_of=snippet.duplicate_of,
        before=snippet.before,
        mentions=snippet.mentions,
        marks=snippet.marks,
    )


def snippet_of(row: Row, folder: Path, place: str) -> Snippet:
    """The snippet that a row lists, its text read from its file.

    Args:
        row: a row whose path has been found good.
        folder: the harvest's.
        place: of the row, for the user.

    Raises:
        StoreError: the file cannot be trusted.
    """
    where = Provenance(
        source=row.source,
        entry=row.entry,
        article_url=row.article_url,
        article_title=row.article_title,
        published=row.published,
        index=row.index,
        heading=row.heading,
        line=row.line,
    )
    return Snippet(
        id=row.id,
        language=row.language,
        dialect=row.dialect,
        text=_text(folder, row, place),
        digest=row.digest,
        path=row.path,
        hint=row.hint,
        provenance=where,
        before=row.before,
        mentions=row.mentions,
        marks=row.marks,
        duplicate_of=row.duplicate_of,
    )
