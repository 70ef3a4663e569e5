"""The values that hold no others, and what people write for them."""

from __future__ import annotations

import re

from harvest.checkers.jsonlike.tokens import Token
from harvest.checkers.jsonlike.walking import Mistake, Walk

_SKETCHED = """
string str number int integer float double decimal bool boolean object array list any date datetime uuid bytes
String Number Integer Float Double Boolean Object Array List Date DateTime UUID
"""
_TYPES = frozenset(_SKETCHED.split())
"""What a sketch of a document has for values: `{"id": number}`."""
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


def scalar(walk: Walk, token: Token) -> None:
    """Take a value that is no object or array; a `Mistake` where it is none."""
    text = token.text
    if token.kind == "string":
        escapes(walk, token)
    elif token.kind == "single":
        walk.take("single", token)
    elif text.lstrip("+-") in {"NaN", "Infinity"}:
        walk.take("nan", token)
    elif text in {"True", "False", "None"}:
        walk.take("python", token)
    elif token.kind == "open":
        raise walk.unclosed(token)
    elif text in _TYPES and walk.stack:
        walk.take("type", token)
    elif token.kind == "other" and text[-1:].isalnum():
        walk.take("number", token)
    elif token.kind != "number" and text not in {"true", "false", "null"}:
        raise Mistake(token.start, f"`{text[:30]}` is no JSON value")


def escapes(walk: Walk, token: Token) -> None:
    """Look into a string: at its escapes, and for tabs."""
    if "\\" in token.text:
        bad = _BAD_ESCAPE.search(token.text.replace("\\\\", "\0\0"))
        if bad is not None:
            shown = token.text[bad.start() : bad.start() + 2]
            raise Mistake(token.start + bad.start(), f"`{shown}` is no escape of JSON, a backslash is written `\\\\`")
    if "\t" in token.text:
        walk.take("tab", token)
