"""The text of an awkward block, as a browser would lay it out: gutters and buttons gone, lines where lines are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.extract.tree import Element, Tree, elements, looks, parsed

_NUMBERS = re.compile(r"[\s\u00a0|:.]*\d[\s\u00a0|:.\d]*")
_NUMBER = re.compile(r"\s*(\d{1,6})[.:]?[\s\u00a0]*")
_NUMBERED = re.compile(r"\s*(?:<[^>]*>\s*){1,6}\d{1,6}[.:]?\s*</")
"""An element with a number begins the block."""
_NBSP = "\u00a0"
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
"""No text stands between the cells of a table."""
_STAND_INS = (_NBSP, "\u200b", " ")
"""What highlighters put into an empty line, lest it have no height."""
_INDENTED_BY_ONE = re.compile(r"^ \S", re.MULTILINE)
"""The author's own spaces, as before the unchanged lines of a diff."""
_STAND_IN = re.compile(r"^[ \u00a0\u200b]$", re.MULTILINE)
_COUNTED = re.compile(r"\s*(\d{1,6})[^\n]*\n\s*(\d{1,6})")


def is_seen_as_written(markup: str, text: str) -> bool:
    """Whether a block needs no laying out: its text, end to end, is what a reader sees.

    Args:
        markup: the block alone, as a browser's parser has put it in order.
        text: all its texts.
    """
    lines = 0
    for token, look in looks(markup):
        if look.awkward:
            return False
        if look.inline_line:
            lines += markup.count(token)
    if lines > 1 and (text.count("\n") < lines - 1 or _STAND_IN.search(text)):
        return False
    return not _has_numbers(markup, text)


def _has_numbers(markup: str, text: str) -> bool:
    """Whether the lines begin with elements that may count them."""
    if not _NUMBERED.match(markup):
        return False
    counted = _COUNTED.match(text)
    return int(counted[2]) == int(counted[1]) + 1 if counted else "padding" in markup


def text_of(markup: str) -> str:
    """The text that a reader sees.

    Args:
        markup: the block alone, as a browser's parser has put it in order.
    """
    tree = parsed(markup)
    _drop_numbers_glued_to_lines(tree)
    page = _Page()
    _lay_out(tree, page)
    return _without_stand_ins(page.text()) if tree.has_lines else page.text()


def _without_stand_ins(text: str) -> str:
    """Text without what a highlighter put into empty lines, and between words: where it did, it did everywhere."""
    if _NBSP in text and " " not in text:
        text = text.replace(_NBSP, " ")
    lines = text.split("\n")
    if "" in lines[:-1]:
        return text
    stand_in = next((letter for letter in _STAND_INS if letter in lines), None)
    if stand_in == " " and _INDENTED_BY_ONE.search(text):
        return text
    return "\n".join("" if line == stand_in else line for line in lines) if stand_in else text


class _Page:
    """Text as it is laid out: a block element begins a line, and ends the one it is on."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._owed = False
        """The line is over, but its newline has not been written yet."""

    @property
    def size(self) -> int:
        """How much has been written: the same number means nothing since."""
        return len(self._parts)

    def write(self, text: str) -> None:
        if not text:
            return
        if self._owed:
            if text[0] != "\n":
                self._parts.append("\n")
            self._owed = False
        self._parts.append(text)

    def end_line(self, *, even_if_empty: bool = False) -> None:
        """End the line that is being written; an empty one counts where the author made it."""
        if self._owed and even_if_empty:
            self._parts.append("\n")
        last = self._parts[-1] if self._parts else "\n"
        self._owed = even_if_empty or self._owed or not last.endswith("\n")

    def begin_empty_line(self) -> None:
        """Begin a line that holds nothing but a newline: that one does not end the line before."""
        if self._owed:
            self._parts.append("\n")
            self._owed = False

    def text(self) -> str:
        return "".join(self._parts)


def _lay_out(tree: Tree, page: _Page) -> None:
    """Walk the tree without recursion: published markup may be nested as deep as its author likes."""
    stack: list[tuple[Element, int, int]] = [(tree.root, 0, -1)]
    """Elements that are open, the child that is next, and how much was written before; -1 where none is a line's."""
    while stack:
        element, place, written = stack.pop()
        for place in range(place, len(element.contents)):  # noqa: B020 - goes on where it was left
            node = element.contents[place]
            if not isinstance(node, Element):
                _write(tree, element, place, page)
            elif node.look.tag == "br":
                page.write("\n")
            elif not _is_chrome(tree, node):
                begins = _begins_line(tree, element, place)
                if begins:
                    page.end_line()
                if begins and _is_empty_line(tree, node):
                    page.begin_empty_line()
                stack += [(element, place + 1, written), (node, 0, page.size if begins else -1)]
                break
        else:
            if written >= 0:
                page.end_line(even_if_empty=page.size == written and _is_line(element))


