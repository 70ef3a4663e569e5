"""The author's language tag: on the block, in it, or near it; the nearest and strongest word wins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from harvest.extract.filenames import tag_of, tag_of_caption
from harvest.extract.signals import BOILERPLATE, INTENT
from harvest.languages import LANGUAGES, is_tag

_ATTRIBUTES = ("data-lang", "language", "data-language", "data-code-language", "data-code-wrap", "syntax", "type")
_ATTRIBUTE = re.compile(r"data-[\w-]*(?:lang|syntax|brush)[\w-]*")
"""Others that may hold the tag, and nothing else."""
_NAMING = ("title", "rel", "data-title", "data-file", "data-filename")
"""Those that, on the block itself, may hold the tag, or the name of its file."""
_AMONG_OTHERS = re.compile(r"\bbrush:\s*([\w+#-]+)|\"lang(?:uage)?\"\s*:\s*\"([\w+#-]+)\"")
"""The tag among a highlighter's options."""
_LONGEST_OPTIONS = 400
_MARKED = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush|code-lang)(?:-|:\s*)([^\s;,{]+)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:^|\s)(?:src|hl|type|syntax|code|source|enlighter-l|user|geshifilter|[\w-]*lang(?:uage)?)[-_]([\w+#.-]+)",
    re.IGNORECASE,
)
"""Words that may end in a tag, and in much else."""
_SPHINX = re.compile(r"(?:^|\s)highlight-(?!source\b)([\w+#-]+)")
_BY_DEFAULT = frozenset({"default", "none", "python", "python3", "ipython", "ipython3"})
"""What Sphinx writes where the author wrote no tag, too."""
_BESIDE = re.compile(
    r"(?:^|\s)(?:highlight|sourceCode|sourcecode|hljs|prettyprint|prism|code|codehilite|codecolorer|source|src|syntaxhighlighter|example)(?=\s|$)"
)
_OF_PEOPLE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
"""Languages that people speak: `en`, `pt-BR`."""
_NEAR = 8
"""How many elements above the block may carry its tag."""
_NEAR_MARKS = 4
_SEVERAL = 2
_UNTOLD = frozenset({"text", *LANGUAGES["text"].tags})
"""Tags that name no language."""
_MOST_INNER = 3
_DIFFS = frozenset({"diff", "has-diff", "diff-highlight"})
"""Class words of code of any language that shows what is to be changed."""
_OUTSIDE = frozenset({"body", "html", "main", "article", "-undef"})
"""What holds the page, and says nothing of a block."""
_OWN = frozenset({"pre", "code", "figure", "span", "textarea", "li-code"})
_LABELLED = 6
"""How far above the block its label may stand beside it."""
_LABELS = "[class*=lang]"
_LONGEST_REMEMBERED = 500
"""Class attributes up to this length are remembered."""


class _Said(NamedTuple):
    """What an element's attributes say."""

    tag: str | None
    intents: tuple[str, ...]


_NOTHING = _Said(None, ())


class Surroundings:
    """What stands on and round the blocks of a page; each element is looked at once, however many blocks it holds."""

    def __init__(self) -> None:
        self._said: dict[int, _Said] = {}
        self._labels: dict[int, str | None] = {}
        """The label in an element; empty where it holds other blocks, so that none can be told apart."""

    def said(self, block: LexborNode, markup: str) -> tuple[str | None, tuple[str, ...]]:
        """The raw tag of a block, or None; and the words of an author's intent.

        The tag is looked for in the block, on it and on eight elements round it, the words on three.

        Args:
            block: the `pre`, or what stands for it.
            markup: the same as it is written.
        """
        found: str | None = None
        words: list[str] = []
        for code in _inner(block, markup):
            said = _said(code)
            found = _better(found, said.tag)
            words += said.intents
        node: LexborNode | None = block
        for distance in range(_NEAR + 1):
            if node is None or (found and distance >= _NEAR_MARKS) or node.tag in _OUTSIDE:
                break
            said = self._of(node)
            if not found or (said.tag and distance < _NEAR_MARKS and len(node.css("pre")) < _SEVERAL):
                found = _better(found, said.tag)
            if distance < _NEAR_MARKS:
                words += said.intents
            node = node.parent
        tag = found or _of_line(block, markup) or self._label(block)
        return tag, tuple(dict.fromkeys(words)) if words else ()

    def _of(self, node: LexborNode) -> _Said:
        key = node.mem_id
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = _said(node)
        return said

    def _label(self, block: LexborNode) -> str | None:
        """A label beside the block (`<span class="lang">python</span>`), where it names a language and nothing else."""
        above = block.parent
        for _ in range(_LABELLED):
            if above is None or above.tag in _OUTSIDE:
                return None
            key = above.mem_id
            if key not in self._labels:
                self._labels[key] = _label(above)
            if self._labels[key] is not None:
                return self._labels[key] or None
            above = above.parent
        return None


def _better(found: str | None, tag: str | None) -> str | None:
    """The tag that says more: highlighters write `text` for a language that they do not know."""
    if not tag or not found:
        return found or tag
    told = found.lower() not in _UNTOLD or tag.lower() in _UNTOLD or not is_tag(tag)
    return found if told else tag


def _inner(block: LexborNode, markup: str) -> list[LexborNode]:
    """The first elements `code` in a block, or else what is in it as if it were the block."""
    if "<code" not in markup:
        selector = "pre" if markup.count("<pre") > 1 else "div[class*=language-]" if "<div" in markup else None
        inner = block.css(selector)[: _MOST_INNER + 1] if selector else []
        return [node for node in inner if node.mem_id != block.mem_id]
    child = block.first_child
    if child is not None and child.tag == "code" and child.next is None:
        return [child]
    return [node for node in block.css("code")[:_MOST_INNER] if node.mem_id != block.mem_id]


def _of_line(block: LexborNode, markup: str) -> str | None:
    """The tag that a block's first line carries itself."""
    if " lang=" not in markup and "data-language" not in markup:
        return None
    line = block.css_first("span[lang], div[data-language]")
    return _said(line).tag if line is not None else None


def _said(node: LexborNode) -> _Said:
    attributes = node.attributes
    if not attributes:
        return _NOTHING
    own = node.tag in _OWN or "monospace" in (attributes.get("style") or "")
    words = attributes.get("class") or ""
    among = _in_classes if len(words) < _LONGEST_REMEMBERED else _in_classes.__wrapped__
    in_classes = among(words, own=own)
    found: str | None = None
    for name, value in attributes.items():
        found = found or (_in_attribute(name, value) if value and name != "class" else None)
    if not found and own and is_tag(attributes.get("lang") or ""):
        found = attributes["lang"]
    if not found and own and not in_classes.tag:
        values = (attributes.get(name) for name in _NAMING)
        found = next(filter(None, map(tag_of, filter(None, values))), None)
    return _Said(found, in_classes.intents) if found else in_classes


def _in_attribute(name: str, value: str) -> str | None:
    if name not in _ATTRIBUTES and not name.startswith("data-"):
        return None
    value = value.strip()
    if is_tag(value):
        return value if name in _ATTRIBUTES or _ATTRIBUTE.fullmatch(name) else None
    if value and name in _ATTRIBUTES and name != "type" and not _OF_PEOPLE.fullmatch(value):
        return value
    options = _AMONG_OTHERS.search(value) if len(value) < _LONGEST_OPTIONS else None
    return options[1] or options[2] if options else None


@lru_cache(maxsize=4096)
def _in_classes(words: str, *, own: bool) -> _Said:
    """What class words say; pages repeat them, and sites their pages."""
    intents = (word for word in words.split() if INTENT.fullmatch(word) or word in _DIFFS)
    return _Said(_tag_in(words, own=own), tuple(intents))


def _tag_in(words: str, *, own: bool) -> str | None:
    marked = _MARKED.search(words)
    if marked and marked[1].lower() not in {"switch", "switcher", "select", "tabs", "toggle", "code"}:
        return marked[1]
    sphinx = _SPHINX.search(words)
    if sphinx and sphinx[1] in _BY_DEFAULT:
        return f"highlight-{sphinx[1]}"
    if sphinx and is_tag(sphinx[1]):
        return sphinx[1]
    named = next((word for word in _NAMED.findall(words) if is_tag(word)), None)
    if named:
        return str(named)
    if own or _BESIDE.search(words):
        return next((word for word in words.split() if word not in BOILERPLATE and is_tag(word)), None)
    return None


def _label(above: LexborNode) -> str | None:
    """The language that a label in an element names; empty where the element holds several blocks."""
    blocks = above.css("pre")
    if len(blocks) > 1 and sum(not _is_numbers(block) for block in blocks) > 1:
        return ""
    words = (label.text().strip() for label in above.css(_LABELS))
    return next((word for word in words if is_tag(word)), None) or tag_of_caption(above)


def _is_numbers(block: LexborNode) -> bool:
    """Whether a block may be but the line numbers of another."""
    return all(map(str.isdecimal, block.text().split()))
