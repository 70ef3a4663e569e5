"""A block's markup as a light tree: what an element looks like is worked out once for every different start tag."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from harvest.extract.signals import BLOCK_TAGS, CALLOUT, CHROME, CHROME_TAGS, GUTTER, HEADER, LINE, NUMBER_CELL, SPACES

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
"""The parser writes `>` as an entity wherever it ends no tag."""
_RAW = re.compile(r"(<(script|style|xmp|iframe|noembed|noframes|plaintext)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
_NAME = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(r"\s([^\s=\"]+)(?:=\"([^\"]*)\")?")
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
CELLS: Final = frozenset({"td", "th"})
_OF_ROWS: Final = ("pre", "code", "td")
_ROWS: Final = {"div": _OF_ROWS, "p": _OF_ROWS, "li": _OF_ROWS, "code": ("pre",)}
"""Elements that may be lines of others, each of its own."""
_LINES: Final = frozenset({"div", "p", "code"})
"""Those that are lines where an element holds several."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSELECTABLE = re.compile(r"user-select\s*:\s*none", re.IGNORECASE)
_IN_LINE = re.compile(r"display\s*:\s*inline", re.IGNORECASE)
_OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|table-row|list-item)", re.IGNORECASE)
_AWKWARD = re.compile(
    r"<(?!(?:span|code|pre|em|strong|b|i|mark|font|ins|del|u|var|a|sub|sup|kbd|samp|tt|small|s|abbr|q|cite|dfn|wbr)[\s>])"
    r"|<\w+[^<>]*\s(?:hidden[\s=>]|data-line|style=\"[^\"]*(?:user-select|display))"
    r"|class=\"(?:[^\"]*[\s_-])?(?:line-?n|lnt?|lnum|lin\b|gutter|gl|blob-num|row|copy|copied|clip|tool|pop|btn|button|conum|callout|sr"
    r"|screen|visually|annotation|header-|headerlink|viewcode-back)",
    re.IGNORECASE,
)
_INLINE_LINE = re.compile(r"class=\"(?:[^\"]*[\s-])?(?:line|codeLine_\w+|xtra)[\s\"]", re.IGNORECASE)
_START = re.compile(r"<[a-zA-Z][^>]*>")
_LONGEST = 2_000
"""Start tags up to this length are remembered."""


class Look(NamedTuple):
    """What a start tag says."""

    tag: str
    classes: str
    style: str
    chrome: bool
    """The page's, never the code's."""
    numbers: bool
    """Line numbers, if it holds nothing but numbers."""
    line: bool
    """One line of code."""
    block: bool
    """A browser begins a new line for it."""
    awkward: bool
    """Readers do not see what it holds as it is written."""
    spaces: bool
    """Spaces written as others."""
    callout: bool
    """The number of a callout, if it holds a number."""
    inline_line: bool
    """One line, of which the newlines may be missing."""
    plain: bool
    """None of these: inline, its text is laid out as it is."""


class Element:
    """An element of the tree; its text is a slice of the tree's texts."""

    __slots__ = ("apart", "breaks", "contents", "end", "look", "parent", "rows", "start")

    def __init__(self, look: Look, parent: Element | None, start: int, breaks: int = 0) -> None:
        self.look = look
        self.breaks = breaks
        """How many `<br>` it holds; while it is open, how many there were before it."""
        self.parent = parent
        self.start = start
        self.end = start
        self.apart = False
        """It is one line, shown as a block, though its tag and style do not say so."""
        self.rows = 0
        """How many `div`, `p` or `code` it holds, where each may be a line."""
        self.contents: list[Element | int] = []
        """Elements, and the places of texts."""

    @property
    def is_line(self) -> bool:
        """Whether it is one line of code."""
        rows = self.parent.rows if self.parent is not None and self.look.tag in _LINES else 0
        return self.look.line or rows > 1

    @property
    def is_plain(self) -> bool:
        """Whether it holds one text and nothing else."""
        return len(self.contents) == 1 and isinstance(self.contents[0], int)


class Tree(NamedTuple):
    """A block: its root, and all its texts in order."""

    root: Element
    texts: list[str]
    elements: list[Element]
    """All elements below the root, in order."""
    breaks: int
    """How many `<br>` it holds."""
    has_lines: bool
    """Whether its lines are told by elements."""

    def text(self, element: Element) -> str:
        """All text in an element."""
        return "".join(self.texts[element.start : element.end])


