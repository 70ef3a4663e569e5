"""Sessions: which lines are commands behind a prompt, and which are what the machine answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

_PROMPT = re.compile(
    r"""
    [ \t]*
    (?:
        (?:\([\w.-]{1,40}\)[ ]?)?                                   # a virtual environment
        (?:
            [\w.-]{1,40}@[\w.-]{1,60}[: ][^\n$\#%>]{0,80}[$\#%>]    # user@host:~$
          | \[(?!-)[\w.-]{1,40}(?:@[\w.-]{1,60})?[ :][^\]\n]{0,80}\]?[ ]?[$\#%>]  # [root@host ~]#
          | bash-[0-9.]+[$\#] | ~[\w/.-]{0,60}[ ]?[$\#%>\u276f\u279c\u00bb]
          | [$%\u276f\u279c\u00bb\u03bb\u2192]                            # the bare ones
          | (?:(?<=\))|(?<=\)[ ]))>                               # bare, behind the environment
        )
    )
    (?:[ \t]+ | (?=[\w./~-]+[ \t\n]) | $)
    """,
    re.VERBOSE | re.MULTILINE,
)
_SECONDARY = re.compile(r"[ \t]*>(?:[ ]|$)")
_FOREIGN = re.compile(
    r"[ \t]*(?:PS[ ]?(?:[A-Z]:|~|/|>)|[A-Z]:(?:\\[^\n>]{0,80})?>|>>>[ ]|\.\.\.[ ]|In[ ]\[|irb\(|mysql>|sqlite>"
    r"|\((?:gdb|lldb|i?pdb|Pdb|qemu|Cmd)\)[ ])"
)
_OTHER_SHELL = re.compile(
    r"(?m)\$env:\w|^[ \t]*(?:Get|Set|New|Remove|Write|Import|Install|Invoke|Start|Stop|Add)-[A-Z]\w+"
    r"|\$\w+ \| [A-Z]\w+-[A-Z]"
    r"|^[ \t]*(?:foreach|param|switch) ?\(\$?|^@?echo off\b|^[ \t]*(?:rem|REM) "
    r"|^<font color="
    r"|^[ \t]*if (?:not )?\"?%\w+%|%~?[a-z0-9]\b.{0,300}%\w+%"
)
_FISH = re.compile(r"(?m)^[ \t]*(?:if|for|while|function|switch) [^;{\n]*$(?:\n.*){1,200}?\n[ \t]*end[ \t]*$")
_ENDED = re.compile(r"(?m)^[ \t]*(?:then|do|fi|done|esac)\b|; ?(?:then|do)\b")
_MOST = 40
"""Lines that are tried as parts of one command."""
_MOST_COMMANDS = 200
"""Commands of one session that are looked at."""


class Command(Struct, frozen=True):
    """A command of a session, its prompt blanked so that columns stay."""

    line: int
    """1-based, of its first line in the block."""
    text: str
    rest: tuple[str, ...]
    """The lines below it that may belong to it: a here-document, a quoted text."""
    answered: bool
    """Lines without a prompt follow it."""

    def longer(self) -> Iterator[str]:
        """Yield the command with one line more of the rest, then two, and so on."""
        text = self.text
        for row in self.rest:
            text = f"{text}\n{row}"
            yield text


def foreign(text: str) -> bool:
    """Whether it is a session or a script of something else: PowerShell, cmd, fish, Python, a database."""
    if any(_FOREIGN.match(line) for line in text.split("\n")) or _OTHER_SHELL.search(text):
        return True
    return _FISH.search(text) is not None and _ENDED.search(text) is None


def commands(text: str) -> list[Command] | None:
    """The commands of a session; None where no line has a prompt."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _PROMPT.match(line)]
    if not heads:
        return None
    ends = [*heads[1:], len(lines)]
    return [
        _command(lines, head, end)
        for head, end in islice(zip(heads, ends, strict=True), _MOST_COMMANDS)
        if not _behind(lines[head]).lstrip().startswith("#") and _behind(lines[head]).strip()
    ]


def _command(lines: list[str], head: int, end: int) -> Command:
    size = 1
    while head + size < end and lines[head + size - 1].rstrip().endswith("\\"):
        size += 1
    first, *others = lines[head : head + size]
    below = lines[head + size : end]
    return Command(
        line=head + 1,
        text="\n".join([_behind(first), *map(_unprefixed, others)]),
        rest=tuple(map(_unprefixed, below[:_MOST])),
        answered=any(line.strip() for line in below),
    )


def _behind(line: str) -> str:
    """The line with its prompt blanked, so that columns stay."""
    prompt = _PROMPT.match(line)
    return " " * prompt.end() + line[prompt.end() :] if prompt else line


def _unprefixed(line: str) -> str:
    prompt = _SECONDARY.match(line)
    return " " * prompt.end() + line[prompt.end() :] if prompt else line
