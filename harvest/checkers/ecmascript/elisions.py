"""Holes that authors leave on purpose: ellipses, comments for values, placeholders, templates, prose.

Every edit keeps every offset, so that whatever is found afterwards stands where it was published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from harvest.checkers.ecmascript import printed, pseudocode
from harvest.checkers.ecmascript.edits import blank, replace
from harvest.checkers.ecmascript.lexer import comments, mask

_DOTS = r"(?:\.{2,}|…|\. \. \.|\.\.\. *\.\.\.)"
_LINE = re.compile(rf"^[ \t]*+(?:#[ \t]*+)?[\[({{<]?[ \t]*+{_DOTS}[ \t]*+[\])}}>]?[ \t]*[,;]?[ \t]*\r?$", re.MULTILINE)
_DOTS_ALONE = re.compile(r"(?P<item>[\w)\]'\"`])(?P<dots>[ \t]*\n[ \t]*(?:\.{3,}|…)[ \t]*\n[ \t]*)(?=__|[\[])")
"""A line of dots between items of which none has a comma; masked strings are underscores."""
_DOT_LINE = re.compile(r"^[ \t]*[.:~⋮][ \t]*\r?$", re.MULTILINE)
_PROSE = re.compile(
    r"^[ \t]*(?:\.{3}|…)[ \t]*\w+[ \t]+[^\W\d][^\n;{}=]*$|^[ \t]*or[ \t]*$"
    r"|^[ \t]*\(\d+\)[ \t]+[^;{}=()\n]*$|(?<=[{:]\n)[ \t]*[a-z]{3,} [a-z]{3,}[ \t]*$(?=\n[ \t]*(?:\}|break\b))"
    r"|(?:^|(?<=\{))[ \t]*(?!(?:return|const|let|var|throw|new|typeof|await|else|case|import|export|async|function"
    r"|class|if|for|while|do|delete|void|yield|static|get|set|try|default|extends|in|of|instanceof|public|private|protected"
    r"|readonly|abstract|type|interface|enum|declare|namespace)\b)[a-z]+(?: [a-z]+){2,}[ \t]*(?:$|(?=\}))",
    re.MULTILINE,
)
_ATTRIBUTES = re.compile(r"(?<=[\w}])[ \t]+\{\.{3}\}(?=[ \t]*/?>|[ \t]+[\w-]+=)")
"""Attributes of an element left out."""
_INLINE = re.compile(r"(?:(?P<open>[\[({,])[ \t]*+)?(?P<dots>\.{2,}|…)(?=[ \t]*+(?P<next>[A-Za-z]+|[^\s]?))")
_REMARK = re.compile(
    r"(?<!\.)\.{2,}+[ \t]*[A-Za-z][\w ,'/-]{1,80}\.{2,}"
    r"|(?<=[\[({])[ \t]*\.{3}[ \t]*[a-z]+(?: [A-Za-z][\w'.]*){2,}[ \t]*(?=[\])}])"
)
"""What is left out, said between dots or brackets: `... and so on ...`."""
_LISTED = re.compile(r"(?<=[\s(\[,])\.{3}[a-z]\w*\.{3}(?=[ \t]*[,)\]\n])")
"""An item said between dots: `...options...`."""
_DOTS_ABOVE = re.compile(rf"(?:\A|\n)[ \t]*{_DOTS}[ \t]*,?[ \t]*\r?\n[ \t]*\Z")
"""A line of dots right above where the parser stopped."""
_KEYWORDS = frozenset({"break", "case", "default", "return", "throw", "else", "catch", "finally"})
_CONDITION = re.compile(r"\b(?:if|while|switch)\s*\Z")
_FAR = 80
"""Characters before a line in which the line above it is looked for."""
_NEAR = 20
"""Characters before a parenthesis in which its keyword is looked for."""
_BEFORE_VALUE = re.compile(r"(?:=>?|[(,:?&|+\[]|\b(?:return|extends))\s*\Z")
_AFTER_VALUE = re.compile(r"\s*(?:[;,)}\]?:]|\Z|\n[ \t]*(?P<line>[A-Za-z]|\n))")
_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|<%[=-][^%\n]*%>|<\?=[^?\n]*\?>|<\?php echo [^?\n]*\?>")
_GLUED = re.compile(r"(?:(?<=[\w<./])\{(?P<after>[A-Za-z]\w*)\}|\{(?P<before>[A-Za-z]\w*)\}(?=\w))")
"""A name in braces where part of a name stands: `use{Name}Props`."""
_SLOT = re.compile(r"\$\{[^{}\n`]*\}")
_SHORTCODE = re.compile(
    r"\s*(?P<head>\[(?P<name>[A-Za-z]+)\])[ \t]*\n(?P<code>.*\n)[ \t]*(?P<foot>\[/(?P=name)\])\s*", re.DOTALL
)
"""What a blog's software takes for the marks of a block of code: `[JS]`, `[/JS]`."""
_TEMPLATE_LINE = re.compile(r"\{%[^%\n]*%\}|<%(?P<value>[=-])?[^%]*%>")
_PLACEHOLDER = re.compile(
    r"(?<=\.)<[A-Za-z]\w*>(?=\()|(?<![\w)\]])<[A-Za-z\u00c0-\U0010ffff][\w \-.|/:']*>(?![\w$(\[{\"'])"
)
_ASIDE = re.compile(
    r"(?:<--|<==|←)[ \t].*$|(?<=;)[ \t]*=>[ \t].*$|(?<=[\w)}\]])[ \t]+-->[ \t].*$"
    r"|^[ \t]*\^+(?:[ \t]*-+.*|[ \t]+[A-Za-z ]+)?$"
    r"|^(?:\$ )?(?:npm|yarn|pnpm|bun) (?:install|i|add|init)\b[^;(){}=\n]*$",
    re.MULTILINE,
)
_OPTIONAL = re.compile(r"\[\s*,|,[ ]?\][ ]")
_TYPED_PATH = re.compile(
    r"^([ \t]*[\w$]*(?:\.[\w$]+)+(?:\([^()\n]*\))?)([ \t]*:[ \t]*[A-Z][\w.]*)(?=[ \t]*$)", re.MULTILINE
)
_EQUATION = re.compile(
    r"^([ \t]*[\w.$]+\([^=()\n]*+(?:\([^=()\n]*+\)[^=()\n]*+)*+\)[ \t]*)(=>?|->)"
    r"(?=[ \t]+[^\s{(][^{(\n]*(?:\([^{\n]*\))?;?[ \t]*$)",
    re.MULTILINE,
)
"""A call and what it gives: `area(3) = 9`."""
_PROPOSAL = re.compile(
    r"\bawait\*(?= )|\b(?:await )?using (?=[\w$]+ =)|\|>|(?<=[\w$)\]])::(?=[\w$.]+\()"
    r"|(?<=[=(,:?{][ ])::(?=[A-Za-z_$][\w$]*\.)"
)
_BINDS = re.compile(r"(?<= )::")
"""The bind operator with nothing before it."""
_CLOSED_IN_REMARK = re.compile(r"(?P<remark>//[ \t]*(?:\.{2,}|…)[ \t]*)[)\]}][)\]};,]*[ \t]*\r?")
"""Dots behind a comment sign that takes the brackets of its line away: `{ //... }`."""
_OPEN_END = re.compile(r"(?:\.{2,}|…|\betc\.?)[\s)\]}*/,;]*\Z|//[ \t]*(?:\.{2,}|…)[^\n]*\s*\Z")
_PROPOSED = {"await*": "await ", "using ": "const ", "await using ": "const       "}


