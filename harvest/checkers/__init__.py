"""The checkers: language -> module; to add one is one file and one line."""

from __future__ import annotations

from itertools import chain
from typing import Final

from harvest.checkers import html, javascript, json, python, shell, text, toml, typescript, xml, yaml
from harvest.checkers.base import Checker
from harvest.model import Rule

CHECKERS: Final[dict[str, Checker]] = {
    "html": html,
    "javascript": javascript,
    "jsx": javascript,
    "json": json,
    "python": python,
    "shell": shell,
    "toml": toml,
    "typescript": typescript,
    "tsx": typescript,
    "xml": xml,
    "yaml": yaml,
}

RULES: Final[tuple[Rule, ...]] = tuple(
    dict.fromkeys(chain(*(checker.RULES for checker in CHECKERS.values()), text.RULES))
)
"""Each once, in the order of the checkers."""
