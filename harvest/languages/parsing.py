"""What the parsers at hand say of a text: JSON, Python, JavaScript."""

from __future__ import annotations

import ast
import json
import re
import textwrap
import warnings
from collections.abc import Mapping

_LONGEST_SCRIPT = 6_000
"""Characters of a text that the JavaScript parser is given."""
_COMMENTS = re.compile(r"\A(?:\s*(?://|#)[^\n]*\n)+")
_PLAIN = 5
"""The vote from which on nobody else need be asked."""
_PLAIN_SCRIPT = 12
"""The sum from which on JavaScript's parser, a slow one, has nothing to add."""
_HOPELESS = -3
_BEHIND = 6
"""How far behind the best a language may be to be parsed for."""
_JSON_OPENS = ("{", "[")


def votes(text: str, found: Mapping[str, float]) -> dict[str, float]:
    """What each parser adds to the sums, or takes away.

    Args:
        text: the block.
        found: the sums of the signals; a parser is only asked where its language has a chance.
    """
    told: dict[str, float] = {}
    document = _COMMENTS.sub("", text).strip()
    if document.startswith(_JSON_OPENS):
        told["json"] = _json(document)
        if told["json"] > _PLAIN:
            return told
    best = max(found.values(), default=0)
    script = (
        len(text) < _LONGEST_SCRIPT and found["javascript"] < _PLAIN_SCRIPT and _has_chance(found["javascript"], best)
    )
    is_script = script and _is_javascript(text)
    if _has_chance(found["python"], best):
        told["python"] = _python(text, is_script=is_script)
    if script:
        told["javascript"] = -1 if not is_script else 2 if told.get("python", -1) < 0 else 1
    return told


def is_python(text: str) -> bool:
    """Whether Python's parser reads a text, and it says more than a word."""
    return _python(text, is_script=False) > 0


def _has_chance(score: float, best: float) -> bool:
    return score > max(_HOPELESS, best - _BEHIND)


def _json(document: str) -> float:
    try:
        value = json.loads(document)
    except (ValueError, RecursionError):
        return _json_like(document)
    if isinstance(value, dict):
        return 12
    return 6 if any(isinstance(item, dict | list | str) for item in value) and value else 3


def _json_like(document: str) -> float:
    """Data with comments or elisions: most lines are members with quoted keys."""
    lines = [line.strip() for line in document.split("\n") if line.strip()]
    members = sum(1 for line in lines if line.startswith('"') and '":' in line)
    closing = sum(1 for line in lines if line.strip("{}[], ") in {"", "..."})
    if members and document.startswith("{") and members + closing >= 0.8 * len(lines):
        return 6
    return 2 if members >= 0.5 * len(lines) else 0


def _python(text: str, *, is_script: bool) -> float:
    """What only Python's parser reads is Python; what JavaScript's reads as well may be many a language."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(textwrap.dedent(text.replace("\r\n", "\n")))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return -1.5
    if not any(map(_says_something, tree.body)):
        return -1
    return 1 if is_script else 3


def _says_something(node: ast.stmt) -> bool:
    """A bare name, number or comparison is Python, and half the world besides."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call | ast.Await | ast.ListComp | ast.Dict | ast.Set)
    return not isinstance(node, ast.AnnAssign) or node.value is not None


def _is_javascript(text: str) -> bool:
    import esprima

    for parse in (esprima.parseModule, esprima.parseScript):
        try:
            tree = parse(text, jsx=True)
        except (esprima.Error, RecursionError, ValueError, IndexError, AttributeError, TypeError):
            continue
        return any(statement.type != "EmptyStatement" for statement in tree.body)
    return False
