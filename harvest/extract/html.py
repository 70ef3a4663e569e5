"""HTML: a browser's parser finds the blocks; plain ones are read at once, awkward ones with surgery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvest.extract.depth import shallow
from harvest.extract.hints import hint_of
from harvest.extract.signals import CONTAINERS, GUTTER, INTENT
from harvest.extract.surgery import text_of
from harvest.model import Article, CodeBlock, Provenance

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE = frozenset({"p", "li", "dd", "dt", "td", "th", "blockquote", "figcaption", "summary"})
_BLOCKS = frozenset({"pre", "listing", "xmp"})
_SELECT = ", ".join((*sorted(_HEADINGS | _PROSE | _BLOCKS), "code", *CONTAINERS))
_AWKWARD = re.compile(
    r"<(?!/|(?:span|code|pre|em|strong|b|i|mark|font|ins|del|u|var|a|sub|sup|kbd|samp|tt|small|s|abbr|q|cite|dfn|wbr)[\s>])"
    r"|<\w+[^>]*\s(?:hidden[\s=>]|data-line|style=\"[^\"]*(?:user-select|display))"
    r"|class=\"(?:[^\"]*[\s_-])?(?:line-?n|lnt?|lnum|gutter|gl|blob-num|row|copy|copied|tooltip|pop|btn|button|conum|sr"
    r"|screen|visually|annotation|header-|headerlink)",
    re.IGNORECASE,
)
"""Markup that a reader does not see as it is written."""
_LINE = re.compile(r"class=\"(?:[^\"]*[\s-])?line[\s\"]", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:<[^>]*>\s*){1,6}\d{1,6}[.:]?\s*</")
"""An element with a number begins the block."""
_COUNTED = re.compile(r"\s*(\d{1,6})[^\n]*\n\s*(\d{1,6})")
_LONGEST_NUMBER = 6
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*block|white-space\s*:\s*pre", re.IGNORECASE)
_THEMED = re.compile(r"\b(?:dark|light)\b", re.IGNORECASE)
_LONGEST_PROSE = 600
_MOST_MENTIONS = 200


class _Prose:
    """What was said since the last block."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.mentions: list[str] = []


class _Found(NamedTuple):
    node: LexborNode
    text: str
    heading: str | None
    prose: _Prose


def blocks(article: Article) -> Iterator[CodeBlock]:
    """Yield every highlighted block of a page in document order."""
    tree = LexborHTMLParser(shallow(article.body))
    rest = _Prose()
    found = list(_blocks(tree, rest))
    proses = [block.prose for block in found] + [rest]
    for index, block in enumerate(found):
        mentions = dict.fromkeys((*proses[index].mentions, *proses[index + 1].mentions))
        yield CodeBlock(
            text=block.text,
            hint=hint_of(block.node),
            provenance=Provenance(
                article.source, article.entry, article.url, article.title, article.published, index, block.heading, None
            ),
            before=" ".join(" ".join(block.prose.words).split())[-_LONGEST_PROSE:],
            mentions=tuple(mentions)[:_MOST_MENTIONS],
            marks=_marks(block.node),
        )


def _blocks(tree: LexborHTMLParser, rest: _Prose) -> Iterator[_Found]:
    """Scan a page; what is said after the last block is left in `rest`."""
    inside: set[int] = set()
    heading: str | None = None
    prose = _Prose()
    last: _Found | None = None
    for node in tree.css(_SELECT):
        if node.mem_id in inside:
            continue
        if node.tag in _HEADINGS:
            heading = _one_line(node.text())
        elif _is_block(node):
            inside.update(inner.mem_id for inner in node.css(_SELECT))
            for part in _parts(node):
                found = _Found(part, _text(part), heading, prose)
                if _is_gutter(found) or (last is not None and _is_copy(found, last)):
                    continue
                yield found
                last, prose = found, _Prose()
        elif node.tag == "code":
            prose.mentions.append(_one_line(node.text()))
        elif node.css_first("p, pre, li, td") is None or node.tag == "p":
            prose.words.append(node.text())
    rest.mentions += prose.mentions