def parsed(markup: str) -> Tree:
    """The tree of a block.

    Args:
        markup: one element, as the page's parser writes it.
    """
    texts: list[str] = []
    found: list[Element] = []
    known: dict[str, Look] = {}
    breaks = lines = 0
    top = here = Element(look_of("<root>"), None, 0)
    for token in tokens(markup):
        if token[0] != "<":
            here.contents.append(len(texts))
            texts.append(unescaped(token) if "&" in token else token)
        elif token[1] == "/":
            here.end = len(texts)
            here.breaks = breaks - here.breaks
            here = here.parent or here
        elif token[1] != "!":
            look = known.get(token) or known.setdefault(token, look_of(token))
            if not look.plain or look.tag == "code":
                row = here.look.tag in _ROWS.get(look.tag, ())
                here.rows += row
                lines += look.line or row or (look.block and look.tag == "span")
                breaks += look.tag == "br"
            element = Element(look, here, len(texts), breaks)
            here.contents.append(element)
            found.append(element)
            here = here if look.tag in _VOID else element
    top.end = len(texts)
    return Tree(found[0] if found else top, texts, found[1:], breaks, breaks > 0 or lines > 1)


def tokens(markup: str) -> list[str]:
    """Tags, comments and texts, in order; texts are still escaped."""
    raw = "<script" in markup or "<style" in markup or _RAW.search(markup)
    return _TOKEN.findall(_RAW.sub(lambda m: m[1] + escape(m[3], quote=False) + m[4], markup) if raw else markup)


def looks(markup: str) -> dict[str, Look]:
    """The different start tags of a block, and what they say."""
    of = look_of if len(markup) > _LONGEST else _look_of  # no tag is longer than all
    return {token: of(token) for token in set(_START.findall(markup))}


def unescaped(text: str) -> str:
    """A text as it was before the page's parser wrote it: it writes four letters as entities, and no others."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0").replace("&amp;", "&")


def look_of(token: str) -> Look:
    """What a start tag says."""
    return _look_of(token) if len(token) < _LONGEST else _look_of.__wrapped__(token)


@lru_cache(maxsize=8192)
def _look_of(token: str) -> Look:
    name = _NAME.match(token)
    tag = name[1] if name else ""
    attributes = dict(_ATTRIBUTE.findall(token))
    style = attributes.get("style") or attributes.get("color", "")
    words = attributes.get("class", "").split()
    line = _is_line(tag, words, attributes)
    chrome = _is_chrome(tag, words, style, attributes, line=line)
    numbers = _may_be_numbers(tag, words, style, attributes)
    block = tag not in CELLS and bool(_OWN_LINE.search(style) or (tag in BLOCK_TAGS and not _IN_LINE.search(style)))
    awkward = bool(_AWKWARD.search(token))
    spaces = any(SPACES.fullmatch(word) for word in words)
    callout = any(CALLOUT.fullmatch(word) for word in words)
    inline = bool(_INLINE_LINE.search(token))
    plain = not (chrome or numbers or line or block or awkward or spaces or callout)
    classes = " ".join(words)
    return Look(tag, classes, style, chrome, numbers, line, block, awkward, spaces, callout, inline, plain)


def _is_chrome(tag: str, words: list[str], style: str, attributes: dict[str, str], *, line: bool) -> bool:
    if tag in CHROME_TAGS or "hidden" in attributes or _HIDDEN.search(style):
        return True
    if any(CHROME.fullmatch(word) for word in words):
        return True
    return tag not in {"span", "code", "a"} and not line and any(HEADER.fullmatch(word) for word in words)


def _may_be_numbers(tag: str, words: list[str], style: str, attributes: dict[str, str]) -> bool:
    if tag == "tr":
        return False
    if any(GUTTER.fullmatch(word) for word in words) or _UNSELECTABLE.search(style):
        return True
    if "data-nosnippet" in attributes or (tag in {"a", "span"} and attributes.get("aria-hidden") == "true"):
        return True
    return tag in {"td", "th", "div", "li"} and any(NUMBER_CELL.fullmatch(word) for word in words)


def _is_line(tag: str, words: list[str], attributes: dict[str, str]) -> bool:
    if tag in {"li", "tr"} or ("data-line" in attributes and tag != "pre"):
        return True
    # Prism colours a part of a line as `token line`
    return "token" not in words and any(LINE.fullmatch(word) for word in words)