def _is_empty_line(tree: Tree, node: Element) -> bool:
    text = tree.text(node)
    return text == "\n" or (not text and node.breaks == 1)


def _write(tree: Tree, parent: Element, place: int, page: _Page) -> None:
    """White space between lines that are elements only separates them: it is laid out by the elements themselves."""
    text = tree.texts[_text_at(parent, place)]
    if parent.look.spaces:
        text = text.replace(_NBSP, " ")
    if text.isspace() and parent.look.tag in _TABLE:
        return
    if text.strip(" \t\n") or "\n\n" in text or not _is_between_lines(tree, parent, place):
        page.write(text)


def _text_at(parent: Element, place: int) -> int:
    node = parent.contents[place]
    assert not isinstance(node, Element)  # noqa: S101 - for the type checker
    return node


def _is_between_lines(tree: Tree, parent: Element, place: int) -> bool:
    sides = [side for side in (place - 1, place + 1) if isinstance(_beside(parent, side), Element)]
    return bool(sides) and all(_begins_line(tree, parent, side) for side in sides)


def _beside(parent: Element, place: int) -> Element | int | None:
    return parent.contents[place] if 0 <= place < len(parent.contents) else None


def _begins_line(tree: Tree, parent: Element, place: int) -> bool:
    node = parent.contents[place]
    if not isinstance(node, Element):
        return False
    return node.look.block or (
        node.look.tag not in {"td", "th"} and _is_line(node) and not _has_own_newlines(tree, parent, place)
    )


def _is_line(node: Element) -> bool:
    rows = node.parent.rows if node.parent is not None and node.look.tag in {"div", "p"} else 0
    return node.look.line or rows > 1


def _has_own_newlines(tree: Tree, parent: Element, place: int) -> bool:
    """Whether inline lines bring their newlines themselves: at their end, or between them and the next."""
    node = parent.contents[place]
    if isinstance(node, Element) and (node.breaks or _last_letter(tree, node) == "\n"):
        return True
    before, after = _beside(parent, place - 1), _beside(parent, place + 1)
    return isinstance(before, int) or isinstance(after, int) or (before is None and after is None)


def _last_letter(tree: Tree, node: Element) -> str:
    return tree.texts[node.end - 1][-1] if node.end > node.start else ""


def _is_chrome(tree: Tree, node: Element) -> bool:
    look = node.look
    if look.chrome:
        return True
    return look.numbers and not (look.tag == "span" and look.line) and _is_gutter(tree.text(node))


def _is_gutter(text: str) -> bool:
    return not text or bool(_NUMBERS.fullmatch(text)) or (not text.strip() and "\n" not in text)


def _drop_numbers_glued_to_lines(tree: Tree) -> None:
    """Remove numbers that stand in an element of their own at the start of every line, and count up by one.

    A number of the code is coloured wherever it stands; a line's number looks like no other part of its line.
    """
    if not tree.texts or not _NUMBER.fullmatch(tree.texts[0]):
        return
    starts = list(_line_starts(tree))
    numbers = [(node, _NUMBER.fullmatch(tree.text(node))) for node in starts if node is not None]
    found = [(node, int(match[1])) for node, match in numbers if match]
    counted = [number for _, number in found]
    if not found or len(found) < len(starts) or counted != list(range(counted[0], counted[0] + len(found))):
        return
    looks = {node.look for node, _ in found}
    alike = sum(1 for node in elements(tree.root) if node.look in looks)
    # a single number is a line's only where it is set apart from the code, as no token is
    told = len(found) > 1 or (counted == [1] and "padding" in found[0][0].look.style)
    if (
        told
        and len(looks) == 1
        and alike == len(found)
        and tree.text(tree.root).strip() != "\n".join(map(str, counted))
    ):
        for node, _ in found:
            tree.texts[node.start] = ""


def _line_starts(tree: Tree) -> Iterator[Element | None]:
    """The element that holds the first letters of each line, where it holds only them.

    The text's last line counts only where there is any text.
    """
    holders = {
        element.start: element
        for element in elements(tree.root)
        if element.look.tag == "span" and len(element.contents) == 1 and isinstance(element.contents[0], int)
    }
    at_start = True
    for place, text in enumerate(tree.texts):
        if at_start:
            yield holders.get(place) if "\n" not in text else None
        for _ in range(text[:-1].count("\n")):
            yield None
        at_start = text.endswith("\n")
