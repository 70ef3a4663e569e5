"""Texts under a tag of JavaScript or TypeScript that mean to be no program: drawings, words, signatures, Flow."""

from __future__ import annotations

import re
from collections.abc import Callable

from harvest.checkers.ecmascript.lexer import mask
from harvest.checkers.ecmascript.prose import is_prose
from harvest.checkers.ecmascript.strangers import INTERFACE

_DRAWN = re.compile(
    r"^[ \t]*(?:[\u2500-\u257f]|\+[-=]{2}|[|+](?=[^\n]*[|+][ \t.]*$)|[|/\\v^][|/\\v^ \t]*$)", re.MULTILINE
)
_FLOW = re.compile(
    r"\{\||\|\}|\bimport typeof\b|\bopaque type\b|[:<(|][ \t]*\?[A-Za-z{(]|=[ \t]*\*;"
    r"|\$(?:ReadOnly|ReadOnlyArray|Exact|Keys|Values|Diff|Shape|ElementType)\b"
)
_PATH = re.compile(r"[ \t]*(?:[@~]|@?[\w.$*-]+)(?:\([\w./-]*\))?(?:/[\w.$*@()-]+)+/?(?:[ \t]+\([^()\n]*\))?[ \t]*")
_KEY = re.compile(r"[ \t]*[a-z][\w-]*(?:\.[a-z][\w-]*)+[ \t]*")
"""The name of a setting, be there a word of the language in it: `delete.topic.enable`."""
_FORMULA = re.compile(r"(?=[^\n]*[\u00d7\u00f7\u221a\u2211\u00b2\u00b3])[ \t]*[\w ]+[ ]?=[^\n;{}]+")
_STAND_IN = re.compile(r"[ \t]*\[[A-Z][a-z]+(?:[ ][A-Za-z'-]+){2,}\][ \t]*")
"""What is to come, between brackets: `[Code that waters the beds]`."""
_DIAGRAM = re.compile(
    r"\s*(?:export[ ])?(?:abstract[ ])?class[ ][^{}()\n]+\{[ \t]*\n"
    r"(?:(?:[ \t]*+[-+#~][ \t]+[\w$]+[ \t]*+(?::|\()[^\n]*+)?[ \t]*+\n)++\s*\}\s*"
)
"""A class with its members as a diagram has them: `- beds: Set<string>`."""
_ARK = re.compile(r"\s*(?:@\w+(?:\([^()]*\))?\s+)+(?:export )?struct \w+ \{")
"""ArkTS, which goes under TypeScript's tag."""
_CALL_OF = re.compile(
    r"[ \t]*\([^()\n]*:[^()\n]*\)[ ]*=>[ ]*(?:void|[A-Z]\w*(?:<[^\n]*>)?)"
    r"(?:[ ]\|[ ][A-Za-z]+(?:<[^\n]*>)?)*[;,]?[ \t]*"
)
"""The type of a function: `(box: Box) => void`."""
_ENDED = re.compile(
    r"^[ \t]*end[ \t]?(?:class|define|for|function|if|loop|method|procedure|program|struct|while)[ \t]*;?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""The end of something that is closed by words, in no language of this family."""
_POINTED_AT = re.compile(r"^[ \t]*\^+[ \t]*$", re.MULTILINE)
_FAILED = re.compile(r"^(?:Uncaught )?[A-Z]\w*Error\b", re.MULTILINE)
_PROPERTIES = re.compile(r"\s*<[A-Z][\w.]*[ \t]*\n(?:[ \t]*[\w-]+\??:[ \t]+\S[^\n]*\n)+[ \t]*/?>\s*")
"""An element of which the kinds of its properties are told."""
_HEAD = re.compile(
    r"(?:(?:const|let|var)[ ](?:[\w$]+|[\[{][^=\n]*[\]}])[ ]=[ ](?:await[ ])?)?"
    r"(?:(?:new|async|static|get|set|export|function\*?)[ ]+)*[.#]?(?:[\w$]+[.#])*[\w$]+\??(?:<[^()\n]*>)?"
    r"(?:[ ]=[ ](?:async[ ])?(?:function\*?[ ]?)?)?[ ]?\(|(?:export[ ])?(?:type|interface|declare)[ ]"
    r"|(?:export[ ])?(?:abstract[ ])?class[ ][^{}();=]+\Z|[\w$]+\??:[ ][A-Z]|import[ ]"
)
_BODY = re.compile(r"(?:\)|=>)[ \t]*\{[ \t]*$|\breturn\b|^[ \t]+\S.*;[ \t]*$", re.MULTILINE)
_PARAMETERS = r"\((?:[^()\n]|\([^()\n]*\))*+\)[ \t]*+[;,]?[ \t]*+"
_WITHOUT_BODY = re.compile(
    rf"(?:export[ ])?(?:(?:static|async|get|set|function)\b\*?[ ]+|\*[ ]?)+[#]?[\w$]+[ ]?{_PARAMETERS}\Z"
)
"""The head of a method or a function, which is no call."""
_CLASS = re.compile(
    rf"\s*(?:export[ ])?(?:default[ ])?class[ ][\w$. ]+\{{[ \t]*\n"
    rf"(?:(?:[ \t]*+(?:(?:static|async|get|set)[ ]+)*+[*#]?[\w$]+{_PARAMETERS})?[ \t]*+\n)++\s*\}}\s*"
)
"""A class of which the heads of the methods are shown."""
_RETURNS = re.compile(r"\)[ \t]*(?::|->)[ \t]*[\w${(\[]|[(,][ \t]*(?:\.\.\.)?[\w$]+\?[ \t]*[,)]")
_MARK = re.compile(r"[()\[\]{}]|(?<=[\w$?\]}])[ \t]*:(?!:)")
_TERNARY = re.compile(r"\s\?\s")
_BENT = re.compile("[\u2018\u2019\u201c\u201d]")
_STATED = re.compile(r";[ \t]*\)")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def notation(text: str) -> str | None:
    """The kind of notation that a text is which no parser takes; None where it should have been code."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(_DRAWN.findall(text)) * 2 >= len(lines):
        return "drawing"
    lines = [line for line in lines if not line.lstrip().startswith("//")]
    for kind, pattern in _LINES:
        if lines and all(pattern.fullmatch(line) for line in lines):
            return kind
    if is_prose(lines):
        return "text"
    shown = mask(text)
    return next((kind for kind, is_it in _WHOLE if is_it(shown)), None)


def _is_output(shown: str) -> bool:
    return _POINTED_AT.search(shown) is not None and _FAILED.search(shown) is not None


def is_flow(shown: str) -> bool:
    """Whether a masked text has types that Flow has and TypeScript has not."""
    return _FLOW.search(shown) is not None


def _is_signature(shown: str) -> bool:
    """Whether every line that is not indented heads a call, and their brackets close and hold types, not statements."""
    if _CLASS.fullmatch(shown):
        return True
    if _BENT.search(shown) or _STATED.search(shown):
        return False  # what is in a string shows, or a statement among parameters
    heads = [line for line in shown.split("\n") if line and line[0] not in " \t)]}"]
    if not heads or not all(_HEAD.match(line) for line in heads) or _BODY.search(shown):
        return False
    typed = _types_parameters(shown)
    told = typed or _RETURNS.search(shown) is not None or all(_WITHOUT_BODY.match(line) for line in heads)
    return typed is not None and told


def _types_parameters(shown: str) -> bool | None:
    """Whether a colon stands among parameters, as in no call; None where the brackets do not close."""
    stack, typed = [], False
    for match in _MARK.finditer(shown):
        char = match[0]
        if char in "([{":
            stack.append(char)
        elif char not in _PAIRS:
            typed = typed or stack[-1:] == ["("]
        elif not stack or stack.pop() != _PAIRS[char]:
            return None
    return typed and _TERNARY.search(shown) is None if not stack else None


_LINES = (("paths", _PATH), ("paths", _KEY), ("formula", _FORMULA), ("signature", _CALL_OF), ("elided", _STAND_IN))
"""What each line is in a kind of notation."""
_WHOLE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("output", _is_output),
    ("pseudocode", _ENDED.search),
    ("arkts", _ARK.match),
    ("flow", is_flow),
    ("signature", INTERFACE.match),
    ("signature", _PROPERTIES.fullmatch),
    ("signature", _DIAGRAM.fullmatch),
    ("signature", _is_signature),
)
"""What a masked text is in a kind of notation."""
