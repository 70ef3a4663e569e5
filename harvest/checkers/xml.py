"""XML: is it well formed? Entities are never expanded, fragments are whole in themselves."""

from __future__ import annotations

import re
from typing import Final, NoReturn
from xml.parsers import expat

from harvest.checkers.base import one_by_one
from harvest.model import Code, Finding, Reading, Rule

SYNTAX = Rule(
    code="XML001",
    name="xml-syntax",
    severity="error",
    summary="The markup is not well formed.",
    why="An XML parser must stop at the first such mistake; nothing of the document is read.",
    bad="<item><name>tea</item></name>",
    good="<item><name>tea</name></item>",
)
RULES = (SYNTAX,)
TOOLS = ()

_ROOT = "<_>"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ELISION = re.compile(r"\.{3}|…|\[snip\]|\{\{|\{%|<%|\$\{|<\?php|@\w+\(", re.IGNORECASE)
_TOLD: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "this closing tag does not match the one that is open",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "an attribute stands twice",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: "the CDATA section is never closed",
}
"""Mistakes that are no matter of what is shown; the rest may be a sketch."""


class _Declares(Exception):  # noqa: N818 - nothing is wrong with the text
    """It declares entities: it is not read any further."""


def read(code: Code) -> Reading:
    """Read one block of XML 1.0, as a document or as content of one."""
    text = _DECLARATION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), code.text, count=1)
    if _ELISION.search(text) or not text.lstrip().startswith("<"):
        return Reading(dialect="fragment")
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    doctype = "<!DOCTYPE" in text
    try:
        parser.Parse(text if doctype else _ROOT + text, True)  # noqa: FBT003 - expat names no argument
    except _Declares:
        return Reading(dialect="declares entities")
    except (expat.ExpatError, UnicodeEncodeError) as error:
        return Reading(findings=_findings(text, error, doctype=doctype))
    return Reading()


read_many = one_by_one(read)


def _refuse(*_: object) -> NoReturn:
    raise _Declares


def _findings(text: str, error: expat.ExpatError | UnicodeEncodeError, *, doctype: bool) -> tuple[Finding, ...]:
    if isinstance(error, UnicodeEncodeError) or error.code not in _TOLD:
        return ()
    shift = 0 if doctype or error.lineno > 1 else len(_ROOT)
    lines = text.split("\n")
    row = lines[min(error.lineno, len(lines)) - 1]
    # expat counts bytes
    column = len(row.encode("utf-8", "replace")[: max(0, error.offset - shift)].decode("utf-8", "ignore")) + 1
    return (SYNTAX.finding(error.lineno, column, _TOLD[error.code]),)
