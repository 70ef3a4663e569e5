"""Sources that point on: the pages of a sitemap, and the pages behind a feed that carries summaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harvest import sources
from harvest.config import Config, SourceConfig
from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher
from harvest.following.missing import Missing
from harvest.model import Article, Document
from harvest.sources import sitemap

__all__ = ["Missing", "articles", "kind_of"]


def kind_of(document: Document, source: SourceConfig) -> str:
    """Tell a document's kind: what `sources` knows, and sitemaps.

    Raises:
        SourceError: it is of no kind, or not of the one that was wanted.
    """
    is_sitemap = sitemap.recognises(document)
    if is_sitemap and source.kind in {None, "sitemap"}:
        if document.source != source.label:
            raise SourceError("a sitemap in a folder is not followed; name it as a source")
        return "sitemap"
    if source.kind == "sitemap":
        raise SourceError("a sitemap was expected, but this is something else")
    return sources.kind_of(document, source.kind)


def articles(  # noqa: PLR0913, PLR0917 - all that following needs to go out with
    document: Document, kind: str, source: SourceConfig, config: Config, fetcher: Fetcher, engine: Engine
) -> Iterator[Article | Missing]:
    """Yield a source's articles in order, those of the pages that it points to included.

    Raises:
        SourceError: the document cannot be read; what could be was yielded before.
    """
    if kind == "sitemap":
        from harvest.following.pages import pages

        yield from pages(document, source, config, fetcher)
    elif source.follow and kind != "page":
        from harvest.following.feeds import followed

        yield from followed(_recent(sources.articles(document, kind), source, config), fetcher, engine)
    else:
        yield from _recent(sources.articles(document, kind), source, config)


def _recent(found: Iterable[Article], source: SourceConfig, config: Config) -> Iterator[Article]:
    """Those since the day that the user set, and those without a day, up to the limit.

    Raises:
        SourceError: there are more than the limit that holds where the user has set none.
    """
    taken = 0
    for article in found:
        if source.since is not None and article.published and article.published[:10] < source.since.isoformat():
            continue
        if source.limit is not None and taken >= source.limit:
            return
        if taken >= config.limits.articles:
            raise SourceError(f"more than {config.limits.articles:,} articles; set `limit`")
        taken += 1
        yield article
