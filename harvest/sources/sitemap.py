"""Sitemaps (sitemaps.org, version 0.9): which pages a site has; an index of them, XML, gzip or not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from harvest.errors import SourceError
from harvest.model import Document

_ROOT = re.compile(r"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_GZIP = b"\x1f\x8b"
_LONGEST = 2048
"""Characters of an address; the protocol's own figure."""


class Location(Struct, frozen=True):
    """A page or a further sitemap."""

    url: str
    modified: str | None
    """As the sitemap says it; where it can be read, ISO 8601 in UTC."""


class Sitemap(Struct, frozen=True):
    """What one document lists."""

    pages: tuple[Location, ...] = ()
    sitemaps: tuple[Location, ...] = ()


class Choice(Struct, frozen=True):
    """Which of a site's pages are wanted."""

    include: tuple[str, ...] = ()
    """Patterns with `*` and `?`, for the path where they begin with `/`, else for the whole address."""
    exclude: tuple[str, ...] = ()
    since: date | None = None
    """Pages that say that they were last changed before this day are left out."""

    def wants(self, page: Location) -> bool:
        """Whether a page is to be fetched."""
        path = urlsplit(page.url).path
        matches = [_matches(pattern, page.url, path) for pattern in self.include]
        return (
            (any(matches) or not matches)
            and not any(_matches(pattern, page.url, path) for pattern in self.exclude)
            and (self.since is None or page.modified is None or page.modified[:10] >= self.since.isoformat())
        )


def _matches(pattern: str, url: str, path: str) -> bool:
    return fnmatchcase(path if pattern.startswith("/") else url, pattern)


def recognises(document: Document) -> bool:
    """Tell a sitemap by its root element, packed or not. A list in plain text is never guessed."""
    head = document.body[:4096]
    if head.startswith(_GZIP):
        packed = document.body[:65536]
        head = zlib.decompressobj(wbits=31).decompress(packed, 4096) if _unpacks(packed) else b""
    is_named = b"urlset" in head or b"sitemapindex" in head
    return is_named and _ROOT.search(head.decode("utf-8", "replace")) is not None


def _unpacks(head: bytes) -> bool:
    try:
        zlib.decompressobj(wbits=31).decompress(head, 1)
    except zlib.error:
        return False
    return True


def read(document: Document, max_bytes: int) -> Sitemap:
    """Read a sitemap.

    Args:
        document: as it was fetched.
        max_bytes: of the unpacked text.

    Raises:
        SourceError: it is larger, not well-formed, or not a sitemap.
    """
    text = _text(document.body, max_bytes)
    if re.search(r"<!DOCTYPE|<!ENTITY", text, re.IGNORECASE):
        raise SourceError("a sitemap with a document type is not read")
    pages: list[Location] = []
    sitemaps: list[Location] = []
    for kind, location in _locations(text):
        (sitemaps if kind == "sitemap" else pages).append(location)
    return Sitemap(tuple(pages), tuple(sitemaps))


def _text(body: bytes, max_bytes: int) -> str:
    if body.startswith(_GZIP):
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, max_bytes + 1)
        except zlib.error as error:
            raise SourceError(f"cannot be unpacked: {error}") from None
    if len(body) > max_bytes:
        raise SourceError(f"larger than {max_bytes:,} bytes")
    return body.decode("utf-8-sig", "replace")


def _locations(text: str) -> Iterator[tuple[str, Location]]:
    # Without a document type there is no entity to expand and nothing external to fetch.
    from xml.etree.ElementTree import Element, ParseError, XMLPullParser

    parser: XMLPullParser[Element] = XMLPullParser(("end",))
    try:
        for start in range(0, len(text), 65536):
            parser.feed(text[start : start + 65536])
            yield from _ended(parser)
        parser.close()
        yield from _ended(parser)
    except ParseError as error:
        raise SourceError(f"malformed sitemap: {error}") from None


def _ended(parser: Any) -> Iterator[tuple[str, Location]]:
    for _, element in parser.read_events():
        kind = _name(element)
        if kind not in {"url", "sitemap"}:
            continue
        words = {_name(child): (child.text or "").strip() for child in element}
        url = words.get("loc", "")
        if 0 < len(url) <= _LONGEST and _is_address(url):
            yield kind, Location(url, _utc(words.get("lastmod")))
        element.clear()


def _is_address(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:  # `http://[`
        return False
    return True


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _utc(moment: str | None) -> str | None:
    """W3C date and time, of which sitemaps may leave out the time, the day and the month."""
    if not moment:
        return None
    padded = moment + "-01-01"[3 * moment.count("-") :] if re.fullmatch(r"\d{4}(-\d\d)?", moment) else moment
    try:
        read = datetime.fromisoformat(padded)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None
