"""JSON Feed, version 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from harvest.errors import SourceError
from harvest.model import Article, Document
from harvest.sources.base import address

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
"""Whatever a backslash begins; alone in the group, half of a surrogate pair."""


class _Item(msgspec.Struct):
    id: str | int | float = ""
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_published: str | None = None


class _Feed(msgspec.Struct):
    version: str
    items: list[_Item]


def recognises(document: Document) -> bool:
    """Tell a JSON Feed by the version that its specification asks for."""
    head = document.body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b"jsonfeed.org/version" in head.replace(b"\\/", b"/")


def articles(document: Document) -> Iterator[Article]:
    """Yield the feed's items in order.

    Raises:
        SourceError: it is not JSON, not a JSON Feed, or holds no item.
    """
    try:
        feed = msgspec.json.decode(_ESCAPE.sub(_whole, document.body.removeprefix(b"\xef\xbb\xbf")), type=_Feed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"malformed JSON Feed: {error}") from None
    if not feed.items:
        raise SourceError("the feed holds no entry")
    for position, item in enumerate(feed.items):
        yield Article(
            source=document.source,
            entry=position,
            url=address(document.url, item.url or "", str(item.id)),
            title=" ".join((item.title or "").split()) or "untitled",
            published=_utc(item.date_published),
            media_type="text/html" if item.content_html is not None else "text/plain",
            body=item.content_html if item.content_html is not None else item.content_text or "",
        )


def _whole(escape: re.Match[bytes]) -> bytes:
    """Halves of surrogate pairs, which JSON allows and no encoding does, become what HTML makes of them."""
    return rb"\ufffd" if escape[1] else escape[0]


def _utc(moment: str | None) -> str | None:
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).isoformat() if moment else None
    except (ValueError, OverflowError):
        return None
