"""Python: published blocks in all their forms, read and never run."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.checkers.python.rules import RULES as OWN_RULES
from harvest.checkers.wrong_tag import RULE as WRONG_TAG
from harvest.model import Code, Reading

RULES = (*OWN_RULES, WRONG_TAG)
TOOLS = ("pyflakes", "ruff")


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read several blocks; ruff is started once, and only for those that need a second opinion."""
    from harvest.checkers.python import reading

    return reading.read_many(codes)


def read(code: Code) -> Reading:
    """Read one block."""
    return read_many([code])[0]
