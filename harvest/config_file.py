"""`config.yaml` -> Config; a wrong key or value is an error that names the key's path and its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from harvest import yaml_file
from harvest.config import Config
from harvest.config_mistakes import UNKNOWN, explained, unknown_words
from harvest.errors import ConfigError


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: it is missing, not YAML, or holds an unknown key or a wrong value.
    """
    try:
        return parse(yaml_file.text_of(path), str(path))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None


def parse(text: str, place: str) -> Config:
    """Read a configuration from its text; `place` stands before each error.

    Raises:
        ConfigError: as `load`.
    """
    root, value = yaml_file.parse(text, place)
    try:
        config = msgspec.convert({} if value is None else value, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(_value_message(_naming_the_key(str(error), value), root, place)) from None
    for steps, what in unknown_words(config):
        raise ConfigError(_told(steps, what, root, place))
    return config


def _naming_the_key(message: str, value: dict[str, Any]) -> str:
    """Put the key where msgspec says only that one of a mapping's values is wrong (`$.rules[...]`)."""
    section = re.search(r"\$\.(\w+)\[\.\.\.\]", message)
    for key, item in value[section[1]].items() if section else ():
        try:
            msgspec.convert({section[1]: {key: item}}, Config)  # type: ignore[index]  # the loop runs only with a section
        except msgspec.ValidationError:
            return message.replace("[...]", f".{key}", 1)
    return message


def _value_message(message: str, root: yaml.Node | None, place: str) -> str:
    """Turn msgspec's "... - at `$.a[0].b`" into "place:line: a[0].b: ..."."""
    what, _, where = message.partition(" - at `")
    steps = re.findall(r"[^.\[\]]+", where.rstrip("`").removeprefix("key in ").removeprefix("$"))
    told = explained(what, steps)
    unknown = UNKNOWN.search(what)
    return _told([*steps, unknown[1]] if unknown else steps, told, root, place)


def _told(steps: list[str], what: str, root: yaml.Node | None, place: str) -> str:
    path = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps).lstrip(".")
    told = f"{path or 'the document'}: {what}"
    # a key may hold anything, an end of line for one
    return f"{place}:{_line_of(root, steps)}: {''.join(c if c.isprintable() else ' ' for c in told)}"


def _line_of(node: yaml.Node | None, steps: list[str]) -> int:
    """The line of the deepest key on the way that exists; 1-based."""
    line = node.start_mark.line + 1 if node else 1
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            key = next((pair for pair in node.value if pair[0].value == step), None)
            if key is None:
                break
            line, node = key[0].start_mark.line + 1, key[1]
    return line
