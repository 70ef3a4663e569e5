"""One parse by esprima: the tree, or what stopped it and where."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

_JSX = re.compile(r"</?[A-Za-z>]")
_MODULE_ONLY = re.compile(r"await|^[ \t]*(?:im|ex)port\b", re.MULTILINE)
_SLOPPY = re.compile(r"<!--|\byield\b|\b(?:let|static|package|interface|public|private|protected)\b|\b0\d")
_FORGIVEN = re.compile(
    r"already been declared|Duplicate export|Duplicate binding|is not defined|Illegal return|Private name"
    r"|strict mode|Delete of an|Deleting an unq|with statement|Octal literals|import\.meta"
)


class Failure(Struct, frozen=True):
    """What stopped the parser; `offset` is into the text that it was given."""

    offset: int
    message: str


class Tree(Struct, frozen=True):
    """An ESTree program, and what was forgiven on the way to it."""

    program: Any
    forgiven: tuple[Failure, ...] = ()


def parse(text: str) -> Tree | Failure:
    """Parse as a module and, where that fails and may help, as a script.

    Rules that only a whole file has to keep are forgiven: alternatives of one name, a `return` at the top, sloppy mode.

    Raises:
        RecursionError, MemoryError: the text is nested too deeply.
    """
    first = _attempt(text, module=True)
    if isinstance(first, Tree) or _MODULE_ONLY.search(text) or not _SLOPPY.search(text):
        return first
    second = _attempt(text, module=False)
    return second if isinstance(second, Tree) else first


def _attempt(text: str, *, module: bool) -> Tree | Failure:
    """Parse strictly; where only a forgivable rule stands in the way, once more with the parser's own recovery."""
    first = _esprima(text, module=module, tolerant=False)
    if isinstance(first, Tree) or not _FORGIVEN.search(first.message):
        return first
    second = _esprima(text, module=module, tolerant=True)
    if isinstance(second, Failure):
        return second
    return next((fault for fault in second.forgiven if not _FORGIVEN.search(fault.message)), second)


def _esprima(text: str, *, module: bool, tolerant: bool) -> Tree | Failure:
    import esprima

    goal = esprima.parseModule if module else esprima.parseScript
    jsx = _JSX.search(text) is not None
    try:
        tree = goal(text, range=True, positionEncoding="scalar", jsx=jsx, tolerant=tolerant)
    except esprima.Error as error:
        return _failure(error, text)
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        # its recovery trips over some broken texts: another way of saying no
        return Failure(len(text), f"unreadable ({type(error).__name__})")
    return Tree(tree, tuple(Failure(int(fault["index"]), _words(fault["message"])) for fault in tree.errors or ()))


def _failure(error: Any, text: str) -> Failure:
    if "resource limit" in str(error):
        raise RecursionError(str(error))
    offset = len(text) if error.index is None else min(int(error.index), len(text))
    return Failure(offset, _words(str(error.message)))


def _words(message: str) -> str:
    return re.sub(r"^(?:Error: )?(?:Line \d+: )?", "", message)
