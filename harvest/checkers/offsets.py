"""Offsets in a text -> the lines and columns that readers count in."""

from __future__ import annotations


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both 1-based, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
