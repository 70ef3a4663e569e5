"""A walk that tells tree-sitter's tree in the terms of ESTree, so that one scope analysis reads both parsers' trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tree_sitter import Node as Part


class StrangeError(Exception):
    """Something of which it is not known what it is in ESTree: the other parser is to read the text."""


class Node:
    """A node in ESTree's terms; what its type lacks is None, as in esprima's nodes."""

    def __init__(self, kind: str, /, **fields: Any) -> None:
        """Make a node of a type."""
        fields["type"] = kind
        self.__dict__ = fields

    def __getattr__(self, name: str) -> Any:
        return None


EMPTY = Node("EmptyStatement")
"""What no name depends on."""


class Telling:
    """One walk over a tree.

    Args:
        text: what was parsed; each of its characters is one byte to tree-sitter.
        shapes: for each type of tree-sitter's nodes what makes a node of ESTree of it, or None for what tells nothing.
    """

    __slots__ = ("shapes", "text")

    def __init__(self, text: str, shapes: Sequence[Shape | None]) -> None:
        self.text = text
        self.shapes = shapes

    def tell(self, part: Part) -> Node:
        """The node for a part.

        Raises:
            StrangeError: there is something strange in it.
            RecursionError: it is nested too deeply.
        """
        shape = self.shapes[part.kind_id]
        return shape(self, part) if shape is not None else EMPTY

    def told(self, parts: Iterable[Part]) -> list[Node]:
        """The nodes for several parts, without those that tell nothing, comments among them."""
        shapes = self.shapes
        return [shape(self, part) for part in parts if (shape := shapes[part.kind_id]) is not None]

    def below(self, part: Part) -> list[Node]:
        """The nodes for all that is directly below a part."""
        return self.told(part.named_children)

    def only(self, part: Part) -> Node:
        """The node for the one thing that a part holds."""
        found = self.below(part)
        return found[0] if found else EMPTY

    def at(self, part: Part, field: str) -> Node | None:
        """The node for a field of a part, where it has that."""
        child = part.child_by_field_name(field)
        return None if child is None else self.tell(child)

    def part(self, part: Part, field: str) -> Part:
        """A field that a part always has.

        Raises:
            StrangeError: not this time.
        """
        child = part.child_by_field_name(field)
        if child is None:
            raise StrangeError(f"{part.type} without {field}")
        return child

    def span(self, part: Part) -> str:
        """The text of a part."""
        start, end = part.byte_range
        return self.text[start:end]


Shape = Callable[[Telling, Part], Node]
