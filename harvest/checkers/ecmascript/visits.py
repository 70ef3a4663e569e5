"""What each type of ESTree node means for names: one visit a type; the others just have their children visited."""

from __future__ import annotations

from typing import Any

from harvest.checkers.ecmascript.walk import Bound, Scope, Visit, Walk

_GLOBAL_OBJECTS = frozenset({"window", "global", "globalThis", "self"})


def _identifier(walk: Walk, node: Any, scope: Scope) -> None:
    walk.uses.append((node.name, node.range[0], False, None, scope))


def _call(walk: Walk, node: Any, scope: Scope) -> None:
    callee = node.callee if node.callee is not None else node.tag
    if callee.type == "Identifier":
        walk.uses.append((callee.name, callee.range[0], True, None, scope))
        if callee.name == "require" and node.arguments:
            _source(walk, node.arguments[0])
            walk.requires += scope.function is walk.top
    else:
        walk.visit(callee, scope)
    for item in node.arguments or ():
        walk.visit(item, scope)
    if node.quasi is not None:
        walk.visit(node.quasi, scope)


def _unary(walk: Walk, node: Any, scope: Scope) -> None:
    if node.operator == "typeof" and node.argument.type == "Identifier":
        return
    walk.visit(node.argument, scope)


def _assignment(walk: Walk, node: Any, scope: Scope) -> None:
    if node.operator == "=":
        walk.assign(node.left, scope)
    else:
        walk.visit(node.left, scope)
    walk.visit(node.right, scope)
    left = node.left
    if left.type == "MemberExpression" and not left.computed and left.object.name in _GLOBAL_OBJECTS:
        walk.top.names.setdefault(left.property.name, Bound(left.range[1]))


def _member(walk: Walk, node: Any, scope: Scope) -> None:
    if node.object.type == "Identifier" and not node.computed:
        walk.uses.append((node.object.name, node.object.range[0], False, node.property.name, scope))
        return
    walk.visit(node.object, scope)
    if node.computed:
        walk.visit(node.property, scope)


def _property(walk: Walk, node: Any, scope: Scope) -> None:
    if node.computed:
        walk.visit(node.key, scope)
    walk.visit(node.value, scope)


def _skip(walk: Walk, node: Any, scope: Scope) -> None:
    pass


def _labeled(walk: Walk, node: Any, scope: Scope) -> None:
    walk.visit(node.body, scope)


def _variables(walk: Walk, node: Any, scope: Scope) -> None:
    target = scope.function if node.kind == "var" else scope
    for item in node.declarations:
        walk.bind(item.id, target, scope)
        walk.visit(item.init, scope)
        if item.id.type == "Identifier":
            target.names[item.id.name].offset = item.range[1]


def _function(walk: Walk, node: Any, scope: Scope) -> None:
    if node.id is not None and node.type == "FunctionDeclaration":
        scope.names.setdefault(node.id.name, Bound(node.id.range[1]))
        scope.function.names.setdefault(node.id.name, Bound(node.id.range[1]))
    inner = walk.open(scope)
    if node.id is not None and node.type == "FunctionExpression":
        inner.names.setdefault(node.id.name, Bound(node.id.range[1]))
    for item in node.params:
        walk.bind(item, inner, inner)
    walk.visit(node.body, inner)


def _class(walk: Walk, node: Any, scope: Scope) -> None:
    walk.visit(node.superClass, scope)
    inner = walk.open(scope, block=True)
    if node.id is not None:
        (scope if node.type == "ClassDeclaration" else inner).names.setdefault(node.id.name, Bound(node.id.range[1]))
    for item in node.decorators or ():
        walk.visit(item, scope)
    walk.visit(node.body, inner)


def _block(walk: Walk, node: Any, scope: Scope) -> None:
    inner = walk.open(scope, block=True)
    walk.children(node, inner)


def _static(walk: Walk, node: Any, scope: Scope) -> None:
    walk.children(node, walk.open(scope))


def _catch(walk: Walk, node: Any, scope: Scope) -> None:
    inner = walk.open(scope, block=True)
    walk.bind(node.param, inner, inner)
    walk.visit(node.body, inner)


def _each(walk: Walk, node: Any, scope: Scope) -> None:
    inner = walk.open(scope, block=True)
    if node.left.type == "VariableDeclaration":
        walk.visit(node.left, inner)
    else:
        walk.assign(node.left, inner)
    walk.visit(node.right, inner)
    walk.visit(node.body, inner)


def _with(walk: Walk, node: Any, scope: Scope) -> None:
    walk.visit(node.object, scope)
    walk.visit(node.body, walk.open(scope, block=True, opaque=True))


def _import(walk: Walk, node: Any, _: Scope) -> None:
    walk.imports += 1
    _source(walk, node.source)
    for item in node.specifiers:
        walk.top.names.setdefault(item.local.name, Bound(item.range[1]))


def _import_call(walk: Walk, node: Any, scope: Scope) -> None:
    _source(walk, node.source)
    walk.visit(node.source, scope)


def _export_names(walk: Walk, node: Any, scope: Scope) -> None:
    walk.visit(node.declaration, scope)
    if node.source is None:
        for item in node.specifiers:
            walk.visit(item.local, scope)


def _source(walk: Walk, node: Any) -> None:
    if node is not None and node.type == "Literal" and isinstance(node.value, str):
        walk.sources.append(node.value)


def _element_name(walk: Walk, node: Any, scope: Scope) -> None:
    while node.type == "JSXMemberExpression":
        node = node.object
        if node.type == "JSXIdentifier" and node.name != "this":
            walk.uses.append((node.name, node.range[0], True, None, scope))
            return
    if node.type == "JSXIdentifier" and node.name[:1].isupper():
        walk.uses.append((node.name, node.range[0], True, None, scope))


def _element(walk: Walk, node: Any, scope: Scope) -> None:
    _element_name(walk, node.openingElement.name, scope)
    for item in node.openingElement.attributes:
        walk.visit(item.argument if item.type == "JSXSpreadAttribute" else item.value, scope)
    for item in node.children or ():
        walk.visit(item, scope)


VISITS: dict[str, Visit] = {
    "Identifier": _identifier,
    "CallExpression": _call,
    "NewExpression": _call,
    "TaggedTemplateExpression": _call,
    "UnaryExpression": _unary,
    "AssignmentExpression": _assignment,
    "MemberExpression": _member,
    "Property": _property,
    "MethodDefinition": _property,
    "PropertyDefinition": _property,
    "FieldDefinition": _property,
    "PrivateIdentifier": _skip,
    "MetaProperty": _skip,
    "Literal": _skip,
    "TemplateElement": _skip,
    "ImportAttribute": _skip,
    "BreakStatement": _skip,
    "ContinueStatement": _skip,
    "ExportAllDeclaration": _skip,
    "LabeledStatement": _labeled,
    "VariableDeclaration": _variables,
    "FunctionDeclaration": _function,
    "FunctionExpression": _function,
    "ArrowFunctionExpression": _function,
    "ClassDeclaration": _class,
    "ClassExpression": _class,
    "BlockStatement": _block,
    "ForStatement": _block,
    "SwitchStatement": _block,
    "StaticBlock": _static,
    "CatchClause": _catch,
    "ForInStatement": _each,
    "ForOfStatement": _each,
    "WithStatement": _with,
    "ImportDeclaration": _import,
    "ImportExpression": _import_call,
    "ExportNamedDeclaration": _export_names,
    "JSXElement": _element,
    "JSXText": _skip,
    "JSXIdentifier": _skip,
}
