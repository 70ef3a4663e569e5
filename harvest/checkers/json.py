"""JSON: the standard's parser, and where it refuses, a reader of the forms in which JSON is published."""

from __future__ import annotations

from typing import Any, NoReturn

from harvest.checkers.base import one_by_one
from harvest.checkers.jsonlike import rules
from harvest.model import Code, Reading

RULES = rules.RULES
TOOLS = ()


class _Closer(Exception):  # noqa: N818 - no error, a closer look is wanted
    """The standard's parser passes over what has to be told."""


def read(code: Code) -> Reading:
    """Read one block of JSON (RFC 8259)."""
    import json

    try:
        json.loads(code.text, parse_constant=_constant, object_pairs_hook=_pairs)
    except (ValueError, RecursionError, _Closer):
        from harvest.checkers.jsonlike import judging

        return judging.judge(code.text, code.dialect)
    return Reading(dialect=code.dialect)


read_many = one_by_one(read)


def _constant(_name: str) -> NoReturn:
    raise _Closer


def _pairs(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise _Closer
