"""A reader of JSON that goes on where the standard says stop, and notes each liberty that was taken."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from harvest.checkers.jsonlike.captions import after_caption
from harvest.checkers.jsonlike.scalars import escapes, scalar
from harvest.checkers.jsonlike.tokens import Token
from harvest.checkers.jsonlike.walking import CLOSERS, Frame, Liberty, Mistake, Walk

_VALUES = frozenset({"string", "single", "number", "mark"})


class Outcome(Struct, frozen=True):
    """What the reader saw."""

    liberties: tuple[Liberty, ...]
    mistake: Mistake | None
    keys: frozenset[str]
    documents: int


def read(text: str) -> Outcome:
    """Read a text to its first mistake, if it has one."""
    reader = _Reader(text)
    mistake = None
    try:
        reader.run()
    except Mistake as found:
        mistake = found
    return Outcome(tuple(reader.liberties), mistake, frozenset(reader.keys), reader.documents)


class _Reader(Walk):
    """The grammar: each method named for what may stand there takes the token that does."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.state: Callable[[Token], None] = self.document
        self.suspect: int | None = None
        """Where indentation says that a closing bracket is missing."""

    def run(self) -> None:
        while (token := self.step()) is not None:
            named = token.kind in _VALUES or token.text.startswith("__")
            may_be_caption = self.leads and self.state == self.document and not named
            after = after_caption(self.text, token.start) if may_be_caption else None
            if after is not None:
                self.place = after
            elif token.kind == "comment":
                self.take("comment", token)
            else:
                self.first = self.first or token
                self.state(token)
                self.last = token
        self.finish()

    # states: what may stand here

    def document(self, token: Token) -> None:
        if self.begins_member(token):
            self.stack.append(Frame("members", None, -1))
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
        elif token.text == ":" and self.stands_alone(token):
            self.elided(token)
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
        elif token.text == "?":
            self.take("type", token)
        elif self.is_glued(token):
            raise self.inner_quote()
        else:
            raise Mistake(self.end(), "a colon is missing after the key", insert=":")

    def value(self, token: Token) -> None:
        if token.text in CLOSERS and token.kind == "mark":
            self.open(token)
        elif token.text == "]" and self.inside("["):
            self.close(token)
        elif token.kind == "mark":
            raise Mistake(self.end(), "a value is missing", insert="null" if token.text in ",}" else "")
        elif token.kind in {"elision", "hole"}:
            self.elided(token)
        else:
            scalar(self, token)
            self.ended()

    def separator(self, token: Token) -> None:
        if token.text == ",":
            self.suspects()
            self.comma, self.state = token, self.next_state()
        elif token.text in {"}", "]"}:
            self.close(token)
        elif token.kind in {"elision", "hole"}:
            self.elided(token)
        elif self.is_glued(token):
            raise self.inner_quote()
        elif token.text == "|":
            self.take("type", token)
            self.state = self.value
        elif token.kind == "open" and token.text[:1] == '"' and token.text.strip('", \t') == "":
            raise Mistake(token.start, "a quote too many")
        elif token.kind in {"string", "single", "number", "word", "open"} or token.text in CLOSERS:
            raise Mistake(self.end(), "a comma is missing", insert=",")
        elif token.text == ":" and self.inside("[") and self.suspect is not None:
            raise Mistake(self.suspect, "`]` is missing", insert="]")
        else:
            raise Mistake(token.start, f"`{token.text[:20]}` cannot stand after a value")

    def after_elision(self, token: Token) -> None:
        if token.text == ",":
            self.state = self.next_state()
        elif token.text in {"}", "]"}:
            self.close(token)
        elif token.text == ":":
            self.state = self.value
        else:
            self.next_state()(token)

    # what a token does

    def name(self, token: Token) -> None:
        if token.kind != "string":
            self.take("single" if token.kind == "single" else "unquoted", token)
        else:
            escapes(self, token)
        self.suspects()
        name, frame = token.text.strip("'\""), self.stack[-1]
        if name in frame.keys:
            self.take("duplicate", token)
        frame.keys.add(name)
        self.keys.add(name)
        self.comma, self.state = None, self.colon

    def elided(self, token: Token) -> None:
        self.take("elision", token)
        self.comma = None
        if self.stack:
            self.state = self.after_elision

    def open(self, token: Token) -> None:
        self.stack.append(Frame(token.text, token, self.indent))
        self.comma, self.state = None, self.next_state()

    def close(self, token: Token) -> None:
        if not self.stack or self.stack[-1].mark == "members":
            raise self.closes_nothing(token)
        frame = self.stack[-1]
        if CLOSERS[frame.mark] != token.text:
            place = self.end() if self.suspect is None else self.suspect
            raise Mistake(
                place, f"`{CLOSERS[frame.mark]}` is missing before `{token.text}`", insert=CLOSERS[frame.mark]
            )
        if self.comma is not None:
            self.take("trailing", self.comma)
            self.comma = None
        if self.suspect is None and self.leads and self.indent < frame.indent:
            self.suspect = self.end()
        self.stack.pop()
        self.ended()

    def suspects(self) -> None:
        """Remember where a bracket may be missing: the line stands back to where the innermost one was opened."""
        if self.suspect is None and self.leads and self.stack and self.indent <= self.stack[-1].indent:
            self.suspect = self.comma.start if self.comma else self.end()

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

    def never_closed(self, frame: Frame) -> None:
        if self.comma is not None:
            raise Mistake(max(0, self.end() - 1), "the text ends after a comma", kind="truncated")
        line = self.text.count("\n", 0, frame.token.start if frame.token else 0) + 1
        place = self.end() if self.suspect is None else self.suspect
        raise Mistake(max(0, place - 1), f"`{frame.mark}` on line {line} is never closed", insert=CLOSERS[frame.mark])
