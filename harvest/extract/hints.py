"""The author's language tag: on the block, in it, or near it; the nearest and strongest word wins."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from harvest.extract.signals import BOILERPLATE, INTENT
from harvest.languages import is_tag

_ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "data-enlighter-language", "data-syntax", "syntax", "type")
_MARKED = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush|code-lang)(?:-|:\s*)([^\s;,{]+)", re.IGNORECASE
)
_SPHINX = re.compile(r"(?:^|\s)highlight-(?!source\b)([\w+#-]+)")
_BESIDE = re.compile(r"(?:^|\s)(?:highlight|sourceCode|sourcecode|hljs|prettyprint|prism|code|codehilite|src|syntaxhighlighter)(?=\s|$)")
_NEAR = 8
"""How many elements above the block may carry its tag."""
_NEAR_MARKS = 4
_OUTSIDE = frozenset({"body", "html", "main", "article", "-undef"})
"""What holds the page, and says nothing of a block."""
_OWN = frozenset({"pre", "code", "figure"})
_LABELS = ".lang, .language, .code-lang, .code-language, .language-label, .lang-label, .code-block-language"


class Surroundings:
    """What stands on and round the blocks of a page; each element is looked at once, however many blocks it holds."""

    def __init__(self) -> None:
        self._tags: dict[int, str | None] = {}
        self._labels: dict[int, str | None] = {}
        self._intents: dict[int, list[str]] = {}

    def hint(self, block: LexborNode) -> str | None:
        """The raw tag of a block, or None.

        Args:
            block: the `pre`, or what stands for it.
        """
        inner = _inner(block)
        found = _tag(inner) if inner is not None else None
        node: LexborNode | None = block
        for _ in range(_NEAR + 1):
            if found or node is None or node.tag in _OUTSIDE:
                break
            found = self._tag(node)
            node = node.parent
        return found or self._label(block)

    def marks(self, block: LexborNode) -> tuple[str, ...]:
        """The words of an author's intent on the block and the three elements round it."""
        words: list[str] = []
        node: LexborNode | None = block
        for _ in range(_NEAR_MARKS):
            if node is None or node.tag in _OUTSIDE:
                break
            words += self._intent(node)
            node = node.parent
        return tuple(dict.fromkeys(words))

    def _tag(self, node: LexborNode) -> str | None:
        key = node.mem_id
        if key not in self._tags:
            self._tags[key] = _tag(node)
        return self._tags[key]

    def _intent(self, node: LexborNode) -> list[str]:
        key = node.mem_id
        if key not in self._intents:
            words = node.attrs.get("class")
            self._intents[key] = [word for word in words.split() if INTENT.fullmatch(word)] if words else []
        return self._intents[key]

    def _label(self, block: LexborNode) -> str | None:
        """A label beside the block (`<span class="lang">python</span>`), where it is a language's name and nothing else."""
        above = block.parent
        for _ in range(2):
            if above is None or above.tag in _OUTSIDE:
                return None
            key = above.mem_id
            if key not in self._labels:
                self._labels[key] = _label(above)
            if self._labels[key]:
                return self._labels[key]
            above = above.parent
        return None


def _inner(block: LexborNode) -> LexborNode | None:
    """The first `code` in a block."""
    child = block.first_child
    if child is None or (child.is_text_node and child.next is None):
        return None
    return child if child.tag == "code" else block.css_first("code")


def _tag(node: LexborNode) -> str | None:
    """What an element's attributes say."""
    attributes = node.attrs
    for name in _ATTRIBUTES:
        value = (attributes.get(name) or "").strip()
        if value and (name != "type" or is_tag(value)):
            return value
    own = node.tag in _OWN
    if own and is_tag(attributes.get("lang") or ""):
        return attributes["lang"]
    words = attributes.get("class")
    return _in_classes(words, own=own) if words else None


def _in_classes(words: str, *, own: bool) -> str | None:
    marked = _MARKED.search(words)
    if marked and marked[1].lower() not in {"switch", "switcher", "select", "tabs", "toggle", "code"}:
        return marked[1]
    sphinx = _SPHINX.search(words)
    if sphinx and (is_tag(sphinx[1]) or sphinx[1] in {"default", "none", "ipython3", "ipython"}):
        return f"highlight-{sphinx[1]}" if sphinx[1] == "default" else sphinx[1]
    if own or _BESIDE.search(words):
        return next((word for word in words.split() if word not in BOILERPLATE and is_tag(word)), None)
    return None


def _label(above: LexborNode) -> str | None:
    """The language that a label in an element names, where the element holds one block."""
    if len(above.css("pre")) != 1:
        return None
    words = (label.text().strip() for label in above.css(_LABELS))
    return next((word for word in words if is_tag(word)), None)
