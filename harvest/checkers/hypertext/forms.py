"""Forms in which HTML is published that no browser reads: templates of many kinds, differences, parts left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvest.checkers.hypertext.tags import Part, Raw

_CONTROL = re.compile(
    r"""
    \{% | <%[^>] | <\?(?:php\b|=|\s) | \[% | \$\{ | \w=[{<] | =\\["'] | \{\.\.\. | \{[\#/:@]\w | \{[*$]
  | </?\#\w | <@\w | </?\w+\| | </?[a-z]+:[a-zA-Z] | </?(?i:dtml-|tmpl_|cf[a-z])
  | \{\{-?[~\s]*(?:[\#/^>*!<]|(?:range|if|else|end|with|block|define|template|partial)\b)
  | \{(?:if|foreach|for|include|block)\s | \$(?:if|for|endif|endfor)\( | =["']?@[\w(] | @[({] | @(?:Html|Url|Model)\b
  | =(["'])<[\w:.-]+[ ][^<>"'\n]*=\1
  | ^[ \t]*(?:[@\#]|%[ ]?)(?:if|for|foreach|forelse|section|yield|else|end\w*|switch|case|while|defer|include|extends
    |set|parse)\b
  | ^[ \t]*---[ \t]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What decides at another time what is there: tags need not match, values need no quotes."""
_HOLE = re.compile(r"\{\{[^{}]*\}\}|\[\[[^\[\]<>]*\]\]|\{[\w.]+\}")
"""A value that is filled in."""
_SERVER = re.compile(r"\{%|<%|<\?|\{\{|\[\[|@\w+\(")
"""What a server puts into a script."""
_CHANGED = re.compile(r"^(?:[-+][ \t]*<|@@ )", re.MULTILINE)
_ELIDED = re.compile(
    r"(?<![\w.])\.{3}(?![\w.])(?!(?<=>\.{3})</)|\u2026|\[snip\]|\u22ee"
    r"|<!--(?:[^<>-]|-(?!->))*\b(?:rest|more|others?|remaining|omitted|existing|same|etc|goes|your)\b",
    re.IGNORECASE,
)
"""Not the content of a single element: `<p>...</p>`."""
_FILLED = "\ue000"


def form(text: str, parts: Sequence[Part]) -> str | None:
    """A form that is not read; what scripts and the like hold is no sign of one."""
    ends = [0, *(part.end for part in parts if isinstance(part, Raw) and part.closed)]
    starts = [*(part.start for part in parts if isinstance(part, Raw) and part.closed), len(text)]
    if any(_CONTROL.search(text[end:start]) for end, start in zip(ends, starts, strict=True)):
        return "template"
    return "diff" if _CHANGED.search(text) else None


def is_served(script: str) -> bool:
    """Whether a server puts something into a script."""
    return _SERVER.search(script) is not None


def filled(text: str) -> str:
    """The text with something in the place of each value that is filled in, every length kept."""
    return _HOLE.sub(lambda hole: re.sub(r"[^\n]", _FILLED, hole[0]), text)


def is_filled(name: str) -> bool:
    """Whether a name is, in part, such a value."""
    return _FILLED in name


def is_elided(text: str) -> bool:
    """Whether something between the tags is left out."""
    return _ELIDED.search(text) is not None
