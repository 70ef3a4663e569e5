"""The pages behind a feed that carries summaries, or mangled copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher, Target
from harvest.following.mending import blocks_of, broken, mends
from harvest.following.missing import Missing
from harvest.following.pages import page
from harvest.model import Article, CodeBlock, Document

_SHORT = 1500
"""Characters of prose below which an entry without a block is a summary."""


def followed(entries: Iterator[Article], fetcher: Fetcher, engine: Engine) -> Iterator[Article | Missing]:
    """A feed's entries, each replaced by its page where the page says more."""
    listed: list[Article] = []
    problem: SourceError | None = None
    try:
        listed.extend(entries)
    except SourceError as error:
        problem = error
    blocks = [blocks_of(article) for article in listed]
    mangled = broken(blocks, engine)
    wanted = [_is_summary(article, own) or bool(bad) for article, own, bad in zip(listed, blocks, mangled, strict=True)]
    pages = iter(
        fetcher.fetch_many(Target(a.url, a.source) for a, follow in zip(listed, wanted, strict=True) if follow)
    )
    for article, own, bad, follow in zip(listed, blocks, mangled, wanted, strict=True):
        yield from _fuller(article, own, bad, next(pages), engine) if follow else (article,)
    if problem is not None:
        raise problem


def _fuller(
    article: Article,
    own: list[CodeBlock],
    bad: set[int],
    fetched: tuple[Target, Document | SourceError],
    engine: Engine,
) -> Iterator[Article | Missing]:
    """The page in place of a summary; in place of a whole entry only where the same blocks are sound there."""
    [found] = list(page(article.url, fetched[1])) or [Missing(article.url, "no article")]
    if isinstance(found, Missing):
        if own:
            yield article
        yield found
        return
    fuller = msgspec.structs.replace(article, media_type=found.media_type, body=found.body)
    yield fuller if not own or mends(blocks_of(fuller), own, bad, engine) else article


def _is_summary(article: Article, blocks: list[CodeBlock]) -> bool:
    prose = " ".join(re.sub(r"<[^>]*>", " ", article.body).split())
    return not blocks and len(prose) < _SHORT
