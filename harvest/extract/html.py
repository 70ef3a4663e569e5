"""HTML: a browser's parser finds the blocks; plain ones are read at once, awkward ones laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvest.extract.depth import shallow
from harvest.extract.doubles import is_copy, is_gutter, is_measure, is_name
from harvest.extract.hints import Surroundings
from harvest.extract.leading import marked, restored
from harvest.extract.monospaced import SET, has_fonts, is_box, lines, markup_of
from harvest.extract.shapes import (
    is_bare_block,
    is_cell_of_code,
    is_list_of_code,
    is_shown_as_code,
    is_text_alone,
    parts,
    whole,
)
from harvest.extract.signals import CONTAINERS, RARE
from harvest.extract.surgery import text_of
from harvest.extract.xhtml import as_html
from harvest.model import Article, CodeBlock, Provenance

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE: Final = frozenset({"p", "li", "dd", "dt", "td", "th", "blockquote", "figcaption", "summary"})
_CELLS: Final = frozenset({"td", "th"})
_OF_LISTS: Final = frozenset({"li", "td"})
"""Elements whose own words are no sentences; that they were there is what counts."""
_BLOCKS: Final = frozenset({"pre", "listing", "xmp"})
_SELECTOR: Final = ", ".join((*sorted(_HEADINGS | _PROSE | _BLOCKS), "code", *(selector for _, selector in CONTAINERS)))
"""All at once: to look first which of them a page may hold takes longer than to parse it."""
_CODE = re.compile(rb"<(?:pre|code|listing|xmp)\b|<t[dh][^<>]{0,200}(?:line|\bL1\b)", re.IGNORECASE)
"""Code, or the number of a line of it."""
_XHTML: Final = "application/xhtml+xml"
_LONGEST_PROSE = 600
_MOST_MENTIONS = 200


class _Found(NamedTuple):
    node: LexborNode
    markup: str
    text: str
    heading: LexborNode | None
    prose: list[LexborNode]
    """What is said between the block before and this one."""
    mentions: list[str]


def blocks(article: Article) -> Iterator[CodeBlock]:
    """Yield every highlighted block of a page in document order."""
    written = article.body.encode(errors="ignore")  # as the parser reads it: faster to look through
    fonts = has_fonts(written)
    shapes = [selector for word, selector in RARE if word in written] + [SET] * fonts
    if not shapes and not _CODE.search(written) and not any(word in written for word, _ in CONTAINERS):
        return
    if article.media_type == _XHTML:
        written = as_html(article.body).encode(errors="ignore")
    tree = LexborHTMLParser(marked(shallow(written)))
    scan = _Scan(tree, shapes, fonts=fonts)
    found = list(scan.blocks())
    said = [block.mentions for block in found] + [scan.mentions]
    around = Surroundings()
    for index, block in enumerate(found):
        heading = _one_line(block.heading.text()) if block.heading is not None else None
        hint, marks = around.said(block.node, block.markup)
        yield CodeBlock(
            text=block.text,
            hint=hint,
            provenance=Provenance(
                article.source, article.entry, article.url, article.title, article.published, index, heading, None
            ),
            before=_last_words(block.prose),
            mentions=tuple(dict.fromkeys((*said[index], *said[index + 1])))[:_MOST_MENTIONS],
            marks=marks,
        )


class _Scan:
    """One pass over a page, in document order."""

    def __init__(self, tree: LexborHTMLParser, shapes: Sequence[str], *, fonts: bool) -> None:
        self.mentions: list[str] = []
        """Inline code since the last block."""
        self._prose: list[LexborNode] = []
        self._heading: LexborNode | None = None
        self._nodes = tree.css(", ".join((_SELECTOR, *shapes)))
        self._fonts = fonts
        """Whether anything is set in a font of its own."""
        self._within: dict[int, bool] = {}
        """Elements that were walked over: whether they are within a block."""
        self._open = False
        """Whether the next node may be within the last block."""

    def blocks(self) -> Iterator[_Found]:
        """Yield what is found; what is said after the last block is left over."""
        last: _Found | None = None
        for node in self._nodes:
            if (self._open and self._is_within(node)) or not self._is_block(node):
                continue
            node = whole(node)  # noqa: PLW2901 - a cell stands for its table
            self._open = self._within[node.mem_id] = True
            for part, markup in parts(node) if node.tag != "p" else self._paragraphs(node):
                text = restored(part, markup, text_of(markup, part.text()))
                found = _Found(part, markup, text, self._heading, self._prose, self.mentions)
                beside = is_gutter(part, text) or is_measure(part, text) or is_name(part, text)
                if beside or (last is not None and _repeats(found, last)):
                    continue
                yield found
                last, self._prose, self.mentions = found, [], []

    def _paragraphs(self, first: LexborNode) -> list[tuple[LexborNode, str]]:
        """The block that begins with a paragraph, and how it is written."""
        paragraphs = lines(first)
        self._within.update((line.mem_id, True) for line in paragraphs)
        return [(first, markup_of(paragraphs))]

    def _is_block(self, node: LexborNode) -> bool:
        """Whether a node is a block; what is none is kept as what was said."""
        tag = node.tag
        if tag == "code":
            text = node.text()
            if is_bare_block(node, text):
                return True
            self.mentions.append(_one_line(text))
        elif tag in _PROSE:
            if (tag in _CELLS and is_cell_of_code(node)) or (self._fonts and is_box(node)):
                return True
            self._prose.append(node)
        elif tag in _HEADINGS:
            self._heading = node
        elif tag == "tt":
            return is_bare_block(node, node.text())
        else:
            return tag in _BLOCKS or (is_list_of_code(node) if tag == "ol" else is_shown_as_code(node) or is_box(node))
        return False

    def _is_within(self, node: LexborNode) -> bool:
        """Whether a node is within the last block, or that block once more: no element is walked over twice."""
        path: list[int] = []
        above: LexborNode | None = node
        while above is not None and above.mem_id not in self._within:
            path.append(above.mem_id)
            above = above.parent
        self._open = above is not None and self._within[above.mem_id]
        self._within.update(dict.fromkeys(path, self._open))
        return self._open


def _repeats(found: _Found, last: _Found) -> bool:
    """Whether a block is but the one before it once more."""
    if found.prose or found.mentions or found.text.strip("\n") != last.text.strip("\n"):
        return False
    return is_copy(found.node, last.node)


def _last_words(prose: Sequence[LexborNode]) -> str:
    """The end of what was said; an element that holds others of its kind says nothing itself."""
    words: list[str] = []
    length = 0
    for node in reversed(prose):
        if length > _LONGEST_PROSE:
            break
        tag = node.tag
        if tag == "p" or (tag not in _OF_LISTS and (is_text_alone(node) or node.css_first("p, pre, li, td") is None)):
            words.append(_one_line(node.text()))
            length += len(words[-1])
    return " ".join(filter(None, reversed(words)))[-_LONGEST_PROSE:]


def _one_line(text: str) -> str:
    return " ".join(text.split())
