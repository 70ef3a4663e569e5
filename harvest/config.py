"""`config.yaml` -> Config; a wrong key or value is an error that names the key's path and its line."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import yaml

from harvest.errors import ConfigError
from harvest.fetch.limits import FetchLimits
from harvest.model import Severity
from harvest.notices import Notify

FailOn = Literal["error", "warning", "note", "never"]


class SourceConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One source: a path, a directory, a URL, or `-` for standard input."""

    location: str
    kind: str | None = None
    """`feed`, `page`, ...; found from the content where it is not given."""
    name: str | None = None
    """What reports call it; the location where it is not given."""
    limit: int | None = None
    """At most so many articles; of a sitemap the newest."""
    since: date | None = None
    """Articles from before this day are left out, where they tell their day."""
    follow: bool = False
    """Of a feed: read an entry's own page where the feed has only a summary, or a mangled copy."""
    include: tuple[str, ...] = ()
    """Of a sitemap: patterns with `*` and `?`, for the path where they begin with `/`, else for the whole address."""
    exclude: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in reports."""
        return self.name or self.location


class Ignore(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Findings that somebody has looked at and accepts; all that is given must match."""

    reason: str
    rule: str | None = None
    name: str | None = None
    article: str | None = None
    """The article's URL."""
    snippet: str | None = None
    """The snippet's id or path."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is too much, so that no page can hang or fill a machine."""

    page_bytes: int = 20_000_000
    block_bytes: int = 256_000
    """A larger block is kept and written, not checked."""
    read_seconds: float = 10.0
    """For one block."""
    articles: int = 5000
    """Of one feed or sitemap that has no `limit` of its own."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a user can set; `harvest init` writes a commented one."""

    sources: tuple[str | SourceConfig, ...] = ()
    output: str = "snippets"
    state: str = ".harvest"
    """Folder for cache and history."""
    rules: dict[str, Severity | Literal["off"]] = {}
    """Rule name or code -> severity or `off`."""
    names: dict[str, tuple[str, ...]] = {}
    """Language -> names that every article of these sources may use."""
    ignore: tuple[Ignore, ...] = ()
    fail_on: FailOn = "warning"
    jobs: int | None = None
    """Processes; all cores where it is not given."""
    limits: Limits = Limits()
    fetch: FetchLimits = FetchLimits()
    baseline: str = "baseline.yaml"
    """Findings that are known and do not fail a run."""
    history: str | None = None
    """`off`, a path, `postgresql://...`, or `$NAME` of a variable; `history.db` in `state` by default."""
    keep: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """Runs that history remembers; all of them by default."""
    notify: Notify | None = None
    reports: dict[str, str] = {}
    """Report kind -> path."""

    @property
    def all_sources(self) -> tuple[SourceConfig, ...]:
        """The sources, each as a mapping."""
        return tuple(SourceConfig(location=s) if isinstance(s, str) else s for s in self.sources)


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
