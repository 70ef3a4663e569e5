"""The shape of each type of tree-sitter's nodes in ESTree, as far as names depend on it.

What only one of the two parsers takes, or takes for something else, has no shape: it is strange.
"""

from __future__ import annotations

import re

import tree_sitter_javascript
from tree_sitter import Language
from tree_sitter import Node as Part

from harvest.checkers.ecmascript import expressions
from harvest.checkers.ecmascript.lexer import words
from harvest.checkers.ecmascript.telling import Node, Shape, StrangeError, Telling

LANGUAGE = Language(tree_sitter_javascript.language())
_OPENING = re.compile(r"<[A-Za-z>]")
"""What lets esprima expect elements at all."""
_DECLARATION = re.compile(r"\{|(?:async\s+)?function\b|class\b")
"""What begins a statement, and not an expression, although tree-sitter may take it for one."""


def _row(kind: str, **fields: str) -> Shape:
    """A type whose fields are those of a type of ESTree under other names."""

    def shape(telling: Telling, part: Part) -> Node:
        return Node(kind, **{name: telling.at(part, field) for name, field in fields.items()})

    return shape


def _list(kind: str, name: str = "body") -> Shape:
    """A type of which everything below is alike."""

    def shape(telling: Telling, part: Part) -> Node:
        return Node(kind, **{name: telling.below(part)})

    return shape


def _strange(_: Telling, part: Part) -> Node:
    raise StrangeError(part.type)


def _only(telling: Telling, part: Part) -> Node:
    return telling.only(part)


def _statement(telling: Telling, part: Part) -> Node:
    if _DECLARATION.match(telling.text, part.start_byte):
        raise StrangeError(part.type)
    return Node("ExpressionStatement", expression=telling.only(part))


def _static(telling: Telling, part: Part) -> Node:
    return Node("StaticBlock", body=telling.below(telling.part(part, "body")))


def _variables(telling: Telling, part: Part) -> Node:
    kind = "var" if part.type == "variable_declaration" else "let"
    return Node("VariableDeclaration", kind=kind, declarations=telling.below(part))


def _declarator(telling: Telling, part: Part) -> Node:
    name, value = telling.at(part, "name"), telling.at(part, "value")
    return Node("VariableDeclarator", id=name, init=value, range=part.byte_range)


def _each(telling: Telling, part: Part) -> Node:
    if part.child_by_field_name("value") is not None:
        raise StrangeError("for (var i = 0 in x)")
    kind, target = part.child_by_field_name("kind"), telling.part(part, "left")
    left = telling.tell(target)
    if kind is not None:
        item = Node("VariableDeclarator", id=left, range=target.byte_range)
        left = Node("VariableDeclaration", kind=kind.type, declarations=[item])
    return Node("ForOfStatement", left=left, right=telling.at(part, "right"), body=telling.at(part, "body"))


def _import(telling: Telling, part: Part) -> Node:
    clauses = [child for child in part.named_children if child.type == "import_clause"]
    items = [
        item
        for clause in clauses
        for child in clause.named_children
        for item in (child.named_children if child.type == "named_imports" else [child])
        if item.type != "comment"
    ]
    source = expressions.literal(telling, telling.part(part, "source"))
    return Node("ImportDeclaration", source=source, specifiers=[_specifier(telling, item) for item in items])


def _specifier(telling: Telling, part: Part) -> Node:
    name = part.child_by_field_name("alias") or part.child_by_field_name("name")
    if name is None:
        name = part.named_children[-1] if part.type == "namespace_import" else part
    return Node("ImportSpecifier", local=expressions.identifier(telling, name), range=part.byte_range)


def _export(telling: Telling, part: Part) -> Node:
    expressions.plain(part)
    value, declaration = telling.at(part, "value"), telling.at(part, "declaration")
    if value is not None:
        return Node("ExportDefaultDeclaration", declaration=value)
    source = part.child_by_field_name("source")
    names = [child.child_by_field_name("name") for clause in part.named_children for child in clause.named_children]
    local = [] if source or declaration else [telling.tell(name) for name in names if name is not None]
    specifiers = [Node("ExportSpecifier", local=name) for name in local]
    return Node("ExportNamedDeclaration", declaration=declaration, source=source, specifiers=specifiers)


