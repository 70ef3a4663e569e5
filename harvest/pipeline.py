"""Sources -> articles -> code blocks -> snippets on disk: one straight line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from harvest import logs
from harvest.config import Config, SourceConfig
from harvest.errors import SourceError
from harvest.extract import EXTRACTORS
from harvest.fetch.fetcher import Fetcher
from harvest.following import Missing, articles, kind_of
from harvest.languages import identify
from harvest.model import Article, CodeBlock, Document, SourceStatus
from harvest.sources import files
from harvest.store import Harvest


def collect(config: Config, base: Path, *, offline: bool = False) -> Iterator[SourceStatus]:
    """Harvest all sources into the output folder; yield what became of each as it is done.

    The new harvest takes the old one's place when the last has been yielded. What was harvested before from a source
    or page that cannot be read now is kept.

    Args:
        config: names the sources and the output folder.
        base: the folder that relative paths start from.
        offline: read what is on the network from the cache alone.

    Raises:
        StoreError: the output folder cannot be written, or another harvest is writing there.
    """
    fetcher = Fetcher(
        config.fetch, max_bytes=config.limits.page_bytes, cache=base / config.state / "http", offline=offline
    )
    with Harvest(base / config.output) as harvest, fetcher:
        for source in config.all_sources:
            yield from _logged(_harvested(harvest, source, config, base, fetcher), fetcher)


def _logged(statuses: Iterator[SourceStatus], fetcher: Fetcher) -> Iterator[SourceStatus]:
    started, asked = time.monotonic(), fetcher.tally
    for status in statuses:
        now, tally = time.monotonic(), fetcher.tally
        line = logs.Line(
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            source=status.source,
            status=status.status,
            reason=status.reason,
            articles=status.articles,
            blocks=status.blocks,
            requests=tally.requests - asked.requests,
            unchanged=tally.unchanged - asked.unchanged,
            bytes=tally.bytes - asked.bytes,
            seconds=round(now - started, 3),
        )
        logs.log(line)
        yield status
        started, asked = time.monotonic(), tally


def _harvested(
    harvest: Harvest, source: SourceConfig, config: Config, base: Path, fetcher: Fetcher
) -> Iterator[SourceStatus]:
    for document in _documents(source, base, config.limits.page_bytes, fetcher):
        if isinstance(document, Missing):
            kept = harvest.keep(document.url)
            yield _status(document.url, source.kind, document.reason, articles=0, blocks=kept, kept=kept)
        else:
            yield _harvest_one(harvest, document, source, config, fetcher)


def _documents(source: SourceConfig, base: Path, limit: int, fetcher: Fetcher) -> Iterator[Document | Missing]:
    """A source's documents; one that cannot be read is told."""
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
        yield Missing(source.label, str(error))


def _tree(folder: Path, limit: int) -> Iterator[Document | Missing]:
    for path, label in files.below(folder):
        try:
            yield files.file(path, label, limit)
        except SourceError as error:
            yield Missing(label, str(error))


def _harvest_one(
    harvest: Harvest, document: Document, source: SourceConfig, config: Config, fetcher: Fetcher
) -> SourceStatus:
    kind, read, found, kept = source.kind, 0, 0, 0
    missing: list[Missing] = []
    problem: str | None = None
    try:
        kind = kind_of(document, source)
        for article in articles(document, kind, source, config, fetcher):
            if isinstance(article, Missing):
                missing.append(article)
                kept += harvest.keep(document.source, article.url)
            else:
                read += 1
                found += _add(harvest, article)
    except SourceError as error:
        problem = str(error)
        kept += harvest.keep(document.source) if not read else 0
    if missing and problem is None:
        pages = "1 page" if len(missing) == 1 else f"{len(missing)} pages"
        problem = f"{pages} could not be read: {missing[0].url}: {missing[0].reason}"
    return _status(document.source, kind, problem, articles=read, blocks=found + kept, kept=kept)


def _status(  # noqa: PLR0913 - what there is to say of a source
    source: str, kind: str | None, problem: str | None, *, articles: int, blocks: int, kept: int
) -> SourceStatus:
    status: Literal["ok", "failed", "stale"] = "ok" if problem is None else "stale" if kept else "failed"
    return SourceStatus(source=source, kind=kind, status=status, reason=problem, articles=articles, blocks=blocks)


def _add(harvest: Harvest, article: Article) -> int:
    extractor = EXTRACTORS.get(article.media_type)
    identified = [_identified(block) for block in extractor.blocks(article)] if extractor else []
    if identified:
        harvest.add(article, identified)
    return len(identified)


def _identified(block: CodeBlock) -> tuple[CodeBlock, str, str | None]:
    identity = identify(block.hint, block.text)
    return block, identity.language, identity.dialect
