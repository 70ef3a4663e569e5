"""Blocks -> readings: the first mistake of the markup, attributes that stand twice, scripts that no engine reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct

from harvest.checkers.hypertext import browser, lexical, nesting
from harvest.checkers.hypertext.forms import filled, form, is_elided, is_filled
from harvest.checkers.hypertext.mistake import Mistake
from harvest.checkers.hypertext.rules import DUPLICATE, NESTING, SYNTAX
from harvest.checkers.hypertext.scripts import Script, findings, scripts
from harvest.checkers.hypertext.scripts import read_many as read_scripts
from harvest.checkers.hypertext.tags import Part, Tag, parts
from harvest.checkers.offsets import place
from harvest.model import Code, Finding, Reading, Rule

_WHOLE = re.compile(r"</html\s*>\s*\Z", re.IGNORECASE)
_MOST: Final = 20
"""Mistakes, warnings and scripts of one block that are looked at."""


class Draft(Struct, frozen=True):
    """A block whose markup was read; its scripts were not."""

    text: str
    findings: tuple[Finding, ...] = ()
    scripts: tuple[Script, ...] = ()
    dialect: str | None = None


def read_many(codes: Sequence[Code]) -> list[Reading]:
    """Read blocks of HTML; the scripts of all of them are read together."""
    drafts = [_draft(code.text) for code in codes]
    answers = iter(read_scripts([script.code for draft in drafts for script in draft.scripts]))
    return [_reading(draft, list(islice(answers, len(draft.scripts)))) for draft in drafts]


def _draft(text: str) -> Draft:
    plain = filled(text)
    found = list(parts(plain))
    kind = form(text, found) if found else "no markup"
    if kind is not None:
        return Draft(text, dialect=kind)
    first = next(_markup(text, plain, found), None)
    if first is not None and first.rule == SYNTAX.name:  # where the rest begins is not sure
        return Draft(text, (first,))
    told = (*([first] if first else []), *islice(_duplicates(text, found), _MOST))
    return Draft(text, told, tuple(islice(scripts(text, found), _MOST)))


def _reading(draft: Draft, answers: Sequence[Reading]) -> Reading:
    reason = next((answer.reason for answer in answers if answer.reason), None)
    if reason is not None:
        return Reading(reason=reason)
    pairs = zip(draft.scripts, answers, strict=True)
    inside = (finding for script, answer in pairs for finding in findings(draft.text, script, answer))
    return Reading(findings=(*draft.findings, *inside), dialect=draft.dialect)


def _markup(text: str, plain: str, found: Sequence[Part]) -> Iterator[Finding]:
    """The first mistake, as the change tells that cures most; how grave it is, the browser says."""
    rule, meant = _first(plain, found)
    tried = [(mistake, _left(mistake, plain)) for mistake in meant]
    tried = [(mistake, left) for mistake, left in tried if left is None or left > mistake.start]
    if tried and browser.is_safe(found):
        mistake, left = next((pair for pair in tried if pair[1] is None), tried[0])
        differs = browser.differs(plain, mistake.change.made(plain), whole=_WHOLE.search(text) is not None)
        is_cured = left is None and mistake.change.start < len(plain)
        yield _finding(text, rule, mistake, is_grave=differs, is_cured=is_cured)


def _left(mistake: Mistake, plain: str) -> int | None:
    """Where the next mistake is after the change; None where there is none, or there is nothing after it."""
    repaired = mistake.change.made(plain)
    _, left = _first(repaired, list(parts(repaired)))
    return left[0].start if left and mistake.change.start < len(plain) else None


def _first(text: str, found: Sequence[Part]) -> tuple[Rule, tuple[Mistake, ...]]:
    meant = lexical.first(text, found)
    if meant:
        return SYNTAX, meant
    others = islice(nesting.mistakes(text, found, sure=not is_elided(text)), _MOST)
    return NESTING, tuple(sorted(others, key=lambda mistake: mistake.start)[:1])


def _finding(text: str, rule: Rule, mistake: Mistake, *, is_grave: bool, is_cured: bool) -> Finding:
    line, column = place(text, mistake.start)
    one_line = "\n" not in text[mistake.start : mistake.end]
    return rule.finding(
        line,
        column,
        mistake.message,
        severity="error" if is_grave else "warning",
        end_column=column + max(mistake.end - mistake.start, 1) if one_line else None,
        suggestion=mistake.suggestion,
        repaired=mistake.change.made(text) if is_cured else None,
    )


def _duplicates(text: str, found: Sequence[Part]) -> Iterator[Finding]:
    for tag in found:
        if isinstance(tag, Tag) and not tag.ends and len(tag.attributes) > 1:
            seen: set[str] = set()
            for each in tag.attributes:
                if each.name in seen and each.name[0].isalpha() and not is_filled(each.name):
                    line, column = place(text, each.start)
                    message = f"the attribute `{each.name[:40]}` stands twice"
                    end = column + len(each.name)
                    yield DUPLICATE.finding(line, column, message, end_column=end, suggestion="keep one of them")
                seen.add(each.name)
