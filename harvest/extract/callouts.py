"""Callouts: the numbers behind a line of code that a list below explains; nobody types them."""

from __future__ import annotations

import re

from harvest.extract.tree import Element, Tree

_SAID = re.compile(r"\(?\d{1,2}\)?|[\u2460-\u2473\u2776-\u277f]")
"""`(1)`, or a number in a circle."""


def drop_callouts(tree: Tree) -> None:
    """Remove callouts from a block's texts, with the blanks that part them from the end of their line."""
    for number, node in enumerate(tree.elements):
        if node.look.callout and _says_a_number(tree, node, or_nothing=True):
            last = node
            after = tree.elements[number + 1] if number + 1 < len(tree.elements) else None
            # the same number once more, for readers whose browser draws none
            if after is not None and _stands_behind(after, node) and _says_a_number(tree, after):
                last = after
            for place in range(node.start, last.end):
                tree.texts[place] = ""
            if node.start and _ends_line(tree, last):
                tree.texts[node.start - 1] = tree.texts[node.start - 1].rstrip(" ")


def _says_a_number(tree: Tree, node: Element, *, or_nothing: bool = False) -> bool:
    if node.end - node.start > 1:
        return False
    text = tree.text(node)
    return bool(_SAID.fullmatch(text)) or (or_nothing and not text)


def _stands_behind(after: Element, node: Element) -> bool:
    return after.parent is node.parent and after.start == node.end


def _ends_line(tree: Tree, node: Element) -> bool:
    """Whether nothing stands behind it on its line but blanks, before other callouts."""
    if node.end == len(tree.texts) or (node.parent is not None and node.end == node.parent.end):
        return True
    behind = tree.texts[node.end]
    return behind.startswith("\n") or not behind.strip(" ")
