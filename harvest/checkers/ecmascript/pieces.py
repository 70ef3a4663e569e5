"""Texts that no form fits as a whole: pieces of which each can be read, and notation of which hardly a line can."""

from __future__ import annotations

import re

from harvest.checkers.ecmascript.brackets import CLOSERS
from harvest.checkers.ecmascript.forms import forms
from harvest.checkers.ecmascript.lexer import ends_in_comment, mask
from harvest.checkers.ecmascript.parsing import Tree, parse

_BLANK = re.compile(r"\n(?:[ \t]*\n)+(?=[^\n])")
"""What parts two pieces, in a masked text: lines that are empty or hold a remark."""
_LINE = re.compile(r"(?<![,=+|&?:])\n(?![ \t]*[,=+|&?:*/])")
"""The end of a line that does not go on."""
_ELEMENT = re.compile(r"\s*<[a-z]\w*-?[^;{}]*>\s*")
"""Markup of which a template of Vue or Angular consists, in a masked text."""
_TEMPLATE = re.compile(r"`(?:\\.|[^`\\])*+`", re.DOTALL)
_BRACKET = re.compile(r"[()\[\]{}]")
_MOST = 40
"""Pieces that one block shows, as far as it is looked at."""
_BENT = re.compile(r"[\u2018\u2019\u201c\u201d]")
_FENCE = re.compile(r"^[ \t]*`{3}", re.MULTILINE)
"""A fence that never ended: like bent quotes, damage that can be in every line."""
_FEWEST = 3
"""Lines that must be refused before a text is taken for notation."""
_SHARE = 0.6
"""The share of the lines likewise; who writes code does not slip that often."""


def pieces(text: str) -> str | None:
    """Which kind of text it is that shows several things one below the other; None where it is code that is broken."""
    try:
        if _each_is_read(text):
            return "pieces"
        return "notation" if _is_notation(text) else None
    except (RecursionError, MemoryError):
        return None  # so deep that it is no list of anything


def _each_is_read(text: str) -> bool:
    """Whether empty lines or remarks part the text into pieces that can be read one by one."""
    parts = _parted(text, _BLANK)
    if not 1 < len(parts) <= _MOST or ends_in_comment(text):
        return False
    chains = sum(mask(part).lstrip().startswith(".") for part in parts)
    if 0 < chains < len(parts):
        return False  # a chain whose beginning is lost
    return all(_ELEMENT.fullmatch(mask(part)) or _is_read(part) for part in parts)


def _is_read(part: str) -> bool:
    return any(isinstance(parse(form.code), Tree) for form in forms(part))


def _is_notation(text: str) -> bool:
    """Whether most lines are refused, though their brackets close: they are written in something else."""
    lines = [line.strip() for line in _parted(text, _LINE)]
    if not _FEWEST <= len(lines) <= _MOST or _BENT.search(mask(text)) or _FENCE.search(text):
        return False
    refused = sum(not any(isinstance(parse(code), Tree) for code in _readings(line)) for line in lines)
    return refused >= max(_FEWEST, _SHARE * len(lines))


def _readings(line: str) -> tuple[str, ...]:
    """A line as a statement, or going on with a chain, and as members of an object."""
    return (f"_{line}" if line[0] == "." else line, f"({{{line}}})")


def _parted(text: str, between: re.Pattern[str]) -> list[str]:
    """The text parted where no bracket is open; nothing where one closes that was not opened, or stays open."""
    shown = mask(_TEMPLATE.sub(lambda match: match[0].replace("\n", " "), text))
    depth, at, start, parts = 0, 0, 0, []
    for end in (*(match.start() for match in between.finditer(shown)), len(text)):
        for match in _BRACKET.finditer(shown, at, end):
            depth += 1 if match[0] in CLOSERS else -1
            if depth < 0:
                return []
        at = end
        if depth == 0:
            if shown[start:end].strip():
                parts.append(text[start:end])
            start = end
    return parts if depth == 0 else []
