"""XML: is it well formed? Entities are never expanded, fragments are whole in themselves."""

from __future__ import annotations

from harvest.checkers.base import one_by_one
from harvest.checkers.xmlike import rules
from harvest.model import Code, Reading

RULES = rules.RULES
TOOLS = ()


def read(code: Code) -> Reading:
    """Read one block."""
    from harvest.checkers.xmlike import judging

    return judging.read(code)


read_many = one_by_one(read)
