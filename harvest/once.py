"""Work that is done once: what an earlier run answered is not asked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from harvest.cache import Cache, Cached
from harvest.engine import Engine, Work

Batch = TypeVar("Batch")
Item = TypeVar("Item", bound=Struct)
Answer = TypeVar("Answer", bound=Cached)


def answered(
    batches: Iterable[tuple[Batch, list[Item]]], work: Work[Item, Answer], engine: Engine, cache: Cache[Answer]
) -> Iterator[tuple[Batch, list[Answer]]]:
    """Yield each batch with the answers to its items, in their order; equal items of a batch are asked once.

    Args:
        batches: what is passed on, and the items to work on.
        work: what to do with those that the cache does not know.
        engine: where it is done.
        cache: what earlier runs answered; it takes what this one does.
    """
    waiting: deque[tuple[Batch, list[bytes], dict[bytes, Answer], list[bytes]]] = deque()

    def chunks() -> Iterator[list[Item]]:
        for batch, items in batches:
            keys = [cache.key(item) for item in items]
            known = cache.get(list(dict.fromkeys(keys)))
            unknown = {key: item for key, item in zip(keys, items, strict=True) if key not in known}
            waiting.append((batch, keys, known, list(unknown)))
            yield list(unknown.values())

    for answers in engine.map(work, chunks()):
        batch, keys, known, unknown = waiting.popleft()
        fresh = dict(zip(unknown, answers, strict=True))
        cache.put(fresh)
        found = known | fresh
        yield batch, [found[key] for key in keys]
