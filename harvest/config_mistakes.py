"""What is wrong with a configuration, in words that say what is wanted instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from typing import Any

from msgspec import inspect

from harvest.config import Config

_WORDS = {
    "array": "a list", "object": "a mapping", "str": "text", "int": "a whole number", "float": "a number",
    "bool": "`true` or `false`", "date": "a day (2026-01-31)", "null": "nothing",
}  # fmt: skip
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_WANTED = re.compile(r"Expected `([^`]+)`(?: (>=|<=|>|<) ([\d.]+))?(?:, got `(\w+)`)?")
_GOT = {"float": "a fraction"}
_SAID = {
    "of length": "it is empty",
    "RFC3339": "a day is wanted, such as 2026-01-31",
    "matching regex": "the name of an environment variable is wanted, such as `$TEAM_CHAT_WEBHOOK`",
}
"""What is said in place of msgspec's words, by what these hold."""
_BOUNDS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


def mistake(message: str, kind: Any) -> tuple[list[str], str]:
    """What msgspec says of a value (`... - at `$.a[0].b``): the path to it, and what is wrong as people say it.

    Args:
        message: of the error.
        kind: the type that the whole was to be read as.
    """
    what, _, where = message.partition(" - at `")
    steps = re.findall(r"[^.\[\]]+", where.rstrip("`").removeprefix("key in ").removeprefix("$"))
    types = _types(kind, steps)
    unknown = _UNKNOWN.search(what)
    if unknown:
        return [*steps, unknown[1]], f"unknown key{meant(unknown[1], _keys(types))}"
    return steps, _explained(what, types)


def _explained(message: str, types: list[Any]) -> str:
    """What is wrong with a value that may be of some types."""
    missing = re.search(r"missing required field `([^`]*)`", message)
    if missing:
        return f"`{missing[1]}` is missing"
    choice = re.search(r"Invalid enum value '(.*)'", message)
    if choice:
        return f"{choice[1]!r} is none of {', '.join(_choices(types))}"
    said = next((said for sign, said in _SAID.items() if sign in message), None)
    if said:
        return said
    wanted = _WANTED.fullmatch(message)
    if wanted is None:
        return message[:1].lower() + message[1:]
    names, bound, limit, got = wanted.groups()
    choices = _choices(types)
    kinds = f"one of {', '.join(choices)}" if choices else _kinds(names)
    size = f" of {_BOUNDS[bound]} {limit}" if bound else ""
    return f"{kinds}{size} is wanted" + (f", not {_GOT.get(got) or _WORDS.get(got, got)}" if got else "")


def _kinds(names: str) -> str:
    return " or ".join(_WORDS.get(name, name) for name in names.split(" | ") if name != "null")


def unknown_words(config: Config) -> Iterator[tuple[list[str], str]]:
    """Yield each name in a configuration that nothing has: the path to it, and what is wrong."""
    if config.rules or config.ignore:
        from harvest.checkers import RULES
        from harvest.names import RULES as OF_NAMES

        rules = {word for rule in (*RULES, *OF_NAMES) for word in (rule.name, rule.code)}
        for rule in config.rules:
            if rule not in rules:
                yield ["rules", rule], f"there is no such rule{meant(rule, rules) or '; `harvest rules` lists them'}"
        for number, entry in enumerate(config.ignore):
            if entry.rule is not None and entry.rule not in rules:
                yield ["ignore", str(number), "rule"], f"there is no rule {entry.rule!r}{meant(entry.rule, rules)}"
            if (entry.rule, entry.name, entry.article, entry.snippet) == (None, None, None, None):
                yield ["ignore", str(number)], "say what is ignored: a `rule`, `name`, `article` or `snippet`"
    yield from _in_sources(config)
    yield from _elsewhere(config)


def _in_sources(config: Config) -> Iterator[tuple[list[str], str]]:
    named: dict[str, int] = {}
    for number, source in enumerate(config.all_sources):
        if source.name is not None and named.setdefault(source.name, number) != number:
            yield ["sources", str(number), "name"], f"sources[{named[source.name]}] has this name already"
        if "://" in source.location and (why := _refused(source.location)):
            yield ["sources", str(number), *(() if isinstance(config.sources[number], str) else ("location",))], why
        if source.kind is not None:
            from harvest.sources import KINDS

            if source.kind not in KINDS:
                yield ["sources", str(number), "kind"], f"{source.kind!r} is none of {', '.join(KINDS)}"


def _elsewhere(config: Config) -> Iterator[tuple[list[str], str]]:
    from harvest.languages import LANGUAGES

    for language in config.names:
        if language not in LANGUAGES:
            yield ["names", language], f"there is no such language{meant(language, LANGUAGES)}"
    for number, host in enumerate(config.fetch.hosts):
        if not _is_host(host):
            yield ["fetch", "hosts", str(number)], "a host is wanted, such as `wiki.internal` or `localhost:8000`"
    if config.reports:
        from harvest.reports import REPORTS

        for kind in config.reports:
            if kind not in REPORTS:
                yield ["reports", kind], f"there is no such report; there are {', '.join(REPORTS)}"


def _is_host(word: str) -> bool:
    return not re.search(r"[/\s]", word) and _refused(f"http://{word}") is None


def _refused(url: str) -> str | None:
    """Why a URL is none that is followed; a password in it is not repeated."""
    from harvest.fetch.addresses import check_scheme
    from harvest.fetch.errors import RefusedError

    try:
        check_scheme(url)
    except RefusedError as error:
        return str(error)
    return None


def meant(word: str, known: Collection[str]) -> str:
    """The question whether the known word that comes nearest to a wrong one is meant; empty where none is near."""
    near = difflib.get_close_matches(word.lower(), [one.lower() for one in known], 1, 0.7)
    found = next((one for one in known if near and one.lower() == near[0]), None)
    return "" if found is None else f"; is `{found}` meant?"


def _keys(types: list[Any]) -> list[str]:
    return [field.name for kind in types if isinstance(kind, inspect.StructType) for field in kind.fields]


def _choices(types: list[Any]) -> list[str]:
    return [str(value) for kind in types if isinstance(kind, inspect.LiteralType) for value in kind.values]


def _types(kind: Any, steps: list[str]) -> list[Any]:
    """The types that the value at a path may have."""
    kinds = _flat(inspect.type_info(kind))
    for step in steps:
        kinds = [one for kind in kinds for one in _flat(_inner(kind, step))]
    return kinds


def _flat(kind: Any) -> list[Any]:
    if isinstance(kind, inspect.UnionType):
        return [one for part in kind.types for one in _flat(part)]
    return [] if kind is None else [kind]


def _inner(kind: Any, step: str) -> Any:
    if isinstance(kind, inspect.StructType):
        return next((field.type for field in kind.fields if field.name == step), None)
    if isinstance(kind, inspect.DictType):
        return kind.value_type
    return kind.item_type if isinstance(kind, inspect.VarTupleType | inspect.ListType) else None
