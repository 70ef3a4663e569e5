"""The text of an awkward block, as a browser would lay it out: gutters and buttons gone, lines where lines are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import CData, Comment, Doctype, NavigableString, PageElement, ProcessingInstruction, Tag

from harvest.extract.signals import BLOCK_TAGS, CHROME, CHROME_TAGS, GUTTER, HEADER, LINE, NUMBER_CELL

_NUMBERS = re.compile(r"[\s\u00a0|:.]*(?:\d+[\s\u00a0|:.]*)+")
_NUMBER = re.compile(r"\s*(\d{1,6})[.:]?[\s\u00a0]*")
_UNSEEN = (Comment, Doctype, ProcessingInstruction)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSELECTABLE = re.compile(r"user-select\s*:\s*none", re.IGNORECASE)
_OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|table-row|list-item)", re.IGNORECASE)


def text_of(markup: str) -> str:
    """The text that a reader sees.

    Args:
        markup: the block alone, as a browser's parser has put it in order.
    """
    soup = BeautifulSoup(markup, "html.parser")
    root = soup.find(True)
    if not isinstance(root, Tag):
        return soup.get_text()
    _drop_numbers_glued_to_lines(root)
    page = _Page()
    _lay_out(root, page)
    return page.text()


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

    def text(self) -> str:
        return "".join(self._parts)


def _lay_out(root: Tag, page: _Page) -> None:
    """Walk the tree without recursion: published markup may be nested as deep as its author likes."""
    stack: list[tuple[PageElement, bool]] = [(child, False) for child in reversed(root.contents)]
    written_at: dict[int, int] = {}
    while stack:
        node, ended = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, _UNSEEN) or isinstance(node, CData):
                _write(node, page)
        elif isinstance(node, Tag) and ended:
            page.end_line(even_if_empty=page.size == written_at[id(node)] and _is_line(node))
        elif isinstance(node, Tag) and not _is_chrome(node):
            if node.name == "br":
                page.write("\n")
                continue
            if _begins_line(node):
                page.end_line()
                written_at[id(node)] = page.size
                stack.append((node, True))
            stack += [(child, False) for child in reversed(node.contents)]


def _write(node: NavigableString, page: _Page) -> None:
    """White space between lines that are elements only separates them: it is laid out by the elements themselves."""
    if not node.strip(" \t\n") and _between_lines(node):
        return
    page.write(str(node))


def _between_lines(node: NavigableString) -> bool:
    sides = [side for side in (node.previous_sibling, node.next_sibling) if isinstance(side, Tag)]
    return bool(sides) and all(_begins_line(side) for side in sides) and "\n\n" not in node


def _begins_line(node: Tag) -> bool:
    if node.name in BLOCK_TAGS:
        return node.name not in {"td", "th"}
    return bool(_OWN_LINE.search(_style(node))) or (_is_line(node) and not _has_own_newlines(node))


def _is_line(node: Tag) -> bool:
    if node.name in {"li", "tr"} or (node.has_attr("data-line") and node.name != "pre"):
        return True
    if node.name in {"div", "p"} and isinstance(node.parent, Tag) and node.parent.name in {"pre", "code", "td"}:
        return len(node.parent.find_all(node.name, recursive=False, limit=2)) > 1
    classes = _classes(node)  # Prism colours a part of a line as `token line`
    return "token" not in classes and any(LINE.fullmatch(word) for word in classes)


def _has_own_newlines(node: Tag) -> bool:
    """Whether inline lines bring their newlines themselves: at their end, or between them and the next."""
    if node.get_text().endswith("\n") or node.find("br"):
        return True
    after = node.next_sibling
    before = node.previous_sibling
    if isinstance(after, NavigableString) or isinstance(before, NavigableString):
        return True
    return not isinstance(after, Tag) and not isinstance(before, Tag)


def _is_chrome(node: Tag) -> bool:
    if node.name in CHROME_TAGS or node.has_attr("hidden") or _HIDDEN.search(_style(node)):
        return True
    classes = _classes(node)
    if any(CHROME.fullmatch(word) for word in classes):
        return True
    if node.name not in {"span", "code", "a"} and any(HEADER.fullmatch(word) for word in classes):
        return True
    numbered = any(GUTTER.fullmatch(word) for word in classes) or _UNSELECTABLE.search(_style(node))
    if node.name == "span" and _is_line(node):
        return False
    if node.name in {"td", "th", "div", "li"}:
        numbered = numbered or any(NUMBER_CELL.fullmatch(word) for word in classes)
    return bool(numbered) and _is_gutter(node)


def _is_gutter(node: Tag) -> bool:
    text = node.get_text()
    return not text or bool(_NUMBERS.fullmatch(text)) or (not text.strip() and "\n" not in text)


def _drop_numbers_glued_to_lines(root: Tag) -> None:
    """Remove numbers that stand in an element of their own at the start of every line, and count up by one.

    A number of the code is coloured wherever it stands; a line's number looks like no other part of its line.
    """
    starts = list(_line_starts(root))
    numbers = [(node, _NUMBER.fullmatch(node.get_text())) for node in starts if node is not None]
    found = [(node, int(match[1])) for node, match in numbers if match]
    counted = [number for _, number in found]
    if not found or len(found) < len(starts) or counted != list(range(counted[0], counted[0] + len(found))):
        return
    looks = {_look(node) for node, _ in found}
    alike = [node for node in root.find_all("span") if _look(node) in looks]
    # a single number is a line's only where it is set apart from the code, as no token is
    told = len(found) > 1 or (counted == [1] and "padding" in _style(found[0][0]))
    if told and len(looks) == 1 and len(alike) == len(found) and root.get_text().strip() != "\n".join(map(str, counted)):
        for node, _ in found:
            node.decompose()


def _look(node: Tag) -> tuple[str, str]:
    return " ".join(_classes(node)), _style(node)


def _line_starts(root: Tag) -> Iterator[Tag | None]:
    """The element that holds the first letters of each line, where it holds only them; of the text's last line only
    where there is any text.
    """
    at_start = True
    for node in root.descendants:
        if isinstance(node, NavigableString) and not isinstance(node, _UNSEEN):
            text = str(node)
            if not text:
                continue
            if at_start:
                holder = node.parent
                alone = isinstance(holder, Tag) and holder is not root and holder.name == "span" and len(holder.contents) == 1
                yield holder if alone and "\n" not in text else None
            for _ in range(text[:-1].count("\n")):
                yield None
            at_start = text.endswith("\n")


def _classes(node: Tag) -> list[str]:
    found = node.get("class") or []
    return found.split() if isinstance(found, str) else list(found)


def _style(node: Tag) -> str:
    return str(node.get("style") or "")
