"""Trees of files: which are read, in which order, under which name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harvest.errors import SourceError
from harvest.sources import files


def test_a_tree_gives_pages_and_feeds_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/x.html", "b.html", "a/feed.xml", "a/notes.md", "a/Z.HTM", ".git/y.html", "c.atom"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [label for _, label in files.below(tmp_path)] == ["a/Z.HTM", "a/feed.xml", "b/x.html", "b.html", "c.atom"]


def test_a_file_over_the_limit_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        files.file(path, "x", 10)
    assert files.file(path, "x", 11).body == b"x" * 11


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        files.file(tmp_path / "x.html", "x", 10)


def test_a_pipe_in_a_tree_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.html")
    (tmp_path / "y.html").write_text("y", encoding="utf-8")
    assert [label for _, label in files.below(tmp_path)] == ["y.html"]


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_name_that_no_file_has_is_an_error(name: str) -> None:
    with pytest.raises(SourceError):
        files.file(Path(name), "x", 10)
