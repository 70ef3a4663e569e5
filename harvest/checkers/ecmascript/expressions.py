"""Shapes of expressions, patterns, functions and classes: what each type of tree-sitter's nodes is in ESTree."""

from __future__ import annotations

from tree_sitter import Node as Part

from harvest.checkers.ecmascript.lexer import words
from harvest.checkers.ecmascript.telling import EMPTY, Node, StrangeError, Telling

FUNCTIONS = {
    "function_declaration": "FunctionDeclaration",
    "generator_function_declaration": "FunctionDeclaration",
    "function_expression": "FunctionExpression",
    "generator_function": "FunctionExpression",
    "method_definition": "FunctionExpression",
    "arrow_function": "ArrowFunctionExpression",
}
_RESERVED = words(
    "await break case catch class const continue debugger default delete do else enum export extends false finally for"
    " function if implements import in instanceof interface let new null package private protected public return static"
    " super switch this throw true try typeof var void while with yield"
)
"""No names, in modules: where one seems to be, it was taken for something that it is not."""
_METHODS = frozenset({"method_definition", "field_definition", "class_static_block"})


def identifier(telling: Telling, part: Part) -> Node:
    """A name that is bound or used."""
    name = telling.span(part)
    if name in _RESERVED or "\\" in name:
        raise StrangeError(name)
    return Node("Identifier", name=name, range=part.byte_range)


def call(telling: Telling, part: Part) -> Node:
    """A call, a tagged template or an import that is called."""
    function, given = telling.part(part, "function"), telling.part(part, "arguments")
    if function.type == "import":
        return Node("ImportExpression", source=next(iter(_given(telling, given)), None))
    callee = telling.tell(function)
    if given.type == "template_string":
        return Node("TaggedTemplateExpression", tag=callee, quasi=telling.tell(given))
    if callee.name != "require":
        return Node("CallExpression", callee=callee, arguments=telling.below(given))
    if part.child_by_field_name("optional_chain") is not None:
        raise StrangeError("require?.()")
    return Node("CallExpression", callee=callee, arguments=_given(telling, given))


def _given(telling: Telling, part: Part) -> list[Node]:
    """Arguments, of which the first may name a module."""
    given = [child for child in part.named_children if child.type != "comment"]
    return [literal(telling, given[0]), *telling.told(given[1:])] if given else []


def literal(telling: Telling, part: Part) -> Node:
    """What may name a module."""
    if part.type != "string":
        return telling.tell(part)
    text = telling.span(part)
    if "\\" in text:
        raise StrangeError("an escape in the name of a module")
    return Node("Literal", value=text[1:-1])


def new(telling: Telling, part: Part) -> Node:
    """A construction, with arguments or without."""
    given = part.child_by_field_name("arguments")
    found = [] if given is None else telling.below(given)
    return Node("NewExpression", callee=telling.at(part, "constructor"), arguments=found)


def unary(telling: Telling, part: Part) -> Node:
    """An operator before its operand; only one of them asks for no value."""
    operator = "typeof" if telling.text.startswith("typeof", part.start_byte) else ""
    return Node("UnaryExpression", operator=operator, argument=telling.at(part, "argument"))


def assignment(telling: Telling, part: Part) -> Node:
    """An assignment, plain or by an operator."""
    operator = "=" if part.type == "assignment_expression" else "+="
    left, right = telling.at(part, "left"), telling.at(part, "right")
    return Node("AssignmentExpression", operator=operator, left=left, right=right)


def member(telling: Telling, part: Part) -> Node:
    """A property by its name."""
    name = Node("Identifier", name=telling.span(telling.part(part, "property")))
    return Node("MemberExpression", object=telling.at(part, "object"), property=name, range=part.byte_range)


def subscript(telling: Telling, part: Part) -> Node:
    """A property by an expression."""
    item, index = telling.at(part, "object"), telling.at(part, "index")
    return Node("MemberExpression", object=item, property=index, computed=True)


def parent_class(telling: Telling, part: Part) -> Node:
    """`super`, which only methods have, and their arrow functions, and only constructors call."""
    called = part.parent is not None and part.parent.type == "call_expression"
    around = part.parent
    while around is not None and around.type not in _METHODS:
        if around.type in FUNCTIONS and around.type != "arrow_function":
            raise StrangeError(part.type)
        around = around.parent
    if around is None or (called and not _is_constructor(telling, around)):
        raise StrangeError(part.type)
    return EMPTY


def _is_constructor(telling: Telling, part: Part) -> bool:
    name = part.child_by_field_name("name")
    if name is None or part.parent is None or part.parent.type != "class_body":
        return False
    return name.start_byte == part.start_byte and telling.span(name) == "constructor"


def entry(telling: Telling, part: Part) -> Node:
    """An entry of an object, a pattern or a class."""
    plain(part)
    key = next(child for name in ("key", "name", "property") if (child := part.child_by_field_name(name)) is not None)
    computed = key.type == "computed_property_name"
    name = telling.only(key) if computed else None  # before the value: uses are found in their order
    value = function(telling, part) if part.type == "method_definition" else telling.at(part, "value")
    return Node("Property", computed=computed, key=name, value=value)


def shorthand(telling: Telling, part: Part) -> Node:
    """`{name}` in a pattern."""
    return Node("Property", value=identifier(telling, part))


def default(telling: Telling, part: Part) -> Node:
    """`{name = value}` in a pattern."""
    left = identifier(telling, telling.part(part, "left"))
    return Node("Property", value=Node("AssignmentPattern", left=left, right=telling.at(part, "right")))


def rest(telling: Telling, part: Part) -> Node:
    """What a pattern leaves over."""
    return Node("RestElement", argument=telling.only(part))


def function(telling: Telling, part: Part) -> Node:
    """A function of any kind."""
    name = None if part.type == "method_definition" else telling.at(part, "name")
    given = part.child_by_field_name("parameters")
    params = [telling.at(part, "parameter")] if given is None else telling.below(given)
    return Node(FUNCTIONS[part.type], id=name, params=params, body=telling.at(part, "body"))


def class_of(telling: Telling, part: Part) -> Node:
    """A class, declared or not."""
    plain(part)
    kind = "ClassDeclaration" if part.type == "class_declaration" else "ClassExpression"
    name = telling.at(part, "name")
    parent = next((telling.only(item) for item in part.named_children if item.type == "class_heritage"), None)
    return Node(kind, id=name, superClass=parent, body=telling.at(part, "body"))


def plain(part: Part) -> None:
    """Refuse what is decorated."""
    if part.child_by_field_name("decorator") is not None:
        raise StrangeError("decorator")
