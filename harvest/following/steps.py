"""The steps of reading a source, in order: what is to be parsed, what was had, what could not be, and the ends."""

from __future__ import annotations

from msgspec import Struct

from harvest.model import Extracted
from harvest.work import Asked


class Whole(Struct, frozen=True):
    """A document to be parsed for its own sake: its articles, and then its end."""

    asked: Asked


class Page(Struct, frozen=True):
    """A page that a source points to, to be parsed."""

    url: str
    asked: Asked


class Had(Struct, frozen=True):
    """An article whose blocks have been found already."""

    article: Extracted


class Lost(Struct, frozen=True):
    """An article that could not be had."""

    source: str
    url: str
    reason: str


class End(Struct, frozen=True):
    """A document has been read: all of it, or as far as it could be."""

    source: str
    kind: str | None
    problem: str | None


Step = Whole | Page | Had | Lost | End
