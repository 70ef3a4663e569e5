"""What Python's parser says, in a reviewer's words: what is wrong, and what would fix it."""

from __future__ import annotations

import re

_PHRASES: tuple[tuple[str, str, str | None], ...] = (
    (r"expected ':'", "a colon is missing", "end the header with `:`"),
    (r"'(.)' was never closed", r"`\1` is never closed", "close it where the expression ends"),
    (r"unmatched '(.)'", r"`\1` closes nothing", "take it away, or open it before"),
    (
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'.*",
        r"`\1` closes a `\2`",
        "close it in kind",
    ),
    (r"unterminated f?-?string literal.*", "a string is never closed", "close it on the line where it begins"),
    (r"unterminated triple-quoted .*", "a triple-quoted string is never closed", "close it with the same three quotes"),
    (r"EOL while scanning .*", "a string is never closed", "close it on the line where it begins"),
    (r"invalid syntax\. Perhaps you forgot a comma\?", "two values stand side by side", "put a comma between them"),
    (
        r"invalid syntax\. Maybe you meant '==' or ':=' instead of '='\?",
        "`=` stands where a value is expected",
        "write `==`",
    ),
    (r"cannot assign to (.+?) here\. Maybe you meant '==' instead of '='\?", r"\1 cannot be assigned to", "write `==`"),
    (r"unexpected indent", "the line is indented deeper than the lines above ask for", "indent it like the line above"),
    (r"unindent.*", "the indentation matches no line above", "indent it like the block that it belongs to"),
    (r"inconsistent use of tabs.*", "tabs and spaces are mixed in the indentation", "indent with spaces only"),
    (r"expected 'except' or 'finally' block", "a `try` has neither `except` nor `finally`", "add one before this line"),
    (r"invalid character '(.)' .*", r"`\1` is no character of Python code", "type it anew on a keyboard"),
    (r"invalid non-printable character (U\+\w+)", r"an invisible character, \1, stands in the code", "take it away"),
    (
        r"positional argument follows keyword argument.*",
        "a positional argument follows a keyword argument",
        "move it to the front",
    ),
    (r"leading zeros in decimal .*", "a number begins with a zero", "write `0o` before octal digits, or drop the zero"),
    (r"unexpected character after line continuation character", "something follows the `\\` that ends the line", None),
    (r"invalid syntax", "Python cannot read on from here", None),
)
_COMPILED = tuple((re.compile(pattern), message, suggestion) for pattern, message, suggestion in _PHRASES)


def plain(message: str) -> tuple[str, str | None]:
    """The message of a SyntaxError in plain words, and what would fix it where that is known."""
    for pattern, words, suggestion in _COMPILED:
        if match := pattern.fullmatch(message):
            return match.expand(words) if "\\" in words and match.groups() else words, suggestion
    return message[:1].lower() + message[1:].rstrip("."), None
