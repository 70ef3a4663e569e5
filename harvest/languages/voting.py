"""The vote on a text's content: signals, command lines and parsers; no tag is looked at."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from harvest.languages import parsing
from harvest.languages.signals import commands, signals
from harvest.languages.transcripts import transcript

_LONGEST = 12_000
"""Characters that are looked at: what a text is shows at its start."""
_LONGEST_LINE = 300
_NOTHING = 1.5
"""The score of a text that shows nothing: what a language has to surpass."""
_SURE = 12
"""The sum from which on the languages that nothing at hand can parse need not be looked at."""
_TYPED = 0.98
"""How sure a prompt makes."""
_OF_JAVASCRIPT = ("typescript", "jsx")
_WITH_PARSERS = ("python", "javascript", *_OF_JAVASCRIPT, "shell")
_RELATIVES = {
    **dict.fromkeys(("javascript", *_OF_JAVASCRIPT), ("javascript", *_OF_JAVASCRIPT)),
    **dict.fromkeys(("c", "cpp"), ("c", "cpp")),
}
"""Languages that share most of their signals: they do not make each other doubtful."""
_COMMAND = re.compile(r"(?:[A-Z_]+=\S* )?(sudo|[\w.+-]+)(?=\s|$)|(?:\.{1,2}|~)?/\w[\w./-]*")
_ROOT = re.compile(r"# [a-z]")
"""What the administrator types: behind a prompt that looks like the mark of a comment."""
_PROMPT = re.compile(r"> (?=[a-z])")
"""A prompt that looks like a quotation."""
_CONTINUED = re.compile(r"\\\n")
_SAYING = re.compile(r"\w")


class Vote(NamedTuple):
    """What a text is by its content."""

    language: str
    confidence: float
    """From 0 to 1; how sure."""
    dialect: str | None = None


def likely(text: str) -> Vote:
    """The language that a text's content speaks for, whatever its tag says.

    Args:
        text: the block.

    Returns:
        The language's canonical name and the confidence, from 0 to 1; `text` where nothing speaks, or it is output
        or prose. Below 0.8 it is a guess; from 0.95 on it hardly ever errs.
    """
    text = "\n".join(line[:_LONGEST_LINE].rstrip() for line in text[:_LONGEST].splitlines())
    typed = transcript(text)
    if typed:
        return Vote(typed.language, _TYPED, typed.dialect)
    ranked = sorted(scored(text).items(), key=lambda item: -item[1])
    if not ranked:
        return Vote("text", 0.0)
    best, score = ranked[0]
    rivals = [other for name, other in ranked if name not in _RELATIVES.get(best, (best,))]
    return Vote(best, 1 / (1 + sum(math.exp(other - score) for other in (*rivals, _NOTHING))))


def scored(text: str) -> dict[str, float]:
    """The sum of what speaks for each language that anything speaks for; what is sure leaves no place for others."""
    found = {"json": parsing.json(text)}
    if found["json"] < _SURE:
        lines = f"\n{text}"
        found |= {name: _sum(lines, name) for name in _WITH_PARSERS}
        found["shell"] += _commands(text)
        for name, vote in parsing.votes(text, found).items():
            found[name] += vote
        base = max(found["javascript"], 0)
        for name in _OF_JAVASCRIPT:
            found[name] = base + found[name] - 1 if found[name] > 1 else 0
        if max(found.values()) < _SURE:
            found |= {name: _sum(lines, name) for name in signals() if name not in _WITH_PARSERS}
    return {name: score for name, score in found.items() if score > 0}


def _sum(lines: str, language: str) -> float:
    speaking, against = signals()[language]
    total = sum(signal.weighed(lines) for signal in speaking)
    # what nothing speaks for need not be spoken against, but where more is still to come
    return total + sum(signal.weighed(lines) for signal in against) if total or language in _WITH_PARSERS else 0


def _commands(text: str) -> float:
    """How much of a text is command lines: each begins with a household command or a path."""
    lines = [line.strip() for line in _CONTINUED.sub(" ", text).split("\n")]
    if all(map(_ROOT.match, filter(None, lines))):
        lines = [line.removeprefix("# ") for line in lines]
    lines = [_PROMPT.sub("", line, count=1) for line in lines]
    told = [line for line in lines if line and not line.startswith(("#", "//")) and _SAYING.search(line)]
    if not told:
        return 0
    share = sum(map(is_command, told)) / len(told)
    first = 2 if is_command(told[0]) and len(told[0].split()) > 1 else 0
    return 6 * share - 1.5 + first if share else -1


def is_command(line: str) -> bool:
    """Whether a line begins as a command line does."""
    match = _COMMAND.match(line)
    if not match:
        return False
    rest = line[match.end() :].lstrip()
    return (match[1] is None or match[1] in commands()) and not rest.startswith(("=", "(", "->", ":", "...", ","))
