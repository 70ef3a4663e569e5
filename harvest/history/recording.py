"""A run into the database: blocks find their lineage, findings their identity."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from harvest.history.lineage import Block, match
from harvest.history.schema import blocks, editions, findings, runs, seen, sources
from harvest.identity import article_of, line_of, plain
from harvest.model import Finding, Judged, Run, Snippet


def write(connection: Connection, run: Run) -> int:
    """Write a run within an open transaction; returns its number."""
    number = _next(connection, runs.c.id)
    summary = run.summary
    connection.execute(
        insert(runs).values(
            id=number,
            started=run.started,
            version=run.version,
            articles=summary.articles,
            blocks=summary.blocks,
            failed=summary.failed,
            errors=summary.errors,
            warnings=summary.warnings,
            notes=summary.notes,
            failed_sources=sum(source.status != "ok" for source in run.sources),
        )
    )
    told = [
        {"run": number, "source": plain(s.source), "status": s.status, "reason": s.reason and plain(s.reason)}
        for s in run.sources
    ]
    if told:
        connection.execute(insert(sources), told)
    _Writer(connection, number).write(run)
    return number


class _Writer:
    """Writes the articles of one run."""

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection = connection
        self._number = number
        self._fresh = _next(connection, blocks.c.lineage)
        self._used: set[int] = set()

    def write(self, run: Run) -> None:
        for article, rows in groupby(run.rows, lambda row: article_of(row.snippet)):
            self._article(article, list(rows))

    def _article(self, article: str, rows: Sequence[Judged]) -> None:
        first = rows[0].snippet.provenance
        edition = hashlib.sha256("".join(row.snippet.digest for row in rows).encode()).hexdigest()
        about = {"article": article, "title": plain(first.article_title), "source": plain(first.source)}
        self._connection.execute(insert(editions).values(run=self._number, digest=edition, **about))
        lineages = self._lineages(article, [row.snippet for row in rows])
        pairs = list(zip(lineages, rows, strict=True))
        self._connection.execute(
            insert(seen), [{"run": self._number, "lineage": i, "digest": row.snippet.digest} for i, row in pairs]
        )
        found = [
            {"run": self._number, "lineage": i, **about, **row} for i, judged in pairs for row in _findings(judged)
        ]
        if found:
            self._connection.execute(insert(findings), found)

    def _lineages(self, article: str, snippets: Sequence[Snippet]) -> list[int]:
        """Find each snippet's lineage, and remember how it looks now."""
        query = select(blocks).where(blocks.c.article == article).order_by(blocks.c.position)
        old = [row for row in self._connection.execute(query) if row.lineage not in self._used]
        matched = match([_block(row) for row in old], [_told(snippet) for snippet in snippets])
        lineages = [self._fresh_lineage() if there is None else int(old[there].lineage) for there in matched]
        self._used.update(lineages)
        states = [_state(article, lineage, s) for lineage, s in zip(lineages, snippets, strict=True)]
        fresh = [state for state, there in zip(states, matched, strict=True) if there is None]
        if fresh:
            self._connection.execute(insert(blocks), fresh)
        for state, there in zip(states, matched, strict=True):
            if there is not None and any(getattr(old[there], key) != value for key, value in state.items()):
                self._connection.execute(update(blocks).where(blocks.c.lineage == state["lineage"]).values(state))
        return lineages

    def _fresh_lineage(self) -> int:
        self._fresh += 1
        return self._fresh - 1


def _key(finding: Finding, text: str) -> str:
    """What stays the same of a finding: its rule, and its name or its line."""
    said = f"line {line_of(finding, text)}" if finding.name is None else f"name {plain(finding.name)}"
    return f"{finding.rule} {said}"


def _findings(row: Judged) -> Iterator[dict[str, Any]]:
    """A snippet's findings; what is found twice in one way is told apart by its turn."""
    turns: Counter[str] = Counter()
    both = [(finding, False) for finding in row.result.findings] + [(finding, True) for finding in row.result.silenced]
    for finding, silenced in both:
        key = _key(finding, row.snippet.text)
        turns[key] += 1
        yield {
            "key": f"{key} {turns[key]}",
            "code": finding.code,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": plain(finding.message),
            "name": finding.name and plain(finding.name),
            "path": row.snippet.path,
            "line": finding.line,
            "column": finding.column,
            "silenced": silenced,
        }


def _next(connection: Connection, column: Any) -> int:
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def _told(snippet: Snippet) -> Block:
    heading = snippet.provenance.heading
    return Block(snippet.digest, snippet.language, heading and plain(heading), snippet.text)


def _block(row: Any) -> Block:
    text = zlib.decompress(row.body).decode("utf-8", "surrogatepass")
    return Block(row.digest, row.language, row.heading, text)


def _state(article: str, lineage: int, snippet: Snippet) -> dict[str, Any]:
    told = _told(snippet)
    return {
        "lineage": lineage,
        "article": article,
        "position": snippet.provenance.index,
        "heading": told.heading,
        "language": told.language,
        "digest": told.digest,
        "body": zlib.compress(told.text.encode("utf-8", "surrogatepass")),
    }
