"""Lines that nothing but their font tells from prose: boxes of lines, and paragraphs of which each is a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from harvest.extract.shapes import beside, is_alone

SET: Final = "[style*='font-family']"
"""What may be set in a font of its own."""
_STYLED = re.compile(rb"style=[\"'][^\"'<>]{0,300}font-family:")
_FONT = re.compile(
    r"(?:font(?:-family)?\s*:|^)[^;]{0,300}(?:mono\b|monospace|courier|consolas|menlo\b|monaco\b|lucida console)",
    re.IGNORECASE,
)
"""A style, or the name of a font, whose letters all have the same width."""
_PAINTED = re.compile(r"background|border", re.IGNORECASE)
"""The style of a box that the reader sees, so that a single line is a block."""
_END = re.compile(r"<br\b[^>]*>|</(?:div|p)>")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?:[A-Za-z\u2019'-]{1,24}[,;:]? ){7}")
"""So many plain words in a row are prose."""
_OTHERS = (
    "pre, code, textarea, p, h1, h2, h3, h4, h5, h6, ul, ol, dl, table, img, iframe, form, section, article, button"
)
"""What is in no block of code."""
_IN_LINE = frozenset({"span", "font", "tt", "samp"})
_SEVERAL = 2


def has_fonts(page: bytes) -> bool:
    """Whether anything on a page is set in a font of its own."""
    return b"font-family:" in page and _STYLED.search(page) is not None


def is_box(node: LexborNode) -> bool:
    """Whether an element holds several lines in such a font, and nothing else; a paragraph, with those after it."""
    if node.tag == "p":
        return _begins_run(node)
    if not _is_set(node) or node.css_first(_OTHERS) is not None:
        return False
    markup = node.html or ""
    if len(_END.findall(markup)) < _SEVERAL and node.css_first("br") is None:
        return node.tag == "div" and bool(_PAINTED.search(node.attributes["style"] or "")) and _are_code(markup)
    return _are_code(markup) and (node.tag not in _IN_LINE or is_alone(node, among_blocks=True))


def lines(first: LexborNode) -> list[LexborNode]:
    """The paragraphs that are lines of one block, from the first to the last that is not empty."""
    found = [first]
    kept = 1
    for node in _after(first):
        if not _is_line(node) and node.text().strip():
            break
        found.append(node)
        kept = len(found) if node.text().strip() else kept
    return found[:kept]


def markup_of(paragraphs: list[LexborNode]) -> str:
    """Paragraphs as the lines of one block; where white space collapses, their newlines are spaces."""
    markup = "".join(node.html or "" for node in paragraphs)
    return f"<td>{markup if 'white-space' in markup else markup.replace(chr(10), ' ')}</td>"


def _begins_run(node: LexborNode) -> bool:
    if not _is_line(node) or not node.text().strip():
        return False
    before = beside(node, before=True)
    if before is not None and before.tag == "p" and _is_line(before):
        return False  # its run was looked at, and is none
    markup = markup_of(lines(node))
    return len(_END.findall(markup)) >= _SEVERAL and _are_code(markup)


def _after(node: LexborNode) -> Iterator[LexborNode]:
    """The paragraphs and breaks that follow without anything between."""
    after = node.next
    while after is not None:
        if after.is_element_node:
            if after.tag not in {"p", "br"}:
                return
            yield after
        elif after.is_text_node and after.text().strip():
            return
        after = after.next


def _is_line(paragraph: LexborNode) -> bool:
    """Whether all that a paragraph says is set in such a font."""
    if paragraph.tag == "br" or _is_set(paragraph):
        return True
    said = [child for child in paragraph.iter(include_text=True) if child.text().strip() or child.tag == "br"]
    return any(child.tag != "br" for child in said) and all(child.tag == "br" or _is_within(child) for child in said)


def _is_within(node: LexborNode) -> bool:
    """Whether an element is set so, or the only one in it."""
    if not node.is_element_node:
        return False
    child = node.first_child
    return _is_set(node) or (child is not None and child.next is None and child.is_element_node and _is_set(child))


def _is_set(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(_FONT.search(attributes.get("style") or "") or _FONT.match(attributes.get("face") or ""))


def _are_code(markup: str) -> bool:
    """Whether no more than half of the lines are sentences."""
    said = [line for line in (_TAG.sub("", line).replace("&nbsp;", " ") for line in _END.split(markup)) if line.strip()]
    return bool(said) and _SEVERAL * sum(1 for line in said if _SENTENCE.search(line)) <= len(said)
