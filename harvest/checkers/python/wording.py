"""What Python's parser says, in a reviewer's words: what is wrong, and what would fix it."""

from __future__ import annotations

import keyword
import re

_PHRASES: tuple[tuple[str, str, str | None], ...] = (
    (r"expected ':'", "a colon is missing", "end the header with `:`"),
    (r"expected '\('", "`(` is missing after the name", "write `()` after the name"),
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
    (
        r"\(unicode error\) .*",
        "a backslash in a string begins an escape that Python cannot decode",
        "write `\\\\`, or `r` before the quote",
    ),
    (r"invalid syntax\. Perhaps you forgot a comma\?", "two values stand side by side", "put a comma between them"),
    (
        r"invalid syntax\. Maybe you meant '==' or ':=' instead of '='\?",
        "`=` stands where a value is expected",
        "write `==`",
    ),
    (r"cannot assign to (.+?) here\. Maybe you meant '==' instead of '='\?", r"\1 cannot be assigned to", "write `==`"),
    (
        r"expression cannot contain assignment, perhaps you meant .*",
        "`=` follows an argument that is no plain name",
        "write `==` to compare, or a plain name before `=`",
    ),
    (r"unexpected indent", "the line is indented deeper than the lines above ask for", "indent it like the line above"),
    (r"unindent.*", "the indentation matches no line above", "indent it like the block that it belongs to"),
    (r"inconsistent use of tabs.*", "tabs and spaces are mixed in the indentation", "indent with spaces only"),
    (r"expected 'except' or 'finally' block", "a `try` has neither `except` nor `finally`", "add one before this line"),
    (
        r"expected 'else' after 'if' expression",
        "a value with `if` has no `else`",
        "say what it is `else`, or use a statement",
    ),
    (r"invalid character '(.)' .*", r"`\1` is no character of Python code", "type it anew on a keyboard"),
    (r"invalid non-printable character (U\+\w+)", r"an invisible character, \1, stands in the code", "take it away"),
    (
        r"positional argument follows keyword argument.*",
        "a positional argument follows a keyword argument",
        "move it to the front",
    ),
    (
        r"Generator expression must be parenthesized",
        "a generator expression stands among other arguments",
        "put it in parentheses",
    ),
    (
        r"(?:Function|Lambda expression) parameters cannot be parenthesized",
        "parameters are unpacked in brackets, which only Python 2 allows",
        "take one parameter, and unpack it in the body",
    ),
    (
        r"invalid decimal literal",
        "a digit runs into letters: no number, and no name",
        "begin a name with a letter, or end the number",
    ),
    (r"leading zeros in decimal .*", "a number begins with a zero", "write `0o` before octal digits, or drop the zero"),
    (
        r"unexpected character after line continuation character",
        "something follows the `\\` that ends the line",
        "end the line with the `\\`",
    ),
)
_COMPILED = tuple((re.compile(pattern), message, suggestion) for pattern, message, suggestion in _PHRASES)
_TOKEN = re.compile(r"\w+|\*\*|[-+*/%=<>!:&|]=|->|\S")
_AS_A_NAME = re.compile(r"\s*(?:[,)\]]|=(?!=))")


def plain(message: str, rest: str) -> tuple[str, str | None]:
    """The message of a SyntaxError in plain words, and what would fix it where that is known.

    Args:
        message: what Python says.
        rest: the line, from the place that Python points to.
    """
    for pattern, words, suggestion in _COMPILED:
        if match := pattern.fullmatch(message):
            return match.expand(words) if match.groups() else words, suggestion
    if message == "invalid syntax":
        return _unexpected(rest)
    return message[:1].lower() + message[1:].rstrip("."), None


def _unexpected(rest: str) -> tuple[str, str | None]:
    token = _TOKEN.match(rest.lstrip())
    if token is None:
        return "Python expects more on this line", "write the rest of the line"
    if keyword.iskeyword(token[0]) and _AS_A_NAME.match(rest.lstrip(), token.end()):
        return f"`{token[0]}` is a word of the language and cannot be a name", "choose another name"
    return f"Python cannot read on at `{token[0]}`", "remove it, or write what is missing before it"
