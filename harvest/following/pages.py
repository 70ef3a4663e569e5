"""The pages that a sitemap lists, its own site's only."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from harvest.config import Config, SourceConfig
from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher, Target
from harvest.following.steps import Lost, Page
from harvest.model import Document
from harvest.sources import sitemap
from harvest.work import LISTING, Asked

_DEEPEST = 3
"""Indexes of sitemaps within one another."""
_INDEXED = 1000
"""Sitemaps of one index."""


def pages(
    document: Document, source: SourceConfig, config: Config, fetcher: Fetcher, engine: Engine
) -> Iterator[Page | Lost]:
    """Fetch the pages that a user wants of a sitemap, the newest first.

    Raises:
        SourceError: the sitemap cannot be read, or names no page of its own site.
    """
    if not sitemap.recognises(document):
        raise SourceError("a sitemap was expected, but this is something else")
    choice = sitemap.Choice(source.include, source.exclude, source.since)
    found: dict[str, str] = {}
    for item in _own(document, config, fetcher, engine):
        if isinstance(item, Lost):
            yield item
        elif choice.wants(item):
            found.setdefault(item.url, item.modified or "")
    newest = sorted(found, key=lambda url: found[url], reverse=True)
    most = config.limits.articles if source.limit is None else source.limit
    for target, got in fetcher.fetch_many(Target(url, document.source) for url in newest[:most]):
        yield page(target, got)
    if source.limit is None and len(newest) > most:
        yield Lost(
            document.source, newest[most], f"{len(newest)} pages are listed, and only {most} are read; set `limit`"
        )


def _own(document: Document, config: Config, fetcher: Fetcher, engine: Engine) -> Iterator[sitemap.Location | Lost]:
    """What a sitemap lists of its own site; of any site where it lies on this machine."""
    own, foreign = False, None
    for item in _listed(document, config, fetcher, engine, _DEEPEST):
        if isinstance(item, Lost) or _is_local(document) or _site(item.url) == _site(document.url):
            own = True
            yield item
        else:
            foreign = item.url
    if not own:
        raise SourceError(
            f"only pages of other sites are listed, such as {foreign}" if foreign else "no page is listed"
        )


def _listed(
    document: Document, config: Config, fetcher: Fetcher, engine: Engine, depth: int
) -> Iterator[sitemap.Location | Lost]:
    """A sitemap's pages, those of the sitemaps that it lists included."""
    [[listed]] = engine.map(LISTING, [[(document, config.limits.page_bytes)]])
    if listed.reason is not None:
        raise SourceError(listed.reason)
    found = listed.sitemap
    yield from found.pages
    if found.sitemaps and depth == 0:
        yield Lost(document.source, found.sitemaps[0].url, "sitemaps within sitemaps without end")
        return
    if len(found.sitemaps) > _INDEXED:
        more = found.sitemaps[_INDEXED].url
        yield Lost(document.source, more, f"{len(found.sitemaps)} sitemaps are listed, and only {_INDEXED} are read")
    for target, got in fetcher.fetch_many(Target(item.url, document.source) for item in found.sitemaps[:_INDEXED]):
        try:
            if isinstance(got, SourceError):
                raise got
            yield from _listed(got, config, fetcher, engine, depth - 1)
        except SourceError as error:
            yield Lost(target.source, target.url, str(error))


def page(target: Target, got: Document | SourceError) -> Page | Lost:
    """A page that was fetched, or why there is none."""
    if isinstance(got, SourceError):
        return Lost(target.source, target.url, str(got))
    return Page(target.url, Asked(document=got, kind="page"))


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_local(document: Document) -> bool:
    return not document.url.startswith(("http:", "https:"))
