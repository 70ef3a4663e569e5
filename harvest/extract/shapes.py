"""The shapes in which code is shown without a `pre` of its own: a `code`, a table of lines, a `div`, versions."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from harvest.extract.signals import BLOCK_TAGS, CODE_BOX, CODE_CLASSES, GUTTER, LISTS
from harvest.languages import is_tag

_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*block|white-space\s*:\s*pre", re.IGNORECASE)
_SHOWN_AS_CODE = re.compile(r"white-space\s*:\s*pre(?!-)", re.IGNORECASE)
_WRAPPED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
"""As code or as prose, by what else is said of it."""
_CALLED_PRE = re.compile(r"[\w-]*[-_](?:pre|code)")
_VIEW = re.compile(r"[\w-]*[-_]code[-_]?(?:view|block|box|content|source|text)", re.IGNORECASE)
"""A class word of an element that may hold a single line of code."""
_MONOSPACE = re.compile(r"font(?:-family)?\s*:[^;]{0,300}monospace", re.IGNORECASE)
_NUMBERED = re.compile(r"L\d+|[\w-]+-source-line")
"""An id or class word of a line's number."""
_CELLS = frozenset({"td", "th"})
_WITH_COLUMN = 2
"""How often `pre` is opened where it holds one."""
_MARKED = re.compile(r"(?:^|\s)language-([\w+#-]+)")


def is_bare_block(code: LexborNode, text: str) -> bool:
    """Whether a `code` without `pre` is shown as a block: by its style, or as its parent's only content, in lines."""
    attributes = code.attributes
    style, words = attributes.get("style"), attributes.get("class")
    if (style and _SHOWN_AS_BLOCK.search(style)) or (words and any(map(CODE_BOX.fullmatch, words.split()))):
        return True
    if code.next is None and code.prev is None and _is_in_box(code.parent):
        return True
    if ("\n" not in text or "\n" not in text.strip()) and (is_text_alone(code) or code.css_first("br, div") is None):
        return False
    parent = code.parent
    return parent is not None and parent.tag != "a" and is_alone(code, among_blocks=code.css_first("br") is not None)


def _is_in_box(above: LexborNode | None) -> bool:
    """Whether an element that holds nothing but a `code` is there for code: by its name, or a class."""
    if above is None:
        return False
    if above.tag == "dd":
        return _is_in_box(above.parent)
    called = "-" in (above.tag or "") and "code" in (above.tag or "")
    return called or any(map(CODE_BOX.fullmatch, (above.attributes.get("class") or "").split()))


def is_shown_as_code(node: LexborNode) -> bool:
    """Whether an element without `pre` is a block: lines, by its style, its language or its highlighter's words."""
    attributes = node.attributes
    classes, style = attributes.get("class") or "", attributes.get("style") or ""
    if not CODE_CLASSES.isdisjoint(classes.split()) or attributes.get("id") in CODE_CLASSES:
        return True
    if node.tag != "div":
        return _is_called_code(node, style)
    if _MONOSPACE.search(style) and any(map(is_tag, classes.split())):
        return node.css_first("p, textarea, :not(li) > pre") is None
    marked = _MARKED.search(classes)
    wrapped = _WRAPPED.search(style) and (_MONOSPACE.search(style) or any(map(_CALLED_PRE.fullmatch, classes.split())))
    if not (marked and is_tag(marked[1])) and not _SHOWN_AS_CODE.search(style) and not wrapped:
        return False
    if node.css_first("pre, code, p, textarea") is not None:
        return False
    text = node.text().strip()
    lines = "\n" in text or any(found.mem_id != node.mem_id for found in node.css("div, br"))
    return bool(text) and (lines or any(map(_VIEW.fullmatch, classes.split())))


def _is_called_code(node: LexborNode, style: str) -> bool:
    """Whether an element is a field that shows code, or one of the site's own that is called so."""
    if node.tag == "textarea":
        told = node.attributes.get("name") == "code" or ("readonly" in node.attributes and _MONOSPACE.search(style))
    else:
        told = "-" in (node.tag or "") and node.css_first("pre, code") is None
    return bool(told) and bool(node.text().strip())


