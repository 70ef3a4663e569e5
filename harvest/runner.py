"""Snippets -> readings -> results: each text is read alone, each article judged together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from harvest.cache import Cache
from harvest.checkers import CHECKERS
from harvest.checkers.wrong_tag import RULE as WRONG_TAG
from harvest.config import Config
from harvest.context import Block
from harvest.engine import Engine
from harvest.languages import is_tagged
from harvest.model import UNCHECKED, CheckResult, Code, Finding, Judged, Outcome, Reading, Snippet
from harvest.once import answered
from harvest.resolve import together
from harvest.select import Selected, Selection, fails
from harvest.work import READING

_CHUNKS = (50, 100, 200, *(400,) * 25, 800)
"""Blocks to a chunk, the last of all further ones: few first, so that all cores are soon busy, then enough to make the
starts of external tools cheap, and most where there is so much that the last chunk may keep other cores waiting."""

Articles = list[list[Snippet]]
Batch = list[list[Block]]


def check(
    snippets: Iterable[Snippet],
    config: Config,
    engine: Engine,
    state: Path | None = None,
    selection: Selection | None = None,
) -> Iterator[Judged]:
    """Yield each snippet with its result, in order.

    A snippet that repeats an article published before has the outcome of the first one, without its findings.

    Args:
        snippets: article by article.
        config: what the user set.
        engine: where they are read.
        state: folder in which readings are remembered from run to run.
        selection: what is silenced; without one, what config ignores.
    """
    selection = selection or Selection(config)
    results: dict[str, CheckResult] = {}
    for batch in _read(_batches(snippets), config, engine, state):
        for article in batch:
            for row in _judge(article, config, results, selection):
                # an outcome is kept for later duplicates; the findings are not
                results[row.snippet.id] = _without_findings(row.result)
                yield row


def _batches(snippets: Iterable[Snippet]) -> Iterator[Articles]:
    """Whole articles, gathered into batches of about a chunk."""
    batch: Articles = []
    sizes = iter(_CHUNKS)
    size = next(sizes)
    for _, article in groupby(
        snippets, key=lambda s: (s.provenance.source, s.provenance.entry, s.provenance.article_url)
    ):
        batch.append(list(article))
        if sum(map(len, batch)) >= size:
            yield batch
            batch, size = [], next(sizes, size)
    if batch:
        yield batch


def _read(batches: Iterator[Articles], config: Config, engine: Engine, state: Path | None) -> Iterator[Batch]:
    """Read the blocks that no earlier run has read."""
    tools = {tool for checker in CHECKERS.values() for tool in checker.TOOLS}
    asked = ((batch, [_code(s) for article in batch for s in article if _is_read(s, config)]) for batch in batches)
    with Cache(state / "readings.db" if state else None, Reading, tools) as cache:
        for batch, readings in answered(asked, READING, engine, cache):
            rest = iter(readings)
            yield [
                [Block(s, next(rest) if _is_read(s, config) else _unread(s, config)) for s in article]
                for article in batch
            ]


def _code(snippet: Snippet) -> Code:
    return Code(snippet.text, snippet.language, snippet.dialect)


def _is_read(snippet: Snippet, config: Config) -> bool:
    return snippet.duplicate_of is None and len(snippet.text) <= config.limits.block_bytes


def _unread(snippet: Snippet, config: Config) -> Reading:
    if snippet.duplicate_of is not None:  # what is wrong in an article published twice is told once
        return Reading()
    return Reading(reason=f"larger than {config.limits.block_bytes:,} bytes")


def _judge(
    article: Sequence[Block], config: Config, earlier: dict[str, CheckResult], selection: Selection
) -> Iterator[Judged]:
    rows = zip(article, together(article, config.names), strict=True)
    found = [(block.snippet, _as_meant(block.snippet, findings)) for block, findings in rows]
    for block, selected in zip(article, selection.select(found), strict=True):
        first = block.snippet.duplicate_of
        if first is None:
            result = _result(block, selected, config)
        else:
            result = msgspec.structs.replace(earlier[first], snippet_id=block.snippet.id)
        yield Judged(block.snippet, result)


def _without_findings(result: CheckResult) -> CheckResult:
    silent = not result.findings and not result.silenced
    return result if silent else msgspec.structs.replace(result, findings=(), silenced=())


def _as_meant(snippet: Snippet, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """No tag is wrong where the author wrote none that we know, and what is broken on purpose is a note."""
    if not found:
        return ()
    from harvest.intent import softened

    return tuple(
        softened(snippet, finding) for finding in found if finding.rule != WRONG_TAG.name or is_tagged(snippet.hint)
    )


def _result(block: Block, selected: Selected, config: Config) -> CheckResult:
    outcome, reason = _outcome(block, selected.findings, config)
    return CheckResult(
        snippet_id=block.snippet.id,
        outcome=outcome,
        findings=selected.findings,
        reason=reason,
        dialect=block.snippet.dialect or block.reading.dialect,
        silenced=selected.silenced,
    )


def _outcome(block: Block, findings: Sequence[Finding], config: Config) -> tuple[Outcome, str | None]:
    """What became of a block, and why it was not checked."""
    bar = "warning" if config.fail_on == "never" else config.fail_on
    if findings and any(fails(finding.severity, bar) for finding in findings):
        return "failed", None
    if block.reading.reason is not None:
        return "errored", block.reading.reason
    language = block.snippet.language
    if language in CHECKERS:
        return "passed", None
    return "skipped", "plain text" if language == "text" else UNCHECKED + language
