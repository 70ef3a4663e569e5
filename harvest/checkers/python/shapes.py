"""A published text brought into a shape that a parser takes, with the way back to the published lines."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from harvest.checkers.python.layout import Layout, layout


class Shape(Struct, frozen=True):
    """Lines that may parse; line `n` of the published text is line `n + len(lead)` here."""

    lines: tuple[str, ...]
    lead: tuple[str, ...] = ()
    """Lines put before, to open what the excerpt leaves closed."""
    tail: tuple[str, ...] = ()
    """Lines put after."""
    shifts: tuple[int, ...] = ()
    """Characters taken from the start of each line (prompts); empty where none were."""
    published: tuple[str, ...] = ()
    """The lines as they were published."""
    dialect: str | None = None
    hosts: tuple[str, ...] = ()
    resumed: bool = False
    """A session that began before its first input here: `In [7]`."""

    @property
    def text(self) -> str:
        """What the parser reads."""
        return "\n".join((*self.lead, *self.lines, *self.tail))

    @property
    def layout(self) -> Layout:
        """The layout of the lines, without lead and tail."""
        return layout("\n".join(self.lines))

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The published place, 1-based, of a 1-based place in `text`."""
        row = min(max(line - len(self.lead), 1), max(len(self.lines), 1))
        shift = self.shifts[row - 1] if self.shifts else 0
        return row, max(column + shift, 1)

    def place_of(self, name: str, line: int, column: int) -> tuple[int, int]:
        """The published place of a name, looked for in its line where a form or a translation has moved it."""
        row, at = self.place(line, column)
        published = self.published[row - 1] if row <= len(self.published) else ""
        if published.startswith(name, at - 1):
            return row, at
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", published)
        return row, match.start() + 1 if match else min(at, len(published) + 1)

    def having(self, lines: list[str], dialect: str | None = None) -> Shape:
        """The same shape with other lines, as many as before."""
        return replace(self, lines=tuple(lines), dialect=self.dialect or dialect)
