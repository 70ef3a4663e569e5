"""The terminal report beyond its golden file: colour, links, width, encodings, the verbose list."""

from __future__ import annotations

import io
import re
from typing import Any

import msgspec
import pytest
from sample import EMPTY, GARDEN_ROWS, RUN, judged

from harvest.model import Run, Summary
from harvest.reports.ink import Ink, ink
from harvest.reports.terminal import block_lines, render


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(how: Ink, run: Run = RUN, **options: Any) -> str:
    file = io.StringIO()
    render(run, file, how, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("environment", "terminal", "colour"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colour_follows_terminal_and_environment(environment: dict[str, str], terminal: bool, colour: bool) -> None:
    assert ink(Screen() if terminal else io.StringIO(), {**environment, "WT_SESSION": "1"}).colour is colour


@pytest.mark.parametrize(
    ("environment", "links"),
    [
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm", "VTE_VERSION": "4000"}, False),
        ({"TERM": "xterm", "TERM_PROGRAM": "vscode"}, True),
        ({"TERM": "dumb", "TERM_PROGRAM": "vscode"}, False),
    ],
)
def test_links_where_the_terminal_knows_them(environment: dict[str, str], links: bool) -> None:
    assert ink(Screen(), environment).links is links
    assert not ink(io.StringIO(), environment).links


def test_colour_changes_no_letter() -> None:
    coloured = shown(Ink(colour=True))
    assert "\x1b[1;31merror[NAM002]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(Ink())


def test_a_link_cannot_be_left_early() -> None:
    bad = "https://example.org/\x1b\\\x07\u202e é"
    assert Ink(links=True).link(bad, "x") == (
        "\x1b]8;;https://example.org/%1B%5C%07%E2%80%AE%20%C3%A9\x1b\\x\x1b]8;;\x1b\\"
    )
    assert Ink(links=True).link("javascript:alert(1)") == "javascript:alert(1)"


def test_verbose_tells_the_fate_of_every_block() -> None:
    told = shown(Ink(), verbose=True)
    assert "  ok  block 4, javascript, article-c46b5140/04.js\n" in told
    assert "  skipped: plain text  block 5, text, article-c46b5140/05.txt\n" in told
    assert "  flagged  block 1, python, article-c46b5140/01.py\n" in told
    assert "  ok  block" not in shown(Ink())


def test_one_block_is_told_with_its_article() -> None:
    told = list(block_lines(GARDEN_ROWS[0]))
    assert told[0] == "error[NAM002] `vlaues` is not defined; `values` is (misspelled-name)"
    assert told[-1] == "Measuring a garden: https://example.org/notes/garden"
    assert "  not checked: too deep" in next(block_lines(judged(GARDEN_ROWS[0].snippet, "errored", reason="too deep")))


def test_many_languages_without_a_checker_are_one_number() -> None:
    reasons = {"plain text": 1200, "no checker for c": 900, "no checker for go": 100, "no checker for lua": 1}
    counts = Summary(articles=3, blocks=12201, passed=10000, skipped=2201, skipped_because=reasons)
    run = msgspec.structs.replace(EMPTY, summary=counts)
    assert shown(Ink(width=60), run) == (
        "12,201 blocks in 3 articles: 10,000 checked,\n"
        "  1,200 plain text, 1,001 in 3 languages without a checker,\n"
        "  0 flagged\n"
    )
    assert "no checker for: 900 c, 100 go, 1 lua\n" in shown(Ink(width=60), run, verbose=True)


def test_one_language_without_a_checker_is_named() -> None:
    counts = Summary(articles=1, blocks=2, passed=1, skipped=1, skipped_because={"no checker for c": 1})
    run = msgspec.structs.replace(EMPTY, summary=counts)
    assert shown(Ink(), run) == "2 blocks in 1 article: 1 checked, 1 no checker for c, 0 flagged\n"


def test_code_stays_within_a_narrow_terminal() -> None:
    rows = [line for line in shown(Ink(width=40)).splitlines() if re.match(r"\d* +\|", line)]
    assert max(map(len, rows)) == 40


def test_where_it_is_takes_two_lines_on_a_narrow_terminal() -> None:
    narrow, wide = shown(Ink(width=60)).splitlines(), shown(Ink(width=90)).splitlines()
    at = narrow.index(" --> article-c46b5140/01.py:7:30")
    assert narrow[at + 1] == '     block 1, python, under "Soil moisture"'
    assert ' --> article-c46b5140/01.py:7:30  block 1, python, under "Soil moisture"' in wide


def test_an_encoding_that_lacks_letters_is_no_crash() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    render(RUN, file, Ink())
    file.flush()
    assert b"\\u6e7f\\u5ea6" in raw.getvalue()


def ordering(title: str, code: str) -> Run:
    """A run with one finding, in a block of this code, in an article of this title."""
    first = GARDEN_ROWS[0]
    place = msgspec.structs.replace(first.snippet.provenance, article_title=title, heading=title)
    snippet = msgspec.structs.replace(first.snippet, text=code, provenance=place)
    finding = msgspec.structs.replace(first.result.findings[0], line=1, column=5, end_line=None, repaired=None)
    return msgspec.structs.replace(RUN, rows=[judged(snippet, "failed", finding)])


@pytest.mark.parametrize("log", ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"])
def test_a_build_takes_no_order_from_a_page(log: str) -> None:
    file = io.StringIO()
    code = "x = (  # ##vso[task.setvariable variable=PATH]x ##[error]y ##teamcity[x]\n"
    render(ordering("::error file=app.py::taken over", code), file, ink(file, {log: "true"}))
    assert not re.search(r"^\s*::|##\w*\[", file.getvalue(), re.MULTILINE)
    assert "task.setvariable" in file.getvalue()


def test_where_nothing_obeys_the_text_stays_as_it_is() -> None:
    file = io.StringIO()
    render(ordering("::title", "std::sort ##[x]\n"), file, ink(file, {}))
    assert "std::sort ##[x]" in file.getvalue()
    assert "\n::title\n" in f"\n{file.getvalue()}"


def test_of_a_long_title_the_beginning_is_shown() -> None:
    run = ordering("word " * 800, "x = (\n")
    assert max(map(len, shown(Ink(), run).splitlines())) < 300
