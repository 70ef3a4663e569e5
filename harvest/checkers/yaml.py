"""YAML: PyYAML's events, never its constructors; templates and elisions are passed over."""

from __future__ import annotations

from harvest.checkers.base import one_by_one
from harvest.checkers.yamlike import rules
from harvest.model import Code, Reading

RULES = rules.RULES
TOOLS = ("PyYAML",)


def read(code: Code) -> Reading:
    """Read one block."""
    from harvest.checkers.yamlike import judging

    return judging.read(code)


read_many = one_by_one(read)
