"""Blocks -> readings: a script or a session, read by one parser, then by a second, then with an eye on its form."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct

from harvest.checkers.shells import inside, parsers, sessions
from harvest.checkers.shells.holes import filled, is_elided
from harvest.checkers.shells.lines import is_meant
from harvest.checkers.shells.parsers import Fault
from harvest.checkers.shells.repairs import Repair, repairs
from harvest.checkers.shells.wording import finding
from harvest.errors import ToolError
from harvest.model import Code, Reading

_DIED = "the parser died of it"
_TOO_LONG = f"one parser refuses it, and it is longer than the {parsers.LONGEST:,} characters that the other is asked"


class Piece(Struct, frozen=True):
    """A whole script, or a command of a session."""

    block: int
    script: str
    command: sessions.Command | None = None

    def variants(self) -> Iterator[str]:
        """All that it may stand for: its holes filled, the next lines belonging to it."""
        yield filled(self.script)
        for longer in self.command.longer() if self.command else ():
            yield filled(longer)


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of shell; each parser is started a few times for all of them."""
    texts = [code.text.replace("\r\n", "\n") for code in codes]
    try:
        return _read(texts, {block for block, code in enumerate(codes) if code.dialect == "console"})
    except ToolError as error:
        return [Reading(reason=str(error)) for _ in codes]


def _read(texts: Sequence[str], consoles: Container[int]) -> list[Reading]:
    forms = [_form(text) for text in texts]
    pieces = [piece for block, text in enumerate(texts) if forms[block] is None for piece in _pieces(block, text)]
    first = parsers.shfmt({number: piece.script for number, piece in enumerate(pieces)})
    died = {pieces[number].block for number, fault in first.items() if fault.died}
    refused, doubtful, unheard = _refused(pieces, {n: fault for n, fault in first.items() if not fault.died})
    repaired = _repaired(refused)
    found: dict[int, Reading] = {}
    for number, (piece, fault) in enumerate(refused):
        text = texts[piece.block]
        if not is_meant(text, piece.command, fault.line, console=piece.block in consoles):
            doubtful.add(piece.block)
        elif piece.block not in found:
            reading = Reading(findings=(finding(text, piece.command, fault, repaired.get(number)),))
            found[piece.block] = reading
    found |= {block: Reading(reason=_DIED) for block in died}
    found |= {block: Reading(reason=_TOO_LONG) for block in unheard if block not in found}
    for block, text in enumerate(texts):
        session = "session" if sessions.commands(text) is not None else "output" if block in doubtful else None
        if block not in found:
            found[block] = Reading(findings=tuple(inside.findings(text)), dialect=forms[block] or session)
    return [found[block] for block in range(len(texts))]


def _form(text: str) -> str | None:
    """A form of which nothing is parsed."""
    if sessions.foreign(text):
        return "foreign session"
    return "elided" if is_elided(text) else None


def _pieces(block: int, text: str) -> list[Piece]:
    session = sessions.commands(text)
    return [Piece(block, text)] if session is None else [Piece(block, each.text, each) for each in session]


def _refused(
    pieces: Sequence[Piece], first: Mapping[int, Fault]
) -> tuple[list[tuple[Piece, Fault]], set[int], set[int]]:
    """The pieces that neither parser accepts, in any of their variants; and blocks that the first one refused.

    All of these, and those of them that are too long for the second.
    """
    variants = [(number, text) for number in first for text in pieces[number].variants()]
    known = {pieces[number].script: fault for number, fault in first.items()}
    faults = _refused_by_all(dict(enumerate(text for _, text in variants)), known)
    readable = {number for place, (number, _) in enumerate(variants) if place not in faults}
    rest = [number for number in first if number not in readable]
    second = parsers.shellcheck({number: next(pieces[number].variants()) for number in rest})
    refused = [(pieces[number], first[number]) for number in rest if number in second]
    unheard = {pieces[number].block for number in rest if len(pieces[number].script) > parsers.LONGEST}
    return refused, {pieces[number].block for number in first}, unheard


def _refused_by_all(scripts: Mapping[int, str], known: Mapping[str, Fault]) -> dict[int, Fault]:
    faults = {number: known[script] for number, script in scripts.items() if script in known}
    faults |= parsers.shfmt({number: script for number, script in scripts.items() if script not in known})
    # zsh allows an empty body, which elsewhere is what remains of a lost line
    doubtful = {number: scripts[number] for number, fault in faults.items() if "statement list" not in fault.message}
    others = parsers.shfmt(doubtful, "zsh")
    return {number: fault for number, fault in faults.items() if number in others or number not in doubtful}


def _repaired(refused: Sequence[tuple[Piece, Fault]]) -> dict[int, Repair]:
    """The first repair of each piece after which it reads clean."""
    offers = [(n, r) for n, (piece, fault) in enumerate(refused) for r in repairs(piece.script, fault)]
    faults = parsers.shfmt({place: filled(repair.script) for place, (_, repair) in enumerate(offers)})
    good: dict[int, Repair] = {}
    for place, (number, repair) in enumerate(offers):
        if place not in faults:
            good.setdefault(number, repair)
    return good