def _is_block(node: LexborNode) -> bool:
    if node.tag == "code":
        return _is_bare_block(node)
    return node.tag in _BLOCKS or node.tag not in _PROSE or (node.tag == "td" and node.css_matches(CONTAINERS[0]))


def _is_bare_block(code: LexborNode) -> bool:
    """Whether a `code` without `pre` is shown as a block: by its style, or as its parent's only content, in lines."""
    if _SHOWN_AS_BLOCK.search(code.attributes.get("style") or ""):
        return True
    parent = code.parent
    text = code.text()
    if "\n" not in text.strip() and code.css_first("br, div") is None:
        return False
    return parent is not None and parent.tag != "a" and parent.text().strip() == text.strip()


def _parts(node: LexborNode) -> list[LexborNode]:
    """The block itself; or, where one `pre` holds several versions of the code, each with its tag, those."""
    codes = [child for child in node.iter() if child.tag == "code"] if node.tag == "pre" else []
    tagged = [code for code in codes if "language-" in (code.attributes.get("class") or "")]
    if len(tagged) > 1 and len(tagged) == len(codes) and any("\n" in code.text().strip() for code in codes):
        return codes
    return [node]


def _text(node: LexborNode) -> str:
    markup, text = node.html or "", node.text()
    if _AWKWARD.search(markup) or _lacks_newlines(markup, text) or _has_numbers(markup, text):
        return text_of(markup)
    return text


def _lacks_newlines(markup: str, text: str) -> bool:
    """Whether lines are elements, and newlines do not part them."""
    lines = len(_LINE.findall(markup))
    return lines > 1 and text.count("\n") < lines - 1


def _has_numbers(markup: str, text: str) -> bool:
    """Whether the lines begin with elements that may count them."""
    if not _NUMBERED.match(markup):
        return False
    counted = _COUNTED.match(text)
    return int(counted[2]) == int(counted[1]) + 1 if counted else "padding" in markup


def _is_gutter(found: _Found) -> bool:
    """Whether a block is but the line numbers of the one beside it."""
    text = found.text if found.text.strip() else found.node.text()
    if not text.strip():
        return _stands_before_code(found.node)
    words = text.split()
    if not (words[0].isdecimal() and words[-1].isdecimal() and _counts(words)):
        return False
    node: LexborNode | None = found.node
    for _ in range(4):
        if node is None:
            return False
        if any(GUTTER.fullmatch(word) for word in (node.attributes.get("class") or "").split()):
            return True
        if node.tag in {"td", "th"}:
            return _stands_before_code(found.node)
        node = node.parent
    return False


def _counts(words: list[str]) -> bool:
    """Whether words are numbers that count up by one."""
    if any(len(word) > _LONGEST_NUMBER or not word.isdecimal() for word in words):
        return False
    first = int(words[0])
    return all(int(word) == number for number, word in enumerate(words, first))


def _stands_before_code(node: LexborNode) -> bool:
    """Whether a block is in a table's cell, and the next cell holds another."""
    cell: LexborNode | None = node
    while cell is not None and cell.tag not in {"td", "th"}:
        cell = cell.parent
    beside = cell.next if cell is not None else None
    while beside is not None and beside.tag not in {"td", "th"}:
        beside = beside.next
    return beside is not None and beside.css_first("pre") is not None


def _is_copy(found: _Found, last: _Found) -> bool:
    """Whether a block repeats the one before it for the page's other theme."""
    if found.text != last.text or found.prose.words or found.prose.mentions:
        return False
    return all(
        _THEMED.search(f"{block.node.attributes.get('data-theme') or ''} {block.node.attributes.get('class') or ''}")
        for block in (found, last)
    )


def _marks(node: LexborNode) -> tuple[str, ...]:
    """The words of an author's intent on the block and the three elements round it."""
    words: list[str] = []
    place: LexborNode | None = node
    for _ in range(4):
        if place is None or place.tag in {"body", "article", "main"}:
            break
        words += [word for word in (place.attributes.get("class") or "").split() if INTENT.fullmatch(word)]
        place = place.parent
    return tuple(dict.fromkeys(words))


def _one_line(text: str) -> str:
    return " ".join(text.split())
