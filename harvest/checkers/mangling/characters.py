"""Characters that cannot be seen, or that show something else than what runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.mangling.damage import Damage, code_only, found
from harvest.checkers.mangling.rules import BIDI, INVISIBLE, MOJIBAKE, NO_BREAK_SPACE

_SPACES = re.compile("[\u00a0\u2007\u202f]")
_DRAWN = re.compile("[\u2500-\u257f]")
"""The lines of a tree or a table, where the drawing tool itself puts such spaces."""
_LEADING = re.compile("(?m)^[ \t]*+[\u00a0\u2007\u202f]++(?=[ \u00a0]*[^\\s])")
_OUTPUT = re.compile(r"(?m)^(?![ \t]*(?:>>>|\.\.\.)).+$")
"""What stands in no line with a prompt."""
_ZERO_WIDTH = re.compile(
    "[\u200b\u2060\u00ad\u180e]|(?<!^)\ufeff|(?<=[\x21-\x7e])[\u200c\u200d]|[\u200c\u200d](?=[\x21-\x7e])"
)
_IN_WORD = re.compile("(?m)^[^#\\n]*[\\w/]([\u200b\u2060\u00ad])[\\w/]")
"""Within a word of a command, be it in quotes: a path, an option."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_GARBLED = re.compile("(?:\u00c3[\u0080-\u00bf]|\u00e2\u20ac[\u0080-\u00bf\u2018-\u2122]|\u00c2[\u0080-\u00bf](?=\\S))")
_LOST = re.compile("[A-Za-z]\ufffd[A-Za-z]")
_ABOUT_ENCODINGS = re.compile(r"(?i)utf|encod|decod|charset|latin|cp125|unicode|bytes|\\x|\\u|buffer")

_INDIFFERENT = frozenset(
    {"javascript", "jsx", "typescript", "tsx", "html", "xml", "markdown", "text", "json", "console"}
)
"""No-break spaces are white space for them, or their checker knows better, or it is prose."""


_BYTE_ORDER_MARK = 0xFEFF
_PROSE = frozenset({"text", "markdown", "html", "xml"})
_SCRIPTS = frozenset({"javascript", "jsx", "typescript", "tsx"})
_STYLES = frozenset({"css", "scss", "less", "text"})
_DECLARATION = re.compile(
    "(?m)^[ \t]*[\u00a0\u202f][ \t\u00a0\u202f]*(?:(?:background|border|margin|padding|font|list-style|box|max|min|"
    "text|line|grid|flex|align|justify|transition|animation)-[a-z-]+|background|border|margin|padding|font|colou?r|width|height|"
    "display|position|float|clear|top|left|right|bottom|overflow|opacity|content|cursor|transform|z-index)"
    "[ \t]*:[^:{},\n]*;"
)
"""A declaration of CSS: a guess at the language may be wrong, such a line is sure."""


def no_break_spaces(text: str, language: str) -> Iterator[Damage]:
    """No-break spaces, at the first that stands in code."""
    if _SPACES.search(text) is None:
        return
    code = inputs(text, language)
    first = _SPACES.search(_undrawn(code_only(code, language))) or (
        _LEADING.search(code) if language == "python" else None
    )
    harmful = first is not None and language not in _INDIFFERENT
    if language in _STYLES:
        first = _DECLARATION.search(text)
        harmful = first is not None
    place = first or _SPACES.search(text)
    if place is not None:
        offset = next(n for n in range(place.start(), place.end()) if _SPACES.match(text, n))
        finding = found(
            NO_BREAK_SPACE, text, offset, "a no-break space (U+00A0) stands where a space should",
            suggestion="replace the no-break spaces with spaces", repaired=spaced(text),
        )  # fmt: skip
        yield Damage(finding, harmful)


def invisible(text: str, language: str) -> Iterator[Damage]:
    """Characters without width."""
    place = _ZERO_WIDTH.search(text)
    if place is None:
        return
    first = _unseen(text, language)
    offset = place.start() if first is None else first
    code = ord(text[offset])
    finding = found(
        INVISIBLE, text, offset, f"an invisible character (U+{code:04X}) stands in the code",
        suggestion="remove it", repaired=visible(text),
    )  # fmt: skip
    is_space = code == _BYTE_ORDER_MARK and language in _SCRIPTS  # ECMAScript counts it as white space
    yield Damage(finding, first is not None and language not in _PROSE and not is_space)


def _unseen(text: str, language: str) -> int | None:
    """The offset of the first one in code; in a shell a string is a path or an option, too."""
    if (first := _ZERO_WIDTH.search(code_only(text, language))) is not None:
        return first.start()
    word = _IN_WORD.search(text) if language == "shell" else None
    return word.start(1) if word is not None else None


def reversing(text: str, language: str) -> Iterator[Damage]:
    """Bidirectional controls."""
    place = _BIDI.search(text)
    if place is not None and language not in {"text", "markdown"}:
        finding = found(
            BIDI, text, place.start(), f"a bidirectional control (U+{ord(place[0]):04X}) reorders what is shown",
            suggestion="remove it", repaired=_BIDI.sub("", text),
        )  # fmt: skip
        yield Damage(finding, harmful=True)


def garbled(text: str, language: str) -> Iterator[Damage]:
    """Text that was decoded wrongly, unless it is about encodings."""
    place = _GARBLED.search(text) or _LOST.search(text)
    if place is None or language == "text" or _ABOUT_ENCODINGS.search(text):
        return
    finding = found(
        MOJIBAKE, text, place.start(), "letters were read in the wrong encoding", suggestion="publish it as UTF-8"
    )
    yield Damage(finding, harmful=True)


def _undrawn(text: str) -> str:
    return "\n".join(" " * len(line) if _DRAWN.search(line) else line for line in text.split("\n"))


def inputs(text: str, language: str) -> str:
    """A text that, where it is a session of Python, lacks its output, which may hold any character."""
    if language != "python" or ">>>" not in text:
        return text
    return _OUTPUT.sub(lambda line: " " * len(line[0]), text)


def spaced(text: str) -> str:
    """With plain spaces."""
    return _SPACES.sub(" ", text)


def visible(text: str) -> str:
    """Without characters that have no width."""
    return _ZERO_WIDTH.sub("", text)
