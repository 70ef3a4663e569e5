"""The text of an awkward block, as a browser would lay it out: gutters and buttons gone, lines where lines are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from harvest.extract.callouts import drop_callouts
from harvest.extract.layout import Mark, Page
from harvest.extract.lines import begins_line, is_between_lines, set_apart
from harvest.extract.numbers import drop_numbers, is_gutter
from harvest.extract.signals import BLOCK_TAGS
from harvest.extract.spaces import drop_collapsed, without_alternation, without_fillings, without_stand_ins
from harvest.extract.tree import CELLS, Element, Look, Tree, looks, parsed, unescaped

_NUMBER = r"\s*(?:<[^>]*>\s*){1,6}(\d{1,6})[.:]?\s*</"
_NUMBERED = re.compile(_NUMBER)
"""An element with a number begins the block."""
_COUNTED = re.compile(rf"{_NUMBER}[^\n]*\n{_NUMBER}")
"""And another the second line."""
_PADDED = re.compile(r"\s*(?:<[^>]*>)+(?:\s+\d{1,6}\s*|\d{1,6}\s+)</")
"""A number that is set apart from the code by spaces of its own, or else by its style."""
_NBSP = "\u00a0"
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
"""No text stands between the cells of a table."""
_MOST_KINDS = 8
"""Start tags that are counted one by one; lines with a tag each are laid out, which takes no longer for that."""
_SEVERAL = 2
_CODES = "</code><code"
"""Elements that may each be a line, as nothing parts them."""
_FILLED_FIRST = frozenset({" \n", "\u00a0\n", "\u200b\n"})
_FILLED = re.compile(r"(?:\n|>)(<span[^>]*>)(?: |&nbsp;|\u200b)</span>\n")
_STAND_IN = re.compile(r"^[ \u00a0\u200b]$", re.MULTILINE)


def text_of(markup: str, text: str) -> str:
    """The text that a reader sees.

    Args:
        markup: the block alone, as a browser's parser has put it in order.
        text: all its texts.
    """
    found = looks(markup)
    if _is_seen_as_written(markup, text, found):
        if _has_fillings(markup, text, found):
            text = without_fillings(text)
        return without_alternation(text) if _NBSP in text and "<span" in markup else text
    if _is_broken_only(markup, text, found):
        return without_fillings(unescaped(_TAG.sub("", markup.replace("<br>", "\n"))))
    text = _laid_out(markup)
    return without_fillings(text) if _has_fillings(markup, text, found) else text


def _is_seen_as_written(markup: str, text: str, found: Mapping[str, Look]) -> bool:
    """Whether a block needs no laying out: its text, end to end, is what a reader sees."""
    lines = []
    for token, look in found.items():
        if look.awkward or (look.tag == "code" and _CODES in markup):
            return False
        if look.inline_line and look.line:
            lines.append(token)
    if lines and not _is_all_lines(lines, markup, text):
        return False
    return not _has_numbers(markup, text, found)


def _has_fillings(markup: str, text: str, found: Mapping[str, Look]) -> bool:
    """Whether each line is an element, and some hold but a space, lest they have no height."""
    if len(found) <= _SEVERAL:  # a `pre` and a `code`
        return False
    if text[:2] not in _FILLED_FIRST and "\n \n" not in text and "\n\u200b\n" not in text and "\n\u00a0\n" not in text:
        return False
    filled = _FILLED.search(markup)
    return filled is not None and markup.count(filled[1]) == text.count("\n") + (not text.endswith("\n"))


def _is_all_lines(tokens: Sequence[str], markup: str, text: str) -> bool:
    """Whether a block is lines that are elements, all of them, with newlines between and nothing that stands in."""
    if len(tokens) > _MOST_KINDS:
        return False
    lines = sum(map(markup.count, tokens))
    begins = f"(?:>\n|\n(?:</\\w+>){{1,4}})(?:{'|'.join(map(re.escape, tokens))})"
    between = len(re.findall(begins, markup))
    newlines = text.count("\n") - text.endswith("\n")
    return between == lines - 1 and newlines < lines and (lines == 1 or not _STAND_IN.search(text))


def _is_broken_only(markup: str, text: str, found: Mapping[str, Look]) -> bool:
    """Whether nothing in a block is laid out but the ends of its lines, each a `<br>`."""
    if "<br>" not in found or not markup.startswith("<pre") or markup.rfind("<pre") > 0 or _CODES in markup:
        return False
    plain = all(look.plain or look.tag == "br" or (look.tag == "pre" and not look.spaces) for look in found.values())
    return plain and not text.lstrip()[:1].isdecimal()  # else a number may count the lines


def _has_numbers(markup: str, text: str, found: Mapping[str, Look]) -> bool:
    """Whether the lines begin with elements that may count them."""
    if not _NUMBERED.match(markup):
        return False
    counted = _COUNTED.match(markup)
    if counted:
        return int(counted[2]) == int(counted[1]) + 1
    told = "padding" in markup or bool(_PADDED.match(markup)) or any(look.numbers for look in found.values())
    return told and "\n" not in text.strip()


def _laid_out(markup: str) -> str:
    tree = parsed(markup)
    _drop_what_stands_beside(tree)
    _drop_chrome(tree)
    set_apart(tree)
    drop_numbers(tree)
    drop_callouts(tree)
    drop_collapsed(tree)
    page = Page()
    _lay_out(tree, page)
    return without_stand_ins(page.text(), tree)


def _lay_out(tree: Tree, page: Page) -> None:
    """Walk the tree without recursion: published markup may be nested as deep as its author likes."""
    said = _said(tree)
    stack: list[tuple[Element, int, Mark | None]] = [(tree.root, 0, None)]
    """Elements that are open, the child that is next, and where the page was before those on lines of their own."""
    while stack:
        element, place, since = stack.pop()
        for place in range(place, len(element.contents)):  # noqa: B020 - goes on where it was left
            node = element.contents[place]
            if not isinstance(node, Element):
                _write(tree, element, place, page)
            elif node.look.plain and node.is_plain and element.rows < _SEVERAL:
                page.write(tree.texts[node.start])
            elif node.look.tag == "br":
                page.write("\n")
            elif not _is_chrome(tree, node, said):
                begins = begins_line(tree, element, place)
                if begins:
                    page.begin_line()
                stack += [(element, place + 1, since), (node, 0, page.mark if begins else None)]
                break
        else:
            if since is not None:
                page.end_line(since, is_line=element.is_line, is_block=element.apart or element.look.tag in BLOCK_TAGS)


def _write(tree: Tree, parent: Element, place: int, page: Page) -> None:
    """White space between lines that are elements only separates them: it is laid out by the elements themselves."""
    text = tree.texts[_text_at(parent, place)]
    if parent.look.spaces:
        text = text.replace(_NBSP, " ")
    if text.strip(" \t\n") or (
        parent.look.tag not in _TABLE and ("\n\n" in text or not is_between_lines(tree, parent, place))
    ):
        page.write(text)


def _text_at(parent: Element, place: int) -> int:
    node = parent.contents[place]
    assert not isinstance(node, Element)  # noqa: S101 - for the type checker
    return node


def _is_chrome(tree: Tree, node: Element, said: range) -> bool:
    """Whether an element is the page's; numbers are the author's where there is nothing else.

    Args:
        tree: the block.
        node: an element of it.
        said: from the first to the last text that is not blank.
    """
    look = node.look
    if not look.numbers or (look.tag == "span" and look.line):
        return look.chrome
    text = tree.text(node)
    if not text.strip():
        return look.chrome or look.block or "\n" not in text
    return look.chrome or (is_gutter(text) and not (node.start <= said.start and said.stop <= node.end))


def _said(tree: Tree) -> range:
    places = [place for place, text in enumerate(tree.texts) if text.strip()]
    return range(places[0], places[-1] + 1) if places else range(0)


def _drop_chrome(tree: Tree) -> None:
    """Empty what is the page's, so that nobody takes it for code: a style, too, that stands beside other text."""
    over = 0
    styles = sum(len(tree.text(node)) for node in tree.elements if node.look.tag == "style")
    styled = 0 < styles < len(tree.text(tree.root).strip())
    for node in tree.elements:
        beside = (node.look.chrome and not node.look.numbers) or (styled and node.look.tag == "style")
        if beside and node.end > over:
            tree.texts[node.start : node.end] = [""] * (node.end - node.start)
            over = node.end


def _drop_what_stands_beside(tree: Tree) -> None:
    """Keep only the `code` of a `pre` that has one, and else nothing but elements of the page: bars, lists, buttons."""
    bars = (node for node in tree.root.contents if isinstance(node, Element) and node.look.block)
    if tree.root.look.tag != "pre" or not any(bars):
        return
    codes = next(
        filter(None, ([node for node in tree.elements if node.look.tag == tag] for tag in ("code", "pre"))), []
    )
    if not codes or any(node.start >= codes[0].end for node in codes[1:]):
        return
    node, above = codes[0], codes[0].parent
    while above is not None:
        if any(tree.texts[place].strip() for place in above.contents if not isinstance(place, Element)):
            return
        above.contents[:] = [
            beside
            for beside in above.contents
            if beside is node or not isinstance(beside, Element) or not (beside.look.block or beside.look.tag in CELLS)
        ]
        node, above = above, above.parent
