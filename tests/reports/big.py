"""A run that is too big for one page: our own words, as many articles as asked for."""

from __future__ import annotations

import msgspec
from sample import RUN, judged, snippet

from harvest.model import Changed, Finding, Judged, Run


def finding(number: int) -> Finding:
    """Every third an error."""
    message = f"`bed{number}` is no bed"
    if number % 3 == 0:
        return Finding(code="TXT001", rule="smart-quotes", severity="error", line=1, column=1, message=message)
    return Finding(code="NAM004", rule="undefined-name", severity="warning", line=1, column=1, message=message)


def article(number: int, flagged: int) -> list[Judged]:
    """A sound block, then so many with a finding."""
    place = ("even.xml" if number % 2 else "odd.xml", number, f"https://example.org/{number}", f"Bed number {number}")
    sound = judged(snippet(place, 0, "text", "sow\n"), "passed")
    return [sound, *(flagged_block(place, number, index) for index in range(1, flagged + 1))]


def flagged_block(place: tuple[str, int | None, str, str], number: int, index: int) -> Judged:
    """A block with one finding."""
    language = "python" if index % 2 else "json"
    return judged(snippet(place, index, language, f"bed{number}\n"), "failed", finding(number))


def big(articles: int, flagged: int = 4) -> Run:
    """So many articles, each with so many flagged blocks; one finding is new."""
    rows = tuple(row for number in range(articles) for row in article(number, flagged))
    last = rows[-1]
    found = last.result.findings[0]
    new = Changed(
        kind="new",
        code=found.code,
        rule=found.rule,
        severity=found.severity,
        message=found.message,
        title=last.snippet.provenance.article_title,
        path=last.snippet.path,
        line=1,
        column=1,
    )
    return msgspec.structs.replace(RUN, rows=rows, changes=(new,))
