"""A first look at a text that costs little: its tree, where there is nothing doubtful in it."""

from __future__ import annotations

import re

import tree_sitter

from harvest.checkers.ecmascript.shapes import LANGUAGE, SHAPES
from harvest.checkers.ecmascript.telling import Node, StrangeError, Telling

_ODD = re.compile("\r(?!\n)|[\u2028\u2029\ud800-\udfff]|<!--|-->")
"""Line ends that only some count, halves of characters, and comments that scripts may have and modules not."""
_SPACE = re.compile(r"[^\S\x00-\x7f]|\ufeff")
_LETTER = re.compile(r"[^\W\x00-\x7f]")
_OTHER = re.compile(r"[^\x00-\x7f]")
_PARSER = tree_sitter.Parser(LANGUAGE)


def tree(text: str) -> Node | None:
    """The program in ESTree's terms, or None where this parser refuses it or its grammar is not to be relied upon.

    It is a grammar for editors, which takes more than engines do: another parser has to accept the text as well.
    """
    root = None if _ODD.search(text) else _root(text)
    if root is None or root.has_error:
        return None
    try:
        return Telling(text, SHAPES).tell(root)
    except (StrangeError, RecursionError):
        return None


def refuses(text: str) -> bool:
    """Whether this parser, which takes more than engines do, cannot read a text: then no engine can."""
    return _ODD.search(text) is None and _root(text).has_error


def _root(text: str) -> tree_sitter.Node:
    return _PARSER.parse(_plain(text).encode("ascii")).root_node


def _plain(text: str) -> str:
    """The text with one byte for each character: spaces, letters of words, and what no word has."""
    if text.isascii():
        return text
    return _OTHER.sub("\x01", _LETTER.sub("_", _SPACE.sub(" ", text)))
