"""Which language a block may really be in: signs that hardly stand in another."""

from __future__ import annotations

import json
import re
from typing import Final

from harvest.languages.transcripts import transcript
from harvest.languages.voting import is_command
from harvest.model import Code

_SIGNS: Final[dict[str, re.Pattern[str]]] = {
    "python": re.compile(
        r"""
        \s*(?:
            (?:async[ ])?def[ ]\w+\(.*(?::|,|\()\s*(?:\#.*)?$ | class[ ]\w+(?:\(.*\))?:\s*$
          | from[ ][\w.]+[ ]import[ ][\w(*] | import[ ][\w.]+(?:[ ]as[ ]\w+)?\s*$
          | (?:if|elif|for|while|with|except)[ ].*:\s*$ | (?:else|try|finally):\s*$
          | print\(.*\)\s*(?:\#.*)?$ | @\w[\w.]*(?:\(.*\))?\s*$ | self\.\w+[ ]=
        )
        """,
        re.VERBOSE,
    ),
    "javascript": re.compile(
        r"""
        \s*(?:
            (?:export[ ])?(?:const|let|var)[ ](?:\w+|[{\[][^=]*)\s*(?:=(?!=)|;|$)
          | import[ ].*[ ]from[ ]["'] | import[ ]["']
          | export[ ](?:default|function|class|async)\b | (?:async[ ])?function\b[ *]*\w*\(.*\{\s*$ | module\.exports\b
          | console\.(?:log|error|warn|info|assert)\( | \}\)(?:\)|;|\.|$) | \}[ ]?else[ ]?(?:if\b.*)?\{\s*$
          | (?:await[ ])?[\w$.]+\(.*(?:=>|\bfunction\b)[^{]{0,80}\{\s*$
          | [\w$]+(?:\.[\w$]+)+\(["'`\w{\[(].*\);\s*(?://.*)?$ | (?:\.\w+\([^()]*\)){1,9};\s*$
        )
        """,
        re.VERBOSE,
    ),
    "shell": re.compile(
        r"""
        \s*(?:
            (?:function[ ])?[\w-]+[ ]?\(\)[ ]?\{\s*$ | (?:local|declare|shopt|printf|readonly|typeset)[ ][-'"\w]
          | (?:if|elif|while|until)[ ](?:\[|!|[a-z]).*;[ ]?(?:then|do)\s*$ | for[ ].*;[ ]?do\s*$ | (?:fi|done|esac)\s*$
          | \[\[?[ ].*[ ]\]\]?(?:[ ]*(?:&&|\|\||;).*)?$
          | [A-Za-z_]\w*=(?:\$|\(|["'][^"'=]*["']\s*$) | .*\$\{[\w\#!].*\} | \(\(.*\)\)\s*$
          | (?:sudo|apt|apt-get|yum|brew|npm|npx|yarn|pip3?|git|curl|wget|docker|kubectl|cd|mkdir|chmod|export|echo)
            [ ][-\w./"'$@~:=]+(?:[ ][^=({;]*)?$
          | [a-z][\w.-]+(?:[ ]+[\w./:@=~-]+){0,6}[ ]+--[a-z][\w-]+(?:[ =]|$)
        )
        """,
        re.VERBOSE,
    ),
    "yaml": re.compile(r"\s*(?:(?:- +)*[\w.\"'/-]+:(?: +\S.*|\s*)$|- +\S)"),
    "toml": re.compile(r"\[\[?[A-Za-z_][\w.\"-]*\]\]?\s*(?:#.*)?$|[\w.\"-]+ ?= ?(?:[\"'\[{]|true\b|false\b|\d)"),
}
_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*|--|[\])};,]*$)")
"""A line that says nothing: a comment, closing brackets."""
_ASIDE = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\Z)|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)', re.DOTALL)
"""Texts and comments of several lines."""
_LONGEST: Final = 400
"""Characters of a line that are looked at."""
_FEWEST: Final = 4
"""One line in so many has to show a sign."""
_NO_COMMAND: Final = re.compile(r"\bthis\.\w|=>|===|^\s*(?:export )?(?:default )?(?:abstract )?class \w")
"""What a block of JavaScript that breaks off has, and no shell: its methods look like functions of a shell."""
_IN_WORDS = re.compile(r"\s*(?!export )\S+[ ]\S")
_BRACED = re.compile(r"^\s*[\[{\]}]|[{;,(]\s*$")
"""What stands in no file of YAML that is written in lines."""
_NEVER_JSON: Final = frozenset({"html", "xml", "css", "scss", "sql", "toml", "ini", "dockerfile", "graphql"})
"""Languages whose own text is never a JSON document."""
_NEVER_OBJECT: Final = frozenset({"javascript", "jsx", "typescript", "tsx"})
"""Here an array may stand alone; an object with quoted keys is a block with a syntax error."""


