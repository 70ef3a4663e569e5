"""The pages behind a feed that carries summaries, or mangled copies."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher, Target
from harvest.following.mending import broken, mends
from harvest.following.pages import page
from harvest.following.steps import End, Had, Lost
from harvest.model import CodeBlock, Document, Extracted
from harvest.work import PARSING, Asked, Parsed


def fuller(asked: Asked, fetcher: Fetcher, engine: Engine) -> Iterator[Had | Lost | End]:
    """A feed's entries, each with the blocks of its page where the page says more."""
    feed = _parsed(asked, engine)
    follows = feed.kind != "page"
    mangled = broken([article.blocks for article in feed.articles], engine)
    wanted = [follows and (a.is_summary or bool(bad)) for a, bad in zip(feed.articles, mangled, strict=True)]
    pages = iter(
        fetcher.fetch_many(Target(a.url, a.source) for a, follow in zip(feed.articles, wanted, strict=True) if follow)
    )
    for article, bad, follow in zip(feed.articles, mangled, wanted, strict=True):
        yield from _fuller(article, bad, next(pages), engine) if follow else (Had(article),)
    yield End(asked.document.source, feed.kind, feed.trouble)


def _fuller(
    article: Extracted, bad: set[int], fetched: tuple[Target, Document | SourceError], engine: Engine
) -> Iterator[Had | Lost]:
    """The page in place of a summary; in place of a whole entry only where the same blocks are sound there."""
    found = page(*fetched)
    parsed = Parsed() if isinstance(found, Lost) else _parsed(found.asked, engine)
    if not parsed.articles:
        if article.blocks:
            yield Had(article)
        reason = found.reason if isinstance(found, Lost) else parsed.trouble or "no article"
        yield Lost(article.source, article.url, reason)
        return
    shown = parsed.articles[0]
    better = article.is_summary or mends(shown.blocks, article.blocks, bad, engine)
    yield Had(_with_blocks(article, shown) if better else article)


def _with_blocks(entry: Extracted, shown: Extracted) -> Extracted:
    """An entry with the blocks that its page shows."""
    blocks = tuple((_moved(block, entry), language, dialect) for block, language, dialect in shown.blocks)
    return msgspec.structs.replace(entry, blocks=blocks, likeness=shown.likeness)


def _moved(block: CodeBlock, entry: Extracted) -> CodeBlock:
    where = msgspec.structs.replace(
        block.provenance,
        source=entry.source,
        entry=entry.entry,
        article_url=entry.url,
        article_title=entry.title,
        published=entry.published,
    )
    return msgspec.structs.replace(block, provenance=where)


def _parsed(asked: Asked, engine: Engine) -> Parsed:
    [[parsed]] = engine.map(PARSING, [[asked]])
    return parsed
