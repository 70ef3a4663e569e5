"""A single HTML or XHTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from harvest.errors import SourceError
from harvest.model import Article, Document
from harvest.sources.charset import decode

_MARKUP = re.compile(r"<!doctype html|<!--|</?[a-zA-Z][\w:-]*(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_BEGIN = re.compile(r"\s*<(?:!doctype html|html)[\s>]", re.IGNORECASE)
_HEAD = 200_000
"""Characters in which a page's title and addresses are looked for."""


def recognises(document: Document) -> bool:
    """Tell a page by any tag near its start; binary data has NUL bytes there, and does not begin like a page."""
    if document.content_type and "html" in document.content_type:
        return True
    try:
        head = decode(document.body[:65536], document.content_type)
    except SourceError:
        return False
    return bool(_BEGIN.match(head) or ("\0" not in head and _MARKUP.search(head)))


def articles(document: Document) -> Iterator[Article]:
    """Yield the page as one article.

    Raises:
        SourceError: its encoding is unknown, or it is not text.
    """
    body = decode(document.body, document.content_type)
    if "\0" in body[:4096] and not _MARKUP.search(body[:65536]):
        raise SourceError("not a page: binary data")
    title, address, published = _about(body)
    yield Article(
        source=document.source,
        entry=None,
        url=_url(document.url, address),
        title=title or document.source,
        published=published,
        media_type="application/xhtml+xml" if _is_xhtml(document, body) else "text/html",
        body=body,
    )


def _is_xhtml(document: Document, body: str) -> bool:
    return "xhtml+xml" in (document.content_type or "") or (
        body.lstrip().startswith("<?xml") and "http://www.w3.org/1999/xhtml" in body[:1000]
    )


def _url(where: str, address: str | None) -> str:
    """Where the page was published: a file's own word for it counts, a live page's address is known."""
    if where.startswith("file:") and address and address.startswith(("http://", "https://")):
        return address
    return urljoin(where, "")


def _about(body: str) -> tuple[str | None, str | None, str | None]:
    """The page's title, canonical address and publication time."""
    from selectolax.lexbor import LexborHTMLParser

    head = body[:_HEAD]
    end = re.search(r"</head|<body", head, re.IGNORECASE)
    tree = LexborHTMLParser(head[: end.start()] if end else head[:20_000])
    title = tree.css_first("title")
    meta = {
        node.attributes.get("property") or node.attributes.get("name"): node.attributes.get("content")
        for node in tree.css("meta[content]")
    }
    canonical = tree.css_first("link[rel=canonical]")
    address = canonical.attributes.get("href") if canonical else meta.get("og:url")
    words = " ".join((title.text() if title else meta.get("og:title") or "").split())
    return words or None, address, meta.get("article:published_time")
