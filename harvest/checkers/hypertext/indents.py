"""What the indentation tells of an element that is never closed: which end tag was written for it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from harvest.checkers.hypertext.tags import Tag

_DEEPEST: Final = 200
"""Characters that are taken for an indentation."""


class Pair(Struct, frozen=True):
    """An element's tags."""

    start: Tag
    end: Tag


class Indents:
    """The elements of a text whose end tag stands under something else than their start tag.

    Args:
        text: what the tags were found in.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs: dict[tuple[str, str], Pair] = {}

    def note(self, start: Tag, end: Tag) -> None:
        """Remember an element, as the tags count."""
        above, below = self._of(start), self._of(end)
        if above is not None and below is not None and above != below and above.startswith(below):
            self._pairs[start.name, below] = Pair(start, end)

    def stolen(self, tag: Tag) -> Pair | None:
        """The element that is closed by the end tag which stands under the start tag of one that is not closed."""
        indent = self._of(tag)
        pair = None if indent is None else self._pairs.get((tag.name, indent))
        return pair if pair is not None and pair.start.start > tag.start else None

    def _of(self, tag: Tag) -> str | None:
        """The white space before a tag; None where it does not begin its line."""
        least = max(0, tag.start - _DEEPEST)
        line = self._text.rfind("\n", least, tag.start) + 1
        indent = self._text[max(line, least) : tag.start]
        return indent if not indent.strip() and (line or not least) else None
