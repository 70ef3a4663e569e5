"""A walk over an ESTree program that finds its scopes, what they bind, and what is used where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

_NO_CHILD = frozenset({"type", "range", "loc", "errors", "comments", "tokens", "regex", "raw", "directive"})


class Bound(Struct):
    """A name that some scope of the program binds."""

    offset: int
    """Where its declaration ends: a use before that is no use of it."""
    uses: int = 0


class Scope:
    """Where names are bound: a function, a block, or what a `with` statement makes unknowable."""

    __slots__ = ("block", "names", "opaque", "parent")

    def __init__(self, parent: Scope | None, *, block: bool = False, opaque: bool = False) -> None:
        self.parent = parent
        self.block = block
        self.names: dict[str, Bound] = {}
        self.opaque = opaque

    @property
    def function(self) -> Scope:
        """The scope that a `var` binds in."""
        scope = self
        while scope.block and scope.parent is not None:
            scope = scope.parent
        return scope


class Walk:
    """One walk over a tree."""

    def __init__(self, top: Scope, visits: Mapping[str, Visit]) -> None:
        self.top = top
        self.visits = visits
        self.uses: list[tuple[str, int, bool, str | None, Scope]] = []
        self.scopes: list[Scope] = [top]
        self.assigned: list[tuple[str, int, Scope]] = []
        self.sources: list[str] = []
        self.imports = 0
        self.requires = 0

    def open(self, parent: Scope, *, block: bool = False, opaque: bool = False) -> Scope:
        """A scope within another."""
        scope = Scope(parent, block=block, opaque=opaque)
        self.scopes.append(scope)
        return scope

    def bind(self, pattern: Any, scope: Scope, inner: Scope) -> None:
        """Bind every name of a pattern in `scope`; default values and computed keys are read in `inner`."""
        kind = pattern.type if pattern is not None else None
        if kind == "Identifier":
            scope.names.setdefault(pattern.name, Bound(pattern.range[1]))
        elif kind == "ObjectPattern":
            for item in pattern.properties:
                if item.type == "RestElement":
                    self.bind(item.argument, scope, inner)
                else:
                    if item.computed:
                        self.visit(item.key, inner)
                    self.bind(item.value, scope, inner)
        elif kind == "ArrayPattern":
            for item in pattern.elements:
                self.bind(item, scope, inner)
        elif kind == "AssignmentPattern":
            self.bind(pattern.left, scope, inner)
            self.visit(pattern.right, inner)
        elif kind == "RestElement":
            self.bind(pattern.argument, scope, inner)

    def assign(self, target: Any, scope: Scope) -> None:
        """Names that a plain assignment sets: in sloppy code that makes a global of an undeclared one."""
        kind = target.type if target is not None else None
        if kind == "Identifier":
            self.assigned.append((target.name, target.range[0], scope))
        elif kind in {"ObjectPattern", "ArrayPattern"}:
            for item in target.properties or target.elements or ():
                if item is not None and item.type == "Property":
                    if item.computed:
                        self.visit(item.key, scope)
                    self.assign(item.value, scope)
                else:
                    self.assign(item, scope)
        elif kind == "AssignmentPattern":
            self.assign(target.left, scope)
            self.visit(target.right, scope)
        elif kind in {"RestElement", "SpreadElement"}:
            self.assign(target.argument, scope)
        elif target is not None:
            self.visit(target, scope)

    def visit(self, node: Any, scope: Scope) -> None:
        """Visit a node by its type's visit, or its children."""
        if node is None:
            return
        method = self.visits.get(node.type)
        if method is not None:
            method(self, node, scope)
        else:
            self.children(node, scope)

    def children(self, node: Any, scope: Scope) -> None:
        """Visit every node below."""
        for key, value in node.__dict__.items():
            if key in _NO_CHILD:
                continue
            if isinstance(value, list):
                for item in value:
                    if item is not None and getattr(item, "type", None):
                        self.visit(item, scope)
            elif value is not None and hasattr(value, "__dict__") and isinstance(value.type, str):
                self.visit(value, scope)


Visit = Callable[[Walk, Any, Scope], None]
