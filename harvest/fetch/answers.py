"""What comes back from the network."""

from __future__ import annotations

from msgspec import Struct


class Answer(Struct, frozen=True):
    """A document, or the way to it."""

    status: int
    content_type: str | None
    location: str | None
    """Where a redirect leads."""
    body: bytes


class Tally(Struct, frozen=True):
    """What was asked of the network and answered."""

    requests: int = 0
    unchanged: int = 0
    """Of the requests: those that were answered 304."""
    bytes: int = 0
    """Of the answers' bodies, as they came over the wire."""

    def since(self, before: Tally) -> Tally:
        """What was asked after an earlier count."""
        return Tally(self.requests - before.requests, self.unchanged - before.unchanged, self.bytes - before.bytes)
