"""A block's whole reading: its language's checker, then what publishing did to it."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.checkers import CHECKERS
from harvest.model import Code, Reading


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of any languages, each alone; the answers are in the order of the blocks."""
    return checked(codes)


def checked(codes: Sequence[Code]) -> list[Reading]:
    """What the languages' checkers say; nothing of a language that has none."""
    readings = [Reading()] * len(codes)
    for checker in dict.fromkeys(CHECKERS.values()):
        places = [place for place, code in enumerate(codes) if CHECKERS.get(code.language) is checker]
        if places:
            for place, reading in zip(places, checker.read_many([codes[place] for place in places]), strict=True):
                readings[place] = reading
    return readings
