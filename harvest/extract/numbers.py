"""The numbers of lines: what of a block only counts, and what keeps the count from the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harvest.extract.signals import NUMBER_TOKEN
from harvest.extract.tree import Element, Look, Tree

_NUMBERS = re.compile(r"[\s\u00a0|:.]*\d[\s\u00a0|:.\d]*")
_HOLDERS = frozenset({"span", "font", "a"})
_COLOURED = re.compile(r"\s*(?:(?:--[\w-]+|color|font-(?:style|weight))\s*:[^;]*(?:;\s*|$))+", re.IGNORECASE)
"""A style that gives but a colour, as tokens have it."""
_NUMBER = re.compile(r"\s*(\d{1,6})[.:]?[\s\u00a0]*")


def is_gutter(text: str) -> bool:
    """Whether a text holds nothing but numbers, or nothing at all."""
    return not text or bool(_NUMBERS.fullmatch(text)) or (not text.strip() and "\n" not in text)


def drop_numbers(tree: Tree) -> None:
    """Remove the numbers of lines from a block's texts, and the space that parts them from the code."""
    dropped = (
        [node for node in tree.elements if node.look.numbers and _is_number(tree, node)]
        or _glued(tree)
        or list(_cells(tree))
    )
    for node in dropped:
        for place in range(node.start, node.end):
            tree.texts[place] = ""
    if dropped and dropped[0].look.tag not in {"td", "th"}:
        _drop_separators(tree, [node.end for node in dropped if node.end < len(tree.texts)])


def _is_number(tree: Tree, node: Element) -> bool:
    """Whether an element that says by its class that it holds a number holds one."""
    if (node.look.tag == "span" and node.look.line) or node.end != node.start + 1:
        return False
    return bool(_NUMBER.fullmatch(tree.texts[node.start])) and "\n" not in tree.texts[node.start]


def _drop_separators(tree: Tree, places: Sequence[int]) -> None:
    """Remove the one space after each number: indentation is even, but for that space."""
    texts = [tree.texts[place] for place in places]
    # an empty line tells nothing
    indents = [len(text) - len(text.lstrip(" ")) for text in texts if text and text[0] != "\n"]
    if indents and min(indents) % 2:
        for place in places:
            tree.texts[place] = tree.texts[place].removeprefix(" ")


def _cells(tree: Tree) -> Iterator[Element]:
    """The first cells of a table's rows, where they count up by one and other cells hold the code."""
    rows = [node for node in tree.elements if node.look.tag == "tr" and not (node.parent and node.parent.look.chrome)]
    cells = [[cell for cell in row.contents if isinstance(cell, Element)] for row in rows]
    if rows and all(len(row) > 1 for row in cells):
        firsts = [row[0] for row in cells]
        numbers = [_NUMBER.fullmatch(tree.text(first)) for first in firsts]
        if _count_up([int(number[1]) for number in numbers if number], len(firsts)):
            yield from firsts


def _count_up(numbers: Sequence[int], lines: int) -> bool:
    return len(numbers) == lines > 0 and list(numbers) == list(range(numbers[0], numbers[0] + lines))


def _glued(tree: Tree) -> list[Element]:
    """The numbers that stand in an element of their own at the start of every line, and count up by one.

    A number of the code is coloured wherever it stands, a line's number only there.
    """
    if not tree.texts or not _NUMBER.fullmatch(tree.texts[0]):
        return []
    starts = list(_line_starts(tree))
    numbers = [(node, _NUMBER.fullmatch(tree.text(node))) for node in starts if node is not None]
    found = [(node, int(match[1])) for node, match in numbers if match]
    counted = [number for _, number in found]
    if not _count_up(counted, len(starts)) or all(_goes_on(tree, node) for node, _ in found):
        return []
    looks = {node.look for node, _ in found}
    if any(_is_token(look) for look in looks) or _are_coloured(tree, [node for node, _ in found]):
        return []
    alike = sum(1 for node in tree.elements if node.look in looks and node.is_plain and _NUMBER.match(tree.text(node)))
    whole = "".join(tree.text(tree.root).split()) == "".join(map(str, counted))
    same = len(looks) == 1 or all("padding" in look.style for look in looks)  # every fifth may be marked
    told = same and alike == len(found) and (len(found) > 1 or _is_set_apart(tree, found[0][0], counted[0]))
    return [node for node, _ in found] if told and not whole else []


def _is_token(look: Look) -> bool:
    return any(NUMBER_TOKEN.fullmatch(word) for word in look.classes.split())


def _are_coloured(tree: Tree, nodes: Sequence[Element]) -> bool:
    """Whether numbers look as those of the code do where every token has its colour: nothing sets them apart."""
    if any(node.look.tag != "span" or node.look.classes for node in nodes):
        return False
    texts = [tree.text(node) for node in nodes]
    if any(text[-1:] in {".", ":"} for text in texts):
        return True
    if not all(
        text.isdecimal() and _COLOURED.fullmatch(node.look.style) for text, node in zip(texts, nodes, strict=True)
    ):
        return False
    parents = {id(node.parent): node.parent for node in nodes if node.parent is not None}.values()
    bare = {place for parent in parents for place in parent.contents if not isinstance(place, Element)}
    return not all(node.end in bare and tree.texts[node.end][:1] in " \n" for node in nodes)


def _goes_on(tree: Tree, node: Element) -> bool:
    """Whether a number is but the beginning of one, or of an item's: `1.5`, `1.` and `1)`."""
    return node.end < len(tree.texts) and tree.texts[node.end][:1] in {".", ")"}


def _is_set_apart(tree: Tree, node: Element, number: int) -> bool:
    """Whether a single number is a line's: it looks as no token does, or like nothing at all."""
    look, text = node.look, tree.text(node)
    return "padding" in look.style or (number == 1 and (text != text.strip() or not (look.style or look.classes)))


def _line_starts(tree: Tree) -> Iterator[Element | None]:
    """The element that holds the first letters of each line, where it holds only them.

    The text's last line counts only where there is any text.
    """
    holders = {node.start: node for node in tree.elements if node.look.tag in _HOLDERS and node.is_plain}
    begun = {node.start for node in tree.elements if node.is_line}
    broken = {node.start for node in tree.elements if node.look.tag == "br"} if tree.breaks else begun
    at_start = True
    for place, text in enumerate(tree.texts):
        if place in broken and place not in begun:
            at_start = True
            if text == "\n":
                continue
        if at_start or place in begun:
            yield holders.get(place) if "\n" not in text else None
        for _ in range(text[:-1].count("\n")):
            yield None
        at_start = text.endswith("\n")
