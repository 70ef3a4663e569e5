"""The code frame points where a reader looks, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from harvest.model import Finding
from harvest.reports.frame import frame


def finding(line: int, column: int, end_column: int | None = None, end_line: int | None = None) -> Finding:
    return Finding(
        code="NAM004",
        rule="undefined-name",
        severity="warning",
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        message="?",
    )


def test_lines_around_and_the_range_under_its_columns() -> None:
    text = "import json\n\n\ndef show(items):\n    print(jsn.dumps(items))\n\n\nshow([])\n"
    assert frame(text, finding(5, 11, 14)) == (
        "4 | def show(items):\n5 |     print(jsn.dumps(items))\n  |           ^^^"
    )


@pytest.mark.parametrize(
    ("line", "column", "shown", "mark"),
    [
        ("日本 = x", 6, "日本 = x", "       ^"),
        ("日本 = x", 1, "日本 = x", "^^"),
        ("👩‍👩‍👧 x", 7, "👩‍👩‍👧 x", "   ^"),
        ("e\u0301 = x", 6, "e\u0301 = x", "    ^"),
        ("\tx\ty", 2, "    x   y", "    ^"),
        ("\tx\ty", 4, "    x   y", "        ^"),
        ("a\u00a0= x", 2, "a␣= x", " ^"),
        ("a\u202eb", 2, "a<U+202E>b", " ^^^^^^^^"),
        ("a\x1b[31mb", 2, "a␛[31mb", " ^"),
        ("a\ud800b", 2, "a<U+D800>b", " ^^^^^^^^"),
        ("print(", 7, "print(", "      ^"),
    ],
)
def test_wide_and_invisible_characters(line: str, column: int, shown: str, mark: str) -> None:
    assert frame(line, finding(1, column)) == f"1 | {shown}\n  | {mark}"


def test_a_range_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert frame("f(1,\n  2)", finding(1, 2, 4, end_line=2)).splitlines()[1] == "  |  ^^^"


def test_a_long_line_is_shown_round_the_mark() -> None:
    text = "[" + "'x', " * 50_000 + "oops" + ", 'x'" * 50_000 + "]"
    code, mark = frame(text, finding(1, 250_002, 250_006), width=60).splitlines()
    assert wcswidth(code) <= 61
    assert code[4] == code[-1] == "…"
    assert code[mark.index("^") : mark.rindex("^") + 1] == "oops"


def test_the_painter_sees_each_part() -> None:
    shown = frame("a = x", finding(1, 5), paint=lambda role, text: f"<{role}>{text}</>")
    assert shown == "<gutter>1 |</> <code>a = x</>\n<gutter>  |</>     <mark>^</>"


@given(st.text(max_size=300), st.integers(-2, 400), st.integers(-2, 400), st.none() | st.integers(-2, 400))
def test_nothing_acts_on_the_terminal(text: str, line: int, column: int, end: int | None) -> None:
    shown = frame(text, finding(line, column, end), width=40)
    assert "^" in shown
    for row in shown.split("\n"):
        assert all(char.isprintable() or char in "\u200c\u200d" for char in row)
