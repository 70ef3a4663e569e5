"""What the parsers at hand say of a text: JSON, Python, JavaScript."""

from __future__ import annotations

import ast
import json
import textwrap
import warnings
from collections.abc import Mapping

_LONGEST_SCRIPT = 6_000
"""Characters of a text that the JavaScript parser, a slow one, is given."""
_JSON_OPENS = ("{", "[")


def votes(text: str, found: Mapping[str, float]) -> dict[str, float]:
    """What each parser adds to the sums, or takes away.

    Args:
        text: the block.
        found: the sums of the signals; a parser is only asked where its language has a chance.
    """
    told: dict[str, float] = {}
    document = text.strip()
    if document.startswith(_JSON_OPENS):
        told["json"] = _json(document)
        if told["json"] > 5:
            return told
    best = max(found.values(), default=0)
    if found["python"] > -3 and found["python"] > best - 6:
        told["python"] = _python(text)
    if 0 < found["javascript"] < 12 and found["javascript"] > best - 6 and len(text) < _LONGEST_SCRIPT:
        told["javascript"] = _javascript(text)
    return told


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


def _python(text: str) -> float:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(textwrap.dedent(text.replace("\r\n", "\n")))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return -1.5
    telling = [node for node in tree.body if not _says_nothing(node)]
    return 2.5 if telling else -1


def _says_nothing(node: ast.stmt) -> bool:
    """A bare name, number or comparison is Python, and half the world besides."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Call | ast.Await | ast.ListComp)
    return isinstance(node, ast.AnnAssign) and node.value is None


def _javascript(text: str) -> float:
    import esprima

    for parse, source in ((esprima.parseModule, text), (esprima.parseScript, text)):
        try:
            parse(source, jsx=True)
        except (esprima.Error, RecursionError, ValueError, IndexError, AttributeError, TypeError):
            continue
        return 2
    return -1
