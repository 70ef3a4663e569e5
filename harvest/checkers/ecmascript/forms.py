"""The forms in which JavaScript is published besides whole files, each as a text that a parser can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.checkers.ecmascript.brackets import OPENERS, closing, opening, starts_within
from harvest.checkers.ecmascript.elisions import elided, ends_open
from harvest.checkers.ecmascript.form import Form
from harvest.checkers.ecmascript.lexer import mask
from harvest.checkers.ecmascript.parts import alternatives, beside_statements, elements
from harvest.checkers.ecmascript.printed import evaluations, transcripts, values

_INSPECTED = re.compile(
    r"(?P<name>(?<=\{ )\[\w*Error\b[^\[\]\n]*\](?= \w)"
    r"|(?:(?<=[:\[,(])[ ]|^[ \t]*)(?:[A-Z]\w*(?:\(\d+\))?|\[\w+: null prototype\]) (?=[{\[]))"
    r"|<(?:ref \*\d+|Buffer|pending|rejected|\d)[^<>\n]*>|\b[A-Z]\w*#<[^<>\n]*>"
    r"|(?<=: )(?:\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} [\d:]+ GMT[-+]\d{4}(?: \(\w+\))?)"
    r"|\[(?:Function|Circular|Getter|Setter|class|Symbol|Array|Object|AsyncFunction|\w*Error:)[^\[\]\n]*\]"
    r"|\.\.\. \d+ more \w+",
    re.MULTILINE,
)
_ENTRY = re.compile(r"((?:'[^'\n]*'|\b\d+|\b\w+)) =>")
_SESSION = re.compile(r"\s*(?:[a-z]+> |(?://.*\n\s*)+> |\$ (?:node|deno|bun)\b.*\n> )")
_ATTRIBUTES = re.compile(r"[A-Za-z_][\w:.-]*=(?:[{_][^;]*[}_]|\{[\[(][\s\S]*[\])]\})\Z")
_CHILDREN = re.compile(r"\{[\w$.?]+\}[^<>=;\"'`]+\Z")
_HEAD = re.compile(r"(?:for|while|if|switch|class|(?:async )?function)\b.*[^;}]\Z")
_PARAMETERS = re.compile(r"(?:export )?(?:default )?(?:async )?function\b\*?[ ]?[\w$]+[ ]?\([^;()]*\)\Z")
"""The head of a function, over several lines too."""
_JUMP = re.compile(r"\b(?:break|continue)\b")
_KIND = re.compile(r":[ ]?(?:string|number|boolean)\b")
_YIELD = re.compile(r"\byield\b")
_STATEMENT = re.compile(
    r"\s*(?:export|import|const|let|var|return|throw|if|for|while|switch|try|function|class)\b(?!\s*[:=])"
)


def forms(text: str) -> Iterator[Form]:
    """The block as it is, then every other form that it may have, the likeliest first."""
    start = text.lstrip()[:1]
    if start == "<":
        yield from _pages(text)
    if _SESSION.match(text):
        yield from transcripts(text)
    yield Form(None, text)
    if start == ">":
        yield from transcripts(text)
    yield from _diffs(text)
    yield from evaluations(text)
    goes_on = ends_open(text)
    yield from _wrapped(text, None)
    filled = text
    for kind, holes in elided(text):
        filled = holes
        yield Form(kind, holes)
        yield from _wrapped(holes, kind)
        if goes_on:
            yield Form(kind, holes, " ", closing(mask(holes)))
    inspected = _inspected(text, " ")
    if inspected != text:
        yield from _wrapped(inspected, "output")
    if "\n{" in text or "> {" in text or "> [" in text or ("\n" in text and inspected != text):
        yield Form("printed", values(_inspected(text, ">")))
        if filled != text:
            yield Form("printed", values(_inspected(filled, ">")))


def _inspected(text: str, mark: str) -> str:
    """The text with the inspector's notation made code, and `mark` in place of a name where a line starts with it."""

    def plain(match: re.Match[str]) -> str:
        if not match["name"]:
            return "_" * len(match[0])
        return (mark if match.string[match.start() - 1 : match.start()] in {"", "\n"} else " ").ljust(len(match[0]))

    edited = _INSPECTED.sub(plain, text)
    return _ENTRY.sub(r"\1 : ", edited) if edited != text else text


