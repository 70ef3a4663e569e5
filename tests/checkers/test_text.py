"""Publishing damage beyond its case file: properties of the repairs."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers.mangling import characters, entities, margins, typography
from harvest.checkers.mangling.kinds import damages, mended
from harvest.languages import LANGUAGES

TEXTS = st.text(alphabet=st.characters() | st.sampled_from("\u00a0\u200b\u201c\u2019\u2014&lt;;\"'1 \n"))
PLAIN = st.text(alphabet=st.characters(max_codepoint=126).filter(lambda letter: letter != "&"))


@settings(deadline=None)
@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_any_text_in_any_language(text: str, language: str) -> None:
    rows = text.split("\n")
    for damage in damages(text, language):
        finding = damage.finding
        assert 1 <= finding.line <= len(rows)
        assert 1 <= finding.column <= len(rows[finding.line - 1]) + 1
        assert finding.repaired != text


@settings(deadline=None)
@given(PLAIN, st.sampled_from(sorted(LANGUAGES)))
def test_plain_text_has_no_damage_of_characters(text: str, language: str) -> None:
    codes = {damage.finding.code for damage in damages(text, language)}
    assert codes <= {"TXT007", "TXT008", "TXT009", "TXT012"}


@settings(deadline=None)
@given(TEXTS)
def test_repairs_keep_the_number_of_lines(text: str) -> None:
    assert mended(text).count("\n") == text.count("\n")


@settings(deadline=None)
@given(TEXTS)
@pytest.mark.parametrize(
    "repair",
    [characters.spaced, characters.visible, typography.straight, typography.plain],
    ids=lambda repair: repair.__name__,
)
def test_a_second_repair_changes_nothing(repair: Callable[[str], str], text: str) -> None:
    assert repair(repair(text)) == repair(text)


@settings(deadline=None)
@given(PLAIN)
def test_entities_are_decoded_once(text: str) -> None:
    escaped = text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert entities.unescaped(escaped) == text


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abc =()", min_size=1), min_size=3, max_size=30))
def test_line_numbers_are_taken_off(rows: list[str]) -> None:
    numbered = "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))
    assert margins.unnumbered(numbered) == "\n".join(rows)


@pytest.mark.parametrize(
    "piece",
    ["\u201c", "&lt;", "/*", '"""', "'", "\u2014 a", "1 \n", "\u00a0:", "<<<<<<< a\n", "`", "=\u201ca", "\u2500\u00a0"],
)
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * 10_000
    start = perf_counter()
    for language in ("python", "javascript", "shell", "css", "php", "text"):
        damages(text, language)
    assert perf_counter() - start < 10
