"""What is done in readers' processes: articles to blocks, blocks to readings; only they load the parsers."""

from __future__ import annotations

from msgspec import Struct

from harvest.engine import Work
from harvest.model import Article, Code, CodeBlock, Reading


class Extracted(Struct, frozen=True):
    """An article's blocks, each with its language and dialect; or why there are none."""

    blocks: tuple[tuple[CodeBlock, str, str | None], ...] = ()
    reason: str | None = None


def extract(articles: list[Article]) -> list[Extracted]:
    """Find the blocks of each article."""
    return [Extracted(tuple(map(_identified, _blocks(article)))) for article in articles]


def _blocks(article: Article) -> tuple[CodeBlock, ...]:
    from harvest.extract import EXTRACTORS

    extractor = EXTRACTORS.get(article.media_type)
    return tuple(extractor.blocks(article)) if extractor else ()


def _identified(block: CodeBlock) -> tuple[CodeBlock, str, str | None]:
    from harvest.languages import identify

    identity = identify(block.hint, block.text)
    return block, identity.language, identity.dialect


def _unextracted(reason: str) -> Extracted:
    return Extracted(reason=reason)


def read(codes: list[Code]) -> list[Reading]:
    """Read each block alone."""
    from harvest.readings import read_many

    return read_many(codes)


def _unread(reason: str) -> Reading:
    return Reading(reason=reason)


PARSERS = ("selectolax", "beautifulsoup4")
"""The distributions whose versions decide where blocks are found."""

EXTRACTING: Work[Article, Extracted] = Work(extract, _unextracted)
READING: Work[Code, Reading] = Work(read, _unread)