def elided(text: str) -> Iterator[tuple[str, str]]:
    """The text with its holes filled, ever more boldly, beside the name of what was last filled."""
    for kind, edit in _EDITS:
        edited = edit(text)
        if edited != text and edited.strip():
            text = edited
            yield kind, edited


def follows_dots(text: str, offset: int) -> bool:
    """Whether the line at `offset` comes after dots, which may stand for a bracket as well."""
    start = text.rfind("\n", 0, offset) + 1
    return _DOTS_ABOVE.search(text, max(0, start - _FAR), start) is not None


def ends_open(text: str) -> bool:
    """Whether the text says itself that it goes on: it ends in an ellipsis, with or without a comment sign."""
    return _OPEN_END.search(text[-200:]) is not None


def _remarks(text: str) -> str:
    parts, at = [], 0
    for start, end in comments(text):
        match = _CLOSED_IN_REMARK.fullmatch(text, start, end)
        if match is not None:
            parts += [text[at:start], blank(match["remark"])]
            at = match.end("remark")
    return "".join([*parts, text[at:]])


def _ellipses(text: str) -> str:
    text = _between_items(text)
    text = replace(text, _LISTED, lambda match: "_" * len(match[0]))
    for pattern in (_LINE, _DOT_LINE, _PROSE, _REMARK, _ATTRIBUTES):
        text = replace(text, pattern, lambda match: blank(match[0]))

    def fill(match: re.Match[str]) -> str:
        dots, opener, after = match["dots"], match["open"], match["next"]
        head = match[0][: -len(dots)]
        spread = dots == "..." and after not in _KEYWORDS and re.match(r"[\w$\[{(\"'`]", after)
        if spread and not re.search(r"\w\Z", head):
            return match[0]
        if opener in {"(", "[", "{"} and after in {")", "]", "}"}:
            asked = opener == "(" and _CONDITION.search(match.string, max(0, match.start() - _NEAR), match.start())
            return head + ("_" if asked else " ") * len(dots)
        return head + "_" * (len(dots) - 1) + (";" if after in _KEYWORDS and len(dots) > 1 else "_")

    return replace(text, _INLINE, fill)


