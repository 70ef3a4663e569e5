"""A block's whole reading: batches, blame, repairs, tags."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers import CHECKERS
from harvest.languages import LANGUAGES
from harvest.model import Code, Finding, Reading
from harvest.readings import read_many

PIECES = [
    "“",
    "”",
    "’",
    "—",
    "\u00a0",
    "\u200b",
    "&lt;",
    "&quot;",
    "\n",
    "  ",
    "x = 1",
    "{",
    "}",
    "(",
    ")",
    '"a"',
    "$ ls",
    ":",
    "...",
]


def read(text: str, language: str, dialect: str | None = None) -> Reading:
    return read_many([Code(text, language, dialect)])[0]


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def errors(reading: Reading) -> list[Finding]:
    return [finding for finding in reading.findings if finding.severity == "error"]


def test_blocks_of_many_languages_are_answered_in_their_order() -> None:
    codes = [
        Code('{"a": 1,}', "json"),
        Code("print(“a”)", "python"),
        Code("SELECT 1", "sql"),
        Code('echo "a', "shell"),
        Code("let a = ;", "javascript"),
        Code("a: b: c", "yaml"),
    ]
    assert [rules(reading) for reading in read_many(codes)] == [
        ["json-syntax"],
        ["smart-quotes"],
        [],
        ["shell-syntax"],
        ["javascript-syntax"],
        ["yaml-syntax"],
    ]


def test_nothing_is_read_where_there_is_nothing() -> None:
    assert read_many([]) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(sorted(LANGUAGES))),
        max_size=6,
    )
)
def test_any_block_reads_the_same_in_company(blocks: list[tuple[str, str]]) -> None:
    codes = [Code(text, language) for text, language in blocks]
    assert read_many(codes) == [read_many([code])[0] for code in codes]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(sorted(CHECKERS)))
def test_a_blamed_damage_is_repaired_by_what_is_offered(text: str, language: str) -> None:
    before = read(text, language)
    for finding in before.findings:
        if finding.code.startswith("TXT") and finding.repaired is not None:
            after = read(finding.repaired, language)
            assert finding.rule not in rules(after)
            assert all(error.code.startswith("TXT") for error in errors(after))


def test_a_damage_stands_for_all_that_it_caused() -> None:
    reading = read("if True:\n\u00a0\u00a0print('a')\n\u00a0\u00a0print('b')\n", "python")
    assert rules(reading) == ["no-break-space"]
    assert reading.findings[0].repaired == "if True:\n  print('a')\n  print('b')\n"


def test_names_are_those_of_the_repaired_block() -> None:
    reading = read("import\u200b json\ntext = json.dumps(data)", "python")
    assert rules(reading) == ["invisible-character"]
    assert "text" in reading.defines
    assert [need.name for need in reading.needs] == ["data"]


def test_what_is_wrong_besides_the_damage_is_told_too() -> None:
    reading = read("x = [\n“a”,\n“b”]\ny = (1,\n", "python")
    assert rules(reading)[0] == "smart-quotes"
    assert len(errors(reading)) == 2


def test_a_damage_that_is_not_to_blame_is_not_mentioned() -> None:
    assert rules(read("label = '“a”'\nprint(label))", "python")) == ["python-syntax"]


def test_no_repair_is_offered_that_leaves_the_block_broken() -> None:
    (finding, *_) = [f for f in read('ls\u00a0-l\necho "a\nls', "shell").findings if f.rule == "no-break-space"]
    assert finding.repaired is None


@pytest.mark.parametrize("language", ["html", "css", "xml", "sql", "toml"])
def test_a_document_under_a_tag_that_has_none(language: str) -> None:
    reading = read(json.dumps({"a": [1, 2]}), language)
    assert rules(reading) == ["wrong-language-tag"]
    assert "JSON" in reading.findings[0].message


def test_a_tag_is_wrong_only_where_the_other_language_reads_the_block() -> None:
    python = "import kettle\n\nkettle.boil(sort='green')\n"
    assert rules(read(python, "shell")) == ["wrong-language-tag"]
    assert "wrong-language-tag" not in rules(read(python + "kettle.boil(((", "shell"))


def test_output_under_a_tag_of_a_shell_is_sound() -> None:
    assert (
        rules(read("Traceback (most recent call last):\nImportError: cannot import name 'Tea' (tea.py)", "shell")) == []
    )
    assert rules(read('{"a": 1, "b": [2, 3]}', "shell")) == []
