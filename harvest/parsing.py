"""A document -> its articles, each with its blocks: all that is done to foreign markup, in one go."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from harvest import sources
from harvest.errors import SourceError
from harvest.extract import EXTRACTORS
from harvest.languages.identifying import identify
from harvest.model import Article, CodeBlock, Document, Extracted, Identified

_SHORT = 1500
"""Characters of prose below which an entry without a block is a summary."""


def articles(document: Document, kind: str, *, since: date | None, limit: int | None, most: int) -> Iterator[Extracted]:
    """Yield a document's articles in order, with their blocks.

    Args:
        document: as it was read.
        kind: of source.
        since: articles from before this day are left out, where they tell their day.
        limit: at most so many.
        most: how many there may be where there is no limit.

    Raises:
        SourceError: the document cannot be read, or holds more than `most`; what could be read was yielded before.
    """
    for article in _wanted(sources.articles(document, kind), since, limit, most):
        blocks = tuple(map(_identified, _blocks(article)))
        yield Extracted(
            source=article.source,
            entry=article.entry,
            url=article.url,
            title=article.title,
            published=article.published,
            likeness=_likeness(article),
            is_summary=not blocks and _says_little(article),
            blocks=blocks,
        )


def _wanted(found: Iterable[Article], since: date | None, limit: int | None, most: int) -> Iterator[Article]:
    taken = 0
    for article in found:
        if since is not None and article.published and article.published[:10] < since.isoformat():
            continue
        if limit is not None and taken >= limit:
            return
        if taken >= most:
            raise SourceError(f"more than {most:,} articles; set `limit`")
        taken += 1
        yield article


def _blocks(article: Article) -> Iterable[CodeBlock]:
    extractor = EXTRACTORS.get(article.media_type)
    return extractor.blocks(article) if extractor else ()


def _identified(block: CodeBlock) -> Identified:
    identity = identify(block.hint, block.text)
    return block, identity.language, identity.dialect


def _likeness(article: Article) -> bytes:
    markup = f"{article.media_type}\0{article.body}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(markup).digest()[:16]


def _says_little(article: Article) -> bool:
    return len(" ".join(re.sub(r"<[^<>]*>", " ", article.body).split())) < _SHORT
