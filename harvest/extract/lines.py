"""Lines that are elements: which begin a line of their own, and which bring their newlines themselves."""

from __future__ import annotations

from harvest.extract.signals import APART
from harvest.extract.tree import CELLS, Element, Tree

_NEAR = 3
"""How many lines beside an empty one are looked at."""


def set_apart(tree: Tree) -> None:
    """Mark the inline lines that can only be shown as blocks: without that, what follows would stand on the same line.

    Such are the marked lines of a block that has others, too; a page tells by its style how they are shown.
    """
    inline = [node for node in tree.elements if node.look.line and node.look.inline_line and node.look.tag not in CELLS]
    if not inline:
        return
    looks = {node.look for node in inline if any(map(APART.fullmatch, node.look.classes.split()))}
    for parent in (tree.root, *tree.elements):
        if parent.look.tag == "span":
            continue  # a part of the code that holds lines: where tags overlap, what stands beside them tells nothing
        for place, node in enumerate(parent.contents):
            if isinstance(node, Element) and node.look.inline_line and _is_apart(tree, parent, place):
                looks.add(node.look)
    for node in inline:
        node.apart = node.look in looks


def _is_apart(tree: Tree, parent: Element, place: int) -> bool:
    node, before, after = parent.contents[place], _beside(parent, place - 1), _beside(parent, place + 1)
    if not isinstance(node, Element) or after is None or node.breaks or _last_letter(tree, node) == "\n":
        return False
    begun = isinstance(before, int) and tree.texts[before].endswith("\n")
    if not begun and before is not None and not (isinstance(before, Element) and before.look.inline_line):
        return False
    if isinstance(after, int):
        return tree.texts[after][:1] not in {"", "\n"}
    if after.look.tag == "br" or after.look.chrome or after.look.numbers:
        return False
    return begun or not after.look.inline_line


def is_between_lines(tree: Tree, parent: Element, place: int) -> bool:
    """Whether a text stands but between lines that begin by themselves, which need none."""
    nodes = [(side, _beside(parent, side)) for side in (place - 1, place + 1)]
    sides = [(side, node) for side, node in nodes if isinstance(node, Element) and not node.look.chrome]
    if any(node.apart for _, node in sides):
        return False
    return bool(sides) and all(begins_line(tree, parent, side) for side, _ in sides)


def _beside(parent: Element, place: int) -> Element | int | None:
    return parent.contents[place] if 0 <= place < len(parent.contents) else None


def begins_line(tree: Tree, parent: Element, place: int) -> bool:
    """Whether a line of its own begins where an element does."""
    node = parent.contents[place]
    if not isinstance(node, Element) or _is_stray(parent, node):
        return False
    return (
        node.look.block
        or node.apart
        or (node.look.tag not in CELLS and node.is_line and not _has_own_newlines(tree, parent, place))
    )


def _is_stray(parent: Element, node: Element) -> bool:
    """Whether a list's item is in no list, and alone: a tag of the code that nobody escaped."""
    return node.look.tag == "li" and parent.look.tag not in {"ol", "ul", "menu"} and parent.rows == 1


def _has_own_newlines(tree: Tree, parent: Element, place: int) -> bool:
    """Whether inline lines bring their newlines themselves: at their end, or between them and the next."""
    node = parent.contents[place]
    if isinstance(node, Element) and node.look.tag != "code" and _ends_itself(tree, parent, node, place):
        return True
    before, after = _beside(parent, place - 1), _beside(parent, place + 1)
    return isinstance(before, int) or isinstance(after, int) or (before is None and after is None)


def _ends_itself(tree: Tree, parent: Element, node: Element, place: int) -> bool:
    """Whether a line holds the newline that ends it; a break alone may be there lest an empty line have no height."""
    if tree.text(node) or not node.breaks:
        return bool(node.breaks) or _last_letter(tree, node) == "\n"
    sides = [_beside(parent, side) for side in range(place - _NEAR, place + _NEAR + 1) if side != place]
    others = [side for side in sides if isinstance(side, Element) and tree.text(side).strip()]
    return all(other.breaks for other in others)


def _last_letter(tree: Tree, node: Element) -> str:
    return tree.texts[node.end - 1][-1:] if node.end > node.start else ""
