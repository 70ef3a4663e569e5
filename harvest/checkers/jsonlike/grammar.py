"""A reader of JSON that goes on where the standard says stop, and notes each liberty that was taken."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from harvest.checkers.jsonlike.captions import after_caption
from harvest.checkers.jsonlike.tokens import Token, token_at

_CLOSERS = {"{": "}", "[": "]"}
_SKETCHED = """
string str number int integer float double decimal bool boolean object array list any date datetime uuid bytes
String Number Integer Float Double Boolean Object Array List Date DateTime UUID
"""
_TYPES = frozenset(_SKETCHED.split())
"""What a sketch of a document has for values: `{"id": number}`."""
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


class Liberty(Struct, frozen=True):
    """A departure from the standard, at its offset."""

    kind: str
    start: int
    end: int
    text: str = ""


class Mistake(Exception):  # noqa: N818 - it is the text's, not the program's
    """What no liberty explains."""

    def __init__(self, start: int, message: str, *, kind: str = "syntax", insert: str = "") -> None:
        """Say where, what, and which text put there would mend it."""
        super().__init__(message)
        self.start, self.message, self.kind, self.insert = start, message, kind, insert


class Outcome(Struct, frozen=True):
    """What the reader saw."""

    liberties: tuple[Liberty, ...]
    mistake: Mistake | None
    keys: frozenset[str]
    documents: int


class _Frame:
    """An object or array that is open; `members` is the object whose braces are not shown."""

    def __init__(self, mark: str, token: Token | None, indent: int) -> None:
        self.mark, self.token, self.indent = mark, token, indent
        self.keys: set[str] = set()


def read(text: str) -> Outcome:
    """Read a text to its first mistake, if it has one."""
    reader = _Reader(text)
    mistake = None
    try:
        reader.run()
    except Mistake as found:
        mistake = found
    return Outcome(tuple(reader.liberties), mistake, frozenset(reader.keys), reader.documents)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.liberties: list[Liberty] = []
        self.keys: set[str] = set()
        self.documents = 0
        self.stack: list[_Frame] = []
        self.state: Callable[[Token], None] = self.document
        self.last: Token | None = None
        self.first: Token | None = None
        self.comma: Token | None = None
        """The comma just read: a closing bracket makes it a trailing one."""
        self.suspect: int | None = None
        """Where indentation says that a closing bracket is missing."""

    def run(self) -> None:
        place = 0
        while (token := token_at(self.text, place)) is not None:
            after = after_caption(self.text, token.start) if self.state == self.document else None
            if after is not None and not self.begins_member(token):
                place = after
                continue
            if token.kind == "comment":
                self.take("comment", token)
            else:
                self.first = self.first or token
                self.state(token)
                self.last = token
            place = token.end
        self.finish()

    def take(self, kind: str, token: Token) -> None:
        self.liberties.append(Liberty(kind, token.start, token.end, token.text))

    # states: what may stand here

    def document(self, token: Token) -> None:
        if self.begins_member(token):
            self.stack.append(_Frame("members", None, -1))
            self.key(token)
        elif token.text in {",", ";"} and self.documents:
            self.comma = None
        elif token.text in {"}", "]"}:
            raise self.closes_nothing(token)
        else:
            self.value(token)

    def key(self, token: Token) -> None:
        if token.kind in {"string", "single", "word", "number", "other"} and token.text not in {"}", "]", ";"}:
            self.name(token)
        elif token.kind in {"elision", "hole"}:
            self.elided(token)
        elif token.text == "}":
            self.close(token)
        elif token.kind == "open":
            raise self.unclosed(token)
        elif token.text == ",":
            raise Mistake(
                token.start, "two commas follow each other" if self.comma else "a comma has nothing before it"
            )
        else:
            raise Mistake(token.start, f"a key in double quotes must stand here, not `{token.text[:20]}`")

    def colon(self, token: Token) -> None:
        if token.text == ":":
            self.state = self.value
        elif token.kind in {"elision", "hole"}:
            self.elided(token)
        elif self.is_glued(token):
            raise self.inner_quote()
        else:
            raise Mistake(self.end(), "a colon is missing after the key", insert=":")

    def value(self, token: Token) -> None:
        if token.text in _CLOSERS and token.kind == "mark":
            self.open(token)
        elif token.text == "]" and self.inside("["):
            self.close(token)
        elif token.kind == "mark":
            raise Mistake(self.end(), "a value is missing", insert="null" if token.text in ",}" else "")
        elif token.kind in {"elision", "hole"}:
            self.elided(token)
        else:
            self.scalar(token)
            self.ended()

    def separator(self, token: Token) -> None:
        if token.text == ",":
            self.comma, self.state = token, self.next_state()
        elif token.text in {"}", "]"}:
            self.close(token)
        elif token.kind in {"elision", "hole"}:
            self.elided(token)
        elif self.is_glued(token):
            raise self.inner_quote()
        elif token.kind == "open" and token.text[:1] == '"' and token.text.strip('", \t') == "":
            raise Mistake(token.start, "a quote too many")
        elif token.kind in {"string", "single", "number", "word", "open"} or token.text in _CLOSERS:
            raise Mistake(self.end(), "a comma is missing", insert=",")
        else:
            raise Mistake(token.start, f"`{token.text[:20]}` cannot stand after a value")

    def after_elision(self, token: Token) -> None:
        if token.text == ",":
            self.state = self.next_state()
        elif token.text in {"}", "]"}:
            self.close(token)
        elif token.text != ":":
            self.next_state()(token)

    # what a token does

    def name(self, token: Token) -> None:
        if token.kind != "string":
            self.take("single" if token.kind == "single" else "unquoted", token)
        else:
            self.escapes(token)
        name, frame = token.text.strip("'\""), self.stack[-1]
        if name in frame.keys:
            self.take("duplicate", token)
        frame.keys.add(name)
        self.keys.add(name)
        self.comma, self.state = None, self.colon

    def scalar(self, token: Token) -> None:
        text = token.text
        if token.kind == "string":
            self.escapes(token)
        elif token.kind == "single":
            self.take("single", token)
        elif text.lstrip("+-") in {"NaN", "Infinity"}:
            self.take("nan", token)
        elif text in {"True", "False", "None"}:
            self.take("python", token)
        elif token.kind == "open":
            raise self.unclosed(token)
        elif text in _TYPES and self.stack:
            self.take("type", token)
        elif token.kind == "other" and text[-1:].isalnum():
            self.take("number", token)
        elif token.kind != "number" and text not in {"true", "false", "null"}:
            raise Mistake(token.start, f"`{text[:30]}` is no JSON value")

    def escapes(self, token: Token) -> None:
        if "\\" in token.text:
            bad = _BAD_ESCAPE.search(token.text.replace("\\\\", "\0\0"))
            if bad is not None:
                shown = token.text[bad.start() : bad.start() + 2]
                raise Mistake(
                    token.start + bad.start(), f"`{shown}` is no escape of JSON, a backslash is written `\\\\`"
                )
        if "\t" in token.text:
            self.take("tab", token)

    def elided(self, token: Token) -> None:
        self.take("elision", token)
        self.comma = None
        if self.stack:
            self.state = self.after_elision

    def open(self, token: Token) -> None:
        self.stack.append(_Frame(token.text, token, self.indent(token)))
        self.comma, self.state = None, self.next_state()

    def close(self, token: Token) -> None:
        if not self.stack or self.stack[-1].mark == "members":
            raise self.closes_nothing(token)
        frame = self.stack[-1]
        if _CLOSERS[frame.mark] != token.text:
            raise Mistake(
                self.end(), f"`{_CLOSERS[frame.mark]}` is missing before `{token.text}`", insert=_CLOSERS[frame.mark]
            )
        if self.comma is not None:
            self.take("trailing", self.comma)
            self.comma = None
        if self.suspect is None and self.leads_line(token) and self.indent(token) < frame.indent:
            self.suspect = self.end()
        self.stack.pop()
        self.ended()

    def ended(self) -> None:
        self.comma = None
        self.documents += not self.stack
        self.state = self.separator if self.stack else self.document

    def next_state(self) -> Callable[[Token], None]:
        return self.value if self.inside("[") else self.key

    def finish(self) -> None:
        if self.last is None:
            if not any(liberty.kind in {"comment", "elision"} for liberty in self.liberties):
                raise Mistake(0, "there is no JSON here")
            return
        shown = self.stack[:1] and self.stack[0].mark == "members"
        unclosed = self.stack[1:] if shown else self.stack
        if self.state in {self.colon, self.value} and self.stack and not (self.inside("[") and self.comma is None):
            raise Mistake(max(0, self.end() - 1), "the text ends in the middle of a value", kind="truncated")
        if unclosed:
            self.never_closed(unclosed[-1])

    def never_closed(self, frame: _Frame) -> None:
        if self.comma is not None:
            raise Mistake(max(0, self.end() - 1), "the text ends after a comma", kind="truncated")
        line = self.text.count("\n", 0, frame.token.start if frame.token else 0) + 1
        place = self.end() if self.suspect is None else self.suspect
        raise Mistake(max(0, place - 1), f"`{frame.mark}` on line {line} is never closed", insert=_CLOSERS[frame.mark])

    # what went wrong

    def unclosed(self, token: Token) -> Mistake:
        if self.text[token.end :].strip() == "" and not token.text.rstrip().endswith(("}", "]", ",")):
            return Mistake(max(0, token.end - 1), "the text ends inside a string", kind="truncated")
        if self.is_glued(token):
            return self.inner_quote()
        return Mistake(token.start, "the string is not closed on its line")

    def inner_quote(self) -> Mistake:
        return Mistake(max(0, self.end() - 1), 'a double quote inside a string must be written `\\"`')

    def closes_nothing(self, token: Token) -> Mistake:
        if self.first is not None and self.stack and self.stack[-1].mark == "members":
            return Mistake(self.first.start, "the opening brace is missing", kind="truncated", insert="{")
        return Mistake(token.start, f"`{token.text}` closes nothing")

    # where we are

    def is_glued(self, token: Token) -> bool:
        """Something touches the end of a string: its quote was meant to be inside."""
        last = self.last
        return last is not None and last.kind == "string" and last.end == token.start and token.kind != "mark"

    def begins_member(self, token: Token) -> bool:
        following = token_at(self.text, token.end) if token.kind in {"string", "single"} else None
        return following is not None and following.text == ":"

    def inside(self, mark: str) -> bool:
        return bool(self.stack) and self.stack[-1].mark == mark

    def end(self) -> int:
        return self.last.end if self.last else 0

    def leads_line(self, token: Token) -> bool:
        return not self.text[self.text.rfind("\n", 0, token.start) + 1 : token.start].strip()

    def indent(self, token: Token) -> int:
        start = self.text.rfind("\n", 0, token.start) + 1
        line = self.text[start : token.end]
        return len(line) - len(line.lstrip())
