"""What `json` and `jsonl` say of a run: their fields in order, from which their JSON Schemas are generated."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from harvest.batches import batches
from harvest.model import Finding, Judged, Outcome, Run, Severity, SourceStatus, Summary

_UNPRINTABLE = re.compile(r"[^ -~\n]")
_TOGETHER = 100
"""Records that become JSON at once."""


class SourceEntry(Struct, frozen=True, kw_only=True):
    """What became of one source."""

    source: str
    kind: str | None
    status: Literal["ok", "failed", "stale"]
    reason: str | None
    articles: int


class FindingEntry(Struct, frozen=True, kw_only=True):
    """One thing that is wrong; lines and columns are 1-based, in characters, ends exclusive."""

    code: str
    rule: str
    severity: Severity
    line: int
    column: int
    end_line: int | None
    end_column: int | None
    message: str
    name: str | None
    suggestion: str | None


class SnippetEntry(Struct, frozen=True, kw_only=True):
    """One published code block and what became of it."""

    id: str
    source: str
    entry: int | None
    article_url: str
    article_title: str
    index: int
    heading: str | None
    hint: str | None
    language: str
    dialect: str | None
    path: str
    digest: str
    outcome: Outcome
    reason: str | None
    duplicate_of: str | None
    findings: list[FindingEntry]


class Head(Struct, frozen=True, kw_only=True):
    """Which run this is."""

    harvest: str
    started: str
    summary: Summary


class JsonReport(Struct, frozen=True, kw_only=True):
    """The whole of the `json` report."""

    harvest: str
    started: str
    summary: Summary
    sources: list[SourceEntry]
    snippets: list[SnippetEntry]


class RunLine(Head, frozen=True, kw_only=True, tag="run"):
    """The first line of `jsonl`."""


class SourceLine(SourceEntry, frozen=True, kw_only=True, tag="source"):
    """Then one for each source."""


class SnippetLine(SnippetEntry, frozen=True, kw_only=True, tag="snippet"):
    """Then one for each snippet."""


def head(run: Run, kind: type[Head] = Head) -> Head:
    """What is said of a run as a whole."""
    return kind(harvest=run.version, started=run.started, summary=run.summary)


def source_entry(status: SourceStatus, kind: type[SourceEntry] = SourceEntry) -> SourceEntry:
    """What is said of a source."""
    return kind(
        source=status.source,
        kind=status.kind,
        status=status.status,
        reason=status.reason,
        articles=status.articles,
    )


def snippet_entry(row: Judged, kind: type[SnippetEntry] = SnippetEntry) -> SnippetEntry:
    """What is said of a snippet and its result."""
    snippet, result, place = row.snippet, row.result, row.snippet.provenance
    return kind(
        id=snippet.id,
        source=place.source,
        entry=place.entry,
        article_url=place.article_url,
        article_title=place.article_title,
        index=place.index,
        heading=place.heading,
        hint=snippet.hint,
        language=snippet.language,
        dialect=result.dialect or snippet.dialect,
        path=snippet.path,
        digest=snippet.digest,
        outcome=result.outcome,
        reason=result.reason,
        duplicate_of=snippet.duplicate_of,
        findings=[_finding_entry(finding) for finding in result.findings],
    )


def _finding_entry(finding: Finding) -> FindingEntry:
    return msgspec.convert(finding, FindingEntry, from_attributes=True)


def encode(entry: Struct) -> str:
    """One line of JSON in ASCII: no published text can act on a terminal or fail to be encoded in it."""
    return _in_ascii(msgspec.json.encode(entry))


def lines(entries: Iterable[Struct]) -> Iterator[str]:
    """Yield entries as such lines, some of them together, each with a newline at its end and none within."""
    encoder = msgspec.json.Encoder()
    return (_in_ascii(encoder.encode_lines(batch)) for batch in batches(entries, _TOGETHER))


def _in_ascii(encoded: bytes) -> str:
    """The delete character is what JSON leaves of the controls."""
    text = encoded.decode()
    return text if text.isascii() and "\x7f" not in text else _UNPRINTABLE.sub(_escaped, text)


def _escaped(letter: re.Match[str]) -> str:
    """A letter of a JSON string as its escapes: two beyond the first 65,536 letters of Unicode."""
    return "".join(f"\\u{unit:04x}" for (unit,) in struct.iter_unpack(">H", letter[0].encode("utf-16-be")))


def schema(kind: Literal["json", "jsonl"]) -> dict[str, Any]:
    """The JSON Schema of a report, for `jsonl` that of one line."""
    described = JsonReport if kind == "json" else RunLine | SourceLine | SnippetLine
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(described)}
