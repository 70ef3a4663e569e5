"""What was round the code and stayed in it: a Markdown fence, the tags that a highlighter coloured it with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.mangling.characters import inputs
from harvest.checkers.mangling.damage import Damage, code_only, found
from harvest.checkers.mangling.rules import LEFTOVER

_FENCE = re.compile(r"^```[ \t]*[\w+-]{0,20}[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"</?span(?:\s[^<>\n]{0,200})?>|<br ?/?>(?=[ \t]*$)", re.MULTILINE)
_FENCED = frozenset(
    {"markdown", "text", "diff", "javascript", "jsx", "typescript", "tsx", "mermaid", "jinja", "vue", "svelte", "astro"}
)
"""Languages that hold Markdown, or in which three backquotes are code."""
_UNTAGGED = frozenset(
    {"c", "cpp", "java", "go", "rust", "sql", "css", "scss", "python", "lua", "kotlin", "swift", "haskell", "perl", "r",
     "toml"}
)  # fmt: skip
"""Languages in which no tag of HTML is code."""


def fences(text: str, language: str) -> Iterator[Damage]:
    """A line that is a Markdown fence: one block ran into the next, or into the prose."""
    if "```" not in text or language in _FENCED or "<<" in text:  # a here-document may hold anything
        return
    fence = _FENCE.search(code_only(text, language))
    if fence is not None:
        finding = found(LEFTOVER, text, fence.start(), "a Markdown fence stands in the code",
                        suggestion="close the block where its code ends")  # fmt: skip
        yield Damage(finding, harmful=True)


def tags(text: str, language: str) -> Iterator[Damage]:
    """Tags of HTML in a language that has none."""
    if "<" not in text or language not in _UNTAGGED:
        return
    tag = _TAG.search(code_only(inputs(text, language), language))  # what is printed may be markup
    if tag is not None:
        finding = found(LEFTOVER, text, tag.start(), f"the tag `{tag[0][:30]}` is shown in the code",
                        suggestion="publish the code without markup", repaired=bare(text))  # fmt: skip
        yield Damage(finding, harmful=True)


def bare(text: str) -> str:
    """Without those tags."""
    return _TAG.sub("", text)
