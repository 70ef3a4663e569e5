"""The signals that tell languages apart, read from `signals.txt` when the first text is judged."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Signal(NamedTuple):
    """A pattern, searched line by line, and how strongly it speaks for (or, negative, against) a language."""

    pattern: re.Pattern[str]
    weight: float


@cache
def signals() -> dict[str, tuple[Signal, ...]]:
    """Language -> its signals."""
    return {name: tuple(map(_signal, lines)) for name, lines in _sections().items() if name != "commands"}


@cache
def commands() -> frozenset[str]:
    """Words that begin a line of shell, and hardly a line of anything else."""
    return frozenset(" ".join(_sections()["commands"]).split())


def _signal(line: str) -> Signal:
    weight, pattern = line.split(maxsplit=1)
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
