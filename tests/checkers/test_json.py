"""JSON beyond its case file: properties, hostile texts, and repairs that read clean."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers.json import read
from harvest.checkers.jsonlike import grammar
from harvest.model import Code, Reading

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def reading(text: str, dialect: str | None = None) -> Reading:
    return read(Code(text, "json", dialect))


@settings(deadline=None)
@given(VALUES, st.sampled_from([None, 2]))
def test_whatever_the_standard_writes_is_sound(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert reading(text).findings == ()
    assert grammar.read(text).mistake is None


@settings(deadline=None)
@given(st.text() | st.text(alphabet="{}[]\",:'0a.-\\/#* \n<>"))
def test_any_text_is_read_and_found_inside_itself(text: str) -> None:
    lines = text.split("\n")
    for finding in reading(text).findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert "\n" not in finding.message


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(['{"a": 1', "}", "[", "]", ",", '"b"', ":", "...", "// c\n", "'d'", "\n"]), max_size=12)
)
def test_a_repair_reads_clean(pieces: list[str]) -> None:
    for finding in reading("".join(pieces)).findings:
        if finding.repaired is not None:
            assert not [f for f in reading(finding.repaired).findings if f.severity == "error"]


@settings(deadline=None)
@given(VALUES.filter(lambda value: isinstance(value, dict | list) and bool(value)), st.data())
def test_a_document_cut_short_is_never_sound(value: object, data: st.DataObject) -> None:
    text = json.dumps(value)
    cut = text[: data.draw(st.integers(1, len(text) - 1))]
    elided = "..." in cut or "…" in cut
    assert elided or grammar.read(cut).mistake is not None or grammar.read(cut).liberties


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '"' * 50_001,
        "/*" * 50_000,
        "{{" * 50_000,
        "<" * 50_000,
        "\0\ud800",
        "... " * 20_000,
    ],
    ids=["brackets", "objects", "quotes", "comments", "holes", "angles", "surrogate", "dots"],
)
def test_hostile_texts_are_read_in_a_moment(text: str) -> None:
    assert reading(text).reason is None


def test_the_mended_text_is_offered() -> None:
    found = reading('{"name": "tea",\n "price": 3,\n}').findings
    assert [finding.repaired for finding in found] == ['{"name": "tea",\n "price": 3\n}']


def test_single_quotes_are_mended_with_what_is_inside_them() -> None:
    found = reading("{'say': 'a \"hot\" tea, isn\\'t it'}").findings
    assert [finding.repaired for finding in found] == ['{"say": "a \\"hot\\" tea, isn\'t it"}']
