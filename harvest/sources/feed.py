"""Feeds: RSS 0.9x, 1.0 and 2.0, and Atom, as published, nothing sanitised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from harvest.errors import SourceError
from harvest.model import Article, Document
from harvest.sources.base import address

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:[xX]0{0,9}([dD][0-9a-fA-F]{3})|0{0,9}(5[5-7][0-9]{3}));")
_MARKUP = re.compile(r"&lt;(?:p|pre|div|h[1-6])(?:&gt;|\s)")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""The tags of titles; `<T>` is more likely a type's parameter that somebody forgot to escape."""
_SURROGATES = range(0xD800, 0xE000)
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")
"""A server's wrong header; the feed itself is sound."""


def recognises(document: Document) -> bool:
    """Tell a feed by its root element, however long the comments before it are."""
    head = document.body[:65536].replace(b"\0", b"")
    if prologue := _PROLOGUE.match(head):
        head = head[prologue.end() :][:4096]
    return not _PAGE.search(head) and _ROOT.search(head) is not None  # most are pages, and say so at once


def articles(document: Document) -> Iterator[Article]:
    """Yield a feed's entries in order.

    Raises:
        SourceError: it is not well-formed (after what could be read has been yielded), or holds no entry.
    """
    parsed = _parsed(document)
    for position, entry in enumerate(parsed.entries):
        yield _article(document, position, entry)
    problem = parsed.get("bozo_exception")
    if problem is not None and type(problem).__name__ not in _HARMLESS:
        raise SourceError(f"malformed feed: {_one_line(problem)} (entries that could be read: {len(parsed.entries)})")
    if not parsed.entries:
        raise SourceError("the feed holds no entry" if parsed.version else "not a feed")


def _parsed(document: Document) -> Any:
    import feedparser

    # The sanitiser deletes code (`<script>` inside `<pre>`), and the URIs inside samples are text, not links.
    try:
        return feedparser.parse(
            _REFERENCE.sub(_character, document.body),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": document.content_type or "application/xml"},
        )
    except Exception as error:  # noqa: BLE001 - whatever strangers' bytes do to the parser costs their source only
        raise SourceError(f"malformed feed: {type(error).__name__}: {_one_line(error)}") from None


def _character(reference: re.Match[bytes]) -> bytes:
    """Half of a surrogate pair is no character, and the parser fails on it; HTML makes this of it."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"&#xFFFD;" if number in _SURROGATES else reference[0]


def _article(document: Document, position: int, entry: Any) -> Article:
    content = _content(entry)
    return Article(
        source=document.source,
        entry=position,
        url=address(document.url, entry.get("link", ""), entry.get("id", "")),
        title=_title(entry) or "untitled",
        published=_utc(entry.get("published_parsed") or entry.get("updated_parsed")),
        media_type="text/plain" if content.get("type") == "text/plain" and "content" in entry else "text/html",
        body=_once_escaped(content.get("value", "")),
    )


def _title(entry: Any) -> str:
    """The title as its reader sees it: where it is markup, without tags and references."""
    title = entry.get("title", "")
    if entry.get("title_detail", {}).get("type") != "text/plain":
        title = _unescaped(_INLINE.sub("", title))
    return " ".join(title.split())


def _once_escaped(body: str) -> str:
    """A body that was escaped twice is text about markup to its reader, and holds no element at all."""
    if "<" in body or not _MARKUP.search(body):
        return body
    return _unescaped(body)


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def _content(entry: Any) -> Any:
    """The fullest text: the whole content where the feed carries it, else the description."""
    contents = [*entry.get("content", ()), entry.get("summary_detail", {})]
    return max(contents, key=lambda content: len(content.get("value", "")))


def _utc(moment: Any) -> str | None:
    from calendar import timegm

    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _one_line(problem: BaseException) -> str:
    return " ".join(str(problem).replace("<unknown>:", "line ", 1).split())
