"""TypeScript and TSX: oxlint's parser."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.checkers.ecmascript import rules
from harvest.checkers.wrong_tag import RULE as WRONG_TAG
from harvest.model import Code, Reading

RULES = (rules.TYPESCRIPT, rules.TRUNCATED, WRONG_TAG)
TOOLS = ("oxlint",)


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read several blocks with one start of the tool, or two."""
    from harvest.checkers.ecmascript import typed

    return typed.read_many(codes)


def read(code: Code) -> Reading:
    """Read one block."""
    return read_many([code])[0]
