"""JavaScript and TypeScript beyond their case files: hostile text, batches, places, the second opinion."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harvest.checkers import javascript, typescript
from harvest.checkers.base import Checker
from harvest.checkers.ecmascript import oxlint
from harvest.checkers.ecmascript.environments import evidence, hosts_of, is_known
from harvest.checkers.ecmascript.lexer import mask
from harvest.model import Code, Reading

CHECKERS: tuple[Checker, ...] = (javascript, typescript)
SIGNS = "{ } ( ) [ ] < > </ /> ... … => ` ${ ' \" / // /* */ \\ ; , . : ? # @ &gt; $ - +"
WORDS = "class function import export default await return case else catch async new a foo _ 1 as T <script> </script>"
HOLES = [
    "\n",
    "\n  ",
    " ",
    "> ",
    "\u200b",
    "\u2028",
    "\r",
    "\0",
    "\ud800",
    "{{ x }}",
    "{% y %}",
    "/* v */",
    "// v",
    "[...]",
]
PIECES = [*SIGNS.split(), *(f"{word} " for word in WORDS.split()), *HOLES]
BROKEN = "const total = [1, 2;\n"


def read(text: str, checker: Checker = javascript) -> Reading:
    return checker.read(Code(text=text, language="javascript"))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
@example("`${" * 300)
@example("<a>" * 300)
@example("((" * 3000)
def test_no_text_makes_a_reading_fail(text: str) -> None:
    lines = text.split("\n")
    for checker in CHECKERS:
        reading = read(text, checker)
        for line, column in [(f.line, f.column) for f in reading.findings] + [
            (n.line, n.column) for n in reading.needs
        ]:
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


@given(st.integers(1, 30), st.sampled_from([BROKEN, "mising(;\n", "a;\n}\n", "if (a {\n  b();\n}\n", "let s = 'a;\n"]))
@settings(max_examples=30, deadline=None)
def test_findings_move_with_their_line(above: int, text: str) -> None:
    (low,), (high,) = read(text).findings, read("// a remark\n" * above + text).findings
    assert (high.line - above, high.column, high.rule) == (low.line, low.column, low.rule)


@pytest.mark.parametrize("checker", CHECKERS, ids=["javascript", "typescript"])
def test_a_batch_reads_as_its_blocks_do_alone(checker: Checker) -> None:
    texts = [BROKEN, "const a = 1;", "...", "", "name: 1,", "f(x: number): void", "(" * 5000, "undeclared();"]
    codes = [Code(text=text, language="javascript") for text in texts]
    assert checker.read_many(codes) == [checker.read(code) for code in codes]


@pytest.mark.parametrize(
    "text",
    [
        "..." * 20000,
        "the quick brown fox " * 3000,
        " " * 60000 + "x(",
        "\n" * 60000 + "(",
        "<script>" * 8000,
        "a{b:c" * 9000,
    ],
    ids=["dots", "prose", "spaces", "lines", "scripts", "rules"],
)
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 8


def test_what_is_too_deep_for_one_parser_is_left_to_the_other() -> None:
    assert read("[" * 2000 + "]" * 2000).findings == ()
    assert read("(" * 4000).reason is not None


def test_what_would_be_too_deep_with_its_brackets_closed_is_told_as_it_stands() -> None:
    assert [finding.rule for finding in read("const a = (1;\n" + "};\n" * 900).findings] == ["javascript-syntax"]


@pytest.mark.parametrize("comment", ["/* eslint-disable */", "/* oxlint-disable */", "// eslint-disable-next-line"])
def test_comments_for_linters_silence_nobody(comment: str) -> None:
    opinion = oxlint.parse({"1.ts": f"{comment}\nmissing();", "2.ts": f"{comment}\n{BROKEN}"})
    assert [name for name, _ in opinion["1.ts"].undefined] == ["missing"]
    assert opinion["2.ts"].fault is not None


def test_no_error_without_the_second_opinion() -> None:
    """Decorators are no JavaScript to the first parser, and are to the second."""
    assert read("@sealed class Box {}").findings == ()


@pytest.mark.parametrize(
    ("broken", "message", "repaired"),
    [
        ("box({\n  width: 3\n  height: 2,\n});", "a comma is missing", "box({\n  width: 3,\n  height: 2,\n});"),
        ("[\n  'box'\n  'lid',\n]", "a comma is missing", "[\n  'box',\n  'lid',\n]"),
        ("box(3, () => {}));\nlid();", "the `)` closes nothing", "box(3, () => {});\nlid();"),
        ("box({ width: 3; });", "a `;` stands where a comma should", "box({ width: 3, });"),
        ("print(box(3);\nprint(4);", "a `)` is missing", "print(box(3));\nprint(4);"),
        ("print([3, 4);", "a `]` is missing", "print([3, 4]);"),
        ("box({\n  a: 3\n  b: 2,\n  c: 1\n  d: 2\n});", "a comma is missing", None),
        ("list.map((a) => a\nprint(4);", "the `(` of line 1 is not closed", "list.map((a) => a)\nprint(4);"),
        ("print(boxes.1);", None, None),
        ("const fold = (box) {\n  return 3;\n};", None, None),
        ("on(() => {\n  // done\n);\n", "the `{` of line 1 is not closed", "on(() => {\n  // done\n}\n);\n"),
        ("fold(box, => 3);\nprint(4);", None, None),
    ],
)
def test_a_repair_is_one_sign_with_which_the_block_can_be_read(
    broken: str, message: str | None, repaired: str | None
) -> None:
    (finding,) = read(broken).findings
    assert finding.repaired == repaired
    if message is not None and repaired is not None:
        assert finding.message == message
        assert read(repaired).findings == ()


@pytest.mark.parametrize("character", ["\u200b", "\u0085", "\ufffd", "\u00ad"])
def test_characters_that_no_engine_takes_are_refused_by_both(character: str) -> None:
    assert [finding.rule for finding in read(f"const{character} a = 1;").findings] == ["javascript-syntax"]
    assert read(f"const a = '{character}';").findings == ()


def test_hosts_are_told_by_names_that_say_enough() -> None:
    assert evidence(["document"], []) == ("browser",)
    assert "browser" not in evidence(["name", "length", "open"], [])
    assert "node" in evidence([], ["node:fs"])
    assert "jest" in evidence(["describe", "it"], [])
    assert evidence(["test"], []) == ()
    assert "node" in hosts_of("__dirname")
    assert is_known("structuredClone")
    assert not is_known("getOrder")


def test_masking_keeps_every_offset() -> None:
    text = "a('(') // )\n/* { */ `${[}` + /[(]/ + b"
    assert len(mask(text)) == len(text)
    assert [char for char in mask(text) if char in "()[]{}"] == ["(", ")"]


def test_a_block_of_members_defines_nothing_further_down() -> None:
    assert read("open() {\n  return 1;\n}").defines == ()
    assert read("function open() {\n  return 1;\n}\nconst { a, ...b } = open();").defines == ("open", "a", "b")


def test_the_real_place_of_a_need_in_a_wrapped_block() -> None:
    (need,) = read("name: 'x',\nrun() { return helper(1); },").needs
    assert (need.name, need.line, need.column, need.end_column) == ("helper", 2, 16, 22)
