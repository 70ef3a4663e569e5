"""A hook of MkDocs: the pages and schemas that are made from the program itself, so that they cannot be out of date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from harvest.commands.schema import described
from harvest.model import Rule
from harvest.reports.example import fenced
from harvest.rules import RULES

_AREAS = {
    "NAM": "Names",
    "PY": "Python",
    "JS": "JavaScript and TypeScript",
    "JSN": "JSON",
    "SH": "Shell",
    "YML": "YAML",
    "TML": "TOML",
    "XML": "XML",
    "HTM": "HTML",
    "TXT": "What publishing breaks",
}


_SECTIONS = {
    "sources": "SourceConfig",
    "ignore": "Ignore",
    "limits": "Limits",
    "fetch": "FetchLimits",
    "notify": "Notify",
    "notify.webhooks": "Webhook",
    "notify.email": "Email",
}
"""Keys whose values are mappings of their own -> the records that describe them."""
_INTRODUCTION = """\
`harvest init` writes a commented `config.yaml`. Every key may be left out; an unknown key or a wrong value is an error
that names its line, and nothing is read or written. Paths start from the file's folder.

Editors that know the YAML language server check the file as you type when its first line names
[the schema](config.schema.json), which `harvest schema config` prints:"""


def on_files(files: Any, config: Any) -> Any:
    """Add the generated files to a build."""
    from mkdocs.structure.files import File

    for name, text in generated().items():
        files.append(File.generated(config, name, content=text))
    return files


def generated() -> dict[str, str]:
    """Name -> content of every generated file."""
    return {
        "rules.md": rules_page(),
        "config.md": config_page(),
        **{f"{kind}.schema.json": _schema(kind) for kind in ("config", "json", "jsonl")},
    }


def rules_page() -> str:
    """Every rule: what it finds, why that hurts, a broken and a repaired example."""
    parts = [
        "# Rules",
        "`harvest rules` lists them, `harvest explain CODE` prints one. Each can be given another severity, or none:",
        "```yaml\nrules:\n  undefined-name: error\n  used-before-defined: off\n```",
        "One finding, rather than a whole rule, is accepted with [`ignore`](config.md#ignore).",
    ]
    areas: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        areas.setdefault(rule.code.rstrip("0123456789"), []).append(rule)
    for area in sorted(areas, key=lambda area: [*_AREAS, area].index(area)):
        parts.append(f"## {_AREAS.get(area, area)}")
        parts += [part for rule in sorted(areas[area], key=lambda rule: rule.code) for part in _rule(rule)]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.name} {{ #{rule.code.lower()} }}"
    yield f"**{rule.severity}**: {rule.summary} {rule.why}"
    yield "Broken:"
    yield fenced(rule.code, rule.bad)
    yield "Repaired:"
    yield fenced(rule.code, rule.good)


def config_page() -> str:
    """Every key of `config.yaml`, with its type, default and meaning."""
    definitions = described("config")["$defs"]
    parts = [
        "# Configuration",
        _INTRODUCTION,
        "```yaml\n# yaml-language-server: $schema=config.schema.json\n```",
        "## Keys",
        _table(definitions["Config"]),
    ]
    for key, name in _SECTIONS.items():
        parts += [
            f"## `{key}` {{ #{key.replace('.', '-')} }}",
            definitions[name]["description"],
            _table(definitions[name]),
        ]
    return "\n\n".join(parts) + "\n"


def _table(definition: dict[str, Any]) -> str:
    rows = ["| Key | Value | Default | Meaning |", "| --- | --- | --- | --- |"]
    for key, value in definition.get("properties", {}).items():
        default = "needed" if key in definition.get("required", ()) else f"`{json.dumps(value.get('default'))}`"
        words = " ".join(str(value.get("description", "")).split()).replace("|", "\\|")
        shown = "" if default in {"`[]`", "`{}`", "`null`"} or len(default) > 40 else default  # noqa: PLR2004 - a cell
        rows.append(f"| `{key}` | {_type(value)} | {shown} | {words} |")
    return "\n".join(rows)


def _type(value: dict[str, Any]) -> str:
    """A type as people say it."""
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_type(one) for one in value["anyOf"] if one.get("type") != "null"))
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if "$ref" in value:
        return "mapping, see below"
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}" if "items" in value else "list"
    if value.get("type") == "object":
        return f"mapping to {_type(value['additionalProperties'])}" if value.get("additionalProperties") else "mapping"
    kind = str(value.get("type", ""))
    return {"string": "text", "integer": "number", "boolean": "`true`, `false`"}.get(kind, kind)


def _schema(kind: Any) -> str:
    return json.dumps(described(kind), indent=2, default=str) + "\n"
