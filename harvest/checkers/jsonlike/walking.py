"""Where a reader of JSON is: what is open, what came last, how far the line is indented."""

from __future__ import annotations

from msgspec import Struct

from harvest.checkers.jsonlike.tokens import Token, token_at

CLOSERS = {"{": "}", "[": "]"}


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


class Frame:
    """An object or array that is open; `members` is the object whose braces are not shown."""

    def __init__(self, mark: str, token: Token | None, indent: int) -> None:
        """Open it: with `{`, `[` or `members`, at a token, on a line that is indented so far."""
        self.mark, self.token, self.indent = mark, token, indent
        self.keys: set[str] = set()


class Walk:
    """A place in a text, and what was seen on the way there."""

    def __init__(self, text: str) -> None:
        """Start at the beginning."""
        self.text = text
        self.place = 0
        self.liberties: list[Liberty] = []
        self.keys: set[str] = set()
        self.documents = 0
        self.stack: list[Frame] = []
        self.last: Token | None = None
        self.first: Token | None = None
        self.comma: Token | None = None
        """The comma just read: a closing bracket makes it a trailing one."""
        self.leads = True
        """The token is the first on its line."""
        self.indent = 0
        """How far that line is indented."""

    def step(self) -> Token | None:
        """Go on to the next token."""
        token = token_at(self.text, self.place)
        if token is not None:
            gap = self.text.rfind("\n", self.place, token.start)
            self.leads = gap >= 0 or self.place == 0
            if self.leads:
                self.indent = token.start - gap - 1
            self.place = token.end
        return token

    def take(self, kind: str, token: Token) -> None:
        """Note a liberty."""
        self.liberties.append(Liberty(kind, token.start, token.end, token.text))

    def is_glued(self, token: Token) -> bool:
        """Whether something touches the end of a string: its quote was meant to be inside."""
        last = self.last
        return last is not None and last.kind == "string" and last.end == token.start and token.kind != "mark"

    def stands_alone(self, token: Token) -> bool:
        """Whether a token has its line for itself."""
        return self.leads and not self.text[token.end :].partition("\n")[0].strip()

    def begins_member(self, token: Token) -> bool:
        """Whether a key and its colon stand here."""
        following = token_at(self.text, token.end) if token.kind in {"string", "single"} else None
        return following is not None and following.text == ":"

    def inside(self, mark: str) -> bool:
        """Whether the innermost open thing is of this kind."""
        return bool(self.stack) and self.stack[-1].mark == mark

    def end(self) -> int:
        """The offset after the last token."""
        return self.last.end if self.last else 0

    def unclosed(self, token: Token) -> Mistake:
        """What to say of a string without its second quote."""
        if self.text[token.end :].strip() == "" and not token.text.rstrip().endswith(("}", "]", ",")):
            return Mistake(max(0, token.end - 1), "the text ends inside a string", kind="truncated")
        if self.is_glued(token):
            return self.inner_quote()
        return Mistake(token.start, "the string is not closed on its line")

    def inner_quote(self) -> Mistake:
        """What to say of a string that goes on after its second quote."""
        return Mistake(max(0, self.end() - 1), 'a double quote inside a string must be written `\\"`')

    def closes_nothing(self, token: Token) -> Mistake:
        """What to say of a bracket that nothing opened."""
        if self.first is not None and self.inside("members"):
            return Mistake(self.first.start, "the opening brace is missing", kind="truncated", insert="{")
        return Mistake(token.start, f"`{token.text}` closes nothing")
