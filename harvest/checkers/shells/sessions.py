"""Sessions: which lines are commands behind a prompt, and which are what the machine answered."""

from __future__ import annotations

import re

from msgspec import Struct

_PROMPT = re.compile(
    r"""
    [ \t]*
    (?:
        (?:\([\w.-]{1,40}\)[ ]?)?                                   # a virtual environment
        (?:
            [\w.-]{1,40}@[\w.-]{1,60}[: ][^\n$\#%>]{0,80}[$\#%>]    # user@host:~$
          | \[[\w.-]{1,40}(?:@[\w.-]{1,60})?[ :][^\]\n]{0,80}\]?[ ]?[$\#%>]  # [root@host ~]#
          | bash-[0-9.]+[$\#] | ~[\w/.-]{0,60}[ ]?[$\#%>\u276f\u279c]
          | [$%\u276f\u279c\u03bb\u2192]                            # the bare ones
        )
    )
    (?:[ \t]+ | (?=[\w./~-]+[ \t\n]) | $)
    """,
    re.VERBOSE | re.MULTILINE,
)
_SECONDARY = re.compile(r"[ \t]*>(?:[ ]|$)")
_FOREIGN = re.compile(
    r"[ \t]*(?:PS[ ]?(?:[A-Z]:|~|/|>)|[A-Z]:(?:\\[^\n>]{0,80})?>|>>>[ ]|\.\.\.[ ]|In[ ]\[|irb\(|mysql>|sqlite>)"
)
_MOST = 40
"""Lines that are tried as parts of one command."""


class Command(Struct, frozen=True):
    """A command of a session: its lines at their places, all else blank; and the same with the lines that follow it."""

    line: int
    text: str
    longer: tuple[str, ...]
    """What it may be where the next lines belong to it: a here-document, a quoted text."""
    answered: bool
    """Lines without a prompt follow it."""


def foreign(text: str) -> bool:
    """Whether it is a session of something else: PowerShell, cmd, Python, a database."""
    return any(_FOREIGN.match(line) for line in text.split("\n"))


def commands(text: str) -> list[Command] | None:
    """The commands of a session; None where no line has a prompt."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _PROMPT.match(line)]
    if not heads:
        return None
    return [
        _command(lines, head, following)
        for head, following in zip(heads, [*heads[1:], len(lines)], strict=True)
        if _behind(lines[head]).strip() and not _behind(lines[head]).lstrip().startswith("#")
    ]


def _command(lines: list[str], head: int, following: int) -> Command:
    rows = [_behind(lines[head])] + [_unprefixed(line) for line in lines[head + 1 : following]]
    size = 1
    while size < len(rows) and rows[size - 1].rstrip().endswith("\\"):
        size += 1
    above = "\n" * head
    sizes = range(size + 1, min(len(rows), size + _MOST) + 1)
    return Command(
        line=head + 1,
        text=above + "\n".join(rows[:size]),
        longer=tuple(above + "\n".join(rows[:n]) for n in sizes),
        answered=any(row.strip() for row in rows[size:]),
    )


def _behind(line: str) -> str:
    """The line with its prompt blanked, so that columns stay."""
    prompt = _PROMPT.match(line)
    return " " * prompt.end() + line[prompt.end() :] if prompt else line


def _unprefixed(line: str) -> str:
    prompt = _SECONDARY.match(line)
    return " " * prompt.end() + line[prompt.end() :] if prompt else line
