"""A YAML file that a person wrote -> plain values; whatever is wrong with it is one error that names the line."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from harvest.errors import ConfigError

_LARGEST = 50_000_000
"""Characters of a file that a person may have written, a baseline of many thousand entries included."""
_UNREADABLE = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError)
"""What PyYAML's constructors raise for a value that is not what it looks like: `2024-02-30`, `!!int x`, `[a]: b`."""
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
"""No path, address or name has such a character."""


class _Loader(yaml.SafeLoader):
    """YAML 1.2's booleans only (`off` is a word here), no key twice, and every mistake with its line."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:bool"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is one word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` is there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - as above
        try:
            value = super().construct_object(node, deep)
        except _UNREADABLE:
            raise yaml.constructor.ConstructorError(None, None, _unreadable(node), node.start_mark) from None
        if isinstance(value, str) and _UNUSABLE.search(value):
            raise yaml.constructor.ConstructorError(
                None, None, "a NUL, or half of a surrogate pair, is in no name", node.start_mark
            )
        return value


def _unreadable(node: yaml.Node) -> str:
    shown = f"`{node.value[:60]}`" if isinstance(node, yaml.ScalarNode) else "this"
    return f"{shown} is no {node.tag.rpartition(':')[2]} that can be read"


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def text_of(path: Path) -> str:
    """The text of a file that a person wrote.

    Raises:
        ConfigError: it is not UTF-8, or too large for that.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        body = file.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise ConfigError(f"{path}: larger than {_LARGEST:,} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start})") from None


def parse(text: str, place: str) -> tuple[yaml.Node | None, Any]:
    """A YAML document as its nodes, which know their lines, and as plain values.

    Raises:
        ConfigError: it is not YAML, or a value in it is not what it looks like.
    """
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            return root, loader.construct_document(root) if root else None
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise ConfigError(_message(error, place)) from None
    except RecursionError:
        raise ConfigError(f"{place}: nested too deeply") from None


def _message(error: yaml.YAMLError, place: str) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"{place}:{mark.line + 1}" if mark else place
    problem = str(getattr(error, "problem", None) or error)
    if problem.startswith("but "):  # the second half of a sentence
        problem = f"{getattr(error, 'context', '')}, {problem}"
    return f"{where}: {' '.join(problem.split())}"


def told(steps: list[str], what: str, root: yaml.Node | None, place: str) -> str:
    """A mistake in one line, with its place.

    Args:
        steps: the path to the value.
        what: is wrong with it.
        root: of the document.
        place: what the document is called.
    """
    path = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps).lstrip(".")
    said = f"{path or 'the document'}: {what}"
    # a key may hold anything, an end of line for one
    return f"{place}:{_line_of(root, steps)}: {''.join(c if c.isprintable() else ' ' for c in said)}"


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
