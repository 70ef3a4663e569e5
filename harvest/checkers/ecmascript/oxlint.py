"""The second opinion: which of several texts oxlint's parser accepts, in one process for all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from harvest import tools
from harvest.errors import ToolError
from harvest.texts import folder_of

TOOL = "oxlint"
_CONFIG = ".oxlintrc.json"
_WORDS = (TOOL, "--config", _CONFIG, "--format", "json", "--no-ignore", "--disable-nested-config", ".")
_UNDEFINED = re.compile(r"'(.+)' is not defined")
_FORGIVEN = re.compile(
    r"already been declared|Private identifier|'with' statement|Multiple constructor|Duplicate|'?return'? statement"
)
"""Rules for a whole file: alternatives of one name, parts of a class."""
_DECLARED = re.compile(r"[\w$]+[ \t]*:")
"""A constant with its type alone, as in a listing of declarations."""
_NO_RULE_BUT = {
    "plugins": [],
    "categories": {"correctness": "off"},
    "rules": {"no-undef": "error"},
    "overrides": [{"files": ["*.mjs"], "rules": {"no-undef": "off"}}],
}
"""The names in stacks are known already."""


class Fault(Struct, frozen=True):
    """A syntax error, at a character offset."""

    offset: int
    message: str


class Opinion(Struct, frozen=True):
    """What the tool says of one text."""

    fault: Fault | None = None
    """The first syntax error."""
    forgiven: bool = False
    """Whether there is an error that only a whole file must not have."""
    undefined: tuple[tuple[str, int], ...] = ()
    """Names of values that nothing binds, each with its first offset."""


def typed(text: str) -> tuple[str, ...]:
    """The suffixes under which TypeScript is to be read: markup and type arguments are told apart by a `<` alone."""
    return ("ts", "tsx") if "<" in text else ("ts",)


def parse(files: Mapping[str, str]) -> dict[str, Opinion]:
    """The opinion on each file by its name; a file that breaks the tool is left out.

    Args:
        files: our own names (`1.jsx`, `2.ts`: the suffix chooses the language) and the texts.

    Raises:
        ToolError: oxlint is not installed.
    """
    if not files:
        return {}
    tools.locate(TOOL)
    try:
        return _run(files)
    except ToolError:
        if len(files) == 1:
            return {}
    middle = len(files) // 2
    items = list(files.items())
    return {**parse(dict(items[:middle])), **parse(dict(items[middle:]))}


def _run(files: Mapping[str, str]) -> dict[str, Opinion]:
    with folder_of(
        {_CONFIG: json.dumps(_NO_RULE_BUT), **{name: _plain(text) for name, text in files.items()}}
    ) as folder:
        done = tools.run(_WORDS, folder)
    try:
        report = json.loads(done.output.decode("utf-8", "replace"))
    except ValueError:
        raise ToolError("oxlint gave no report") from None
    if report.get("number_of_files") != len(files):
        raise ToolError("oxlint did not read every file")
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in files}
    for diagnostic in report["diagnostics"]:
        told.get(diagnostic.get("filename", "").rsplit("/", 1)[-1], []).append(diagnostic)
    return {name: _opinion(diagnostics, files[name]) for name, diagnostics in told.items()}


def _opinion(diagnostics: list[dict[str, Any]], text: str) -> Opinion:
    data = _plain(text).encode("utf-8", "replace")
    faults: list[Fault] = []
    forgiven = False
    names: dict[str, int] = {}
    for diagnostic in sorted(diagnostics, key=_start):
        offset = len(data[: _start(diagnostic)].decode("utf-8", "ignore"))
        message = str(diagnostic["message"])
        name = _UNDEFINED.match(message)
        declared = message.startswith("Missing initializer in const") and _DECLARED.match(text, offset)
        if "code" not in diagnostic:
            if declared or _FORGIVEN.search(message):
                forgiven = True
            else:
                faults.append(Fault(offset, message))
        elif name and str(diagnostic.get("code", "")).endswith("(no-undef)"):
            names.setdefault(name[1], offset)
    return Opinion(next(iter(faults), None), forgiven, tuple(names.items()))


def _start(diagnostic: dict[str, Any]) -> int:
    labels = diagnostic.get("labels") or [{"span": {"offset": 0}}]
    return int(labels[0]["span"]["offset"])


def _plain(text: str) -> str:
    """The text as the tool should see it, every length kept.

    Comments of the author to some linter are not for us. A few characters that no engine takes outside strings
    are white space to this parser, the zero-width space for one: they become a character that it refuses as well.
    """
    text = re.sub("[\u0085\u200b\ufffd]", "\u00ad", text)
    return re.sub(r"\b(?:eslint|oxlint)(?=-)", "xxlint", text)
