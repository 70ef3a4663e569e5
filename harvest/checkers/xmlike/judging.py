"""What expat says of a block, and which repair makes it well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NoReturn
from xml.parsers import expat

from harvest.checkers.hypertext import quotes
from harvest.checkers.hypertext.mistake import Change, Mistake
from harvest.checkers.hypertext.tags import Tag, parts
from harvest.checkers.offsets import place
from harvest.checkers.xmlike.rules import SYNTAX
from harvest.model import Code, Finding, Reading

_ROOT = "<_>"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ELISION = re.compile(r"\.{3}|…|\[snip\]|\{\{|\{%|<%|\$\{|<\?php|@\w+\(", re.IGNORECASE)
_TOLD: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "this closing tag does not match the one that is open",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "an attribute stands twice",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: "the CDATA section is never closed",
}
"""Mistakes that are no matter of what is shown; the rest may be a sketch."""
_SLIPS: Final = frozenset(
    expat.errors.codes[name] for name in (expat.errors.XML_ERROR_INVALID_TOKEN, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
)
"""What a quote or a `>` that is missing ends in, and what many a sketch ends in: told where one repair cures."""
_OPEN: Final = expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
"""All that stands there is well formed; what is open at the end need not be shown to its end."""
_MOST: Final = 12
"""Repairs that are tried."""


class _Declares(Exception):  # noqa: N818 - nothing is wrong with the text
    """It declares entities: it is not read any further."""


def read(code: Code) -> Reading:
    """Read one block of XML 1.0, as a document or as content of one."""
    text = _DECLARATION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), code.text, count=1)
    if _ELISION.search(text) or not text.lstrip().startswith("<"):
        return Reading(dialect="fragment")
    try:
        error = _refusal(text)
    except _Declares:
        return Reading(dialect="declares entities")
    if error is None:
        return Reading()
    if error.code in _TOLD:
        return Reading(findings=(_told(text, error),))
    return Reading(findings=tuple(islice(_cured(text), 1)) if error.code in _SLIPS else ())


def _refuse(*_: object) -> NoReturn:
    raise _Declares


def _refusal(text: str) -> expat.ExpatError | None:
    """Why it is not well formed, as a document or as content of one; None where it is."""
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(text if "<!DOCTYPE" in text else _ROOT + text, True)  # noqa: FBT003 - expat names no argument
    except expat.ExpatError as error:
        return error
    except UnicodeEncodeError:
        return None
    return None


def _told(text: str, error: expat.ExpatError) -> Finding:
    shift = 0 if "<!DOCTYPE" in text or error.lineno > 1 else len(_ROOT)
    lines = text.split("\n")
    row = lines[min(error.lineno, len(lines)) - 1]
    # expat counts bytes
    column = len(row.encode("utf-8", "replace")[: max(0, error.offset - shift)].decode("utf-8", "ignore")) + 1
    return SYNTAX.finding(error.lineno, column, _TOLD[error.code])


def _cured(text: str) -> Iterator[Finding]:
    """The mistakes in a quote or a tag after whose repair it is well formed, as far as it is shown."""
    for mistake in islice(_mistakes(text), _MOST):
        repaired = mistake.change.made(text)
        left = _refusal(repaired)
        if left is None or left.code == _OPEN:
            line, column = place(text, mistake.start)
            message, suggestion = mistake.message, mistake.suggestion
            yield SYNTAX.finding(line, column, message, suggestion=suggestion, repaired=repaired)


def _mistakes(text: str) -> Iterator[Mistake]:
    for part in parts(text):
        if isinstance(part, Tag):
            yield from quotes.mistakes(text, part)
            if not part.closed and part.open_quote is None:
                at, told = len(text[: part.end].rstrip()), f"the tag `<{part.name[:40]}` is never closed"
                yield from (Mistake(at, at, told, f"add `{end}`", Change(at, at, end)) for end in (">", "/>"))
