"""Sources, step by step; some point on: the pages of a sitemap, and those behind a feed that carries summaries."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.config import Config, SourceConfig
from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher
from harvest.following.steps import End, Had, Lost, Page, Step, Whole
from harvest.model import Document
from harvest.sources import sitemap
from harvest.work import Asked

__all__ = ["End", "Had", "Lost", "Page", "Step", "Whole", "steps"]


def steps(document: Document, source: SourceConfig, config: Config, fetcher: Fetcher, engine: Engine) -> Iterator[Step]:
    """Yield what there is to do for a document, the pages that it points to included; its end is the last."""
    is_alone = document.source == source.label  # sitemaps within a folder are left out before
    if source.kind == "sitemap" or (source.kind is None and is_alone and sitemap.recognises(document)):
        from harvest.following.pages import pages

        problem = None
        try:
            yield from pages(document, source, config, fetcher, engine)
        except SourceError as error:
            problem = str(error)
        yield End(document.source, "sitemap", problem)
        return
    asked = Asked(
        document=document, kind=source.kind, since=source.since, limit=source.limit, most=config.limits.articles
    )
    if source.follow:
        from harvest.following.feeds import fuller

        yield from fuller(asked, fetcher, engine)
    else:
        yield Whole(asked)