def candidates(code: Code) -> list[str]:
    """The languages that a block shows signs of beside its own, the likeliest first."""
    if is_no_place_for(code):
        return ["json"]
    if code.language in _NEVER_JSON - {"html", "toml"}:
        return []
    text = _ASIDE.sub("", code.text).replace("\\\n", " ")
    lines = [line[:_LONGEST] for line in text.split("\n") if not _COMMENT.match(line)]
    related = _related(code)
    if code.language in _NEVER_OBJECT and any(map(_NO_COMMAND.search, lines)):
        related.add("shell")
    counts = {name: _likely(name, lines) for name in _SIGNS if name not in related}
    own = _likely(code.language, lines) if code.language in _SIGNS else 0
    likely = [name for name, count in counts.items() if count and count >= own]
    typed = transcript(code.text)  # what was answered shows no signs
    if typed is not None and typed.language in counts:
        return [typed.language]
    return sorted(likely, key=lambda name: -counts[name])


def _related(code: Code) -> set[str]:
    """The language itself, what it is taken for by mistake, and where programs show what looks like YAML, that too."""
    language = code.language
    if language == "html" and code.text.lstrip().startswith("<"):  # of a page its scripts alone would be read
        return {"html", "yaml", "javascript"}
    if language == "toml":
        return {*_SIGNS} - {"yaml"}
    if language in _NEVER_OBJECT and "\n" in code.text.strip():  # on one line it may as well be a member
        return {language}
    return {language, "yaml"}


def _likely(name: str, lines: list[str]) -> int:
    """How many lines show signs of a language; 0 where they are too few.

    Of command lines that not everybody types, and of the keys of YAML, which are those of others too, half are needed.
    """
    count = sum(1 for line in lines if _SIGNS[name].match(line))
    if name == "yaml":
        return count if count * 2 >= len(lines) and not any(map(_BRACED.search, lines)) else 0
    if name == "shell" and count * _FEWEST < len(lines):
        count = sum(1 for line in lines if _IN_WORDS.match(line) and is_command(line.strip()))
        return count if count * 2 >= len(lines) else 0
    return count if count * _FEWEST >= len(lines) else 0


def is_no_place_for(code: Code) -> bool:
    """Whether a text is a JSON document under a tag whose language has none."""
    if code.language in _NEVER_JSON:
        return is_document(code.text)
    if code.language == "shell":  # a terminal may well have shown it, and on one line it is a command's answer
        text = code.text.strip()
        return code.dialect != "console" and "\n" in text and (is_document(text) or _is_member(text))
    return code.language in _NEVER_OBJECT and code.text.lstrip().startswith("{") and is_document(code.text)


def is_document(text: str) -> bool:
    """Whether the text is a JSON object or array, to the letter."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        return bool(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _is_member(text: str) -> bool:
    """Whether the text is members of a JSON object, as one shows a part of a file."""
    return text.startswith('"') and is_document("{" + text.removesuffix(",") + "}")


def start(text: str) -> tuple[int, int]:
    """Line and column, 1-based, of the first line that is no comment."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _COMMENT.match(line):
            return number, len(line) - len(line.lstrip()) + 1
    return 1, 1
