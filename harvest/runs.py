"""A run's rows on disk: written once while they are judged, read any number of times by the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import msgspec

from harvest.model import Judged, Summary

_SIZE = 8
"""Bytes that say how long the row behind them is."""


class Rows:
    """The rows of a run, streamed from the file that `spool` wrote."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: Final = file

    def __iter__(self) -> Iterator[Judged]:
        decoder = msgspec.msgpack.Decoder(Judged)
        at = 0  # its own place: a report may read them twice at once
        while True:
            self._file.seek(at)
            if not (head := self._file.read(_SIZE)):
                return
            size = int.from_bytes(head)
            at += _SIZE + size
            yield decoder.decode(self._file.read(size))


def spool(rows: Iterable[Judged], file: BinaryIO) -> Summary:
    """Write rows to a file, and count them."""
    count: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    articles = 0
    before: object = None
    encode = msgspec.msgpack.Encoder().encode
    for row in rows:
        body = encode(row)
        file.write(len(body).to_bytes(_SIZE) + body)
        where = row.snippet.provenance
        articles += (this := (where.source, where.entry, where.article_url)) != before
        before = this
        languages[row.snippet.language] += 1
        for what in ("blocks", row.result.outcome, *(f"{f.severity}s" for f in row.result.findings)):
            count[what] += 1
        count["silenced"] += len(row.result.silenced)
        count["duplicates"] += row.snippet.duplicate_of is not None
        if row.result.outcome == "skipped":
            reasons[row.result.reason or ""] += 1
    return Summary(articles=articles, languages=_sorted(languages), skipped_because=_sorted(reasons), **count)


def _sorted(counts: Counter[str]) -> dict[str, int]:
    """Most frequent first, then by name: the same in every run."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
