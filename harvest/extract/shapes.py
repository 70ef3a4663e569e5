"""The shapes in which code is shown without a `pre` of its own: a `code`, a table of lines, a `div`, versions."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from harvest.extract.signals import CODE_CLASSES
from harvest.languages import is_tag

_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*block|white-space\s*:\s*pre", re.IGNORECASE)
_SHOWN_AS_CODE = re.compile(r"white-space\s*:\s*pre(?!-)", re.IGNORECASE)
_MARKED = re.compile(r"(?:^|\s)language-([\w+#-]+)")


def is_bare_block(code: LexborNode, text: str) -> bool:
    """Whether a `code` without `pre` is shown as a block: by its style, or as its parent's only content, in lines."""
    style = code.attributes.get("style")
    if style and _SHOWN_AS_BLOCK.search(style):
        return True
    if ("\n" not in text or "\n" not in text.strip()) and (is_text_alone(code) or code.css_first("br, div") is None):
        return False
    parent = code.parent
    return parent is not None and parent.tag != "a" and _is_alone(code)


def is_shown_as_code(div: LexborNode) -> bool:
    """Whether a `div` without `pre` is a block: lines, by its style or with a language."""
    attributes = div.attributes
    classes, style = attributes.get("class") or "", attributes.get("style") or ""
    marked = _MARKED.search(classes)
    if not (marked and is_tag(marked[1])) and not _SHOWN_AS_CODE.search(style):
        return not CODE_CLASSES.isdisjoint(classes.split())
    if div.css_first("pre, code, p, textarea") is not None:
        return False
    return "\n" in div.text().strip() or div.css_first("div, br") is not None


def is_cell_of_code(cell: LexborNode) -> bool:
    """Whether a table's cell is a line of code itself, not only holds a block."""
    return "blob-code" in (cell.attributes.get("class") or "").split()


def whole(node: LexborNode) -> LexborNode:
    """The block that a node stands for: of a cell of code, the table."""
    above: LexborNode | None = node
    while above is not None and node.tag == "td" and above.tag != "table":
        above = above.parent
    return above or node


def parts(node: LexborNode) -> list[tuple[LexborNode, str]]:
    """The block itself, and how it is written; or, where one `pre` holds several versions, each with its tag, those."""
    markup = node.html or ""
    codes = [child for child in node.iter() if child.tag == "code"] if _holds_codes(node, markup) else []
    tagged = len(codes) > 1 and all("language-" in (code.attributes.get("class") or "") for code in codes)
    if not tagged or not any("\n" in code.text().strip() for code in codes):
        return [(node, markup)]
    return [(code, code.html or "") for code in codes]


def _holds_codes(node: LexborNode, markup: str) -> bool:
    return node.tag == "pre" and markup.count("<code") > 1


def is_text_alone(node: LexborNode) -> bool:
    """Whether an element holds one text, or nothing."""
    child = node.first_child
    return child is None or (child.is_text_node and child.next is None)


def _is_alone(code: LexborNode) -> bool:
    """Whether nothing but white space stands beside an element."""
    before, after = code.prev, code.next
    while before is not None and not before.text().strip():
        before = before.prev
    while after is not None and not after.text().strip():
        after = after.next
    return before is None and after is None
