"""What a text says of its own language: a shebang, an editor's mode line, a Markdown extension's first line."""

from __future__ import annotations

import re
from typing import Final

from harvest.languages.table import TAGS, Tag

_SHEBANG = re.compile(r"\A\s*#!\s*(?:/[\w.-]+)*/(?:env (?:-\S+ )*)?(?:\w+=\S* )*([a-z]+)[\d.]*")
_INTERPRETERS: Final = {"ash": "shell", "dash": "shell", "nodejs": "javascript", "deno": "typescript", "Rscript": "r"}
_COLONS = re.compile(r"\A\s*(?::::|#!)([\w+#-]+)\s*$", re.MULTILINE)
_EMACS = re.compile(r"-\*-(?:[^\n]*\bmode:)?\s*([\w+#-]+)\s*(?:;[^\n]*)?-\*-")
_VIM = re.compile(r"\b(?:vim?|ex):[^\n]*\b(?:ft|filetype|syntax)=([\w+#-]+)")
_ENDS: Final = 200
"""Characters at either end in which editors look for their line."""


def declared(text: str) -> Tag | None:
    """The language that a text names itself, None where it does not."""
    shebang = _SHEBANG.match(text)
    if shebang:
        return TAGS.get(_INTERPRETERS.get(shebang[1], shebang[1]))
    ends = f"{text[:_ENDS]}\n{text[-_ENDS:]}"
    for pattern, place in ((_COLONS, text[:_ENDS]), (_EMACS, text[:_ENDS]), (_VIM, ends)):
        found = pattern.search(place)
        if found and found[1].lower() in TAGS:
            return TAGS[found[1].lower()]
    return None