def _wrapped(text: str, dialect: str | None) -> Iterator[Form]:
    """The block as the content of what it was cut out of, with and without the comma or semicolon at its ends."""
    whole = mask(text)
    shown = whole.strip()
    if not shown:
        return
    trimmed = re.sub(r"[;,](\s*)\Z|\A(\s*),", r"\2 \1", text)
    for kind, before, after in _wrappers(shown, within=starts_within(whole)):
        yield Form(dialect or kind, text, before, after, inner=kind == "members")
        if trimmed != text and after:
            yield Form(dialect or kind, trimmed, before, after, inner=kind == "members")
    yield from alternatives(text, shown, dialect)
    yield from elements(text, dialect)
    yield from beside_statements(text, dialect)
    if trimmed != text:
        yield Form(dialect or "list", trimmed)


def may_be_members(shown: str) -> bool:
    """Whether a masked text does not begin as statements do."""
    return _STATEMENT.match(shown) is None


def _wrappers(shown: str, *, within: int) -> list[tuple[str, str, str]]:
    first, last, alone = shown[0], shown[-1], "\n" not in shown
    table = (
        (first == "{", "object", "(", ")"),
        (first == "{" and _KIND.search(shown) is not None, "type", "type _ =", ""),
        (shown.startswith(("function", "async")), "function", "(", ")"),
        (alone and shown.startswith(("function", "async")), "head", "(", "{})"),
        (may_be_members(shown), "members", "({", "})"),
        (may_be_members(shown), "members", "class _ extends _ {", "}"),
        (first == "<" and last in {">", ";"}, "markup", "<>", "</>"),
        (alone and _CHILDREN.match(shown) is not None, "markup", "<>", "</>"),
        (shown.startswith(("case ", "case_", "default:")), "cases", "switch (_) {", "}"),
        (within > 1 or first in OPENERS, "continuation", opening(shown), ""),
        (within > 0 and first == ",", "continuation", "_={_", ""),
        (within > 0 and "}," in shown, "middle", "({_(){", "})"),
        (first in {"_", "[", "{"} or last == ",", "list", "[", "]"),
        (first == ".", "chain", "_", ""),
        (shown.startswith("${") and last == "}", "template", "`", "`"),
        (_JUMP.search(shown) is not None, "body", "for (;;) {", "}"),
        (_YIELD.search(shown) is not None, "body", "async function* _() {", "}"),
        (_ATTRIBUTES.match(shown) is not None, "attributes", "<_", "/>"),
        (first == "@", "decorator", " ", "class _ {}"),
        (shown.startswith("else"), "continuation", "if (_) {}", ""),
        (shown.startswith(("catch", "finally")), "continuation", "try {}", ""),
        ((_HEAD if alone else _PARAMETERS).match(shown) is not None, "head", " ", "{}"),
        (alone and last in {"{", "("}, "head", " ", closing(shown)),
    )
    return [(kind, before, after) for fits, kind, before, after in table if fits]


def _pages(text: str) -> Iterator[Form]:
    """Markup with scripts in it: the scripts."""
    lower, parts, at = text.lower(), [], 0
    if len(lower) != len(text):
        return
    while (tag := lower.find("<script", at)) >= 0:
        start = lower.find(">", tag) + 1
        end = lower.find("</script", start)
        if not start or end < 0:
            break
        parts += [re.sub(r"[^\n]", " ", text[at:start]), text[start:end]]
        at = end
    if at:
        yield Form("page", "".join([*parts, re.sub(r"[^\n]", " ", text[at:])]))


def _diffs(text: str) -> Iterator[Form]:
    """A change shown as a diff: what stands after it."""
    if not re.search(r"^[+-](?![+-])", text, re.MULTILINE):
        return
    kept = []
    for line in text.split("\n"):
        if line.startswith(("---", "+++", "@@", "diff --git", "index ")) or (line[:1] == "-" and line[:2] != "--"):
            kept.append(" " * len(line))
        else:
            kept.append(" " + line[1:] if line[:1] == "+" else line)
    changed = "\n".join(kept)
    yield Form("diff", changed)
    if (shown := mask(changed)).rstrip().endswith(("{", "(")):
        yield Form("diff", changed, " ", closing(shown))
