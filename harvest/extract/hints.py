"""The author's language tag: on the block, in it, or near it; the nearest and strongest word wins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from harvest.extract.signals import BOILERPLATE
from harvest.languages import is_tag

_ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "data-enlighter-language", "data-syntax", "syntax", "type")
_MARKED = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|brush|code-lang)(?:-|:\s*)([^\s;,{]+)", re.IGNORECASE
)
_SPHINX = re.compile(r"(?:^|\s)highlight-(?!source\b)([\w+#-]+)")
_BESIDE = re.compile(r"(?:^|\s)(?:highlight|sourceCode|sourcecode|hljs|prettyprint|prism|code|codehilite|src|syntaxhighlighter)(?=\s|$)")
_NEAR = 8
"""How many elements above the block may carry its tag."""
_LABELS = ".lang, .language, .code-lang, .code-language, .language-label, .lang-label, .code-block-language"


def hint_of(block: LexborNode) -> str | None:
    """The raw tag of a block, or None.

    Args:
        block: the `pre`, or what stands for it.
    """
    for node in _places(block):
        found = _of(node, own=node.tag in {"pre", "code", "figure"})
        if found:
            return found
    return _label(block)


def _places(block: LexborNode) -> Iterator[LexborNode]:
    """The elements that may carry a tag: the first `code` inside, the block, and those above it."""
    inner = block.css_first("code")
    if inner is not None and inner.mem_id != block.mem_id:
        yield inner
    node: LexborNode | None = block
    for _ in range(_NEAR + 1):
        if node is None or node.tag in {"body", "html", "main", "article", "-undef"}:
            return
        yield node
        node = node.parent


def _of(node: LexborNode, *, own: bool) -> str | None:
    attributes = node.attributes
    for name in _ATTRIBUTES if attributes else ():
        value = (attributes.get(name) or "").strip()
        if value and (name != "type" or is_tag(value)):
            return value
    words = attributes.get("class") or ""
    if own and is_tag(attributes.get("lang") or ""):
        return attributes["lang"]
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


def _label(block: LexborNode) -> str | None:
    """A label beside the block (`<span class="lang">python</span>`), where it is a language's name and nothing else."""
    above = block.parent
    for _ in range(2):
        if above is None or above.tag in {"body", "html", "main", "article"}:
            return None
        if len(above.css("pre")) == 1:
            for label in above.css(_LABELS):
                word = label.text().strip()
                if is_tag(word):
                    return word
        above = above.parent
    return None
