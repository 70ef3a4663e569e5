"""config.yaml: what is read, and the one line that a mistake gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.config import Config, Ignore, SourceConfig
from harvest.config_file import load, parse
from harvest.errors import ConfigError


def test_an_empty_file_is_the_defaults() -> None:
    assert parse("", "c.yaml") == Config()


def test_a_source_is_a_word_or_a_mapping() -> None:
    config = parse("sources: [a.xml, {location: b.html, name: b, kind: page, limit: 3}]", "c.yaml")
    assert config.all_sources == (
        SourceConfig(location="a.xml"),
        SourceConfig(location="b.html", name="b", kind="page", limit=3),
    )
    assert [source.label for source in config.all_sources] == ["a.xml", "b"]


def test_off_is_a_word() -> None:
    assert parse("rules: {undefined-name: off, json-syntax: note}", "c.yaml").rules == {
        "undefined-name": "off",
        "json-syntax": "note",
    }


def test_an_ignore_entry_has_a_reason() -> None:
    entry = "ignore: [{rule: undefined-name, name: client, reason: imagined}]"
    assert parse(entry, "c.yaml").ignore == (Ignore(rule="undefined-name", name="client", reason="imagined"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sources:\n- a\n- location: b\n  limt: 3", "c.yaml:4: sources[1].limt: unknown key"),
        ("output: a\ncolour: red", "c.yaml:2: colour: unknown key"),
        ("sources:\n- location: b\n  limit: many", "c.yaml:3: sources[0].limit: expected `int | null`, got `str`"),
        ("rules:\n  a: off\n  b: fatal", "c.yaml:3: rules.b: invalid enum value 'fatal'"),
        ("names:\n  python: np", "c.yaml:2: names.python: expected `array`, got `str`"),
        ("ignore:\n- rule: x", "c.yaml:2: ignore[0]: object missing required field `reason`"),
        ("fail_on: sometimes", "c.yaml:1: fail_on: invalid enum value 'sometimes'"),
        ("output: a\noutput: b", "c.yaml:2: `output` is there twice"),
        ("- a", "c.yaml:1: the document: expected `object`, got `array`"),
        ("sources: [a", "c.yaml:1: expected ',' or ']', but got '<stream end>'"),
        ("limits:\n  page_bytes: lots", "c.yaml:2: limits.page_bytes: expected `int`, got `str`"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "c.yaml")
    assert str(caught.value) == message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml: No such file"):
        load(tmp_path / "none.yaml")


def test_a_tag_makes_no_object() -> None:
    with pytest.raises(ConfigError, match=r"c\.yaml:1: could not determine a constructor"):
        parse("output: !!python/object/apply:os.getcwd []", "c.yaml")
