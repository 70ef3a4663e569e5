"""Transcripts: what was typed at a prompt, and what was printed; the prompt tells the language."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TABLE: Final[tuple[tuple[str, str, str | None], ...]] = (
    (r">>> ?", "python", "pycon"),
    (r"In \[\d*\]: ?", "python", None),
    (
        r"(?:\([\w.-]+\) ?)?\$ (?=[^\s|])|(?:\([\w.-]+\) ?)?[\w.-]+@[\w.-]+[: ][^$#%>\n]{0,80}[$#%>](?: |$)",
        "shell",
        "console",
    ),
    (r"\[[\w.-]+(?:@[\w.-]+ [^\]\n]{1,60})?\][$#] ", "shell", "console"),
    (r"[\u276f\u279c] +(?:[~/]\S* )?(?=\S)|% (?=[a-z][\w-]+ )(?!.*:\s*$)|~[\w/.-]*[$%#>] (?=\S)", "shell", "console"),
    (r"PS(?: [A-Z]:[^>\n]{0,80})?> ?", "powershell", None),
    (r"[A-Z]:\\[^>\n]{0,80}>", "batch", None),
    (r"(?:mysql|sqlite|MariaDB \[\w*\]|[a-z_]\w*=[#>])> ?|[a-z_]\w*=[#>] ", "sql", None),
    (r"irb(?:\(\w+\):[\d:]*)?> ?|\d\.\d\.\d :\d+ > ", "ruby", None),
    (r"iex(?:\(\d+\))?> ", "elixir", None),
    (r"(?:ghci|Prelude[\w. ]*|λ)> ", "haskell", None),
    (r"(?:user|[a-z][\w.-]*\.core)=> ", "clojure", None),
    (r"scala> ", "scala", None),
    (r"julia> ", "julia", None),
)
_PROMPTS: Final = tuple(
    (re.compile(r"\s*(?:" + prompt + ")"), language, dialect) for prompt, language, dialect in _TABLE
)
_ASIDE = re.compile(r"\s*(?:#|//|--|$)")
_FEWEST = 0.2


class Transcript(NamedTuple):
    """A language, and the dialect that its transcripts are."""

    language: str
    dialect: str | None


def transcript(text: str) -> Transcript | None:
    """What a text is a transcript of: its first line that is no comment has a prompt, or several have; else None."""
    lines = [line for line in text.split("\n") if not _ASIDE.match(line)]
    for prompt, language, dialect in _PROMPTS:
        typed = sum(1 for line in lines if prompt.match(line))
        if typed and (prompt.match(lines[0]) or (typed > 1 and typed >= _FEWEST * len(lines))):
            return Transcript(language, dialect)
    return None
