"""config.yaml: what is read, and the one line that a mistake gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.config import Config, Ignore, SourceConfig
from harvest.config_file import load, parse
from harvest.errors import ConfigError
from harvest.reports import REPORTS


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
        ("sources:\n- a\n- location: b\n  limt: 3", "c.yaml:4: sources[1].limt: unknown key; is `limit` meant?"),
        ("output: a\ncolour: red", "c.yaml:2: colour: unknown key"),
        ('output: a\n"col\\nour": red', "c.yaml:2: col our: unknown key"),
        ("sources:\n- location: b\n  limit: many", "c.yaml:3: sources[0].limit: a whole number is wanted, not text"),
        (
            "rules:\n  JS001: off\n  JS002: fatal",
            "c.yaml:3: rules.JS002: 'fatal' is none of error, note, warning, off",
        ),
        ("names:\n  python: np", "c.yaml:2: names.python: a list is wanted, not text"),
        ("ignore:\n- rule: x", "c.yaml:2: ignore[0]: `reason` is missing"),
        ("fail_on: sometimes", "c.yaml:1: fail_on: 'sometimes' is none of error, never, note, warning"),
        ("output: a\noutput: b", "c.yaml:2: `output` is there twice"),
        ("- a", "c.yaml:1: the document: a mapping is wanted, not a list"),
        ("sources: [a", "c.yaml:1: expected ',' or ']', but got '<stream end>'"),
        ("limits:\n  page_bytes: lots", "c.yaml:2: limits.page_bytes: a whole number is wanted, not text"),
        ("sources:\n- location: a\n  since: 2024-02-30", "c.yaml:3: `2024-02-30` is no timestamp that can be read"),
        ("output: a\njobs: 0", "c.yaml:2: jobs: a whole number of at least 1 is wanted"),
        ("limits: {read_seconds: .nan}", "c.yaml:1: limits.read_seconds: a number of more than 0.0 is wanted"),
        ("fetch: {per_host: 0}", "c.yaml:1: fetch.per_host: a whole number of at least 1 is wanted"),
        (f"keep: {'9' * 5000}", f"c.yaml:1: `{'9' * 60}` is no int that can be read"),
        ("jobs: !!int ''", "c.yaml:1: `` is no int that can be read"),
        ("output: a\n? [b]\n: c", "c.yaml:2: a key is one word"),
        ('output: "a\\0b"', "c.yaml:1: a NUL, or half of a surrogate pair, is in no name"),
        ('sources: [a, "\\ud800"]', "c.yaml:1: a NUL, or half of a surrogate pair, is in no name"),
        (
            "rules:\n  undefinedname: off",
            "c.yaml:2: rules.undefinedname: there is no such rule; is `undefined-name` meant?",
        ),
        (
            "ignore:\n- reason: x\n  rule: nam01",
            "c.yaml:3: ignore[0].rule: there is no rule 'nam01'; is `NAM001` meant?",
        ),
        (
            "ignore:\n- reason: all is well",
            "c.yaml:2: ignore[0]: say what is ignored: a `rule`, `name`, `article` or `snippet`",
        ),
        ("names:\n  pyton: [np]", "c.yaml:2: names.pyton: there is no such language; is `python` meant?"),
        ("reports: {htm: a.html}", f"c.yaml:1: reports.htm: there is no such report; there are {', '.join(REPORTS)}"),
        ("sources: [{location: a, since: soon}]", "c.yaml:1: sources[0].since: a day is wanted, such as 2026-01-31"),
        ("output: ''", "c.yaml:1: output: it is empty"),
        (
            "notify: {webhooks: [{url: $A, shape: teams}]}",
            "c.yaml:1: notify.webhooks[0].shape: 'teams' is none of discord, json, slack",
        ),
        ("sources: [a, '']", "c.yaml:1: sources[1]: it is empty"),
        ("output: a\nhistory: ''", "c.yaml:2: history: it is empty"),
        ("reports:\n  html: ''", "c.yaml:2: reports.html: it is empty"),
        (
            "sources:\n- a\n- location: b\n  kind: rss",
            "c.yaml:4: sources[1].kind: 'rss' is none of feed, jsonfeed, page, sitemap",
        ),
        (
            "sources:\n- {location: a, name: blog}\n- b\n- location: c\n  name: blog",
            "c.yaml:5: sources[2].name: sources[0] has this name already",
        ),
        (
            "sources:\n- a\n- https://me:sesame@a.example/",
            "c.yaml:3: sources[1]: a URL with a user name or password is not followed",
        ),
        (
            "sources:\n- name: a\n  location: ftp://a.example/",
            "c.yaml:3: sources[0].location: the scheme 'ftp' is not followed, only http and https",
        ),
        ("rules:\n  NAM001:", "c.yaml:2: rules.NAM001: one of error, note, warning, off is wanted, not nothing"),
        (
            "notify: {webhooks: [{url: https://a.example}]}",
            (
                "c.yaml:1: notify.webhooks[0].url: the name of an environment variable is wanted, "
                "such as `$TEAM_CHAT_WEBHOOK`"
            ),
        ),
        (
            "notify: {email: {to: [a], sender: b, port: 99999}}",
            "c.yaml:1: notify.email.port: a whole number of at most 65535 is wanted",
        ),
        *(
            (
                f"fetch:\n  hosts: [a, '{host}']",
                "c.yaml:2: fetch.hosts[1]: a host is wanted, such as `wiki.internal` or `localhost:8000`",
            )
            for host in ("", "http://a", "a b", "[::1", "a:99999")
        ),
        ("notify: {email: {to: [], sender: b}}", "c.yaml:1: notify.email.to: it is empty"),
        ("output: a\n---\noutput: b", "c.yaml:2: expected a single document in the stream, but found another document"),
        ("[" * 3000, "c.yaml: nested too deeply"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "c.yaml")
    assert str(caught.value) == message


def test_a_character_that_yaml_has_not_is_named() -> None:
    with pytest.raises(ConfigError, match=r"c\.yaml: unacceptable character #x0000"):
        parse("sources: [\0]", "c.yaml")


def test_a_file_without_end_is_no_configuration() -> None:
    with pytest.raises(ConfigError, match="larger than"):
        load(Path("/dev/zero"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml: No such file"):
        load(tmp_path / "none.yaml")


def test_a_tag_makes_no_object() -> None:
    with pytest.raises(ConfigError, match=r"c\.yaml:1: could not determine a constructor"):
        parse("output: !!python/object/apply:os.getcwd []", "c.yaml")
