"""The tokens of JSON and of what people write in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n\f\v\ufeff\u2028\u2029]+)
    | (?P<comment>//[^\n]*|/\*|\#[^\n]*|(?:<--?[->]*|<==?|\u2190)[ ][^\n]*)
    | (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<single>'(?:[^'\\\n]|\\.)*')
    | (?P<elision>\.{2,}[\w$.]*|…+|⋮|-{2,}[ ]?(?:snip|SNIP|8<)[^\n]*)
    | (?P<hole><%[^\n]{0,200}?%> | <(?:[^<>"'\n]|(?<=\w)'(?=\w)){1,80}>
        | __[A-Z][A-Z0-9_]*__ | \([A-Za-z][^()"\n]{0,60}\) | [A-Za-z_]\w*(?:,[ ]?[A-Za-z_]\w*){0,9},[ ]?\.{3}(?=\])
        | \{\{[^\n"]{0,200}?\}\} | \{%[^\n]{0,200}?%\} | \$\{[^}\n]{0,200}\} | \$\w+)
    | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.]))
    | (?P<mark>[{}\[\]:,])
    | (?P<word>[+-](?:Infinity|NaN)\b | [^\W\d][\w$-]*)
    | (?P<open>["'][^\n]*)
    | (?P<other>[+-]?\.?[0-9][\w.]* | .)
    """,
    re.VERBOSE,
)
"""Each alternative is linear: the repeated ones cannot match at the same place in two ways, the lazy ones are short."""


class Token(Struct, frozen=True):
    """A piece of the text that is no white space."""

    kind: str
    """`comment`, `string`, `single`, `elision`, `hole`, `number`, `mark`, `word`,
    `open` (a string never closed) or `other`."""
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


def token_at(text: str, place: int) -> Token | None:
    """The first token at or after an offset; None at the end."""
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:  # a lone carriage return or the like, which `.` does not match
            place += 1
        elif found.lastgroup == "space":
            place = found.end()
        else:
            return _whole(text, found)
    return None


def _whole(text: str, found: re.Match[str]) -> Token:
    kind, word, start = found.lastgroup or "other", found[0], found.start()
    if word == "/*":
        end = text.find("*/", start + 2)
        return Token("comment", text[start : len(text) if end < 0 else end + 2], start)
    if kind == "open":
        return Token(kind, word.rstrip(), start)
    return Token(kind, word, start)


def tokens(text: str, place: int = 0) -> Iterator[Token]:
    """Yield all tokens from an offset on."""
    token = token_at(text, place)
    while token is not None:
        yield token
        token = token_at(text, token.end)