def _element(telling: Telling, part: Part) -> Node:
    if not _OPENING.match(telling.text, part.start_byte):
        raise StrangeError("an element that begins with a space")
    opening = part.child_by_field_name("open_tag")
    children = [] if opening is None else telling.below(part)
    opening = opening or part
    name = opening.child_by_field_name("name")
    if name is None:
        return Node("JSXFragment", children=children)
    given = [_attribute(telling, child) for child in opening.children_by_field_name("attribute")]
    head = Node("JSXOpeningElement", name=_element_name(telling, name), attributes=given)
    return Node("JSXElement", openingElement=head, children=children)


def _attribute(telling: Telling, part: Part) -> Node:
    value = part if part.type == "jsx_expression" else part.named_children[-1]
    told = telling.tell(value)
    if value.type == "jsx_expression" and not told.body:
        raise StrangeError("an attribute without a value")
    return Node("JSXAttribute", value=told)


def _element_name(telling: Telling, part: Part) -> Node:
    if part.type == "member_expression":
        return Node("JSXMemberExpression", object=_element_name(telling, telling.part(part, "object")))
    kind = "JSXNamespacedName" if part.type == "jsx_namespace_name" else "JSXIdentifier"
    return Node(kind, name=telling.span(part), range=part.byte_range)


_SILENT = words(
    "break_statement comment continue_statement debugger_statement empty_statement escape_sequence false hash_bang_line"
    " html_character_reference jsx_closing_element jsx_namespace_name jsx_opening_element jsx_text meta_property null"
    " number optional_chain private_property_identifier property_identifier regex statement_identifier string"
    " string_fragment this true"
)
"""What tells nothing of names."""
_SEQUENCES = words(
    "array await_expression binary_expression class_body else_clause finally_clause if_statement jsx_expression"
    " labeled_statement object sequence_expression spread_element switch_body switch_case switch_default do_statement"
    " template_string template_substitution ternary_expression throw_statement try_statement update_expression"
    " while_statement yield_expression"
)
_NAMED: dict[str, Shape | None] = {
    **dict.fromkeys(_SILENT),
    **dict.fromkeys(_SEQUENCES, _list("SequenceExpression")),
    **dict.fromkeys(expressions.FUNCTIONS, expressions.function),
    "array_pattern": _list("ArrayPattern", "elements"),
    "assignment_expression": expressions.assignment,
    "assignment_pattern": _row("AssignmentPattern", left="left", right="right"),
    "augmented_assignment_expression": expressions.assignment,
    "call_expression": expressions.call,
    "catch_clause": _row("CatchClause", param="parameter", body="body"),
    "class": expressions.class_of,
    "class_declaration": expressions.class_of,
    "class_static_block": _static,
    "export_statement": _export,
    "expression_statement": _statement,
    "field_definition": expressions.entry,
    "for_in_statement": _each,
    "for_statement": _list("ForStatement"),
    "identifier": expressions.identifier,
    "import_statement": _import,
    "jsx_element": _element,
    "jsx_self_closing_element": _element,
    "lexical_declaration": _variables,
    "member_expression": expressions.member,
    "method_definition": expressions.entry,
    "new_expression": expressions.new,
    "object_assignment_pattern": expressions.default,
    "object_pattern": _list("ObjectPattern", "properties"),
    "pair": expressions.entry,
    "pair_pattern": expressions.entry,
    "parenthesized_expression": _only,
    "program": _list("Program"),
    "rest_pattern": expressions.rest,
    "return_statement": _list("ReturnStatement"),
    "shorthand_property_identifier": expressions.identifier,
    "shorthand_property_identifier_pattern": expressions.shorthand,
    "statement_block": _list("BlockStatement"),
    "subscript_expression": expressions.subscript,
    "super": expressions.parent_class,
    "switch_statement": _list("SwitchStatement"),
    "unary_expression": expressions.unary,
    "undefined": expressions.identifier,
    "variable_declaration": _variables,
    "variable_declarator": _declarator,
}
SHAPES = tuple(_NAMED.get(LANGUAGE.node_kind_for_id(kind) or "", _strange) for kind in range(LANGUAGE.node_kind_count))
"""By the number of the type."""
