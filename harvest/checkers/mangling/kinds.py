"""What publishing did to a block of any language: each kind of damage with the repaired text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from harvest.checkers.mangling import characters, entities, leftovers, margins, typography
from harvest.checkers.mangling.damage import Damage

_KINDS: Final[tuple[Callable[[str, str], Iterator[Damage]], ...]] = (
    characters.no_break_spaces,
    characters.invisible,
    characters.reversing,
    entities.entities,
    typography.quotes,
    typography.dashes,
    margins.line_numbers,
    margins.merge_markers,
    margins.cut_off,
    leftovers.fences,
    leftovers.tags,
    characters.garbled,
)

_OF_ASCII: Final = tuple(kind for kind in _KINDS if kind.__module__ not in {characters.__name__, typography.__name__})
"""The kinds that need no character beyond ASCII: most blocks have none."""


def damages(text: str, language: str) -> list[Damage]:
    """All damage that a text may have suffered; whether it counts, the language's checker decides.

    Args:
        text: as it was published.
        language: canonical name; `text` where it is unknown.
    """
    kinds = _OF_ASCII if text.isascii() else _KINDS
    return [damage for kind in kinds for damage in kind(text, language)]


def mended(text: str) -> str:
    """The text with every repair made."""
    for repair in (
        characters.spaced,
        characters.visible,
        entities.unescaped,
        typography.straight,
        typography.plain,
        margins.unnumbered,
    ):
        text = repair(text)
    return text
