"""What an extractor is: a module with `blocks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from harvest.model import Article, CodeBlock


class Extractor(Protocol):
    """The contract that each module of `harvest.extract` keeps."""

    @property
    def blocks(self) -> Callable[[Article], Iterator[CodeBlock]]:
        """Yield every highlighted block in document order. Never raises for anything that a body can contain."""
