"""What history tells: runs, and what changed between two of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from harvest.model import Severity

Kind = Literal["new", "still", "fixed", "gone", "silenced", "unseen"]
KINDS: tuple[Kind, ...] = ("new", "still", "fixed", "gone", "silenced", "unseen")
"""`gone`: the block or its article is published no more. `silenced`: somebody has accepted it since.
`unseen`: its source could not be read, or was not asked."""


class Recorded(Struct, frozen=True, kw_only=True):
    """A run as history keeps it."""

    id: int
    started: str
    """ISO 8601 in UTC."""
    version: str
    articles: int
    blocks: int
    failed: int
    errors: int
    warnings: int
    notes: int
    failed_sources: int
    new: int
    fixed: int
    still: int
    gone: int


class Change(Struct, frozen=True, kw_only=True):
    """One finding, seen from two runs."""

    kind: Kind
    code: str
    rule: str
    severity: Severity
    message: str
    name: str | None
    article: str
    title: str
    path: str
    """Of the snippet, where it was last seen."""
    line: int
    column: int
    edited: bool
    """The block's text is not the same in both runs."""


class Edited(Struct, frozen=True):
    """An article whose blocks are not the same in both runs."""

    article: str
    title: str


class Diff(Struct, frozen=True):
    """What changed from one run to another."""

    before: Recorded | None
    """None: there is no run before."""
    after: Recorded
    changes: tuple[Change, ...]
    """In the order of KINDS, then by article and place."""
    edited: tuple[Edited, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)
