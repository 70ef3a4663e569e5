"""Python text -> its syntax tree, or where and why it has none. Nothing is ever run."""

from __future__ import annotations

import ast
import warnings

from msgspec import Struct

TOO_DEEP = "nested too deeply to be read"
_LIMITS = ("too many", "nested too", "parser stack overflow", "too complex", "Exceeds the limit")


class Fault(Struct, frozen=True):
    """Why a text is not Python, at a 1-based place in that text."""

    message: str
    line: int
    column: int
    limit: bool = False
    """The parser gave up: the text may be right."""


def parse(text: str) -> ast.Module | Fault:
    """The syntax tree of `text`, or its fault.

    `ast.parse` allows what an excerpt may show at its top level: `await`, `return`, `yield`, `break`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except SyntaxError as error:
            return _fault(error)
        except UnicodeEncodeError:
            return parse(text.encode("utf-8", "replace").decode())  # lone surrogates: one `?` each
        except ValueError:
            return _null_byte(text)
        except (RecursionError, MemoryError, OverflowError):
            return Fault(TOO_DEEP, 1, 1, limit=True)


def _fault(error: SyntaxError) -> Fault:
    message = error.msg or "invalid syntax"
    limit = any(words in message for words in _LIMITS)
    return Fault(TOO_DEEP if limit else message, error.lineno or 1, max(error.offset or 1, 1), limit)


def _null_byte(text: str) -> Fault:
    """`ast.parse` says a ValueError for a null byte, and nothing of its place."""
    at = text.find("\0")
    line = text.count("\n", 0, at) + 1
    return Fault("the text holds a null character", line, at - text.rfind("\n", 0, at), limit=at < 0)
