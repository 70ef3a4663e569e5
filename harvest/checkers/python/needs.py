"""Uses of unbound names -> needs: what would supply each, what it may be a slip of, where it comes for free."""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection, Iterable
from typing import Final

from harvest.checkers.python import imports, known
from harvest.checkers.python.names import Use
from harvest.checkers.python.shapes import Shape
from harvest.model import Need

_CLASS = re.compile(r"_?[A-Z][A-Za-z0-9]*[a-z]\w*")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_SHORTEST = 4
_BUILTINS_BY_LETTER: Final = {
    letter: tuple(name for name in known.BUILTINS if letter in name[:2])
    for letter in {*"".join(name[:2] for name in known.BUILTINS)}
}
"""For speed: only names that begin alike are slips of each other."""
_PLACEHOLDER = re.compile(
    r"(?:some|any|your|my|foo|bar|baz|do|something|whatever|expensive|heavy)(?:_\w+)?|(?:arg|name|value|exception)\d"
    r"|(?:Some|Any|Your|My|Foo|Bar|Custom)(?:[A-Z0-9]\w*)?|(?:YOUR|MY|SOME)_\w+|\w+_(?:here|HERE)|callback"
)
"""Names that authors give to what the reader has or chooses."""
_MODELS: Final = frozenset("User Person Customer Animal Dog Cat Book Author Post Product Employee Student".split())
"""Classes that articles take for granted: whose they are does not matter."""


_REMARK = re.compile(r"#[^\n]*")
_ASSUMES = re.compile(r"\b(?:assum\w*|suppos\w*|given|imagine|let|defined|earlier|above)\b", re.IGNORECASE)
_CHOSEN = re.compile(r"\b(?:replace|substitute|of your choice|your own)\b", re.IGNORECASE)
_IS = re.compile(r"[ ]*(?:=|is\b|are\b|:)")


def need_of(use: Use, shape: Shape, *, last: bool, ran: bool, shown: Collection[str]) -> Need:
    """The need that a use stands for, at its published place.

    Args:
        use: the first use of the name.
        shape: what the tree was parsed from.
        last: the name is the last thing in the block, where a cut may have shortened it.
        ran: the block shows what it printed, so nothing of it can have been assumed.
        shown: the packages that the block imports from.
    """
    line, column = shape.place_of(use.name, use.line, use.column)
    supplied = import_line(use) or (f"import {use.name}" if use.attribute and use.name in shown else None)
    remarked = supplied is None and "#" in shape.text and _is_remarked(use, shape.text)
    assumed = remarked or _PLACEHOLDER.fullmatch(use.name) is not None
    return Need(
        name=use.name,
        line=line,
        column=column,
        end_column=column + len(use.name),
        import_line=supplied,
        near=(_whole_of(use) if last else None) or _slip_of(use, shape.text),
        hosts=known.HOSTS.get(use.name, ()),
        certain=ran or (_is_certain(use) and not _is_sketched(use, shape, assumed=assumed)),
        assumed=assumed,
    )


def _slip_of(use: Use, text: str) -> str | None:
    """The name that a use is a slip of, unless its own line makes that name: `bed_list = bedlist.BedList()`."""
    meant = near(use)
    line = text.split("\n")[use.line - 1].lstrip() if meant is not None and use.attribute else ""
    return None if meant is not None and line.startswith(f"{meant} =") else meant


def _is_sketched(use: Use, shape: Shape, *, assumed: bool) -> bool:
    """Whether a class is called or annotated that the reader has, or where something is left out, be it an argument."""
    if use.role not in {"call", "annotation"}:
        return False
    return (
        use.name in _MODELS
        or (assumed and use.role == "call")
        or any("..." in line for line in shape.published or shape.lines)
    )


def _is_remarked(use: Use, text: str) -> bool:
    """Whether a comment says what a name is: `# assume that there is a Kettle`, `# cups = 3`, `# replace this`."""
    beside = _REMARK.search(text.split("\n")[use.line - 1])
    if beside is not None and _CHOSEN.search(beside[0]):
        return True
    return any(_tells(*remark.partition(use.name)) for remark in _REMARK.findall(text) if use.name in remark)


def _tells(before: str, name: str, after: str) -> bool:  # for speed: no pattern is made for a name
    whole = name and not before[-1:].isalnum() and not after[:1].isalnum()
    return bool(whole) and (_ASSUMES.search(before) or _IS.match(after)) is not None


def is_plain(use: Use) -> bool:
    """Whether the use may be met by code that the excerpt leaves out: a value or a function, no class, no module."""
    return not needs_import(use) and use.name not in known.LITERALS and near(use) is None


def needs_import(use: Use) -> bool:
    """Whether the use calls for an import, known or not, rather than for a value."""
    return _is_certain(use) or import_line(use) is not None