def is_list_of_code(node: LexborNode) -> bool:
    """Whether the items of a list are lines of code: its first line says so, or what holds the list."""
    line = node.css_first("li")
    if line is None:
        return False
    above = node.parent
    first = line.first_child
    near = (first if first is not None and first.tag == "div" else None, above, above.parent if above else None)
    return any(map(_is_of_list, near)) or all("hl" in _words(one) for one in (node, line))


def _is_of_list(node: LexborNode | None) -> bool:
    return node is not None and not LISTS.isdisjoint(_words(node))


def _words(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def is_cell_of_code(cell: LexborNode) -> bool:
    """Whether a table's cell is a line of code itself, or a line's number; not one that only holds a block."""
    if "blob-code" in (cell.attributes.get("class") or "").split():
        return True
    if not _is_number(cell) or beside(cell) is None:
        return False
    row = cell.parent
    other = (beside(row) or beside(row, before=True)) if row is not None else None
    if other is None:
        return cell.css_first("pre, div, br") is None
    first = other.css_first("td, th")
    return first is not None and _is_number(first)


def _is_number(cell: LexborNode) -> bool:
    """Whether a cell is called the number of a line, and holds one, or draws it."""
    attributes = cell.attributes
    if not attributes:
        return False
    words = (attributes.get("class") or "").split()
    called = any(_NUMBERED.fullmatch(word) or GUTTER.fullmatch(word) for word in words)
    if not called and "data-line-number" not in attributes and not _NUMBERED.fullmatch(attributes.get("id") or ""):
        return False
    text = cell.text().strip()
    return not text or text.isdecimal()


def whole(node: LexborNode) -> LexborNode:
    """The block that a node stands for: of a cell of code, the table."""
    above: LexborNode | None = node
    while above is not None and node.tag in _CELLS and above.tag != "table":
        above = above.parent
    return above or node


def parts(node: LexborNode) -> list[tuple[LexborNode, str]]:
    """The block itself, and how it is written; or, where one `pre` holds several versions, each with its tag, those.

    Of a `pre` with columns of which one is a `pre` again, that one is the block: the others count beside it.
    """
    markup = node.html or ""
    column = node.css("td > pre") if node.tag == "pre" and markup.count("<pre") == _WITH_COLUMN else []
    if column:
        return [(column[0], column[0].html or "")]
    codes = [child for child in node.iter() if child.tag == "code"] if _holds_codes(node, markup) else []
    if len(codes) > 1 and _has_lines(codes[0]) and len({code.text() for code in codes}) == 1:
        return [(codes[0], codes[0].html or "")]  # shown again with other lines marked
    tagged = len(codes) > 1 and all("language-" in (code.attributes.get("class") or "") for code in codes)
    if not tagged or not any(map(_has_lines, codes)):
        return [(node, markup)]
    return [(code, code.html or "") for code in codes]


def _has_lines(code: LexborNode) -> bool:
    return "\n" in code.text().strip() or code.css_first("tr") is not None


def _holds_codes(node: LexborNode, markup: str) -> bool:
    return node.tag == "pre" and markup.count("<code") > 1


def is_text_alone(node: LexborNode) -> bool:
    """Whether an element holds one text, or nothing."""
    child = node.first_child
    return child is None or (child.is_text_node and child.next is None)


def is_alone(code: LexborNode, *, among_blocks: bool) -> bool:
    """Whether nothing but white space stands beside an element.

    Args:
        code: the element.
        among_blocks: or what a browser starts on a new line.
    """
    before, after = code.prev, code.next
    while before is not None and not before.text().strip():
        before = before.prev
    while after is not None and not after.text().strip():
        after = after.next
    return all(node is None or (among_blocks and node.tag in BLOCK_TAGS) for node in (before, after))


def beside(node: LexborNode, *, before: bool = False) -> LexborNode | None:
    """The element next to another, or None.

    Args:
        node: an element.
        before: the one before it, not the one after.
    """
    found = node.prev if before else node.next
    while found is not None and not found.is_element_node:
        found = found.prev if before else found.next
    return found
