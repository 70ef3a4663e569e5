"""YAML, TOML and XML beyond their case files: any text, hostile texts, entities."""

from __future__ import annotations

import tomllib
from time import perf_counter

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers import toml, xml, yaml
from harvest.model import Code

READERS = {"yaml": yaml.read, "toml": toml.read, "xml": xml.read}
PIECES = [
    "a",
    ": ",
    "\n",
    "  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "=",
    "<a>",
    "</a>",
    "<b/>",
    "&x;",
    "\t",
    "é",
    "#",
    "---\n",
    "<!DOCTYPE a>",
]
HOSTILE = [
    "[" * 50_000,
    "{" * 50_000,
    "<a>" * 50_000,
    "a: " * 20_000,
    "\0\ud800",
    "a." * 20_000 + "a = 1",
    "&a " * 10_000,
    "- " * 20_000,
]


@settings(deadline=None)
@given(
    st.sampled_from(sorted(READERS)), st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15).map("".join)
)
def test_any_text_is_read_and_found_inside_itself(language: str, text: str) -> None:
    rows = text.split("\n")
    for finding in READERS[language](Code(text, language)).findings:
        assert 1 <= finding.line <= len(rows)
        assert 1 <= finding.column <= len(rows[finding.line - 1]) + 2
        assert "\n" not in finding.message


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", sorted(READERS))
def test_hostile_texts_are_read_in_a_moment(language: str, text: str) -> None:
    start = perf_counter()
    assert READERS[language](Code(text, language)).reason in {None, "nested too deeply to be read"}
    assert perf_counter() - start < 10


@settings(deadline=None)
@given(
    st.recursive(
        st.integers() | st.text(alphabet="ab :#-\n"),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner),
    )
)
def test_what_the_library_writes_is_sound_yaml(value: object) -> None:
    assert yaml.read(Code(pyyaml.safe_dump(value), "yaml")).findings == ()


@given(st.text(alphabet="a=[]\"\n.'1"))
@settings(deadline=None)
def test_toml_is_sound_exactly_where_the_library_reads_it(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        sound = False
    else:
        sound = True
    reading = toml.read(Code(text, "toml"))
    assert reading.dialect == "fragment" or (reading.findings == ()) is sound


def test_entities_are_never_expanded() -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    assert xml.read(Code(f"<!DOCTYPE a [<!ENTITY e0 'x'>{nested}]><a>&e11;</a>", "xml")).dialect == "declares entities"


def test_a_file_outside_is_never_opened() -> None:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert xml.read(Code(text, "xml")).findings == ()
