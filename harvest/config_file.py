"""`config.yaml` -> Config; a wrong key or value is an error that names the key's path and its line."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import msgspec
import yaml

from harvest.config import Config
from harvest.errors import ConfigError


class _Loader(yaml.SafeLoader):
    """YAML 1.2's booleans only (`off` is a word here), and no key twice."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:bool"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` is there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises:
        ConfigError: it is missing, not YAML, or holds an unknown key or a wrong value.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start})") from None
    return parse(text, str(path))


def parse(text: str, place: str) -> Config:
    """Read a configuration from its text; `place` stands before each error.

    Raises:
        ConfigError: as `load`.
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        value = loader.construct_document(root) if root else {}
    except yaml.YAMLError as error:
        raise ConfigError(_yaml_message(error, place)) from None
    finally:
        loader.dispose()
    try:
        return msgspec.convert({} if value is None else value, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(_value_message(_naming_the_key(str(error), value), root, place)) from None


def _yaml_message(error: yaml.YAMLError, place: str) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"{place}:{mark.line + 1}" if mark else place
    return f"{where}: {getattr(error, 'problem', None) or error}".replace("\n", " ")


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
    path = where.rstrip("`").removeprefix("key in ").removeprefix("$")
    unknown = re.search(r"unknown field `([^`]*)`", what)
    if unknown:
        path, what = f"{path}.{unknown[1]}", "unknown key"
    line = _line_of(root, re.findall(r"[^.\[\]]+", path))
    return f"{place}:{line}: {path.lstrip('.') or 'the document'}: {what[0].lower()}{what[1:]}"


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
