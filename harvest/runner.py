"""Snippets -> readings -> results: each text is read alone, each article judged together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from harvest.checkers import CHECKERS
from harvest.config import Config
from harvest.engine import read
from harvest.languages import LANGUAGES
from harvest.model import CheckResult, Code, Finding, Judged, Reading, Snippet
from harvest.resolve import Block, unmet
from harvest.select import fails, select

_CHUNK = 200
"""Blocks to a chunk: enough to make the start of an external tool cheap, few enough to keep all cores busy."""

Batch = list[list[Block]]
"""Some articles."""


def check(snippets: Iterable[Snippet], config: Config) -> Iterator[Judged]:
    """Yield each snippet with its result, in order.

    A snippet that repeats an article published before has the outcome of the first one, without its findings.
    """
    results: dict[str, CheckResult] = {}
    for batch in _read(_batches(snippets), config):
        for article in batch:
            for row in _judge(article, config, results):
                # an outcome is kept for later duplicates; the findings are not
                results[row.snippet.id] = msgspec.structs.replace(row.result, findings=())
                yield row


def _batches(snippets: Iterable[Snippet]) -> Iterator[list[list[Snippet]]]:
    """Whole articles, gathered into batches of about a chunk."""
    batch: list[list[Snippet]] = []
    for _, article in groupby(
        snippets, key=lambda s: (s.provenance.source, s.provenance.entry, s.provenance.article_url)
    ):
        batch.append(list(article))
        if sum(map(len, batch)) >= _CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(batches: Iterator[list[list[Snippet]]], config: Config) -> Iterator[Batch]:
    waiting: deque[list[list[Snippet]]] = deque()

    def chunks() -> Iterator[list[Code]]:
        for batch in batches:
            waiting.append(batch)
            yield [_code(s) for article in batch for s in article if _is_read(s, config)]

    for readings in read(chunks()):
        answers = iter(readings)
        yield [
            [Block(s, next(answers) if _is_read(s, config) else _unread(s, config)) for s in article]
            for article in waiting.popleft()
        ]


def _code(snippet: Snippet) -> Code:
    return Code(snippet.text, snippet.language, snippet.dialect)


def _is_read(snippet: Snippet, config: Config) -> bool:
    return snippet.duplicate_of is None and len(snippet.text) <= config.limits.block_bytes


def _unread(snippet: Snippet, config: Config) -> Reading:
    if snippet.duplicate_of is not None:
        return Reading()
    return Reading(reason=f"larger than {config.limits.block_bytes:,} bytes")


def _judge(article: Sequence[Block], config: Config, earlier: dict[str, CheckResult]) -> Iterator[Judged]:
    for block, names in zip(article, unmet(article, config.names), strict=True):
        first = block.snippet.duplicate_of
        if first is None:
            found = select(block.snippet, (*block.reading.findings, *names), config)
            result = _result(block, found, config)
        else:
            result = msgspec.structs.replace(earlier[first], snippet_id=block.snippet.id)
        yield Judged(block.snippet, result)


def _result(block: Block, findings: tuple[Finding, ...], config: Config) -> CheckResult:
    snippet, reading = block.snippet, block.reading
    bar = "warning" if config.fail_on == "never" else config.fail_on
    dialect = snippet.dialect or reading.dialect
    if any(fails(finding.severity, bar) for finding in findings):
        return CheckResult(snippet_id=snippet.id, outcome="failed", findings=findings, dialect=dialect)
    if reading.reason is not None:
        return CheckResult(snippet_id=snippet.id, outcome="errored", findings=findings, reason=reading.reason)
    if snippet.language in CHECKERS:
        return CheckResult(snippet_id=snippet.id, outcome="passed", findings=findings, dialect=dialect)
    reason = "plain text" if snippet.language == "text" else f"no checker for {LANGUAGES[snippet.language].name}"
    return CheckResult(snippet_id=snippet.id, outcome="skipped", findings=findings, reason=reason, dialect=dialect)
