"""Text as a browser lays it out: an element that is a line begins one, and ends the one before."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """How far a page has come."""

    size: int
    """How much has been written."""
    ended: int
    """How many lines have been ended by their elements."""


class Page:
    """The text that has been written, and whether its last line is over."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._ended = 0
        self._over = False
        """The line is over, but its newline has not been written: the text that follows may bring it."""
        self._strict = False
        """No text that follows can: a block stands between, or a line's element has begun."""
        self._flushed = -1
        """Where the last newline was written that a line before was owed."""
        self._dropped = ""
        """The newline at the end of the last line's element, which is the line's own."""

    @property
    def mark(self) -> Mark:
        """Where the page is now."""
        return Mark(len(self._parts), self._ended)

    def write(self, text: str) -> None:
        """Write text into the line."""
        if not text:
            return
        if self._over and (self._strict or text[0] != "\n"):
            self._flushed = len(self._parts)
            self._parts.append("\n")
        self._over = self._strict = False
        self._dropped = ""
        self._parts.append(text)

    def begin_line(self) -> None:
        """Begin an element that is a line of its own."""
        self._over = self._over or (bool(self._parts) and not self._parts[-1].endswith("\n"))
        self._strict = True

    def end_line(self, since: Mark, *, is_line: bool, is_block: bool) -> None:
        """End an element that is a line of its own.

        Args:
            since: where it began.
            is_line: it is one of the author's, even if nothing is in it.
            is_block: every browser begins a new line after it.
        """
        if self._has_text(since):
            if not self._over:
                self._drop_newline()
            self._over = True
            self._ended += 1
        elif is_line and self._ended == since.ended:
            if self._over:
                self._parts.append("\n")
            self._over = True
            self._ended += 1
        self._strict = is_block and self._over

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts) + self._dropped

    def _has_text(self, since: Mark) -> bool:
        flushed = self._flushed == since.size < len(self._parts)
        return len(self._parts) > since.size + flushed

    def _drop_newline(self) -> None:
        """Take back a newline at the very end of a line's element."""
        last = self._parts[-1]
        if last.endswith("\n"):
            self._dropped = "\n"
            self._parts.pop()
            if last != "\n":
                self._parts.append(last[:-1])
