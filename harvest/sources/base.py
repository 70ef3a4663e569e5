"""What a source kind is: a module with `recognises` and `articles`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import quote, urljoin

from harvest.model import Article, Document


class SourceKind(Protocol):
    """The contract that each module of `harvest.sources` keeps."""

    @property
    def recognises(self) -> Callable[[Document], bool]:
        """Whether the content is of this kind, told from its first kilobytes and its Content-Type."""

    @property
    def articles(self) -> Callable[[Document], Iterator[Article]]:
        """Yield the document's articles in order.

        Raises:
            SourceError: the document cannot be read as this kind; the message says why.
        """


def address(feed: str, link: str, name: str) -> str:
    """Where an article of a feed is; without a link, its place in the feed, by what the author calls it.

    The feed stands for a link that is no address at all (`http://[`).
    """
    try:
        return urljoin(feed, link or (name if ":" in name or not name else f"#{quote(name)}"))
    except ValueError:
        return feed
