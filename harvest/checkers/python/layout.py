"""How a text is laid out even where it does not parse: strings, comments, brackets, logical lines. One linear pass."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_TOKEN = re.compile(
    r"""
    (?=["'\#\[({\])}\\\n])  # for speed: most characters are nothing of these
    (?: "{3}(?:[^"\\]++|\\[\s\S]|"(?!""))*+(?:"{3})? | '{3}(?:[^'\\]++|\\[\s\S]|'(?!''))*+(?:'{3})?
      | "(?:[^"\\\n]++|\\[\s\S])*+"? | '(?:[^'\\\n]++|\\[\s\S])*+'?
      | \#[^\n]* | [\[({\])}\n] | \\\n )
    """,
    re.VERBOSE,
)
_CLOSES = {")": "(", "]": "[", "}": "{"}
_VISIBLE = re.compile(r"[^\n]")


class Layout(Struct, frozen=True):
    """The lines of a text and what each of them is."""

    lines: tuple[str, ...]
    masked: tuple[str, ...]
    """The same lines, the insides of strings and comments blanked: what a pattern may look at."""
    starts: tuple[int, ...]
    """0-based numbers of the lines at which a logical line begins, blank and comment lines left out."""
    brackets: str
    """Brackets still open at the end, outermost first."""
    string: str | None
    """The quote still open at the end."""

    def end(self, position: int) -> int:
        """The line after the logical line `starts[position]`, blank lines and comments before the next included."""
        return self.starts[position + 1] if position + 1 < len(self.starts) else len(self.lines)


def indent(line: str) -> int:
    """Columns of white space at the start of a line, tabs as Python counts them."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(8))


@lru_cache(maxsize=8)
def layout(text: str) -> Layout:
    """Lay out a text; what follows an unclosed bracket counts as inside it.

    Remembered for a few texts: a block that does not parse is laid out by one form after the other.
    """
    masked, breaks, stack, string = _mask(text)
    lines, blanked = text.split("\n"), masked.split("\n")
    starts = tuple(n for n, line in enumerate(blanked) if n not in breaks and line.strip())
    return Layout(tuple(lines), tuple(blanked), starts, "".join(stack), string)


def _mask(text: str) -> tuple[str, set[int], list[str], str | None]:
    """The masked text, the lines that continue a logical line, the open brackets and the open quote."""
    parts: list[str] = []
    continued: set[int] = set()
    stack: list[str] = []
    at = line = 0
    string = None
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in {"\n", "\\\n"}:
            line += 1
            if stack or token[0] == "\\":
                continued.add(line)
        elif token in _CLOSES.values():
            stack.append(token)
        elif token in _CLOSES:
            if stack and stack[-1] == _CLOSES[token]:
                stack.pop()
        else:
            parts.append(text[at : match.start()])
            at = match.end()
            string, inside = (string, " " * len(token)) if token[0] == "#" else _string(token)
            parts.append(inside)
            continued.update(range(line + 1, line + inside.count("\n") + 1))
            line += inside.count("\n")
    parts.append(text[at:])
    return "".join(parts), continued, stack, string


def _string(literal: str) -> tuple[str | None, str]:
    """The quote if the literal is not closed, and the literal blanked but for its quotes."""
    quote = literal[:3] if literal.startswith(('"""', "'''")) else literal[0]
    closed = literal.endswith(quote) and len(literal) >= 2 * len(quote)
    inside = literal[len(quote) : -len(quote)] if closed else literal[len(quote) :]
    blank = quote + _VISIBLE.sub(" ", inside) + (quote if closed else "")
    return (None if closed else quote), blank
