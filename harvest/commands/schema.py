"""`harvest schema`: the JSON Schema of the configuration or of a report."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from typing import Any, Literal

import click
import msgspec

from harvest.config import Config
from harvest.reports import records

Kind = Literal["config", "json", "jsonl"]


def schema(kind: Kind) -> int:
    """Print a JSON Schema."""
    click.echo(json.dumps(described(kind), indent=2, default=str))
    return 0


def described(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of `config.yaml`, of the `json` report or of a line of the `jsonl` report."""
    if kind == "config":
        draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        return draft | _with_words(msgspec.json.schema(Config), Config)
    return records.schema(kind)


def _with_words(described: dict[str, Any], root: type) -> dict[str, Any]:
    """Add to each property what its attribute's docstring says."""
    for name, definition in described["$defs"].items():
        words = docstrings(_named(root, name))
        for key, value in definition.get("properties", {}).items():
            if key in words:
                value["description"] = words[key]
    return described


def _named(root: type, name: str) -> type:
    """The struct of this name among those that `root` is made of."""
    waiting, seen = [root], set[Any]()
    while waiting:
        kind = waiting.pop()
        if getattr(kind, "__name__", "") == name:
            return kind
        seen.add(kind)
        parts = [field.type for field in msgspec.structs.fields(kind)] if _is_struct(kind) else _arguments(kind)
        waiting += [part for part in parts if part not in seen]
    raise LookupError(name)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _arguments(kind: Any) -> list[Any]:
    return [part for part in getattr(kind, "__args__", ()) if isinstance(part, type) or hasattr(part, "__args__")]


def docstrings(struct: type) -> dict[str, str]:
    """A struct's fields -> the words below them in its source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(struct))).body[0]
    found: dict[str, str] = {}
    name = None
    for node in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            found[name] = inspect.cleandoc(str(node.value.value))
        name = node.target.id if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else None
    return found
