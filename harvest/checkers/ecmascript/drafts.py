"""What the parsers at hand make of a block: a reading, or what the second opinion is to be asked about."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct, structs

from harvest.checkers.ecmascript.declarations import named
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.forms import forms
from harvest.checkers.ecmascript.lexer import Lines, mask
from harvest.checkers.ecmascript.names import reading
from harvest.checkers.ecmascript.notations import notation
from harvest.checkers.ecmascript.parsing import Failure, Tree, parse
from harvest.checkers.ecmascript.strangers import strange
from harvest.checkers.wrong_tag import wrong_tag
from harvest.model import Code, Reading

TOO_DEEP = "nested too deeply to be read"
_PAGE = re.compile(r"\s*<[a-z][^{}]*>\s*\Z")
_OF_HTML = re.compile(r"\s(?:class|for|on[a-z]+)=[\"']")
"""An attribute that JSX calls otherwise."""
_DECLARES = re.compile(r"\s*(?:function|async|class|import|export|type|interface|declare|abstract|const|let|var)\b")
_GENERIC = re.compile(r"(?<![\w$])[\w$]++<(?:string|number|boolean|any|unknown|[A-Z]\w*)(?:\[\])?(?: *\| *\w+)*>\(")
"""A call with a type argument, which JavaScript reads as two comparisons."""


class Swift(Struct, frozen=True):
    """A block that the swift parser reads: its reading stands if the second one takes it for a module."""

    text: str
    reading: Reading
    apart: bool = False
    """It has what stands at the top of a module only."""


class Refused(Struct, frozen=True):
    """A block that no form of JavaScript fits, as far as esprima can tell."""

    text: str
    failures: tuple[tuple[Form, Failure], ...]


Draft = Reading | Swift | Refused


def draft(code: Code, *, swiftly: bool) -> Draft:
    """The first look at a block: by the swift parser first, where that is wanted."""
    text = code.text
    if code.language == "javascript" and _PAGE.match(text) and _OF_HTML.search(text):
        return strange(text, "html", "javascript")  # JSX would take it as well, were it not for the attributes
    return (_swift(text) if swiftly else None) or careful(text)


def _swift(text: str) -> Swift | None:
    from harvest.checkers.ecmascript import swift

    form = next(forms(text))
    program = None if form.code != text or _is_generic(text) else swift.tree(text)
    try:
        return None if program is None else Swift(text, reading(text, form, program), _is_apart(text, program))
    except RecursionError:
        return None


def _is_apart(text: str, program: Any) -> bool:
    return text.startswith("#!") or any(item.type.startswith(("Import", "Export")) for item in program.body)


def careful(text: str) -> Reading | Refused:
    """What esprima says, of each form that the block may have."""
    failures: list[tuple[Form, Failure]] = []
    for form in forms(text):
        if any(failed.code.rstrip() == f"{form.code.rstrip()};" for failed, _ in failures):
            continue  # what is refused with a semicolon at its end is refused without
        try:
            tree = parse(form.code)
            if isinstance(tree, Tree) and not _is_generic(text):
                return reading(text, form, tree.program)
        except (RecursionError, MemoryError):
            return Refused(text, ((form, Failure(0, TOO_DEEP)),))
        if isinstance(tree, Tree):
            return typed(text, form.shift, form)
        failures.append((form, tree))
    return Refused(text, tuple(failures))


def _is_generic(text: str) -> bool:
    return "<" in text and _GENERIC.search(mask(text)) is not None


def typed(text: str, offset: int, form: Form, accepted: Reading | None = None, tag: str = "typescript") -> Reading:
    """A block that only TypeScript can read; no mistake where it describes options, or how to call something."""
    if form.dialect == "type" or (not _DECLARES.match(text) and notation(text) == "signature"):
        return Reading(dialect="signature")
    line, column = Lines(text).place(max(0, offset - form.shift))
    finding = wrong_tag(line, column, "typescript", "javascript", tag=tag)
    return structs.replace(accepted or named(text, form, ()), findings=(finding,), dialect="typescript")
