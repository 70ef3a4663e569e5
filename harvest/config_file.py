"""`config.yaml` -> Config; a wrong key or value is an error that names the key's path and its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from harvest import yaml_file
from harvest.config import Config
from harvest.config_mistakes import mistake, unknown_words
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
        steps, what = mistake(_naming_the_key(str(error), value), Config)
        raise ConfigError(yaml_file.told(steps, what, root, place)) from None
    for steps, what in unknown_words(config):
        raise ConfigError(yaml_file.told(steps, what, root, place))
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
