"""The names a parsed block defines and those it needs, by pyflakes' scope analysis."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

_FREE = (ast.Attribute, ast.Subscript, ast.Call)
_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Global)


class Use(Struct, frozen=True):
    """The first use of a name that nothing in the block binds."""

    name: str
    line: int
    """1-based, like `column`, which counts characters."""
    column: int
    role: str
    """How it is used: `decorator`, `base`, `annotation`, `except`, `call`, `attribute` or `value`."""
    attribute: str | None
    """The attribute that is taken of it."""
    scope: frozenset[str]
    """The names it can see."""


class Names(Struct, frozen=True):
    """What one block gives and takes."""

    defines: tuple[str, ...]
    uses: tuple[Use, ...]
    """In order of appearance, each name once."""
    opens: bool
    """It imports with a star."""
    holds: tuple[str, ...]
    """What its functions name inside: parameters and what they assign."""


def names_of(tree: ast.Module, text: str) -> Names:
    """Analyse a tree that was parsed from `text`.

    Raises:
        RecursionError: the tree is nested too deeply.
    """
    from harvest.checkers.python.collector import collector

    checker = collector()(tree)
    module: Mapping[str, Any] = checker.scope_of_module
    lines = text.split("\n")
    uses: dict[str, Use] = {}
    for node, name in sorted(checker.undefined, key=lambda item: (item[0].lineno, item[0].col_offset)):
        if name in uses or name not in checker.scopes or _bound_elsewhere(module.get(name)):
            continue
        above = tuple(_ancestors(node, checker.parents))
        place = _place(node, name, above, lines)
        if place is not None:
            uses[name] = Use(name, *place, *_role(node, above), checker.scopes[name] | module.keys())
    return Names(tuple(map(str, module)), tuple(uses.values()), checker.starred, tuple(dict.fromkeys(checker.inner)))


def _ancestors(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while (above := parents.get(node)) is not None:
        yield above
        node = above


def _bound_elsewhere(binding: Any) -> bool:
    """Whether the module declares the name, or defines it further down: the tale is told in another order."""
    return binding is not None and (type(binding).__name__ == "Annotation" or isinstance(binding.source, _LATER))


def _place(node: ast.expr, name: str, above: tuple[ast.AST, ...], lines: list[str]) -> tuple[int, int] | None:
    """Where the name stands; None for a name in a string annotation, which cannot fail when the code runs."""
    line = lines[node.lineno - 1] if node.lineno <= len(lines) else ""
    column = node.col_offset
    if not line.isascii():  # as it was parsed: a lone surrogate is one `?`
        column = len(line.encode("utf-8", "replace")[:column].decode("utf-8", "replace"))
    if line.startswith(name, column):
        return node.lineno, column + 1
    string = next((n for n in above if isinstance(n, ast.JoinedStr)), None)
    return _within(string, name, lines) if string is not None else None


def _within(string: ast.JoinedStr, name: str, lines: list[str]) -> tuple[int, int]:
    """The place of a name in an f-string; before Python 3.12 the tree has it wrong."""
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    for number in range(string.lineno, (string.end_lineno or string.lineno) + 1):
        if number <= len(lines) and (match := pattern.search(lines[number - 1])):
            return number, match.start() + 1
    return string.lineno, string.col_offset + 1


def _role(node: ast.expr, above: tuple[ast.AST, ...]) -> tuple[str, str | None]:
    parent = above[0]
    attribute = parent.attr if isinstance(parent, ast.Attribute) else None
    plain = "attribute" if attribute else "call" if isinstance(parent, ast.Call) and parent.func is node else "value"
    below: ast.AST = node
    direct = True
    for outer in above:
        role = _role_in(outer, below, direct=direct)
        if role:
            return role, attribute
        if not isinstance(outer, ast.expr) or (isinstance(outer, ast.Call) and below is not outer.func):
            break
        direct = direct and isinstance(outer, _FREE) and below is getattr(outer, "func", getattr(outer, "value", None))
        below = outer
    return plain, attribute


def _role_in(outer: ast.AST, below: ast.AST, *, direct: bool) -> str | None:
    if direct and below in getattr(outer, "decorator_list", ()):
        return "decorator"
    if direct and isinstance(outer, ast.ClassDef) and below in outer.bases:
        return "base"
    if isinstance(outer, ast.ExceptHandler) and below is outer.type:
        return "except"
    if isinstance(outer, (ast.AnnAssign, ast.arg)) and below is outer.annotation:
        return "annotation"
    if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)):  # pyflakes may hang parameters' annotations here
        return None if below in (*outer.args.defaults, *outer.args.kw_defaults) else "annotation"
    return None
