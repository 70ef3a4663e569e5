"""Sources -> articles -> code blocks -> snippets on disk: one straight line."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from harvest import logs
from harvest.cache import Cache
from harvest.config import Config, SourceConfig
from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher
from harvest.following import Missing, articles, kind_of
from harvest.model import Article, Document, Snippet, SourceStatus
from harvest.once import answered
from harvest.sources import files
from harvest.store import Harvest
from harvest.work import EXTRACTING, PARSERS, Extracted

_CHUNK = 500_000
"""Characters of markup that are parsed at once by one process."""
_MOST = 100
"""Documents of a chunk, however small."""


Found = Sequence[Snippet] | SourceStatus
"""An article's snippets, or what became of a document."""


def collect(config: Config, base: Path, engine: Engine, *, offline: bool = False) -> Iterator[Found]:
    """Harvest all sources into the output folder; yield each article's snippets, behind a document's its status.

    The new harvest takes the old one's place when the last has been yielded. What was harvested before from a source
    or page that cannot be read now is kept.

    Args:
        config: names the sources and the output folder.
        base: the folder that relative paths start from.
        engine: where pages are parsed.
        offline: read what is on the network from the cache alone.

    Raises:
        StoreError: the output folder cannot be written, or another harvest is writing there.
    """
    cache = base / config.state / "http"
    with Harvest(base / config.output) as harvest, Fetcher(config.fetch, cache=cache, offline=offline) as fetcher:
        steps = (s for source in config.all_sources for s in _steps(source, config, base, fetcher, engine))
        yield from _logged(_harvested(harvest, _extracted(steps, engine, base / config.state)), fetcher)


def _logged(found: Iterator[Found], fetcher: Fetcher) -> Iterator[Found]:
    started, asked = time.monotonic(), fetcher.tally
    for status in found:
        yield status
        if not isinstance(status, SourceStatus):
            continue
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
        started, asked = time.monotonic(), tally


class _End(Struct, frozen=True):
    """A document has been read: all of it, or as far as it could be."""

    source: str
    kind: str | None
    problem: str | None


class _Lost(Struct, frozen=True):
    """An article that could not be had."""

    source: str
    url: str
    reason: str


_Step = Article | _Lost | _End
"""What reading sources gives, in order: the articles of a document, those that it points to in vain, and its end."""


def _steps(source: SourceConfig, config: Config, base: Path, fetcher: Fetcher, engine: Engine) -> Iterator[_Step]:
    for document in _documents(source, base, config.limits.page_bytes, fetcher):
        if isinstance(document, Missing):
            yield _End(document.url, source.kind, document.reason)
            continue
        kind, problem = source.kind, None
        try:
            kind = kind_of(document, source)
            for found in articles(document, kind, source, config, fetcher, engine):
                if isinstance(found, Missing):
                    yield _Lost(document.source, found.url, found.reason)
                else:
                    yield found
        except SourceError as error:
            problem = str(error)
        yield _End(document.source, kind, problem)


def _extracted(steps: Iterator[_Step], engine: Engine, state: Path) -> Iterator[tuple[_Step, Extracted]]:
    """Each step with its article's blocks; pages that no earlier run has parsed are parsed some at a time."""
    asked = ((batch, [step for step in batch if isinstance(step, Article)]) for batch in _batches(steps))
    with Cache(state / "blocks.db", Extracted, PARSERS) as cache:
        for batch, parsed in answered(asked, EXTRACTING, engine, cache):
            rest = iter(parsed)
            for step in batch:
                yield step, next(rest) if isinstance(step, Article) else Extracted()


def _batches(steps: Iterator[_Step]) -> Iterator[list[_Step]]:
    batch: list[_Step] = []
    size = 0
    for step in steps:
        batch.append(step)
        size += len(step.body) if isinstance(step, Article) else 0
        if size >= _CHUNK or len(batch) >= _MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _harvested(harvest: Harvest, steps: Iterator[tuple[_Step, Extracted]]) -> Iterator[Found]:
    """Write what was found; yield it, and the status of each document at its end."""
    read, found, kept = 0, 0, 0
    lost: list[_Lost] = []
    for step, extracted in steps:
        if isinstance(step, _End):
            old = harvest.keep(step.source) if step.problem is not None and not read else ()
            yield old
            kept += len(old)
            yield _status(step, lost, articles=read, blocks=found + kept, kept=kept)
            read, found, kept, lost = 0, 0, 0, []
        elif isinstance(step, _Lost):
            lost.append(step)
            old = harvest.keep(step.source, step.url)
            yield old
            kept += len(old)
        elif extracted.reason is not None:
            lost.append(_Lost(step.source, step.url, extracted.reason))
        else:
            read += 1
            found += len(extracted.blocks)
            if extracted.blocks:
                yield harvest.add(step, extracted.blocks)


def _status(end: _End, lost: list[_Lost], *, articles: int, blocks: int, kept: int) -> SourceStatus:
    problem = end.problem
    if lost and problem is None:
        pages = "1 page" if len(lost) == 1 else f"{len(lost)} pages"
        problem = f"{pages} could not be read: {lost[0].url}: {lost[0].reason}"
    status: Literal["ok", "failed", "stale"] = "ok" if problem is None else "stale" if kept else "failed"
    return SourceStatus(
        source=end.source, kind=end.kind, status=status, reason=problem, articles=articles, blocks=blocks
    )


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
