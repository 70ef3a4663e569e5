"""The other block of an article that a finding speaks of: where it is, and its line that holds the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from harvest.model import Finding, Judged, Snippet

NUMBER = re.compile(r"\bblock (\d{1,6})\b")


class Elsewhere(NamedTuple):
    """A line of another block."""

    snippet: Snippet
    line: int
    text: str


def elsewhere(finding: Finding, article: Sequence[Judged]) -> Elsewhere | None:
    """The block that a finding's message names by its number, if the article has it.

    Args:
        finding: a message such as "`x` is defined later, in block 4".
        article: the article's rows.
    """
    number = NUMBER.search(finding.message)
    named = [row.snippet for row in article if number and row.snippet.provenance.index + 1 == int(number[1])]
    if not named or not finding.name:
        return None
    word = re.compile(rf"(?<!\w){re.escape(finding.name)}(?!\w)")
    lines = enumerate(named[0].text.splitlines(), 1)
    line, text = next(((at, line) for at, line in lines if word.search(line)), (1, ""))
    return Elsewhere(named[0], line, text.strip())