def _between_items(text: str) -> str:
    """The text with commas for the lines of dots that stand between items of a list without one."""
    return replace(text, _DOTS_ALONE, lambda match: match["item"] + "," + blank(match["dots"])[1:])


def _comment_values(text: str) -> str:
    parts, at = [], 0
    for start, end in comments(text):
        before = _BEFORE_VALUE.search(text[max(0, start - 40) : start])
        after = _AFTER_VALUE.match(text[end : end + 40])
        if before and after and not (after["line"] and before[0][0] in ",([{"):  # a remark on one item of several
            parts += [text[at:start], "__" + blank(text[start + 2 : end])]
            at = end
    return "".join([*parts, text[at:]])


def _signatures(text: str) -> str:
    """Manuals' notation: optional parameters, `slice([begin[, end]])`; the type of a path; what a call gives."""
    text = replace(text, _TYPED_PATH, lambda match: match[1] + " " * len(match[2]))
    text = replace(text, _EQUATION, lambda match: match[1] + ", "[: len(match[2])])
    if not _OPTIONAL.search(text):
        return text
    shown, chars, stack = mask(text), list(text), []
    for offset, char in enumerate(shown):
        if char == "[":
            stack.append(offset)
        elif char == "]" and stack:
            inner = shown[(start := stack.pop()) + 1 : offset].strip()
            if inner[:1] == "," or (inner[-1:] == "," and "\n" not in inner and shown[offset + 1 : offset + 2] == " "):
                chars[start] = chars[offset] = " "
    return "".join(chars)


def _templates(text: str) -> str:
    if "{{" in text or "<%" in text or "{%" in text or "<?" in text:
        text = _TEMPLATE_LINE.sub(
            lambda match: match[0] if match[0].startswith(("<%=", "<%-")) else blank(match[0]), text
        )
        text = replace(text, _TEMPLATE, lambda match: "_" * len(match[0]))
    if "[/" in text and (match := _SHORTCODE.fullmatch(text)):
        for part in ("head", "foot"):
            text = text[: match.start(part)] + " " * len(match[part]) + text[match.end(part) :]
    if "${" in text and "`" not in text:
        text = replace(text, _SLOT, lambda match: "_" * len(match[0]))
    glued = {f"{{{match['after'] or match['before']}}}" for match in _GLUED.finditer(mask(text))}
    for name in sorted(glued):
        text = text.replace(name, f"_{name[1:-1]}_")
    return text


def _placeholders(text: str) -> str:
    if "</" in text or "/>" in text:
        return text
    return replace(text, _PLACEHOLDER, lambda match: re.sub(r"[^\n]", "_", match[0]))


def _proposals(text: str) -> str:
    """Syntax that was proposed and is discussed: `await*`, `using`, the pipeline operator, the bind operator."""
    return replace(
        text, _PROPOSAL, lambda match: "  " if _BINDS.match(text, match.start()) else _PROPOSED.get(match[0], "||")
    )


def _asides(text: str) -> str:
    """Remarks behind an arrow, marks below a line, and the command that installs what the code below uses."""
    return replace(text, _ASIDE, lambda match: blank(match[0]))


_EDITS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("output", printed.below),
    ("signature", pseudocode.equations),
    ("elided", _remarks),
    ("elided", _ellipses),
    ("elided", _comment_values),
    ("output", printed.messages),
    ("annotated", _asides),
    ("signature", pseudocode.results),
    ("signature", _signatures),
    ("signature", pseudocode.kinds),
    ("elided", pseudocode.words),
    ("elided", pseudocode.values_left_out),
    ("template", _templates),
    ("placeholders", _placeholders),
    ("proposal", _proposals),
)
