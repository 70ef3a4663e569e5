"""Sources -> articles -> code blocks -> snippets on disk: one straight line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harvest.config import Config, SourceConfig
from harvest.errors import SourceError
from harvest.extract import EXTRACTORS
from harvest.fetch.fetcher import Fetcher
from harvest.languages import identify
from harvest.model import Article, CodeBlock, Document, SourceStatus
from harvest.sources import articles, files, kind_of
from harvest.store import Harvest


def collect(config: Config, base: Path) -> Iterator[SourceStatus]:
    """Harvest all sources into the output folder; yield what became of each as it is done.

    The new harvest takes the old one's place when the last has been yielded. What was harvested before from a source
    that cannot be read now is kept.

    Args:
        config: names the sources and the output folder.
        base: the folder that relative paths start from.

    Raises:
        StoreError: the output folder cannot be written, or another harvest is writing there.
    """
    with Harvest(base / config.output) as harvest, Fetcher(config.fetch, cache=base / config.state / "http") as fetcher:
        for source in config.all_sources:
            for document in _documents(source, base, config.limits.page_bytes, fetcher):
                yield document if isinstance(document, SourceStatus) else _harvest_one(harvest, document, source)


def _documents(source: SourceConfig, base: Path, limit: int, fetcher: Fetcher) -> Iterator[Document | SourceStatus]:
    """A source's documents; one that cannot be read is told as a status."""
    try:
        if "://" in source.location:
            yield fetcher.fetch(source.location, source.label, trusted=True)
        elif source.location == "-":
            yield files.stdin(source.name or "-", limit)
        elif (base / source.location).is_dir():
            yield from _tree(base / source.location, limit)
        else:
            yield files.file(base / source.location, source.label, limit)
    except SourceError as error:
        yield SourceStatus(source=source.label, kind=source.kind, status="failed", reason=str(error))


def _tree(folder: Path, limit: int) -> Iterator[Document | SourceStatus]:
    for path, label in files.below(folder):
        try:
            yield files.file(path, label, limit)
        except SourceError as error:
            yield SourceStatus(source=label, kind=None, status="failed", reason=str(error))


def _harvest_one(harvest: Harvest, document: Document, source: SourceConfig) -> SourceStatus:
    kind, read, found = source.kind, 0, 0
    try:
        kind = kind_of(document, source.kind)
        for article in articles(document, kind):
            if source.limit is not None and read >= source.limit:
                break
            read += 1
            found += _add(harvest, article)
    except SourceError as error:
        kept = harvest.keep(document.source) if not read else 0
        return SourceStatus(
            source=document.source,
            kind=kind,
            status="stale" if kept else "failed",
            reason=str(error),
            articles=read,
            blocks=found or kept,
        )
    return SourceStatus(source=document.source, kind=kind, status="ok", articles=read, blocks=found)


def _add(harvest: Harvest, article: Article) -> int:
    extractor = EXTRACTORS.get(article.media_type)
    identified = [_identified(block) for block in extractor.blocks(article)] if extractor else []
    if identified:
        harvest.add(article, identified)
    return len(identified)


def _identified(block: CodeBlock) -> tuple[CodeBlock, str, str | None]:
    identity = identify(block.hint, block.text)
    return block, identity.language, identity.dialect
