"""Where blocks are read: chunks of codes in, chunks of readings out, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harvest.model import Code, Reading
from harvest.readings import read_many


def read(chunks: Iterable[list[Code]]) -> Iterator[list[Reading]]:
    """Yield the readings of each chunk, in the order of the chunks."""
    return map(read_many, chunks)
