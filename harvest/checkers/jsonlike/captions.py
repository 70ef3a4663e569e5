"""Lines that stand before or between JSON documents and are no part of them: file names, HTTP heads, commands."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r"""
      HTTP/[0-9]
    | (?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ ]+\S
    | [A-Za-z][A-Za-z0-9_-]*:[ ][^\s{\[]          # a header
    | [<>*][ ]\S                                  # curl -v
    | (?=\S*[./])[\w@.~/-]+:?\s*$               # a file's name
    | [\w'"()-]+(?:[ ][\w'"()/-]+){0,9}:?\s*$     # a heading of a few words
    | (?:(?:[\w.-]+@)?[\w.-]+:[~/][^\s$\#%>]*[$\#%>]|[$%\u276f\u279c>]+)[ ]\S    # a prompt
    | (?:sudo[ ])?(?:curl|http|aws|az|gcloud|kubectl|docker|npm|npx|cat|jq|echo)[ ]
    | <script\b[^>\n]*>\s*$
    | (?:=>|->|[→⇒]) | [-=*_~]{3,}\s*$ | \#
    """,
    re.VERBOSE,
)


def after_caption(text: str, start: int) -> int | None:
    """The offset after the caption that begins at `start`, the first of its line; None where there is none.

    The lines that go on after a backslash belong to it.
    """
    end = _end_of_line(text, start)
    if _CAPTION.match(text, start, end) is None:
        return None
    if text.startswith(("{", "["), start) or _is_value(text[start:end]):
        return None
    while text[start:end].rstrip().endswith("\\") and end < len(text):
        end = _end_of_line(text, end + 1)
    return end


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _is_value(line: str) -> bool:
    return line.rstrip(" \t\r,;") in {"true", "false", "null", "NaN", "True", "False", "None"} or line.startswith(
        ('"', "'")
    )
