"""Texts as files: what a tool finds in its folder, whatever was there before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.texts import folder_of

NAMES = st.from_regex(r"[0-9]{1,3}\.(py|sh)", fullmatch=True)
FILES = st.dictionaries(NAMES, st.text(max_size=20), max_size=6)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(st.lists(FILES, max_size=5))
def test_a_folder_holds_the_given_texts_and_nothing_of_earlier_ones(batches: list[dict[str, str]]) -> None:
    for files in batches:
        with folder_of(files) as folder:
            assert content_of(folder) == {name: text.encode() for name, text in files.items()}
        assert not folder.exists()


def test_what_a_tool_leaves_goes_with_the_folder() -> None:
    with folder_of({"1.sh": "true\n"}) as folder:
        (folder / "cache").mkdir()
        (folder / "cache" / "entry").write_text("left", encoding="utf-8")
    with folder_of({"2.sh": ""}) as later:
        assert content_of(later) == {"2.sh": b""}
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="numbers of files are POSIX's")
def test_files_are_written_over_and_not_removed() -> None:
    with folder_of({"1.py": "first = 1\n", "2.py": "second = 2\n"}) as folder:
        before = {path.stat().st_ino for path in folder.iterdir()}
    with folder_of({"3.py": "x\n", "4.py": "y\n"}) as folder:
        assert {path.stat().st_ino for path in folder.iterdir()} == before
