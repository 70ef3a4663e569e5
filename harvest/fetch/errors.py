"""Why a document could not be fetched."""

from __future__ import annotations

from harvest.errors import SourceError


class FetchError(SourceError):
    """A document that did not arrive.

    Args:
        reason: one line, with nothing in it that a server could use to draw on a terminal.
        status: the HTTP status, where there was an answer.
        passing: it may be otherwise in a moment, so asking again makes sense.
        wait: seconds that the server asked for.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, passing: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.passing = passing
        self.wait = wait


class RefusedError(FetchError):
    """A document that we do not ask for: its address, its scheme, or robots.txt forbids it."""
