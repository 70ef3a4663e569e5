"""What a source kind is: a module with `recognises` and `articles`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import urljoin

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


def absolute(base: str, link: str) -> str:
    """A link as seen from `base`, which stands for a link that is no address at all (`http://[`)."""
    try:
        return urljoin(base, link)
    except ValueError:
        return base
