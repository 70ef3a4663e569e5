"""The signs of other languages."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers.tongues import candidates, is_document, start
from harvest.languages import LANGUAGES
from harvest.model import Code

SAMPLES = {
    "python": "from kettle import Kettle\n\n\ndef boil(kettle: Kettle) -> None:\n    kettle.on = True\n",
    "javascript": "const kettle = require('kettle');\nkettle.on('boil', () => {\n  console.log('hot');\n});\n",
    "shell": "boil() {\n    local kettle=$1\n    printf '%s\\n' \"$kettle\"\n}\n",
}


@pytest.mark.parametrize("language", sorted(SAMPLES))
@pytest.mark.parametrize("tag", sorted(SAMPLES))
def test_what_a_text_shows_signs_of_is_the_first_candidate_elsewhere(language: str, tag: str) -> None:
    found = candidates(Code(SAMPLES[language], tag))
    assert found[:1] == ([] if tag == language else [language])


def test_a_document_is_one_to_the_letter() -> None:
    assert is_document('{"a": 1}')
    assert not is_document("{'a': 1}")
    assert not is_document("{}")
    assert not is_document("[" * 100_000)
    assert candidates(Code('{"a": 1}', "html")) == ["json"]
    assert candidates(Code("[1, 2]", "javascript")) == []


def test_the_place_is_the_first_line_that_is_no_comment() -> None:
    assert start("# tea\n\n  boil()") == (3, 3)
    assert start("") == (1, 1)


@settings(deadline=None)
@given(st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_any_text(text: str, language: str) -> None:
    assert language not in candidates(Code(text, language))
    line, column = start(text)
    assert 1 <= line <= len(text.split("\n"))
    assert column >= 1


@pytest.mark.parametrize(
    "piece", [".a()", "a(=>", "function(", "def a(:", "const {", "${a}", "[[ ", "a=", "/*", '"""', "import a from "]
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_time_grows_with_length_only(piece: str, end: str) -> None:
    begin = perf_counter()
    candidates(Code((piece + end) * 20_000, "sql"))
    candidates(Code((piece + end) * 20_000, "text"))
    assert perf_counter() - begin < 10
