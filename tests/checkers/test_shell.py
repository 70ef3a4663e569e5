"""Shell beyond its case file: batches, hostile texts, repairs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers.shell import read, read_many
from harvest.checkers.shells import holes, lines, places, sessions
from harvest.model import Code

WORDS = st.sampled_from(
    ["$ ", "> ", "echo ", '"', "'", "`", "$(", ")", "{", "}", "if ", "fi", "\n", "\\", "<x>", "...", "#", "&&"]
)


def codes(*texts: str) -> list[Code]:
    return [Code(text, "shell") for text in texts]


def test_a_batch_reads_each_block_as_if_it_were_alone() -> None:
    texts = ['echo "hot', "echo hot", "boil() {\n  echo hot\n", "$ ls\nfoo (bar", "", "echo $(ls"]
    assert read_many(codes(*texts)) == [read(code) for code in codes(*texts)]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=20).map("".join), min_size=20, max_size=20))
def test_any_text_is_read_and_found_inside_itself(texts: list[str]) -> None:
    for text, reading in zip(texts, read_many(codes(*texts)), strict=True):
        rows = text.split("\n")
        for finding in reading.findings:
            assert 1 <= finding.line <= len(rows)
            assert 1 <= finding.column <= len(rows[finding.line - 1]) + 1


@settings(deadline=None)
@given(st.text())
def test_no_text_troubles_the_parts(text: str) -> None:
    assert len(holes.filled(text)) == len(text)
    holes.is_elided(text)
    sessions.foreign(text)
    sessions.commands(text)
    lines.strangers(text)
    places.open_quotes(text)
    assert 0 <= places.unclosed(text, 0) < max(1, len(text.split("\n")))


@pytest.mark.parametrize(
    "text",
    [
        "$(" * 20_000 + "ls" + ")" * 20_000,
        "{" * 50_000,
        '"' * 50_001,
        "echo \0\ud800 (",
        "if true; then\n" * 3_000,
        "$ ls\n" * 20_000,
        " \n" * 30_000 + "(",
        "+" + "-" * 50_000 + "x",
        "x" * 200_000,
    ],
    ids=["substitutions", "braces", "quotes", "surrogate", "ifs", "session", "blanks", "table", "word"],
)
def test_hostile_texts_cost_nobody_else_anything(text: str) -> None:
    hostile, sound, broken = read_many(codes(text, "echo hot", 'echo "hot'))
    assert sound.findings == ()
    assert [finding.line for finding in broken.findings] == [1]
    assert hostile.reason is None or hostile.reason


def test_the_mended_script_is_offered() -> None:
    (finding,) = read(Code('echo "hot\nls', "shell")).findings
    assert finding.repaired == 'echo "hot"\nls'


def test_a_session_keeps_the_columns_of_its_commands() -> None:
    (command,) = sessions.commands("ada@kettle:~$ echo hot\nhot") or []
    assert list(command.longer()) == ["              echo hot\nhot"]
    assert command.text == "              echo hot"
    assert command.answered


def test_carriage_returns_are_no_part_of_the_script() -> None:
    assert read(Code("if true; then\r\n  echo hot\r\nfi\r\n", "shell")).findings == ()
