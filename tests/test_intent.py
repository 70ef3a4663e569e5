"""What an author shows broken on purpose, and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers.wrong_tag import RULE as WRONG_TAG
from harvest.intent import expected, softened
from harvest.model import Provenance, Snippet


def snippet(
    text: str = "boil(",
    *,
    before: str = "",
    marks: tuple[str, ...] = (),
    hint: str | None = None,
    heading: str | None = None,
) -> Snippet:
    where = Provenance("feed", 0, "https://tea.example/", "Tea", None, 0, heading, None)
    return Snippet("id", "python", None, text, "", "id.py", hint, where, before=before, marks=marks)


@pytest.mark.parametrize(
    "prose",
    [
        "The following code does not work:",
        "Boil water first. This won't compile.",
        "This fails with a message:",
        "Calling it twice raises a SyntaxError:",
        "Here is the wrong way to do it:",
        "The example below throws an error.",
        "That is not valid Python:",
    ],
)
def test_prose_that_says_so(prose: str) -> None:
    assert expected(snippet(before=prose)) == "the text before it says that it does not work"


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "If this does not work, try:",
        "The old way does not work, use this instead:",
        "This does not work. Now boil the water:",
        "It raises a ValueError for cold water:",
        "The fix for the syntax error:",
        "This works well:",
        "It handles invalid input:",
    ],
)
def test_prose_that_only_sounds_like_it(prose: str) -> None:
    assert expected(snippet(before=prose)) is None


@pytest.mark.parametrize("mark", ["example-bad", "compile_fail", "should_panic", "notest"])
def test_marks_and_words_of_the_tag(mark: str) -> None:
    assert expected(snippet(marks=(mark,))) == f"the page marks the block as `{mark}`"
    assert expected(snippet(hint=f"python,{mark}")) == f"the page marks the block as `{mark}`"
    assert expected(snippet(hint=f"python {{.{mark}}}")) is not None


def test_headings() -> None:
    assert expected(snippet(heading="Wrong")) == "its heading says that it is wrong"
    assert expected(snippet(heading="❌ Don't boil twice")) is not None
    assert expected(snippet(heading="What is wrong with tea")) is None


@pytest.mark.parametrize(
    "line",
    [
        "boil(  # Syntax Error",
        "boil(  # error: water is missing",
        "boil(  // SyntaxError: Unexpected token",
        "boil(  # ❌",
        "boil(  # this fails",
        "boil(  // will throw an error!",
        "boil(  -- does not work",
    ],
)
def test_comments_speak_of_their_line(line: str) -> None:
    assert expected(snippet(f"pour()\n{line}\n"), 2) == "a comment in the block says so"
    assert expected(snippet(f"pour()\n{line}\n\nsip()"), 4) is None
    assert expected(snippet(f"pour()\n{line}\n")) is None


def test_a_comment_on_the_line_above() -> None:
    assert expected(snippet("# Wrong:\nboil(\n"), 2) == "a comment in the block says so"


@pytest.mark.parametrize(
    "line", ["boil(  # error handling", "boil(  # raises the temperature", "--icon--error {", "boil()  # badge"]
)
def test_comments_that_only_sound_like_it(line: str) -> None:
    assert expected(snippet(line), 1) is None


def test_directives_of_test_tools() -> None:
    assert expected(snippet(">>> boil(  # doctest: +SKIP")) is not None
    assert expected(snippet("// compile_fail\nboil(")) is not None


@settings(deadline=None)
@given(st.text(), st.text(), st.text(), st.integers(1, 5))
def test_any_text(text: str, before: str, heading: str, line: int) -> None:
    reason = expected(snippet(text, before=before, heading=heading), line)
    assert reason is None or "\n" not in reason


def test_a_softened_finding_is_a_note_that_says_why() -> None:
    finding = WRONG_TAG.finding(1, 1, "this is tea")
    assert softened(snippet(), finding) == finding
    note = softened(snippet(marks=("example-bad",)), finding)
    assert (note.severity, note.message) == (
        "note",
        "this is tea; on purpose: the page marks the block as `example-bad`",
    )
    assert softened(snippet(marks=("example-bad",)), note) == note
