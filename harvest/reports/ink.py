"""What a terminal can show: its width, colours and links, told from the file and the environment."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO

from msgspec import Struct

from harvest.reports.visible import ordered_about, safe_url, visible

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "passed": "32",
    "title": "1",
    "faint": "2",
    "gutter": "34",
    "help": "36",
    "added": "32",
    "removed": "31",
}
_LINKING = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "DOMTERM")
_LINKING_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"}
_LINKING_VTE = 5000


class Ink(Struct, frozen=True, kw_only=True):
    """How to write to one file."""

    colour: bool = False
    links: bool = False
    width: int = 100
    obeyed: bool = False
    """Whether a build's log is written, which takes orders."""

    def paint(self, style: str, text: str) -> str:
        """Text in one of the styles; foreign text must be `visible` already."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour and text and style in _STYLES else text

    def link(self, url: str, text: str | None = None) -> str:
        """A link that the terminal opens where it knows how (OSC 8), else its text alone."""
        shown = visible(url if text is None else text)
        target = safe_url(url) if self.links else None
        return f"\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\" if target else shown


class Words(NamedTuple):
    """A part of a list."""

    text: str
    style: str = ""


def wrapped(head: str, parts: Sequence[Words], to: Ink) -> Iterator[str]:
    """Lines of a list behind its head, its parts with commas between and none of them torn."""
    line, used = head, len(head)
    for at, (text, style) in enumerate(parts):
        comma = "," * (at < len(parts) - 1)
        if used + len(text) + len(comma) >= to.width:
            yield line
            line, used = " ", 1
        line += f" {to.paint(style, text)}{comma}"
        used += 1 + len(text) + len(comma)
    yield line


def ink(file: TextIO, environment: Mapping[str, str] = os.environ) -> Ink:
    """What may be written to a file: colour and links only to a terminal, unless `FORCE_COLOR` asks for colour.

    Sources: no-color.org, force-color.org; terminals that know OSC 8 are told by the variables they set.
    """
    terminal = file.isatty()
    able = environment.get("TERM") != "dumb" and (sys.platform != "win32" or "WT_SESSION" in environment)
    colour = bool(environment.get("FORCE_COLOR")) or (terminal and able)
    return Ink(
        colour=colour and not environment.get("NO_COLOR"),
        links=terminal and able and _knows_links(environment),
        width=shutil.get_terminal_size().columns if terminal else 100,
        obeyed=ordered_about(environment),
    )


def _knows_links(environment: Mapping[str, str]) -> bool:
    vte = environment.get("VTE_VERSION", "")
    return (
        any(name in environment for name in _LINKING)
        or environment.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or environment.get("TERM") in {"xterm-kitty", "foot", "alacritty", "xterm-ghostty"}
        or (vte.isdigit() and int(vte) >= _LINKING_VTE)
    )
