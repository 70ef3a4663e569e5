"""Items some at a time: what is cheap for many at once costs too much for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`, the last one of what is left."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
