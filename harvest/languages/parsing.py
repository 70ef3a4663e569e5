"""What the parsers at hand say of a text: JSON, Python, JavaScript."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping
from json import JSONDecoder
from typing import Any

_LONGEST_SCRIPT = 6_000
"""Characters of a text that the JavaScript parser is given."""
_REMARKS = re.compile(r"^[ \t]*(?://|#)[^\n]*\n?|/\*[^*]*\*/", re.MULTILINE)
_MEMBER = re.compile(r'"[^"\n]{1,80}"\s*:')
_DATUM = re.compile(r'"[^"\n]{1,80}"\s*:\s*(?:["\d{\[.\u2026-]|(?:true|false|null)\b|$)')
"""A member whose value is not the result of a call."""
_GOES_ON = re.compile(r"[{\[,][ \t]*$", re.MULTILINE)
_ELISION = re.compile(r"\.{3},?(?=\s|[\]}]|$)")
"""What an author left out; where code follows without a blank it is code itself."""
_SAYING_NOTHING = frozenset({"EmptyStatement", "Identifier", "Literal", "MemberExpression", "BinaryExpression"})
"""What of JavaScript is half the world besides."""
_KEY = re.compile(r"[{,\n][ \t]*[\w$]+:[ \n]")
"""The key of an object's member, as JSON and Python do not write it."""
_PLAIN_SCRIPT = 12
"""The sum from which on JavaScript's parser, a slow one, has nothing to add."""
_FAINT = 0.9
"""The sum up to which JavaScript's parser cannot make JavaScript of a text: it is asked for Python's sake only."""
_REFUSED = -2.5
"""What a language loses whose parser cannot read the text: broken samples show more of it than that."""
_HOPELESS = -3
_BEHIND = 6
"""How far behind the best a language may be to be parsed for."""


def votes(text: str, found: Mapping[str, float]) -> dict[str, float]:
    """What each parser of a programming language adds to the sums, or takes away.

    Args:
        text: the block.
        found: the sums of the signals; a parser is only asked where its language has a chance.
    """
    told: dict[str, float] = {}
    best = max(found.values(), default=0)
    if _has_chance(found["python"], best):
        told["python"] = _python(text)
    is_python = told.get("python", _REFUSED) > 0
    wanted = _has_chance(found["javascript"], best) and (is_python or found["javascript"] > _FAINT)
    if (wanted or found["jsx"] > 1) and found["javascript"] < _PLAIN_SCRIPT and len(text) < _LONGEST_SCRIPT:
        is_script = _is_javascript(text)
        told["javascript"] = _REFUSED if not is_script else 1 if is_python else 2
        told["jsx"] = 0 if is_script else _REFUSED
        if is_script and is_python:  # what both read may be many a language
            told["python"] -= 2
    return told


def is_python(text: str) -> bool:
    """Whether Python's parser reads a text, and it says more than a word."""
    tree = _tree_of_python(text)
    return tree is not None and any(map(_says_something, tree.body))


def _has_chance(score: float, best: float) -> bool:
    return score > max(_HOPELESS, best - _BEHIND)


def json(text: str) -> float:
    """What JSON's parser says of a text: documents in a row, members alone, remarks on lines of their own."""
    document = _REMARKS.sub("", text).strip()
    if _MEMBER.match(document) and _GOES_ON.search(document):  # one member is YAML as well
        document = "{" + document.removesuffix(",") + "}"
    if not document.startswith(("{", "[")):
        return 0
    try:
        values = list(_documents(document))
    except (ValueError, RecursionError):
        return _json_like(document)
    if isinstance(values[0], dict):
        return 12
    return 6 if any(isinstance(item, dict | list | str) for item in values[0]) else 2


def _documents(text: str) -> Iterator[Any]:
    decoder, place = JSONDecoder(), 0
    while place < len(text):
        value, place = decoder.raw_decode(text, place)
        yield value
        place += len(text[place:]) - len(text[place:].lstrip(" \t\r\n,"))


def _json_like(document: str) -> float:
    """Data with comments or elisions: most lines are members with quoted keys."""
    lines = [line.strip() for line in document.split("\n") if line.strip()]
    members = sum(1 for line in lines if _DATUM.match(line.lstrip("{[ ")))
    closing = sum(1 for line in lines if line.strip("{}[], ") in {"", "..."})
    if members and members + closing >= 0.8 * len(lines):
        return 7
    return 2 if members >= 0.5 * len(lines) else 0


def _python(text: str) -> float:
    tree = _tree_of_python(text)
    if tree is None:
        return _REFUSED
    if not any(map(_says_something, tree.body)):
        return -1
    return 4.5 if any(isinstance(node, ast.keyword) for node in ast.walk(tree)) else 3


def _forms(text: str) -> Iterator[str]:
    """A text as it is, and without what its author left out."""
    yield text
    if "..." in text:
        yield _ELISION.sub("", text)


def _tree_of_python(text: str) -> ast.Module | None:
    return next(filter(None, map(_parsed, _forms(text))), None)


def _parsed(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(textwrap.dedent(text.replace("\r\n", "\n")))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _says_something(node: ast.stmt) -> bool:
    """A bare name, number or comparison is Python, and half the world besides; so is a name set to another."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call | ast.Await | ast.ListComp | ast.Dict | ast.Set)
    if isinstance(node, ast.Assign):
        return not isinstance(node.value, ast.Name | ast.Attribute | ast.Tuple)
    return not isinstance(node, ast.AnnAssign) or node.value is not None


def _is_javascript(text: str) -> bool:
    """Whether JavaScript's parser reads a text, or an object or its members that stand alone."""
    forms = list(_forms(text))
    if _KEY.search(f"\n{text}"):
        forms += [f"({form})" if form.lstrip().startswith(("{", "[")) else f"({{{form}}})" for form in forms]
    return any(map(_is_script, forms))


def _is_script(text: str) -> bool:
    import esprima

    try:
        tree = esprima.parseModule(text, jsx=True)
    except (esprima.Error, RecursionError):
        return False
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return False  # it trips over some broken texts: another way of saying no
    said = (node.expression if node.type == "ExpressionStatement" else node for node in tree.body)
    kinds = {node.type for node in said}
    return not kinds <= _SAYING_NOTHING and "LabeledStatement" not in kinds  # YAML reads as labels
