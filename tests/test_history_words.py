"""History as people read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from runs_of import finding, judged, run_of

from harvest.history.history import History
from harvest.history.records import Diff
from harvest.history.words import changes, summary, table

OLD = judged("x = old\n", finding(name="old", message="`old` is not defined"))
NEW = judged("x = new\ny = 1\n", finding(name="new", message="`new` is not defined"))
OTHER = judged("z\n", finding(name="z", message="`z` is not defined"), article="https://blog.example/b")


@pytest.fixture
def diff(tmp_path: Path) -> Diff:
    with History(tmp_path / "history.db") as history:
        history.record(run_of(OLD, OTHER, started="2024-05-01T02:00:00+00:00"))
        return history.record(run_of(NEW, started="2024-05-02T02:00:00+00:00"))


def test_a_morning_needs_one_line(diff: Diff) -> None:
    line = "1 new, 1 fixed, 0 still broken, 1 gone, 1 article edited since the run of 2024-05-01T02:00:00+00:00"
    assert summary(diff) == line


def test_the_first_run_says_that_it_is_the_first(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as history:
        assert summary(history.record(run_of(OLD))) == "1 new, 0 fixed, 0 still broken in the first run"


def test_changes_are_shown_kind_by_kind(diff: Diff) -> None:
    assert (
        "\n".join(changes(diff))
        == f"""\
from run 1 (2024-05-01T02:00:00+00:00) to run 2 (2024-05-02T02:00:00+00:00)

New: 1
  warning[NAM004] `new` is not defined
    {NEW.snippet.path}:1:1  https://blog.example/a, block edited

Fixed: 1
  warning[NAM004] `old` is not defined
    {OLD.snippet.path}:1:1  https://blog.example/a, block edited

Gone (published no more): 1
  warning[NAM004] `z` is not defined
    {OTHER.snippet.path}:1:1  https://blog.example/b

Articles edited: 1
  On https://blog.example/a  https://blog.example/a"""
    )


def test_two_runs_alike_have_no_changes(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as history:
        history.record(run_of(judged("x = 1\n")))
        assert list(changes(history.record(run_of(judged("x = 1\n")))))[1:] == ["\nNothing changed."]


def test_runs_stand_in_columns(tmp_path: Path) -> None:
    with History(tmp_path / "history.db") as history:
        history.record(run_of(OLD, OTHER))
        head, row = table(history.runs())
    assert head == ("run                    started  blocks  errors  warnings  new  fixed  still  gone  sources failed")
    assert row == ("  1  2024-05-01T02:00:00+00:00       2       0         2    2      0      0     0               0")


def test_hostile_words_cannot_draw(tmp_path: Path) -> None:
    row = judged("x\n", finding(name="x", message="\x1b[2J\u202e"), article="https://blog.example/\x1b]0;x\x07")
    with History(tmp_path / "history.db") as history:
        said = changes(history.record(run_of(row)))
        assert all(line.replace("\n", "").isprintable() for line in said for line in line.split("\n"))
