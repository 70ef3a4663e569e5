"""HTML: what its author cannot have meant, where a browser's parser makes something else of it."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.checkers.ecmascript.rules import SYNTAX as SCRIPT_SYNTAX
from harvest.checkers.ecmascript.rules import TRUNCATED as SCRIPT_TRUNCATED
from harvest.checkers.hypertext import rules
from harvest.checkers.jsonlike.rules import SYNTAX as JSON_SYNTAX
from harvest.checkers.jsonlike.rules import TRUNCATED as JSON_TRUNCATED
from harvest.model import Code, Reading

RULES = (*rules.RULES, SCRIPT_SYNTAX, SCRIPT_TRUNCATED, JSON_SYNTAX, JSON_TRUNCATED)
TOOLS = ("selectolax", "esprima-fork", "oxlint", "tree-sitter", "tree-sitter-javascript")


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read several blocks, pages or parts of one; the scripts inside are read together."""
    from harvest.checkers.hypertext import judging

    return judging.read_many(codes)


def read(code: Code) -> Reading:
    """Read one block."""
    return read_many([code])[0]
