"""Spaces that stand for others: what a highlighter wrote lest white space collapse, or a line have no height."""

from __future__ import annotations

import re

from harvest.extract.tree import Element, Tree

_PREFORMATTED = frozenset({"pre", "listing", "xmp", "textarea"})
"""Elements in which white space stays."""
_KEEPING = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)(?!-line)", re.IGNORECASE)
"""The style of others."""
_NBSP = "\u00a0"
_STAND_INS = (_NBSP, "\u200b", " ")
"""What highlighters put into an empty line, lest it have no height."""
_INDENTED_BY_ONE = re.compile(r"^ \S", re.MULTILINE)
"""The author's own spaces, as before the unchanged lines of a diff."""
_KEPT = re.compile(r"(?<![ \u00a0])  (?!\u00a0)")
"""Spaces that no reader would see if white space collapsed."""
_ALTERNATING = re.compile(r"\u00a0 \u00a0|^\u00a0 (?=\S)", re.MULTILINE)
_WRITTEN = re.compile(r"\u00a0[ \u00a0]| \u00a0|^\u00a0", re.MULTILINE)
"""Spaces that white space would not keep: in a run, or at the start of a line."""
_MANY = 3
"""A few nbsp among so many times more spaces are the author's."""
_RUN = re.compile(r"[ \u00a0]{2,}")
"""Runs of both, as some highlighters write indentation in their lists of lines."""


def drop_collapsed(tree: Tree) -> None:
    """Remove the newlines of a block whose lines end in `<br>`, where white space collapses: no reader sees them."""
    if tree.root.look.tag in _PREFORMATTED or not tree.breaks:
        return
    if any("\n" in text.lstrip("\n") and text.strip() for text in tree.texts):
        return
    for element in (tree.root, *tree.elements):
        after_break = True
        for node in element.contents:
            if isinstance(node, Element):
                after_break = node.look.tag == "br"
            elif "\n" in tree.texts[node]:
                text = tree.texts[node].strip("\n")
                tree.texts[node] = text if after_break or not text.strip() else f" {text}"


def without_stand_ins(text: str, tree: Tree) -> str:
    """Text with the spaces that its author wrote.

    Args:
        text: as it is laid out.
        tree: the block.
    """
    if _NBSP in text:
        if _collapses(text, tree):
            text = text.replace(_NBSP, " ")
        elif any(node.look.tag == "li" and tree.text(node) for node in tree.elements):
            text = _RUN.sub(lambda run: " " * len(run[0]), text)
        if any(node.look.tag == "span" for node in tree.elements):
            text = without_alternation(text)
    return without_fillings(text) if tree.has_lines else text


def without_alternation(text: str) -> str:
    """Coloured text without nbsp where its highlighter wrote every second space so: no two others stand together.

    In text without colours they are what the author published, and what a reader copies.
    """
    if not _ALTERNATING.search(text) or _KEPT.search(text):
        return text
    return without_fillings(text.replace(_NBSP, " "))


def without_fillings(text: str) -> str:
    """Text of lines without what fills the empty ones, or stands between words: where it does, it does everywhere."""
    if _NBSP in text and " " not in text:
        text = text.replace(_NBSP, " ")
    lines = text.split("\n")
    if "" in lines[:-1]:
        return text
    stand_in = next((letter for letter in _STAND_INS if letter in lines), None)
    if stand_in == " " and _INDENTED_BY_ONE.search(text):
        return text
    return "\n".join("" if line == stand_in else line for line in lines) if stand_in else text


def _collapses(text: str, tree: Tree) -> bool:
    """Whether white space collapses in a block, so that nbsp is the one way to write it."""
    tag = tree.root.look.tag
    if tag in _PREFORMATTED or _KEEPING.search(tree.root.look.style) or (tag == "code" and not tree.breaks):
        return False
    if not _WRITTEN.search(text) and _MANY * text.count(_NBSP) <= text.count(" ") and not _are_at_edges(tree):
        return False
    return not _KEPT.search(text) and not any(node.look.tag == "pre" for node in tree.elements)


def _are_at_edges(tree: Tree) -> bool:
    """Whether nbsp stand only where coloured parts begin and end, as some highlighters write spaces there."""
    return not any(_NBSP in text.strip(f" \n{_NBSP}") for text in tree.texts)
