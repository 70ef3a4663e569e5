"""Members of a class shown beside statements: the imports, or the types, and then the method that needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from harvest.checkers.ecmascript.brackets import CLOSERS
from harvest.checkers.ecmascript.edits import blank
from harvest.checkers.ecmascript.lexer import mask

_DECORATORS = r"(?:@(?:\(_*\)\.)?[\w$.]+(?:<[^<>()\n]*>)?(?:\(_*\))?\s*+)++"
_DECORATED = re.compile(rf"^[ \t]*{_DECORATORS}\Z", re.MULTILINE)
_HEAD = re.compile(
    r"(?:export )?(?:default )?(?:abstract |declare )?(?:async )?(?:function|class|interface|enum)\b[^\n;]*\{"
)
_CLASS = re.compile(rf"(?:{_DECORATORS})?(?:export )?(?:default )?(?:abstract |declare )?class [^{{}};=]+")
_MODIFIERS = r"(?:(?:public|private|protected|readonly|static|override|abstract)[ \t]+)"
_MEMBER = re.compile(
    rf"""
    ^[ \t]*+(?:
        {_DECORATORS}(?!export\b|default\b|abstract[ ]class\b|declare\b|class\b|@)[\w$\#\[*].*
      | {_MODIFIERS}++(?!class\b)[\w$\#\[*].*
      | constructor[ ]?\(_*\)[ \t]*\{{.*
      | (?:async[ ]+|get[ ]+|set[ ]+)?(?!(?:if|for|while|switch|catch|with|function|await|return)\b)
        [\w$\#]+(?:<[^<>()\n]*>)?\(_*\)[ \t]*(?::[ ][^=;()\n]+)?\{{_*\}}[ \t]*$
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""In a text whose brackets hold underscores alone."""


class Beside(Struct, frozen=True):
    """A text in two, each as long as the whole and blank where the other is not."""

    statements: str
    members: str


def beside(text: str) -> Iterator[Beside]:
    """Yield the statements and the members of a text that has both."""
    flat = _flat(mask(text))
    spans = [match.span() for match in _MEMBER.finditer(flat)]
    if not spans:
        return
    members, statements, at = [], [], 0
    for start, end in spans:
        members += [blank(text[at:start]), text[start:end]]
        statements += [text[at:start], blank(text[start:end])]
        at = end
    members.append(blank(text[at:]))
    statements.append(text[at:])
    if "".join(statements).strip():
        yield Beside("".join(statements), "".join(members))


def open_end(text: str) -> str | None:
    """What would end a text of which the last line is a decorator, or that is the head of a declaration alone."""
    flat = _flat(mask(text).rstrip())
    if _DECORATED.search(flat):
        return "class _ {}"
    if _CLASS.fullmatch(flat.strip()):
        return "{}"
    return "}" if _HEAD.fullmatch(flat.strip()) else None


def _flat(shown: str) -> str:
    """A masked text of which all that stands in brackets is blanked, the line ends too: each statement is a line."""
    parts, depth, at = [], 0, 0
    for match in re.finditer(r"[\[\](){}]", shown):
        piece = shown[at : match.start()]
        opens = match[0] in CLOSERS
        parts.append(piece if depth == 0 else "_" * len(piece))
        depth += 1 if opens else -1 if depth else 0
        parts.append(match[0] if depth == opens else "_")
        at = match.end()
    return "".join([*parts, shown[at:] if depth == 0 else "_" * (len(shown) - at)])
