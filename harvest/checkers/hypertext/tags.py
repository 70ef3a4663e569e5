"""A text of HTML as its author saw it: tags with their attributes, comments, what a script or style holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from harvest.checkers.hypertext.elements import RAW

_NEXT = re.compile(r"<(?:!--|/?([a-zA-Z][\w:.-]*+)(?=[\s/><]|\Z)|[!?/](?![a-zA-Z]))")
"""A name of other signs is none that an author would give: `i<rows;`."""
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:>|(?P<name>[^\s/>][^\s/>=<]*+)(?:\s*+=\s*+"
    r"""(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<open>["'])|(?P<bare>[^\s>"'<][^\s><]*+))?)?)"""
)
_COMMENT_END = re.compile(r"--!?>")
_NOTE = re.compile(r"\s*+<!--(?:[^<>-]|-(?!->))*+-->(?=\s*+[^\s<])")
"""A comment among the attributes explains them: the author means the tag to go on."""
_RAW_END: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Attribute(Struct, frozen=True):
    """One attribute of a tag, at its offsets."""

    name: str
    """Lower case."""
    start: int
    end: int
    value: str = ""
    quote: str = ""
    """Round the value; empty where there is none."""

    @property
    def value_start(self) -> int:
        """Where the value begins, behind its quote."""
        return self.end - len(self.quote) - len(self.value)


class Tag(Struct, frozen=True):
    """A start or end tag."""

    name: str
    """Lower case, but for a component's, as `Title`."""
    start: int
    end: int
    """Just behind the `>`, or where it should stand."""
    attributes: tuple[Attribute, ...] = ()
    ends: bool = False
    """An end tag."""
    empty: bool = False
    """It closes itself, with `/>`."""
    closed: bool = True
    """Its `>` is there."""
    open_quote: int | None = None
    """Where a quote begins that is never closed."""

    def given(self, name: str) -> str | None:
        """The value of an attribute; None where there is none of that name."""
        return next((attribute.value for attribute in self.attributes if attribute.name == name), None)


class Comment(Struct, frozen=True):
    """`<!-- ... -->`."""

    start: int
    end: int
    closed: bool = True


class Raw(Struct, frozen=True):
    """What stands between the tags of a script, a style, a title or a text area."""

    tag: Tag
    start: int
    end: int
    closed: bool = True


Part = Tag | Comment | Raw


def parts(text: str) -> Iterator[Part]:
    """Yield the tags, comments and raw texts in order, as the tokenizer of the HTML standard finds them.

    Where a tag would swallow the next one, that one is read all the same, as its author meant it.
    """
    place = 0
    while found := _NEXT.search(text, place):
        if found[1] is not None:
            tag = _tag(text, found)
            yield tag
            place = tag.end
            if tag.name in RAW and tag.closed and not tag.ends and not tag.empty:
                end = _RAW_END[tag.name].search(text, place)
                yield Raw(tag, place, end.start() if end else len(text), closed=end is not None)
                place = end.start() if end else len(text)
        elif found[0] == "<!--":
            end = _COMMENT_END.search(text, found.start() + 2)  # `<!-->` is one
            place = end.end() if end else len(text)
            yield Comment(found.start(), place, closed=end is not None)
        else:
            closing = text.find(">", found.start())
            place = closing + 1 if closing >= 0 else len(text)


def _tag(text: str, opening: re.Match[str]) -> Tag:
    start, place = opening.span()
    name, ends = opening[1], text[start + 1] == "/"
    if not (name[0].isupper() and name[1:2].islower()):
        name = name.lower()
    attributes: list[Attribute] = []
    while found := _ATTRIBUTE.match(text, place):
        if found["name"] is None:
            empty = text[found.end() - 2] == "/"
            return Tag(name, start, found.end(), tuple(attributes), ends, empty)
        if found["open"]:
            return Tag(name, start, len(text), tuple(attributes), ends, closed=False, open_quote=found.start("open"))
        if found["name"].startswith("<"):
            note = _NOTE.match(text, found.start())
            if note is None:
                break
            place = note.end()
            continue
        attributes.append(_attribute(found))
        place = found.end()
    return Tag(name, start, place, tuple(attributes), ends, closed=False)


def _attribute(found: re.Match[str]) -> Attribute:
    quote = '"' if found["double"] is not None else "'" if found["single"] is not None else ""
    value = found["double"] or found["single"] or found["bare"] or ""
    return Attribute(found["name"].lower(), found.start("name"), found.end(), value, quote)
