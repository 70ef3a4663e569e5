"""A rule's example as the code blocks that it shows."""

from __future__ import annotations

import re
from typing import NamedTuple

from harvest.reports.visible import visible

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LANGUAGES = {
    "PY": "python",
    "NAM": "python",
    "TXT": "python",
    "JS": "javascript",
    "JSN": "json",
    "SH": "shell",
    "YML": "yaml",
    "TML": "toml",
    "XML": "xml",
    "HTM": "html",
}
"""Of examples without fences, by the letters of their rule's code."""


class Example(NamedTuple):
    """One code block."""

    language: str
    text: str


def blocks(code: str, example: str) -> list[Example]:
    """The blocks of an example: fenced ones as their fences say, else the whole as one.

    Args:
        code: the rule's code.
        example: `Rule.bad` or `Rule.good`.
    """
    fenced = [Example(found[1], found[2].removesuffix("\n")) for found in _FENCED.finditer(example)]
    return fenced or [Example(_LANGUAGES.get(code.rstrip("0123456789"), "text"), example.removesuffix("\n"))]


def shown(code: str, example: str) -> list[Example]:
    """The same to be looked at: characters that cannot be seen, or that act, by their names."""
    return [Example(block.language, _visible(block.text)) for block in blocks(code, example)]


def fenced(code: str, example: str) -> str:
    """An example as Markdown, to be looked at."""
    return "\n\n".join(f"```{language}\n{text}\n```" for language, text in shown(code, example))


def _visible(text: str) -> str:
    return "\n".join(visible(line, space="\u2423", pictures=False) for line in text.split("\n"))
