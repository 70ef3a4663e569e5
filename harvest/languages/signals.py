"""The signals that tell languages apart, read from `signals.txt` when the first text is judged."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_MOST = 3
"""A signal counts so often at most: ten assignments tell no more than three."""


class Signal(NamedTuple):
    """A pattern, searched line by line, and how strongly it speaks for (or, negative, against) a language."""

    pattern: re.Pattern[str]
    weight: float

    def weighed(self, lines: str) -> float:
        """What it adds to the sum of a text: more where it is found again, to a limit."""
        found = self.pattern.findall(lines)
        return self.weight * (0.75 + 0.25 * min(len(found), _MOST)) if found else 0


class Signals(NamedTuple):
    """What speaks for a language, and what against."""

    speaking: tuple[Signal, ...]
    against: tuple[Signal, ...]


@cache
def signals() -> dict[str, Signals]:
    """Language -> its signals."""
    return {name: _signals(lines) for name, lines in _sections().items() if name != "commands"}


def _signals(lines: list[str]) -> Signals:
    told = [_signal(line) for line in lines]
    return Signals(
        tuple(signal for signal in told if signal.weight > 0), tuple(signal for signal in told if signal.weight < 0)
    )


@cache
def commands() -> frozenset[str]:
    """Words that begin a line of shell, and hardly a line of anything else."""
    return frozenset(" ".join(_sections()["commands"]).split())


def _signal(line: str) -> Signal:
    """A letter to search for first, and be it a newline, makes the search several times as fast as a line's begin."""
    weight, pattern = line.split(maxsplit=1)
    pattern = f"\\n{pattern[1:]}" if pattern.startswith("^") else pattern
    return Signal(re.compile(pattern, re.MULTILINE), float(weight))


@cache
def _sections() -> dict[str, list[str]]:
    """The file's lines, by the heading above them."""
    sections: dict[str, list[str]] = {}
    for line in (files("harvest.languages") / "signals.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            lines.append(line)
    return sections
