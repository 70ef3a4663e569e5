"""Pyflakes' scope analysis, asked for undefined names alone. Import it late: pyflakes takes its time."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast

from pyflakes import checker, messages

from harvest.checkers.python.known import BUILTINS

_MOST = 200
"""Unbound names kept of one block; with more of them it is no excerpt of anything."""
_LEAVES = frozenset({"ctx", "op", "ops", "attr", "id", "kind", "type_comment"})
"""Fields below which no name stands."""
_KINDS = [kind for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST)]
_FIELDS = {kind: tuple(name for name in kind._fields if name not in _LEAVES) for kind in _KINDS}


class Collector(checker.Checker):  # type: ignore[misc]  # pyflakes ships no types
    """Keeps each undefined name with its node and the scopes it was looked for in; nothing else is of use here."""

    def __init__(self, tree: ast.Module) -> None:
        self.undefined: list[tuple[ast.expr, str]] = []
        self.scopes: dict[str, frozenset[str]] = {}
        super().__init__(tree, withDoctest=False)
        module = next(scope for scope in self.deadScopes if isinstance(scope, checker.ModuleScope))
        self.scope_of_module, self.starred = module, bool(module.importStarred)
        functions = (scope for scope in self.deadScopes if isinstance(scope, checker.FunctionScope))
        self.inner = [str(key) for scope in functions for key in scope if str(key) not in module]
        self.parents = self._parents_in(tree)

    def _parents_in(self, tree: ast.Module) -> Mapping[ast.AST, ast.AST]:
        return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}

    @property
    def builtIns(self) -> frozenset[str]:  # noqa: N802 - pyflakes' name
        """None: binding 160 names for each block takes longer than most blocks; they are left out at the end."""
        return frozenset()

    @builtIns.setter
    def builtIns(self, names: frozenset[str]) -> None:  # noqa: N802
        pass

    def report(self, kind: type, *details: Any) -> None:
        """Keep what is unbound."""
        unbound = kind is messages.UndefinedName or (
            kind is messages.ImportStarUsage and _is_swapped(details[1], self.scopeStack)
        )
        if unbound and details[1] not in BUILTINS:
            node, name = details[:2]
            self.undefined.append((node, name))
            if name not in self.scopes and len(self.scopes) < _MOST:
                self.scopes[name] = frozenset(str(key) for scope in self.scopeStack for key in scope)

    RETURN = YIELD = YIELDFROM = AWAIT = checker.Checker.handleChildren
    """Excerpts show them at the top level, where pyflakes would not look inside."""

    def checkDeadScopes(self) -> None:  # noqa: N802
        """Nobody is told of what is not used."""


class Swift(Collector):
    """The same in less time, in the terms of pyflakes 4.1: no doctests, no types in strings, no keys told twice."""

    nodeDepth: int  # noqa: N815 - pyflakes' name

    def _parents_in(self, tree: ast.Module) -> Mapping[ast.AST, ast.AST]:  # noqa: ARG002 - pyflakes has told
        return cast("Mapping[ast.AST, ast.AST]", self._parents)

    def handleNode(self, node: ast.AST | None, parent: ast.AST) -> None:  # noqa: N802
        """Visit a node."""
        if node is not None:
            depth = self.nodeDepth = self.nodeDepth + 1
            self._node_depths[node] = depth
            self._parents[node] = parent
            _VISITORS[node.__class__](self, node)
            self.nodeDepth = depth - 1

    def handleChildren(self, tree: ast.AST, omit: Collection[str] = ()) -> None:  # noqa: N802
        """Visit what is in a node."""
        visit = self.handleNode
        for name in _FIELDS[tree.__class__]:
            if omit and name in omit:
                continue
            field = getattr(tree, name, None)
            if isinstance(field, list):
                for item in field:
                    if isinstance(item, ast.AST):
                        visit(item, tree)
            elif isinstance(field, ast.AST):
                visit(field, tree)

    def NAME(self, node: ast.Name) -> None:  # noqa: N802
        """Look a name up, or bind it."""
        if isinstance(node.ctx, ast.Load):
            self.handleNodeLoad(node, None)
        elif isinstance(node.ctx, ast.Store):
            self.handleNodeStore(node)
        else:
            self.handleNodeDelete(node)

    CALL = DICT = BINOP = handleChildren


def _visitor(kind: type[ast.AST]) -> Callable[[Swift, ast.AST], None]:
    """What pyflakes does at a node of a kind."""
    plainly = checker.Checker.handleChildren
    found: Callable[[Swift, ast.AST], None] = getattr(Swift, kind.__name__.upper(), plainly)
    return Swift.handleChildren if found is plainly else found


_VISITORS = {kind: _visitor(kind) for kind in _KINDS}


@functools.cache
def collector() -> type[Collector]:
    """The collector that suits the pyflakes at hand."""
    known = vars(Collector(ast.Module(body=[], type_ignores=[])))
    return Swift if {"_parents", "_node_depths"} <= known.keys() else Collector


def _is_swapped(name: str, scopes: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a name that a star import may bring is one in sight with its letters in another order."""
    letters = sorted(name)
    return any(sorted(str(key)) == letters for scope in scopes for key in scope if len(key) == len(name))
