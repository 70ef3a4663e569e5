"""A run's rows on disk: written once while they are judged, read any number of times by the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import ne
from typing import BinaryIO, Final

import msgspec

from harvest.batches import batches
from harvest.model import Judged, Summary

_SIZE = 8
"""Bytes that say how long the rows behind them are."""
_TOGETHER = 100
"""Rows that are written, and read, at once."""


class Rows:
    """The rows of a run, streamed from the file that `spool` wrote."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: Final = file

    def __iter__(self) -> Iterator[Judged]:
        decoder = msgspec.msgpack.Decoder(list[Judged])
        at = 0  # its own place: a report may read them twice at once
        while True:
            self._file.seek(at)
            if not (head := self._file.read(_SIZE)):
                return
            size = int.from_bytes(head)
            at += _SIZE + size
            yield from decoder.decode(self._file.read(size))


def spool(rows: Iterable[Judged], file: BinaryIO) -> Summary:
    """Write rows to a file, and count them."""
    count: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    last: object = None
    encode = msgspec.msgpack.Encoder().encode
    for batch in batches(rows, _TOGETHER):
        body = encode(batch)
        file.write(len(body).to_bytes(_SIZE) + body)
        articles = [(where.source, where.entry, where.article_url) for where in (r.snippet.provenance for r in batch)]
        count["articles"] += sum(map(ne, articles, (last, *articles)))
        last = articles[-1]
        count["blocks"] += len(batch)
        count.update([row.result.outcome for row in batch])
        count.update([f"{finding.severity}s" for row in batch for finding in row.result.findings])
        count["silenced"] += sum([len(row.result.silenced) for row in batch])
        count["duplicates"] += sum([row.snippet.duplicate_of is not None for row in batch])
        languages.update([row.snippet.language for row in batch])
        reasons.update([row.result.reason or "" for row in batch if row.result.outcome == "skipped"])
    return Summary(languages=_sorted(languages), skipped_because=_sorted(reasons), **count)


def _sorted(counts: Counter[str]) -> dict[str, int]:
    """Most frequent first, then by name: the same in every run."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
