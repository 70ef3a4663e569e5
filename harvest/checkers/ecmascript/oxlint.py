"""The second opinion: which of several texts oxlint's parser accepts, in one process for all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from harvest import tools
from harvest.errors import ToolError

TOOL = "oxlint"
_CONFIG = ".oxlintrc.json"
_WORDS = (TOOL, "--config", _CONFIG, "--format", "json", "--no-ignore", "--disable-nested-config", ".")
_FORGIVEN = re.compile(
    r"already been declared|Private identifier|'with' statement|Multiple constructor|Duplicate|'?return'? statement"
)
"""Rules for a whole file: alternatives of one name, parts of a class."""
_EMPTY = {"plugins": [], "categories": {"correctness": "off"}, "rules": {}}


class Fault(Struct, frozen=True):
    """A syntax error, at a character offset."""

    offset: int
    message: str


def parse(files: Mapping[str, str]) -> dict[str, Fault | None]:
    """The first syntax error of each file by its name, None where it is accepted; a file that breaks the tool is left out.

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


def _run(files: Mapping[str, str]) -> dict[str, Fault | None]:
    with tools.folder_of(
        {_CONFIG: json.dumps(_EMPTY), **{name: _plain(text) for name, text in files.items()}}
    ) as folder:
        done = tools.run(_WORDS, folder)
    try:
        report = json.loads(done.output.decode("utf-8", "replace"))
    except ValueError:
        raise ToolError("oxlint gave no report") from None
    if report.get("number_of_files") != len(files):
        raise ToolError("oxlint did not read every file")
    found: dict[str, Fault | None] = dict.fromkeys(files)
    for diagnostic in report["diagnostics"]:
        name = diagnostic.get("filename", "").rsplit("/", 1)[-1]
        if "code" not in diagnostic and name in files and not _FORGIVEN.search(diagnostic["message"]):
            fault = _fault(diagnostic, files[name])
            held = found[name]
            if held is None or fault.offset < held.offset:
                found[name] = fault
    return found


def _fault(diagnostic: dict[str, Any], text: str) -> Fault:
    labels = diagnostic.get("labels") or [{"span": {"offset": 0}}]
    data = _plain(text).encode("utf-8", "replace")[: labels[0]["span"]["offset"]]
    return Fault(len(data.decode("utf-8", "ignore")), str(diagnostic["message"]))


def _plain(text: str) -> str:
    """The text as the tool should see it, every length kept.

    Comments of the author to some linter are not for us. A few characters that no engine takes outside strings
    are white space to this parser, the zero-width space for one: they become a character that it refuses as well.
    """
    text = re.sub("[\u0085\u200b\ufffd]", "\u00ad", text)
    return re.sub(r"\b(?:eslint|oxlint)(?=-)", "xxlint", text)
