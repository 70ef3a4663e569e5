"""A document that a source points to, and that could not be had."""

from __future__ import annotations

import msgspec


class Missing(msgspec.Struct, frozen=True):
    """A document that could not be had."""

    url: str
    """Of a page that a source points to; else what the user calls the source."""
    reason: str
