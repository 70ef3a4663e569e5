"""Code on the page: every character is there once, whatever the lexer makes of it, and in good time."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import GARDEN, TRAPPED, judged, snippet

from harvest.model import Run, Summary
from harvest.reports import html
from harvest.reports.highlight import Mark, code_lines

LANGUAGES = ["python", "javascript", "json", "shell", "html", "makefile", "text", "no-such-language"]


def plain(lines: Sequence[str]) -> str:
    """The text of lines of HTML, each invisible character by its name."""
    return unescape(re.sub(r"<[^>]*>", "", "\n".join(lines)))


@settings(deadline=None)  # the first text of a language loads its lexer
@given(st.text(max_size=400), st.sampled_from(LANGUAGES), st.integers(1, 5), st.integers(1, 40), st.integers(1, 40))
def test_no_character_is_lost_or_acts(text: str, language: str, line: int, column: int, end: int) -> None:
    lines = code_lines(snippet(GARDEN, 0, language, text), [Mark(line, column, end, "error")])
    shown = plain(lines).replace("\xa0", "")  # it stands under a mark where there is no character
    if text.replace("\n", "").isprintable():
        assert shown == text
    acting = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
    assert not acting.search(shown)
    assert len(lines) == len(re.split(r"\r\n|\r|\n", text))


def test_tokens_have_their_classes_and_ranges_their_marks() -> None:
    [line] = code_lines(snippet(GARDEN, 0, "python", "return 'x' + name"), [Mark(1, 14, 18, "warning")])
    assert line == ('<span class="k">return</span> <span class="s">\'x\'</span> + <mark class="warning">name</mark>')


def test_overlapping_marks_show_the_graver() -> None:
    [line] = code_lines(snippet(GARDEN, 0, "text", "abcdef"), [Mark(1, 2, 6, "note"), Mark(1, 4, 5, "error")])
    assert line == 'a<mark class="note">bc</mark><mark class="error">d</mark><mark class="note">e</mark>f'


@pytest.mark.parametrize(("language", "unit"), [("makefile", "a "), ("python", "\n "), ("yaml", "&"), ("ocaml", "1")])
def test_hostile_code_cannot_hold_up_the_page(language: str, unit: str) -> None:
    rows = [judged(snippet(GARDEN, at, language, unit * 100_000), "failed", TRAPPED) for at in range(2)]
    run = Run(version="0", started="", sources=(), summary=Summary(), rows=rows)
    start = time.monotonic()
    html.write(run, io.StringIO())
    assert time.monotonic() - start < 20
