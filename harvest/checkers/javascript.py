"""JavaScript and JSX: the parsers of tree-sitter, esprima and oxlint, names by scope analysis."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.checkers.ecmascript import rules
from harvest.model import Code, Reading

RULES = rules.RULES
TOOLS = ("esprima-fork", "oxlint", "tree-sitter", "tree-sitter-javascript")


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read several blocks; oxlint is started once for all, twice where it refuses what another parser takes."""
    from harvest.checkers.ecmascript import judging

    return judging.read_many(codes)


def read(code: Code) -> Reading:
    """Read one block."""
    return read_many([code])[0]
