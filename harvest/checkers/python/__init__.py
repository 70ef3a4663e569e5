"""Python: published blocks in all their forms, read and never run."""

from __future__ import annotations

from harvest.checkers.python.reading import read, read_many
from harvest.checkers.python.rules import RULES as OWN_RULES
from harvest.checkers.wrong_tag import RULE as WRONG_TAG

RULES = (*OWN_RULES, WRONG_TAG)
TOOLS = ("pyflakes", "ruff")

__all__ = ["RULES", "TOOLS", "read", "read_many"]
