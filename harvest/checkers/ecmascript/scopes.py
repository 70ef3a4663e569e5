"""Which names a program leaves defined and which it needs: scope analysis over ESTree.

Follows ECMAScript's rules for bindings, leaning to leniency where published code is sloppy.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Use(Struct, frozen=True):
    """A name that nothing in the program binds, where it is first used."""

    name: str
    offset: int
    called: bool
    """Called, constructed or tagged: a helper rather than a value."""
    members: frozenset[str]
    """The properties that are read of it anywhere."""


class Bound(Struct):
    """A name that some scope of the program binds."""

    offset: int
    """Where its declaration ends: a use before that is no use of it."""
    uses: int = 0


class Names(Struct, frozen=True):
    """What the analysis found."""

    defines: tuple[str, ...]
    free: tuple[Use, ...]
    implicit: tuple[Use, ...]
    """Names that are assigned and nowhere declared: globals, in sloppy code."""
    bound: dict[str, Bound]
    """The bound names of all scopes that are used or declared at the top."""
    sources: tuple[str, ...]
    """What is imported or required."""
    shows_imports: bool
    modules: bool
    """In `import` statements rather than `require` calls."""


class _Scope:
    __slots__ = ("block", "names", "opaque", "parent")

    def __init__(self, parent: _Scope | None, *, block: bool = False, opaque: bool = False) -> None:
        self.parent = parent
        self.block = block
        self.names: dict[str, Bound] = {}
        self.opaque = opaque

    @property
    def function(self) -> _Scope:
        scope = self
        while scope.block and scope.parent is not None:
            scope = scope.parent
        return scope


class _Walk:
    """One walk over a tree."""

    def __init__(self, top: _Scope) -> None:
        self.top = top
        self.uses: list[tuple[str, int, bool, str | None, _Scope]] = []
        self.scopes: list[_Scope] = [top]
        self.assigned: list[tuple[str, int, _Scope]] = []
        self.sources: list[str] = []
        self.imports = 0
        self.requires = 0

    def open(self, parent: _Scope, *, block: bool = False, opaque: bool = False) -> _Scope:
        """A scope within another."""
        scope = _Scope(parent, block=block, opaque=opaque)
        self.scopes.append(scope)
        return scope

    def bind(self, pattern: Any, scope: _Scope, inner: _Scope) -> None:
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

    def assign(self, target: Any, scope: _Scope) -> None:
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

    def visit(self, node: Any, scope: _Scope) -> None:
        if node is None:
            return
        method = _VISITS.get(node.type)
        if method is not None:
            method(self, node, scope)
        else:
            self.children(node, scope)

    def children(self, node: Any, scope: _Scope) -> None:
        for key, value in node.__dict__.items():
            if key in _NO_CHILD:
                continue
            if isinstance(value, list):
                for item in value:
                    if item is not None and getattr(item, "type", None):
                        self.visit(item, scope)
            elif value is not None and hasattr(value, "__dict__") and isinstance(value.type, str):
                self.visit(value, scope)

    # names

    def identifier(self, node: Any, scope: _Scope) -> None:
        self.uses.append((node.name, node.range[0], False, None, scope))

    def call(self, node: Any, scope: _Scope) -> None:
        callee = node.callee if node.callee is not None else node.tag
        if callee.type == "Identifier":
            self.uses.append((callee.name, callee.range[0], True, None, scope))
            if callee.name == "require" and node.arguments:
                self._source(node.arguments[0])
                self.requires += scope.function is self.top
        else:
            self.visit(callee, scope)
        for item in node.arguments or ():
            self.visit(item, scope)
        if node.quasi is not None:
            self.visit(node.quasi, scope)

    def unary(self, node: Any, scope: _Scope) -> None:
        if node.operator == "typeof" and node.argument.type == "Identifier":
            return
        self.visit(node.argument, scope)

    def assignment(self, node: Any, scope: _Scope) -> None:
        if node.operator == "=":
            self.assign(node.left, scope)
        else:
            self.visit(node.left, scope)
        self.visit(node.right, scope)
        left = node.left
        if left.type == "MemberExpression" and not left.computed and left.object.type == "Identifier":
            if left.object.name in {"window", "global", "globalThis", "self"}:
                self.top.names.setdefault(left.property.name, Bound(left.range[1]))

    def member(self, node: Any, scope: _Scope) -> None:
        if node.object.type == "Identifier" and not node.computed:
            self.uses.append((node.object.name, node.object.range[0], False, node.property.name, scope))
            return
        self.visit(node.object, scope)
        if node.computed:
            self.visit(node.property, scope)

    def property(self, node: Any, scope: _Scope) -> None:
        if node.computed:
            self.visit(node.key, scope)
        self.visit(node.value, scope)

    def skip(self, node: Any, scope: _Scope) -> None:
        pass

    def labeled(self, node: Any, scope: _Scope) -> None:
        self.visit(node.body, scope)

    # declarations

    def variables(self, node: Any, scope: _Scope) -> None:
        target = scope.function if node.kind == "var" else scope
        for item in node.declarations:
            self.bind(item.id, target, scope)
            self.visit(item.init, scope)
            if item.id.type == "Identifier":
                target.names[item.id.name].offset = item.range[1]

    def function(self, node: Any, scope: _Scope) -> None:
        if node.id is not None and node.type == "FunctionDeclaration":
            scope.names.setdefault(node.id.name, Bound(node.id.range[1]))
            scope.function.names.setdefault(node.id.name, Bound(node.id.range[1]))
        inner = self.open(scope)
        if node.id is not None and node.type == "FunctionExpression":
            inner.names.setdefault(node.id.name, Bound(node.id.range[1]))
        for item in node.params:
            self.bind(item, inner, inner)
        self.visit(node.body, inner)

    def class_(self, node: Any, scope: _Scope) -> None:
        self.visit(node.superClass, scope)
        inner = self.open(scope, block=True)
        if node.id is not None:
            (scope if node.type == "ClassDeclaration" else inner).names.setdefault(
                node.id.name, Bound(node.id.range[1])
            )
        for item in node.decorators or ():
            self.visit(item, scope)
        self.visit(node.body, inner)

    def block(self, node: Any, scope: _Scope) -> None:
        inner = self.open(scope, block=True)
        self.children(node, inner)

    def static(self, node: Any, scope: _Scope) -> None:
        self.children(node, self.open(scope))

    def catch(self, node: Any, scope: _Scope) -> None:
        inner = self.open(scope, block=True)
        self.bind(node.param, inner, inner)
        self.visit(node.body, inner)

    def each(self, node: Any, scope: _Scope) -> None:
        inner = self.open(scope, block=True)
        if node.left.type == "VariableDeclaration":
            self.visit(node.left, inner)
        else:
            self.assign(node.left, inner)
        self.visit(node.right, inner)
        self.visit(node.body, inner)

    def with_(self, node: Any, scope: _Scope) -> None:
        self.visit(node.object, scope)
        self.visit(node.body, self.open(scope, block=True, opaque=True))

    # modules

    def import_(self, node: Any, scope: _Scope) -> None:
        self.imports += 1
        self._source(node.source)
        for item in node.specifiers:
            self.top.names.setdefault(item.local.name, Bound(item.range[1]))

    def import_call(self, node: Any, scope: _Scope) -> None:
        self._source(node.source)
        self.visit(node.source, scope)

    def export_names(self, node: Any, scope: _Scope) -> None:
        self.visit(node.declaration, scope)
        if node.source is None:
            for item in node.specifiers:
                self.visit(item.local, scope)

    def _source(self, node: Any) -> None:
        if node is not None and node.type == "Literal" and isinstance(node.value, str):
            self.sources.append(node.value)

    # JSX

    def element_name(self, node: Any, scope: _Scope) -> None:
        while node.type == "JSXMemberExpression":
            node = node.object
            if node.type == "JSXIdentifier" and node.name != "this":
                self.uses.append((node.name, node.range[0], True, None, scope))
                return
        if node.type == "JSXIdentifier" and node.name[:1].isupper():
            self.uses.append((node.name, node.range[0], True, None, scope))

    def element(self, node: Any, scope: _Scope) -> None:
        self.element_name(node.openingElement.name, scope)
        for item in node.openingElement.attributes:
            self.visit(item.argument if item.type == "JSXSpreadAttribute" else item.value, scope)
        for item in node.children or ():
            self.visit(item, scope)


_NO_CHILD = frozenset({"type", "range", "loc", "errors", "comments", "tokens", "regex", "raw", "directive"})
_VISITS = {
    "Identifier": _Walk.identifier,
    "CallExpression": _Walk.call,
    "NewExpression": _Walk.call,
    "TaggedTemplateExpression": _Walk.call,
    "UnaryExpression": _Walk.unary,
    "AssignmentExpression": _Walk.assignment,
    "MemberExpression": _Walk.member,
    "Property": _Walk.property,
    "MethodDefinition": _Walk.property,
    "PropertyDefinition": _Walk.property,
    "FieldDefinition": _Walk.property,
    "PrivateIdentifier": _Walk.skip,
    "MetaProperty": _Walk.skip,
    "Literal": _Walk.skip,
    "TemplateElement": _Walk.skip,
    "ImportAttribute": _Walk.skip,
    "BreakStatement": _Walk.skip,
    "ContinueStatement": _Walk.skip,
    "ExportAllDeclaration": _Walk.skip,
    "LabeledStatement": _Walk.labeled,
    "VariableDeclaration": _Walk.variables,
    "FunctionDeclaration": _Walk.function,
    "FunctionExpression": _Walk.function,
    "ArrowFunctionExpression": _Walk.function,
    "ClassDeclaration": _Walk.class_,
    "ClassExpression": _Walk.class_,
    "BlockStatement": _Walk.block,
    "ForStatement": _Walk.block,
    "SwitchStatement": _Walk.block,
    "StaticBlock": _Walk.static,
    "CatchClause": _Walk.catch,
    "ForInStatement": _Walk.each,
    "ForOfStatement": _Walk.each,
    "WithStatement": _Walk.with_,
    "ImportDeclaration": _Walk.import_,
    "ImportExpression": _Walk.import_call,
    "ExportNamedDeclaration": _Walk.export_names,
    "JSXElement": _Walk.element,
    "JSXText": _Walk.skip,
    "JSXIdentifier": _Walk.skip,
}


def analyse(program: Any) -> Names:
    """Analyse an ESTree program.

    Raises:
        RecursionError: it is nested too deeply.
    """
    top = _Scope(None)
    walk = _Walk(top)
    walk.children(program, top)
    implicit: dict[str, Use] = {}
    for name, offset, scope in walk.assigned:
        if not _bound(name, scope, count=False):
            implicit[name] = Use(name, offset, called=False, members=frozenset())
    for name, use in implicit.items():
        top.names.setdefault(name, Bound(use.offset, 1))
    first: dict[str, tuple[int, bool]] = {}
    members: dict[str, set[str]] = {}
    for name, offset, called, member, scope in walk.uses:
        if _bound(name, scope):
            continue
        first.setdefault(name, (offset, called))
        members.setdefault(name, set()).update({member} if member else ())
    bound: dict[str, Bound] = {}
    for scope in walk.scopes:
        for name, held in scope.names.items():
            if name in bound:
                held = Bound(min(held.offset, bound[name].offset), held.uses + bound[name].uses)
            bound[name] = held
    return Names(
        defines=tuple(top.names),
        free=tuple(Use(name, *first[name], frozenset(members[name])) for name in sorted(first, key=first.__getitem__)),
        implicit=tuple(implicit.values()),
        bound=bound,
        sources=tuple(dict.fromkeys(walk.sources)),
        shows_imports=bool(walk.imports or walk.requires),
        modules=bool(walk.imports),
    )


def _bound(name: str, scope: _Scope | None, *, count: bool = True) -> bool:
    while scope is not None:
        held = scope.names.get(name)
        if held is not None:
            held.uses += count
            return True
        if scope.opaque:
            return True
        scope = scope.parent
    return False
