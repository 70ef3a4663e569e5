"""What a reader is told: plain words that name the sign or word at fault, and what would mend it."""

from __future__ import annotations

import pytest

from harvest.checkers import CHECKERS
from harvest.checkers.wrong_tag import wrong_tag
from harvest.model import Code

REMOVE = "remove it, or write what is missing before it"
JOIN = "write what joins them, or make prose a comment"

TOLD = [
    ("const lid;\nshow(lid);", 1, "a constant is declared without a value", "give it one, or declare it with `let`"),
    ("const case = 1;", 1, "`case` is a word of the language and cannot be a name", "choose another name"),
    (
        "function fill() {\n  await pour();\n}",
        2,
        "`await` stands in a function that is not `async`",
        "write `async` before that function",
    ),
    ("fucntion f() { return 1; }\nf();", 1, "`fucntion` is no word of the language, `function` is", "write `function`"),
    ("f();\nIif (lid < 1) { throw new Error('open'); }", 2, "`Iif` is no word of the language, `if` is", "write `if`"),
    ("do { f(); } whle (open);", 1, "`whle` is no word of the language, `while` is", "write `while`"),
    ("if open > 3 { f(); }", 1, "a `(` is missing after `if`", "put what belongs to it in parentheses"),
    ("f();\nthe lid opens;", 2, "`the` and `lid` stand side by side", JOIN),
    ("fill the form please", 1, "`fill` and `the` stand side by side", JOIN),
    ("f(1,, 2);", 1, "`,` cannot stand here", REMOVE),
    (
        "const a = (\n  return 1\n);",
        1,
        "`return` on line 2 cannot follow this",
        "write what is missing here, or remove `return`",
    ),
    ("let a = 'open\nf();", 1, "the string that begins here is not closed", "close it with `'`"),
    ("let a = /open\nf();", 1, "the regular expression is never closed", "close it with `/`"),
    ("try { f(); }\ng();", 1, "`try` has neither `catch` nor `finally`", "add one of them"),
]


@pytest.mark.parametrize("language", ["javascript", "typescript"])
@pytest.mark.parametrize(("text", "line", "message", "suggestion"), TOLD)
def test_a_syntax_error_is_told_in_plain_words(
    language: str, text: str, line: int, message: str, suggestion: str
) -> None:
    (finding,) = CHECKERS[language].read(Code(text, language)).findings
    assert (finding.line, finding.message, finding.suggestion) == (line, message, suggestion)


OTHERS = [
    ("javascript", ", lid: 3\n};\nf();", "the block begins with `,`", "remove it, or show what stands before it"),
    ("toml", "path /jars", "a key stands here without `=` and a value", "write `key = value`"),
    ("toml", "jars = 3\npath: /jars", "`:` stands where TOML has `=`", "write `=`"),
    ("toml", "path: /jars\njars: lid", "this is YAML, tagged as TOML", "tag the block as `yaml`"),
    ("toml", "jar = glass", "what stands here is no value of TOML", "put text in quotes"),
    ("yaml", "jar: glass: green", "a value holds `: `, as a key does", "put the value in quotes"),
    (
        "yaml",
        "jar: glass\n  lid: green",
        "a key stands below a value that is complete",
        "indent both alike, or end the line above in `:`",
    ),
    ("yaml", "jar: @home", "no value begins with this sign", "put the value in quotes"),
    (
        "shell",
        "jars.count()",
        "a function's name and `()` stand without its body",
        "add the body in braces, or tag the block as what it is",
    ),
    ("shell", "cd jars\nfi", "`fi` on line 2 closes nothing: its head is missing", "remove it, or show its head"),
    ("python", "jar = = 3", "Python cannot read on at `=`", REMOVE),
]


@pytest.mark.parametrize(("language", "text", "message", "suggestion"), OTHERS)
def test_no_parser_speaks_for_itself(language: str, text: str, message: str, suggestion: str) -> None:
    (finding,) = CHECKERS[language].read(Code(text, language)).findings
    assert (finding.message, finding.suggestion) == (message, suggestion)


def test_two_words_outside_brackets_lack_no_comma() -> None:
    (listed,) = CHECKERS["javascript"].read(Code("fill(jar lid);", "javascript")).findings
    (prose,) = CHECKERS["javascript"].read(Code("f();\njar lid", "javascript")).findings
    assert listed.message == "a comma is missing"
    assert prose.message == "`jar` and `lid` stand side by side"


def test_a_language_is_called_as_people_write_it() -> None:
    (finding,) = CHECKERS["javascript"].read(Code(".jar {\n  color: green;\n}", "javascript")).findings
    assert (finding.message, finding.suggestion) == ("this is CSS, tagged as JavaScript", "tag the block as `css`")
    assert wrong_tag(1, 1, "typescript", "javascript", tag="tsx").suggestion == "tag the block as `tsx`"
