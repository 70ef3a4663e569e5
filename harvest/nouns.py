"""Numbers with their nouns, in every report and summary alike."""

from __future__ import annotations


def count(number: int, word: str) -> str:
    """A number with its noun: `1 block`, `2,000 blocks`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
