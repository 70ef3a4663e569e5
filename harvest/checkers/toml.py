"""TOML: the standard library's parser, with elisions and holes passed over."""

from __future__ import annotations

from harvest.checkers.base import one_by_one
from harvest.checkers.tomlike import rules
from harvest.model import Code, Reading

RULES = rules.RULES
TOOLS = ()


def read(code: Code) -> Reading:
    """Read one block."""
    from harvest.checkers.tomlike import judging

    return judging.read(code)


read_many = one_by_one(read)
