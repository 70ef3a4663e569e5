"""What became of the blocks that nobody checked, and of the sources that were not read, in few words."""

from __future__ import annotations

from typing import NamedTuple

from harvest.model import UNCHECKED, SourceStatus, Summary


class Fate(NamedTuple):
    """A number of blocks, and why they were not checked."""

    number: int
    reason: str


def unread(status: SourceStatus) -> str:
    """What is to be said of a source that is not ok."""
    if status.status == "stale":
        return "stale"
    return "not read in full" if status.articles else "not read"


def skipped(summary: Summary) -> list[Fate]:
    """Why blocks were skipped, most blocks first; languages without a checker are one reason if they are several."""
    languages = unchecked(summary)
    if len(languages) < 2:  # noqa: PLR2004 - one is named
        return [Fate(number, reason) for reason, number in summary.skipped_because.items()]
    others = [Fate(n, reason) for reason, n in summary.skipped_because.items() if not reason.startswith(UNCHECKED)]
    total = sum(fate.number for fate in languages)
    return [*others, Fate(total, f"in {len(languages)} languages without a checker")]


def unchecked(summary: Summary) -> list[Fate]:
    """The languages without a checker, most blocks first."""
    return [
        Fate(number, reason.removeprefix(UNCHECKED))
        for reason, number in summary.skipped_because.items()
        if reason.startswith(UNCHECKED)
    ]
