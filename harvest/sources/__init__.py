"""The kinds of source, and how one is told from its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from harvest.errors import SourceError
from harvest.model import Article, Document
from harvest.sources import feed, jsonfeed, page
from harvest.sources.base import SourceKind

SOURCES: Final[dict[str, SourceKind]] = {
    "feed": feed,
    "jsonfeed": jsonfeed,
    "page": page,
}
"""In the order in which they are tried."""
KINDS: Final = (*SOURCES, "sitemap")
"""What a user can say that a source is; a sitemap has no articles of its own, it leads to pages."""


def kind_of(document: Document, wanted: str | None = None) -> str:
    """Tell a document's kind from its content.

    Raises:
        SourceError: it is of no kind, or not of the one that was wanted.
    """
    if not document.body.strip():
        raise SourceError("empty")
    found = next((name for name, kind in SOURCES.items() if kind.recognises(document)), None)
    if wanted is not None and found != wanted:
        raise SourceError(f"a {wanted} was expected, but this is {'a ' + found if found else 'something else'}")
    if found is None:
        raise SourceError("neither a feed nor a page")
    return found


def articles(document: Document, kind: str) -> Iterator[Article]:
    """Yield the articles of a document.

    Raises:
        SourceError: it cannot be read; what could be was yielded before.
    """
    return SOURCES[kind].articles(document)
