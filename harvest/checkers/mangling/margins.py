"""What came along when the block was copied: line numbers, the marks of a merge; and what was left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from harvest.checkers.mangling.damage import Damage, found
from harvest.checkers.mangling.rules import LINE_NUMBERS, MERGE, TRUNCATED
from harvest.languages.voting import likely

_NUMBER = re.compile(r"[ \t]*([0-9]{1,4})(?:[.:|]?(?:[ \t]|$)|\|)")
_FEWEST = 3
"""Lines that must be numbered one after the other."""
_MERGE = (re.compile(r"(?m)^<{7} \S"), re.compile(r"(?m)^={7}$"), re.compile(r"(?m)^>{7} \S"))
_CUT_AT_SCHEME = re.compile(r"""[^\n"']*(["'])[^"'\n]{0,200}\b(?:https?|ftp|wss?|file):\s*""")
_NUMBERS_PARSE = frozenset({"python", "javascript", "jsx", "typescript", "tsx", "shell", "yaml", "sql", "json", "csv"})
_PROSE = frozenset({"text", "markdown", "diff"})


def line_numbers(text: str, language: str) -> Iterator[Damage]:
    """Numbers at the beginning of each line, one after the other."""
    repaired = unnumbered(text)
    if repaired != text and language not in _PROSE:
        finding = found(
            LINE_NUMBERS, text, 0, "the lines begin with their numbers",
            suggestion="leave the line numbers to the style sheet", repaired=repaired,
        )  # fmt: skip
        # where a checker sees nothing wrong in the numbers, it may be a table: the rest has to look like the language
        yield Damage(finding, harmful=language not in _NUMBERS_PARSE or likely(repaired).language == language)


def unnumbered(text: str) -> str:
    """Without line numbers; unchanged where not each line has one."""
    lines = text.split("\n")
    numbers = []
    for line in lines:
        numbers.append(_NUMBER.match(line))
        if numbers[-1] is None and line.strip():
            return text
    counted = [int(number[1]) for number in numbers if number is not None]
    in_order = all(later == earlier + 1 for earlier, later in pairwise(counted))
    if len(counted) < _FEWEST or not in_order:
        return text
    return "\n".join(line[number.end() :] if number else line for number, line in zip(numbers, lines, strict=True))


def merge_markers(text: str, language: str) -> Iterator[Damage]:
    """The three marks that git leaves."""
    if "<<<<<<<" not in text:
        return
    places = [pattern.search(text) for pattern in _MERGE]
    if places[0] is not None and all(places) and language not in _PROSE | {"shell"}:
        finding = found(MERGE, text, places[0].start(), "the marks of an unfinished merge stand in the code",
                        suggestion="keep one of the two versions")  # fmt: skip
        yield Damage(finding, harmful=True)


def cut_off(text: str, _language: str) -> Iterator[Damage]:
    """A string that ends with the scheme of an address: what follows `//` was taken for a comment."""
    body = text.rstrip()
    last = body.rfind("\n") + 1
    if body.endswith(":") and _CUT_AT_SCHEME.fullmatch(body[last:]):
        finding = found(TRUNCATED, text, len(body) - 1, "the block breaks off inside a string, after `:`",
                        suggestion="show the rest; a generator took `//` for a comment")  # fmt: skip
        yield Damage(finding, harmful=True)
