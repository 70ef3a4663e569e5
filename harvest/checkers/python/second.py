"""The second opinion: ruff's parser on all failing blocks of a batch, in one process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from harvest import tools
from harvest.errors import ToolError
from harvest.texts import folder_of

_WORDS = ("check", "--isolated", "--no-cache", "--no-fix", "--quiet", "--exit-zero", "--target-version", "py314")
_OUTPUT = ("--select", "F632", "--output-format", "json")  # some rule must be chosen; syntax errors come whatever it is
_SYNTAX = {None, "invalid-syntax", "E999"}
"""What ruff has called a syntax error over its versions."""


def rejects(texts: Sequence[str]) -> list[bool | None]:
    """For each text, whether ruff finds a syntax error in it too.

    Ruff knows syntax newer than the running Python. It aborts on deep nesting and loses the batch: then each text is
    asked alone. None for a text on which it fails alone.
    """
    if not texts:
        return []
    try:
        return _ask(texts)
    except ToolError:
        return [None] if len(texts) == 1 else [rejects([text])[0] for text in texts]


def _ask(texts: Sequence[str]) -> list[bool | None]:
    names = [f"{number:05}.py" for number in range(len(texts))]
    with folder_of(dict(zip(names, texts, strict=True))) as folder:
        done = tools.run(["ruff", *_WORDS, *_OUTPUT, "."], folder)
        if done.status != 0:
            raise ToolError(f"ruff ended with status {done.status}")
        try:
            found: list[dict[str, Any]] = json.loads(done.output)
        except ValueError:
            raise ToolError("ruff gave no report") from None
    wrong = {str(item["filename"]).replace("\\", "/").rsplit("/", 1)[-1] for item in found if item["code"] in _SYNTAX}
    return [name in wrong for name in names]
