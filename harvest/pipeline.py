"""Sources -> articles -> code blocks -> snippets on disk: one straight line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from harvest.cache import Cache
from harvest.config import Config, SourceConfig
from harvest.engine import Engine
from harvest.errors import SourceError
from harvest.fetch.fetcher import Fetcher
from harvest.following import End, Had, Lost, Page, Step, Whole, steps
from harvest.following.costs import Costs
from harvest.following.trees import tree
from harvest.logs import Form
from harvest.model import Document, Snippet, SourceStatus
from harvest.nouns import count
from harvest.once import answered
from harvest.sources import files
from harvest.store import Harvest
from harvest.work import PARSERS, PARSING, Parsed

_CHUNKS = (50_000, 100_000, 250_000, 500_000)
"""Bytes that are parsed at once by one process, the last of all further ones: few first, so that all cores are soon
busy."""
_MOST = 100
"""Documents of a chunk, however small."""


Found = Sequence[Snippet] | SourceStatus
"""An article's snippets, or what became of a document."""


def collect(
    config: Config, base: Path, engine: Engine, *, offline: bool = False, log: Form | None = None
) -> Iterator[Found]:
    """Harvest all sources into the output folder; yield each article's snippets, behind a document's its status.

    The new harvest takes the old one's place when the last has been yielded. What was harvested before from a source
    or page that cannot be read now is kept; where no source can be read, the old harvest stays as it is.

    Args:
        config: names the sources and the output folder.
        base: the folder that relative paths start from.
        engine: where pages are parsed.
        offline: read what is on the network from the cache alone.
        log: how a line for each document is written to standard error; none where it is None.

    Raises:
        StoreError: the output folder cannot be written, or another harvest is writing there.
    """
    cache = base / config.state / "http"
    with Harvest(base / config.output) as harvest, Fetcher(config.fetch, cache=cache, offline=offline) as fetcher:
        state = base / config.state
        found = _steps(config, base, fetcher, engine)
        if log is None:
            yield from _harvested(harvest, _parsed(found, engine, state))
        else:
            costs = Costs(fetcher, log)
            yield from costs.logged(_harvested(harvest, _parsed(costs.counted(found), engine, state)))


def _steps(config: Config, base: Path, fetcher: Fetcher, engine: Engine) -> Iterator[Step]:
    folders = {source.location for source in config.all_sources if os.path.isdir(base / source.location)}  # noqa: PTH112 - a path object raises where a name is too long
    for source in config.all_sources:
        several = source.location in folders and len(folders) > 1
        for document in _documents(source, config, base, fetcher, f"{source.label.rstrip('/')}/" if several else ""):
            if isinstance(document, End):
                yield document
            else:
                yield from steps(document, source, config, fetcher, engine)


def _parsed(found: Iterator[Step], engine: Engine, state: Path) -> Iterator[tuple[Step, Parsed]]:
    """Each step with what its document holds; those that no earlier run has parsed are parsed some at a time."""
    asked = ((batch, [step.asked for step in batch if isinstance(step, Whole | Page)]) for batch in _batches(found))
    with Cache(state / "documents.db", Parsed, PARSERS) as cache:
        for batch, parsed in answered(asked, PARSING, engine, cache):
            rest = iter(parsed)
            for step in batch:
                yield step, next(rest) if isinstance(step, Whole | Page) else Parsed()


def _batches(found: Iterator[Step]) -> Iterator[list[Step]]:
    batch: list[Step] = []
    size = 0
    limits = iter(_CHUNKS)
    limit = next(limits)
    for step in found:
        batch.append(step)
        size += len(step.asked.document.body) if isinstance(step, Whole | Page) else 0
        if size >= limit or len(batch) >= _MOST:
            yield batch
            batch, size, limit = [], 0, next(limits, limit)
    if batch:
        yield batch


def _harvested(harvest: Harvest, found: Iterator[tuple[Step, Parsed]]) -> Iterator[Found]:
    """Write what was found; yield it, and the status of each document at its end."""
    tally, is_read = _Tally(), False
    for step, parsed in found:
        for article in (step.article,) if isinstance(step, Had) else parsed.articles:
            tally.articles += 1
            tally.blocks += len(article.blocks)
            if article.blocks:
                yield harvest.add(article)
        if (lost := _lost(step, parsed)) is not None:
            tally.lost.append(lost)
            yield tally.kept(harvest.keep(lost.source, lost.url))
        if (end := _end(step, parsed)) is not None:
            if end.problem is not None and not tally.articles:
                yield tally.kept(harvest.keep(end.source))
            status = tally.status(end)
            is_read = is_read or status.status != "failed"
            yield status
            tally = _Tally()
    if not is_read:
        harvest.leave()


class _Tally:
    """What a document has given so far."""

    def __init__(self) -> None:
        self.articles = self.blocks = 0
        self.lost: list[Lost] = []
        self._keeps = False

    def kept(self, old: Sequence[Snippet]) -> Sequence[Snippet]:
        """Take note of what was harvested before and is kept; return it."""
        self.blocks += len(old)
        self.articles += len({snippet.provenance.article_url for snippet in old})
        self._keeps = self._keeps or bool(old)
        return old

    def status(self, end: End) -> SourceStatus:
        """What became of it."""
        problem = end.problem
        if self.lost and problem is None:
            first = "" if len(self.lost) == 1 else "the first of them "
            said = f"{count(len(self.lost), 'page')} could not be read"
            problem = f"{said}: {first}{self.lost[0].url}: {self.lost[0].reason}"
        return SourceStatus(
            source=end.source,
            kind=end.kind,
            status="ok" if problem is None else "stale" if self._keeps else "failed",
            reason=problem,
            articles=self.articles,
            blocks=self.blocks,
        )


def _lost(step: Step, parsed: Parsed) -> Lost | None:
    if isinstance(step, Page) and not parsed.articles:
        return Lost(step.asked.document.source, step.url, parsed.trouble or "no article")
    return step if isinstance(step, Lost) else None


def _end(step: Step, parsed: Parsed) -> End | None:
    if isinstance(step, Whole):
        return End(step.asked.document.source, parsed.kind, parsed.trouble)
    return step if isinstance(step, End) else None


def _documents(
    source: SourceConfig, config: Config, base: Path, fetcher: Fetcher, within: str
) -> Iterator[Document | End]:
    """A source's documents; one that cannot be read is told. Those of several folders are called by these as well."""
    limit, place = config.limits.page_bytes, base / source.location
    try:
        if "://" in source.location:
            yield fetcher.fetch(source.location, source.label, trusted=True)
        elif source.location == "-":
            yield files.stdin(source.name or "-", limit)
        elif os.path.isdir(place):  # noqa: PTH112 - as above
            yield from tree(place, source.label, limit, within, base / config.output)
        else:
            yield files.file(place, source.label, limit)
    except SourceError as error:
        yield End(source.label, source.kind, str(error))
