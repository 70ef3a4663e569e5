"""A block's whole reading: its language's checker, then what publishing did to it, then whether its tag is right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec
from msgspec import Struct

from harvest.checkers import CHECKERS, tongues, wrong_tag
from harvest.checkers.mangling.damage import Damage
from harvest.checkers.mangling.kinds import damages as damages_of
from harvest.checkers.mangling.kinds import mended
from harvest.languages import family
from harvest.model import Code, Finding, Reading

_DOUBTFUL = frozenset({"output", "elided", "no markup", "notation"})
"""Dialects in which a checker finds nothing wrong, and nothing of its language either."""
_NOT_READ = frozenset({"output", "elided", "foreign session"})
"""Dialects of which a checker parses nothing: no word for a language."""


class _Trial(Struct, frozen=True):
    """A repaired text that its checker is to read: is the damage to blame?"""

    block: int
    damages: tuple[Damage, ...]
    code: Code


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of any languages, each alone; the answers are in the order of the blocks.

    A repair is offered, and the publishing blamed, only where the repaired block reads clean and the published one does
    not, or where the language minds the damage though it parses.
    """
    readings = checked(codes)
    _blame_publishing(codes, readings)
    _question_tags(codes, readings)
    return readings


def checked(codes: Sequence[Code]) -> list[Reading]:
    """What the languages' checkers say; nothing of a language that has none."""
    readings = [Reading()] * len(codes)
    for checker in dict.fromkeys(CHECKERS.values()):
        places = [place for place, code in enumerate(codes) if CHECKERS.get(code.language) is checker]
        if places:
            for place, reading in zip(places, checker.read_many([codes[place] for place in places]), strict=True):
                readings[place] = reading
    return readings


def _blame_publishing(codes: Sequence[Code], readings: list[Reading]) -> None:
    """Replace readings by those of the repaired blocks, where the repair cures."""
    damages = [damages_of(code.text, code.language) for code in codes]
    trials = [
        trial
        for block, code in enumerate(codes)
        for trial in _trials(block, code, damages[block], failing=bool(_errors(readings[block])))
    ]
    answers = zip(trials, checked([trial.code for trial in trials]), strict=True)
    tried = {block: list(group) for block, group in groupby(answers, key=lambda pair: pair[0].block)}
    for block, found in enumerate(damages):
        if found:
            readings[block] = _judge(readings[block], found, tried.get(block, []))


def _trials(block: int, code: Code, damages: Sequence[Damage], *, failing: bool) -> list[_Trial]:
    """Each repair alone and, for a block that fails, all of them together.

    Where a block reads well, only what is harmful all the same is tried: nothing else is ever told of it.
    """
    told = [damage for damage in damages if failing or damage.harmful]
    repairable = [damage for damage in told if damage.finding.repaired not in {None, code.text}]
    if code.language not in CHECKERS or not repairable:
        return []
    trials = [
        _Trial(block, (damage,), msgspec.structs.replace(code, text=damage.finding.repaired or ""))
        for damage in repairable
    ]
    if failing and len(repairable) > 1:
        trials.append(_Trial(block, tuple(repairable), msgspec.structs.replace(code, text=mended(code.text))))
    return trials


def _judge(reading: Reading, damages: Sequence[Damage], tried: Sequence[tuple[_Trial, Reading]]) -> Reading:
    """One cause, one finding: where a repair cures the block, the damage stands for all that it caused."""
    errors = _errors(reading)
    cures = [_blamed(after, trial) for trial, after in tried if errors and _is_clean(after)]
    cures += [_blamed(after, trial) for trial, after in tried if errors and _is_farther(trial, errors, _errors(after))]
    if cures:
        return cures[0]
    incurable = [trial.damages[0] for trial, after in tried if len(trial.damages) == 1 and _errors(after)]
    kept = [
        msgspec.structs.replace(damage.finding, repaired=None) if damage in incurable else damage.finding
        for damage in damages
        if damage.harmful and (errors or damage not in incurable)
    ]
    told = {finding.line for finding in kept if finding.repaired is None}
    others = [finding for finding in reading.findings if finding.line not in told or finding.severity != "error"]
    return msgspec.structs.replace(reading, findings=(*others, *kept)) if kept else reading


def _is_clean(reading: Reading) -> bool:
    return reading.reason is None and not _errors(reading) and reading.dialect not in _NOT_READ


def _blamed(after: Reading, trial: _Trial) -> Reading:
    """The repaired block's reading, its damage in front; names are needed and defined as after the repair."""
    repaired = None if _errors(after) else trial.code.text
    findings = [msgspec.structs.replace(damage.finding, repaired=repaired) for damage in trial.damages]
    return msgspec.structs.replace(after, findings=(*findings, *after.findings))


def _errors(reading: Reading) -> list[Finding]:
    return [finding for finding in reading.findings if finding.severity == "error"]


def _is_farther(trial: _Trial, before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether the repair removed the first error, at its own place, and another one remains further down."""
    place = trial.damages[0].finding
    if not after or abs(place.line - before[0].line) > 1:
        return False
    return (after[0].line, after[0].column) > (before[0].line, before[0].column)


def _question_tags(codes: Sequence[Code], readings: list[Reading]) -> None:
    """Where a block is not what its tag says, and reads well as what its signs say, that is the one thing wrong."""
    questions = [
        (block, name)
        for block, code in enumerate(codes)
        if _is_doubtful(code, readings[block])
        for name in tongues.candidates(code)
        if family(name) != family(code.language)
    ]
    answers = checked([Code(codes[block].text, name) for block, name in questions])
    answered: set[int] = set()
    for (block, name), answer in zip(questions, answers, strict=True):
        if block not in answered and _is_clean(answer) and answer.dialect != "fragment":
            answered.add(block)
            readings[block] = Reading(findings=(_wrong_tag(codes[block], name),), dialect=name)


def _is_doubtful(code: Code, reading: Reading) -> bool:
    if reading.reason is not None or any(finding.code.startswith("TXT") for finding in reading.findings):
        return False
    if _errors(reading) or reading.dialect in _DOUBTFUL:
        return True
    return tongues.is_no_place_for(code)


def _wrong_tag(code: Code, name: str) -> Finding:
    return wrong_tag.wrong_tag(*tongues.start(code.text), name, code.language)
