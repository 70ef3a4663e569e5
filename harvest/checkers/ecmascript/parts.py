"""Blocks that show several things one after the other: alternatives, members beside statements, elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.ecmascript.brackets import CLOSERS, OPENERS
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import mask

_MEMBER = re.compile(r"[\w$]+[ \t]*:")
_BETWEEN = re.compile(r"[\[\]{}()]|(?<=[\w)\]}'\"`])[ \t]*\n(?:[ \t]*\n)+|(?<=\})[ \t]*\n(?=\{)")
_BESIDE = re.compile(
    r"[\[\]{}()]|^[\w$]+[ \t]*(?P<colon>:)(?=[ \t]*[\w$\[{(])(?![ \t]*(?:for|while|do)\b)|(?P<comma>,)[ \t]*$",
    re.MULTILINE,
)
"""Brackets; a member's colon where a line starts; a comma where one ends."""
_ELEMENT = re.compile(r"^<[A-Za-z]", re.MULTILINE)
_BEFORE_ELEMENT = re.compile(r"(?<=[^\s,(\[{=?:&|])[^\S\n]*\n(?=\s*^<[A-Za-z])", re.MULTILINE)
_BEFORE_REMARK = re.compile(r"(?<=[>;})])[ \t]+//")
"""What ends before a remark that a mask takes for an expression: `/> // so`."""
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[A-Za-z][\w.]*)|/>")
_COMPONENT = re.compile(r"<[A-Z]|\bclassName=|=\{")
"""What HTML has not."""


def alternatives(text: str, shown: str, dialect: str | None) -> Iterator[Form]:
    """Expressions, or members of an object, that blank lines part: several ways to write one thing."""
    before, after = ("({", "})") if _MEMBER.match(shown) else ("[", "]")
    if after == "})" or shown[0] in "{[(":
        parted = _parted(text)
        if parted != text:
            yield Form(dialect or "list", parted, before, after, inner=True)


def beside_statements(text: str, dialect: str | None) -> Iterator[Form]:
    """Members of an object beside statements, each as an assignment: the import, then the option that needs it."""
    depth, chars = 0, list(text)
    for match in _BESIDE.finditer(mask(text)):
        if match[0] in CLOSERS:
            depth += 1
        elif match[0] in OPENERS:
            depth -= 1
        elif depth == 0 and match["colon"]:
            chars[match.start("colon")] = "="
        elif depth == 0:
            chars[match.start()] = ";"
    edited = "".join(chars)
    if edited.count("=") != text.count("="):
        yield Form(dialect or "members", edited, inner=True)


def elements(text: str, dialect: str | None) -> Iterator[Form]:
    """Elements one after the other, and after statements that lack their semicolon; the last may be but heads."""
    if not _ELEMENT.search(text):
        return
    shown = mask(text)
    chars = list(text)
    for match in _BEFORE_ELEMENT.finditer(shown):
        line = text.rfind("\n", 0, match.start()) + 1
        remark = _BEFORE_REMARK.search(text, line, match.start())
        start = match.start() if remark is None else remark.start()
        if text[start].isspace():
            chars[start] = ";"
    parted = "".join(chars)
    if parted != text:
        yield Form(dialect or "markup", parted)
    end = shown.rstrip()[-2:]
    if end[-1:] == ">" and end not in {"/>", "=>"} and _COMPONENT.search(shown) and (heads := _open_tags(shown)):
        yield Form(dialect or "head", parted, " ", "".join(f"</{name}>" for name in reversed(heads)))


def _open_tags(shown: str) -> list[str]:
    """The elements that are begun and not ended, the outermost first."""
    names: list[str] = []
    for match in _TAG.finditer(shown):
        if match["end"] is None and match["name"] is not None:
            names.append(match["name"])
        elif names and match["name"] in {names[-1], None}:
            names.pop()
    return names


def _parted(text: str) -> str:
    """The text with commas where blank lines or remarks part what stands in no bracket."""
    depth, chars = 0, list(text)
    for match in _BETWEEN.finditer(mask(text)):
        if match[0] in CLOSERS:
            depth += 1
        elif match[0] in OPENERS:
            depth -= 1
        elif depth == 0:
            chars[match.start()] = ","
    return "".join(chars)
