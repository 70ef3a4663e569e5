"""Whether an author shows something broken on purpose: what the page, the prose or the block itself says."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from harvest.model import Finding, Snippet

_MARKS: Final = frozenset(
    {
        *(
            "example-bad",
            "bad-example",
            "example-wrong",
            "example-invalid",
            "bad-code",
            "code-bad",
            "not_desired_behavior",
        ),
        *("compile_fail", "compile-fail", "does_not_compile", "should_panic", "should-panic"),
        *("notest", "no-test", "no_test", "test-skip", "skip-test"),
        *("incorrect", "invalid", "wrong", "antipattern", "anti-pattern"),
    }
)
"""Classes and words of an info string: MDN, rustdoc, ESLint's documentation, mdBook, mktestdocs."""

_ERROR = (
    r"(?:syntax|name|reference|type|import|module\s?not\s?found|indentation|compile|compiler|compilation|parse|parsing)"
)
_PROSE = re.compile(
    rf"""
    \b(?:
        (?:be|is)\ an?\ (?:\w+\ )?`?{_ERROR}\s?error
      | pseudo[-\ ]?(?:code|syntax|xml|html|json|yaml|sql|[jt]s|(?:java|type)script)\b
      | following\ is(?:\ not|n['\u2019]t)\ possible\b
      | (?:does|do|did|will|would|is)(?:\ not|n['\u2019]t)\ (?:work|compile|run|parse|valid|legal|allowed)\b
      | won['\u2019]t\ (?:work|compile|run|parse)\b | cannot\ (?:be\ )?(?:compiled?|parsed?)\b
      | (?:code|example|snippet|following|this|that|it|below)\ (?:will\ |would\ |\w+ly\ )?(?:fails?|breaks?)\b
        (?!\ (?:if|when|down))
      | is\ (?:an?\ )?(?:invalid|incorrect|illegal|broken|wrong)\b(?!\ (?:if|when))
      | (?:raises?|throws?|gives?|causes?|produces?|results?\ in|leads?\ to|get|getting|see)[ ]
        (?:an?\ |the\ |this\ |following\ )*
        (?:error\b|`?{_ERROR}\s?error)
      | (?:wrong|incorrect|invalid|broken|bad)\ (?:code|example|way|usage|syntax|version)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REMEDY = re.compile(
    r"\b(?:if|instead|fix(?:ed|es)?|try|solutions?|solved?|resolved?|avoid|prevent|so|but|correct(?:ed|ly)?)\b",
    re.IGNORECASE,
)
"""The sentence speaks of something broken, and the block is what mends it."""
_HEADING = re.compile(
    r"\W*(?:(?:bad|wrong|incorrect|invalid|broken)(?: (?:code|examples?|way|usage|syntax|notation))?"
    r"|don['\u2019]?t|\u274c.*"
    r"|(?:\w+ )?(?:incorrect[oae]s?|falsche?[rns]?|onjuiste?|errad[oa]s?|incorret[oa]s?|sbagliat[oa]|неправильн\w+"
    r"|неверн\w+|невірн\w+)(?: \w+)?|\w{0,4}(?:間違い|誤り|悪い例|错误|錯誤|不正确|不正確|잘못)\w{0,4})\W*",
    re.IGNORECASE,
)
"""A heading, or words right above a block, that call it wrong."""
_COMMENT = re.compile(r"(?:(?:^|(?<=\s))(?:\#|--|;;)|//|/\*|<!--)[ \t!>]*([^\n]*)")
_SAYS_ERROR = re.compile(
    rf"""
    (?:[-=]>[ ]?|\W{{0,3}})(?:(?:warning|caution|note)\W{{1,3}})?(?:this[ ](?:line[ ])?|it[ ]|that[ ])?
    (?:
        (?:is[ ]|will[ ]|would[ ])?(?:an?[ ])?
        (?:
            (?:(?:compile(?:r|[ -]time)?[ ])?error|fail(?:s|ed)?|wrong|bad|incorrect|invalid|broken|throws?|raises?)
            \s*(?:[:!,.(\u2014]|$|-->|\*/)
          | (?:(?:throws?|raises?|gives?|causes?)[ ](?:an?[ ])?)?(?:an[ ]error|{_ERROR}\s?error)\b
          | fails?[ ]to[ ](?:compile|parse|run) | (?:invalid|wrong|bad|incorrect)[ ](?:syntax|code|way)
        )
      | (?:does[ ]not|doesn['\u2019]t|won['\u2019]t|will[ ]not|cannot)[ ](?:work|compile|run|parse)\b
      | [\u274c\u2717\u2718\u2716] | NG\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""An error that a language raises before or instead of running the line; what a program raises excuses no slip."""
_TOLD_BELOW = re.compile(
    r"[ \t]*(?:\#|//)[ \t]*(?:[-=]>|\u2192|\u274c)?[ \t]*"
    r"(?:(?:Uncaught[ ])?(?:Syntax|Name|Reference|Type|Import|ModuleNotFound|Indentation)Error\b|error[ ]TS\d)"
)
"""What an engine says of the line above."""
_SKETCHES: Final = ("pseudo", "\u4f2a\u4ee3\u7801")
_SKETCH = re.compile(r"(?:#|//|/\*|--|\"{3})[^\n]{0,80}?(?:\bpseudo[- ]?code|\u4f2a\u4ee3\u7801)", re.IGNORECASE)
_OLD = re.compile(r"\bpy(?:thon)?[- ]?2(?:\.\d)?\b(?! ?(?:and|or|to|/|&))", re.IGNORECASE)
"""Python 2 by name, where it is not named beside Python 3."""
_SKIPPED = re.compile(
    r"(?:\#|//|<!--)\s*(?:doctest:\s*\+SKIP|notest\b|no-test\b|skip-test\b|compile_fail\b|@ts-expect-error\b)"
)
_END = re.compile(r"[.!?\u3002](?:(?<!\u3002)\s+|(?<=\u3002)\s*)(?=\S)")
"""The end of a sentence, and what lies before the next."""
_LAST = 240
"""Characters of prose before a block that speak of it."""


def expected(snippet: Snippet, line: int | None = None) -> str | None:
    """Why something broken in a block is meant to be broken; None where nothing says so.

    Args:
        snippet: the block, with the prose before it and the classes round it.
        line: 1-based; where the finding is, so that a comment on that line or above it counts.
    """
    words = {*snippet.marks, *re.split(r"[\s,{}.]+", snippet.hint or "")}
    marked = sorted(_MARKS.intersection(word.lower() for word in words))
    if marked:
        return f"the page marks the block as `{marked[0]}`"
    if _HEADING.fullmatch(snippet.provenance.heading or ""):
        return "its heading says that it is wrong"
    sentence = _last_sentence(snippet.before)
    if _HEADING.fullmatch(sentence) or (_PROSE.search(sentence) and not _REMEDY.search(sentence)):
        return "the text before it says that it does not work"
    return _said_inside(snippet.text, line)


def softened(snippet: Snippet, finding: Finding) -> Finding:
    """The finding, as a note where the author means the block to be broken."""
    reason = expected(snippet, finding.line) or _old(snippet, finding) if finding.severity != "note" else None
    if reason is None:
        return finding
    return msgspec.structs.replace(finding, severity="note", message=f"{finding.message}; on purpose: {reason}")


def _old(snippet: Snippet, finding: Finding) -> str | None:
    """Python 2 that is said to be Python 2, by a title, the text before it or a comment in the block."""
    if finding.rule != "python2":
        return None
    titles = (snippet.provenance.article_title, snippet.provenance.heading or "")
    said = (*titles, _last_sentence(snippet.before), *(comment[1] for comment in _COMMENT.finditer(snippet.text)))
    return "it is said to be Python 2" if any(map(_OLD.search, said)) else None


def _last_sentence(prose: str) -> str:
    said, start = prose[-_LAST:].rstrip(), 0
    for end in _END.finditer(said):
        start = end.end()
    return said[start:]


def _is_sketch(text: str) -> bool:
    """Whether a comment calls it pseudocode; the word is looked for first, since most blocks are full of comments."""
    said = text.casefold()
    return any(word in said for word in _SKETCHES) and _SKETCH.search(text) is not None


def _said_inside(text: str, line: int | None) -> str | None:
    if _SKIPPED.search(text):
        return "a directive in the block says that it is not to be tested"
    if _is_sketch(text):
        return "a comment in the block says that it is pseudocode"
    if line is None:
        return None
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    above = lines[line - 2].strip() if 1 < line <= len(lines) + 1 else ""
    if _TOLD_BELOW.match("".join(lines[line : line + 1])):
        return "a comment below says which error it gives"
    says = [comment[1] for comment in _COMMENT.finditer(here)]
    says += [comment[1] for comment in _COMMENT.finditer(above)]
    return "a comment in the block says so" if any(map(_SAYS_ERROR.match, says)) else None
