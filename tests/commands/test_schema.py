"""`harvest schema`: what editors and consumers check against."""

from __future__ import annotations

import json

import msgspec
import pytest
import yaml
from click.testing import CliRunner

from harvest.cli import cli
from harvest.commands.schema import described, docstrings
from harvest.config import Config, Limits


def test_every_kind_is_printed_as_json() -> None:
    for kind in ("config", "json", "jsonl"):
        shown = CliRunner().invoke(cli, ["schema", kind], standalone_mode=False)
        assert json.loads(shown.output)["$schema"].startswith("https://json-schema.org/")


def test_keys_carry_their_words() -> None:
    properties = described("config")["$defs"]["Config"]["properties"]
    assert (
        properties["rules"]["description"]
        == "Rule name or code -> severity or `off`; several languages may share a name, and the code counts more."
    )
    assert all(
        "description" in key for one in described("config")["$defs"].values() for key in one["properties"].values()
    )
    assert set(properties) == {field.name for field in msgspec.structs.fields(Config)}
    assert docstrings(Limits)["block_bytes"] == "A larger block is kept and written, not checked."


def test_the_schema_and_the_reader_agree() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the extra `browser` is not installed")
    validator = jsonschema.Draft202012Validator(json.loads(json.dumps(described("config"), default=str)))
    good = "sources: [feed.xml, {location: page.html, limit: 3}]\nrules: {undefined-name: error}\nfail_on: error\n"
    validator.validate(yaml.safe_load(good))
    for bad in ("source: [feed.xml]", "rules: {undefined-name: loud}", "sources: [{limit: 3}]", "fail_on: 3"):
        assert not validator.is_valid(yaml.safe_load(bad))
