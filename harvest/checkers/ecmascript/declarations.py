"""The names of a block of TypeScript: declared by the first line of each declaration, needed as oxlint says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import mask
from harvest.checkers.ecmascript.names import graded
from harvest.checkers.ecmascript.scopes import Names, Use
from harvest.checkers.ecmascript.walk import Bound
from harvest.model import Reading

_DECLARED = re.compile(
    r"^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:declare[ \t]+)?(?:abstract[ \t]+)?(?:async[ \t]+)?"
    r"(?:const[ \t]+enum|const|let|var|function\*?|class|interface|type|enum|namespace|module)[ \t]+"
    r"(?P<name>[A-Za-z_$][\w$]*|[{\[][^=;]{0,400}?[}\]](?=\s*[=:]))",
    re.MULTILINE,
)
_IMPORTED = re.compile(r"^[ \t]*import[ \t]+(?:type[ \t]+)?(?P<names>[^'\";]{1,600}?)[ \t\n]from\b", re.MULTILINE)
_SOURCE = re.compile(
    r"^[ \t]*import\b[^;'\"]{0,600}['\"](?P<source>[^'\"\n]+)['\"]|\brequire\(['\"](?P<required>[^'\"\n]+)",
    re.MULTILINE,
)
_WORD = re.compile(r"[A-Za-z_$][\w$]*(?!\s*(?::|\bas\b))")


def declared(text: str) -> tuple[str, ...]:
    """Names that the block's declarations and imports leave defined, whatever their depth: lenient on purpose."""
    shown = mask(text, keep=frozenset({"string"}))
    found: dict[str, None] = {}
    for match in _DECLARED.finditer(shown):
        found.update(dict.fromkeys(_WORD.findall(match["name"])))
    found.update(dict.fromkeys(_imported(shown)))
    return tuple(found)


def _imported(shown: str) -> Iterator[str]:
    return (name for match in _IMPORTED.finditer(shown) for name in _WORD.findall(match["names"]))


def named(text: str, form: Form, undefined: Iterable[tuple[str, int]]) -> Reading:
    """The reading of a block that parses.

    Args:
        text: the block.
        form: how it was read.
        undefined: names that nothing binds, with their offsets in the form's code.
    """
    shown = mask(text)
    defines, imported = declared(text), tuple(_imported(shown))
    sources = tuple(dict.fromkeys(match["source"] or match["required"] for match in _SOURCE.finditer(text)))
    names = Names(
        defines=defines,
        free=tuple(_use(name, offset, shown) for name, offset in undefined),
        implicit=(),
        bound={name: Bound(0, 1) for name in defines},
        sources=sources,
        shows_imports=bool(sources),
        imported=imported,
        modules=True,
    )
    return graded(text, form, names)


def _use(name: str, offset: int, shown: str) -> Use:
    word = re.escape(name)
    members = re.findall(rf"(?<![\w$.]){word}\??\.([A-Za-z_$][\w$]*)", shown)
    called = re.search(rf"(?<![\w$.]){word}(?:<[^<>()]*>)?\(", shown) is not None
    return Use(name, offset, called, frozenset(members))
