"""A block's whole reading: its language's checker, then what publishing did to it, then whether its tag is right."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from harvest.checkers import CHECKERS, text
from harvest.checkers.mangling.damage import Damage
from harvest.model import Code, Finding, Reading


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
    damages = [text.damages(code.text, code.language) for code in codes]
    trials = [trial for block, code in enumerate(codes) for trial in _trials(block, code, damages[block])]
    answers = checked([trial.code for trial in trials])
    for block, reading in enumerate(readings):
        if damages[block]:
            tried = [(trial, after) for trial, after in zip(trials, answers, strict=True) if trial.block == block]
            readings[block] = _judge(reading, damages[block], tried)
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


def _trials(block: int, code: Code, damages: Sequence[Damage]) -> list[_Trial]:
    """Each repair alone, and all of them together."""
    repairable = [damage for damage in damages if damage.finding.repaired not in {None, code.text}]
    if code.language not in CHECKERS or not repairable:
        return []
    trials = [
        _Trial(block, (damage,), msgspec.structs.replace(code, text=damage.finding.repaired or ""))
        for damage in repairable
    ]
    if len(repairable) > 1:
        trials.append(_Trial(block, tuple(repairable), msgspec.structs.replace(code, text=text.mended(code.text))))
    return trials


def _judge(reading: Reading, damages: Sequence[Damage], tried: Sequence[tuple[_Trial, Reading]]) -> Reading:
    """One cause, one finding: where a repair cures the block, the damage stands for all that it caused."""
    errors = _errors(reading)
    if errors:
        for trial, after in tried:
            if after.reason is None and not _errors(after):
                return _blamed(after, trial)
        farther = [(trial, after) for trial, after in tried if _is_farther(trial, errors, _errors(after))]
        if farther:
            return _blamed(farther[0][1], farther[0][0])
    harmless_trials = {id(trial.damages[0]) for trial, after in tried if len(trial.damages) == 1 and _errors(after)}
    kept = [
        damage.finding if id(damage) not in harmless_trials else msgspec.structs.replace(damage.finding, repaired=None)
        for damage in damages
        if damage.harmful and (errors or id(damage) not in harmless_trials)
    ]
    return msgspec.structs.replace(reading, findings=(*reading.findings, *kept)) if kept else reading


def _blamed(after: Reading, trial: _Trial) -> Reading:
    """The repaired block's reading, its damage in front; names are needed and defined as after the repair."""
    findings = [msgspec.structs.replace(damage.finding, repaired=trial.code.text) for damage in trial.damages]
    return msgspec.structs.replace(after, findings=(*findings, *after.findings))


def _errors(reading: Reading) -> list[Finding]:
    return [finding for finding in reading.findings if finding.severity == "error"]


def _is_farther(trial: _Trial, before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether the repair removed the first error, at its own place, and another one remains further down."""
    place = trial.damages[0].finding
    first, rest = before[0], after[0]
    return abs(place.line - first.line) <= 1 and (rest.line, rest.column) > (first.line, first.column)