def _is_certain(use: Use) -> bool:
    """Whether nothing but an import or a definition can stand behind the name: it is no value that a reader brings."""
    if _CLASS.fullmatch(use.name):
        return use.role in {"base", "annotation", "except", "decorator", "call"}
    return use.attribute is None and use.role in {"base", "except", "decorator", "annotation"}


def is_free(name: str) -> bool:
    """Whether nobody has to define the name."""
    return name in known.EVERYWHERE or not name.strip("_")


def import_line(use: Use) -> str | None:
    """The import that is commonly known to supply a name used like this."""
    name, attribute = use.name, use.attribute
    if name == "datetime":
        return "from datetime import datetime" if attribute in imports.DATETIME_METHODS else "import datetime"
    if name == "date" and (use.role == "annotation" or attribute in imports.DATETIME_METHODS):
        return "from datetime import date"
    if name in imports.NAMES:
        called = use.role in {"call", "decorator", "annotation", "base"}
        return imports.NAMES[name] if called or name[0].isupper() else _module_line(name, attribute)
    return _module_line(name, attribute)


def _module_line(name: str, attribute: str | None) -> str | None:
    if attribute is None or (name in imports.ATTRIBUTES and attribute not in imports.ATTRIBUTES[name]):
        return None
    if name in imports.ALIASES:
        return imports.ALIASES[name]
    return f"import {name}" if name in imports.STDLIB or name in imports.PACKAGES else None


def near(use: Use) -> str | None:
    """The only name in sight that this is a plain slip of: two letters swapped, one dropped, doubled or mistaken."""
    if use.name in known.PYTHON2:
        return known.PYTHON2[use.name]
    words = _words(use.name)
    twins = [other for other in use.scope if _words(other) == words and _is_twin(use, other)]
    if len(use.name) < _SHORTEST - 1 or twins:
        return twins[0] if len(twins) == 1 else None
    found = [other for other in _in_sight(use) if _is_slip(use.name, other) and _has(other, use)]
    swapped = [other for other in found if sorted(other) == sorted(use.name)]
    return next((names[0] for names in (found, swapped) if len(names) == 1), None)


def _in_sight(use: Use) -> set[str]:
    """The names and builtins that begin like a use, or whose second letter its first may have been swapped with."""
    first = use.name[0]
    return {*_BUILTINS_BY_LETTER.get(first, ()), *(other for other in use.scope if first in other[:2])}


def _has(other: str, use: Use) -> bool:
    """Whether a name in sight may have the attribute that is taken of it: `pint.Unit` is no slip of `print`."""
    return use.attribute is None or other in use.scope or hasattr(getattr(builtins, other, None), use.attribute)


def _is_twin(use: Use, other: str) -> bool:
    """Whether the same words are written in a way that tells: `fieldInfo`, `field_info`; `x: unpack`, `Unpack`."""
    name = use.name
    if name == other:
        return False
    if name.lower() == other and other in imports.STDLIB:
        return _module_line(other, use.attribute) is not None
    if other[0].isupper() or name[0].isupper():  # `user` and `User` live side by side
        return name[0].islower() and "_" not in name and use.role in {"call", "annotation", "base"}
    if name.islower() and other.islower():
        return name.strip("_") != other.strip("_")
    return ("_" in name.strip("_")) != ("_" in other.strip("_")) and bool(
        _INNER_CAPITAL.search(name) or _INNER_CAPITAL.search(other)
    )


def _words(name: str) -> str:
    return name.strip("_").replace("_", "").lower()


def _is_slip(name: str, other: str) -> bool:
    """One edit that makes no other word: no plural, no numbering, no change of case or of the first letter."""
    if abs(len(name) - len(other)) > 1 or name == other or _words(name) == _words(other):
        return False
    at = next((i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other)))
    rest, left = name[at:], other[at:]
    if len(rest) == len(left):
        swapped = rest[1:2] + rest[:1] + rest[2:] == left and len(name) >= _SHORTEST
        mistaken = (
            rest[1:] == left[1:]
            and at > 0
            and len(rest) > 1
            and len(name) > _SHORTEST + 2
            and rest[0].islower()
            and left[0].islower()
        )
        return swapped or mistaken
    longer, shorter = (rest, left) if len(rest) > len(left) else (left, rest)
    least = _SHORTEST + 1 if longer is rest else _SHORTEST if other in known.BUILTINS else _SHORTEST - 1
    return longer[1:] == shorter and len(longer) > 1 and at > 0 and longer[0].isalpha() and len(name) >= least


def _whole_of(use: Use) -> str | None:
    """The name that a cut at the end of the block left this much of."""
    found = _starting(use.name, use.scope) or _starting(use.name, known.BUILTINS)
    return min(found, key=lambda name: (len(name), name)) if found else None


def _starting(name: str, names: Iterable[str]) -> list[str]:
    """Those that go on within the word: after `User`, `UserForm` begins another."""
    return [other for other in names if len(name) > 1 and other.startswith(name) and other[len(name) :][:1].islower()]
