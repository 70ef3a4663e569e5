"""The numbers of lines: what of a block only counts, and what keeps the count from the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harvest.extract.tree import Element, Tree

_NUMBERS = re.compile(r"[\s\u00a0|:.]*\d[\s\u00a0|:.\d]*")
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
    rows = [node for node in tree.elements if node.look.tag == "tr"]
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

    A number of the code is coloured wherever it stands; a line's number looks like no other part of its line.
    """
    if not tree.texts or not _NUMBER.fullmatch(tree.texts[0]):
        return []
    starts = list(_line_starts(tree))
    numbers = [(node, _NUMBER.fullmatch(tree.text(node))) for node in starts if node is not None]
    found = [(node, int(match[1])) for node, match in numbers if match]
    counted = [number for _, number in found]
    if not _count_up(counted, len(starts)):
        return []
    looks = {node.look for node, _ in found}
    alike = sum(1 for node in tree.elements if node.look in looks)
    # a single number is a line's only where it is set apart from the code, as no token is
    told = len(found) > 1 or (counted == [1] and "padding" in found[0][0].look.style)
    whole = tree.text(tree.root).strip() == "\n".join(map(str, counted))
    return [node for node, _ in found] if told and len(looks) == 1 and alike == len(found) and not whole else []


def _line_starts(tree: Tree) -> Iterator[Element | None]:
    """The element that holds the first letters of each line, where it holds only them.

    The text's last line counts only where there is any text.
    """
    holders = {
        element.start: element
        for element in tree.elements
        if element.look.tag == "span" and len(element.contents) == 1 and isinstance(element.contents[0], int)
    }
    at_start = True
    for place, text in enumerate(tree.texts):
        if at_start:
            yield holders.get(place) if "\n" not in text else None
        for _ in range(text[:-1].count("\n")):
            yield None
        at_start = text.endswith("\n")
