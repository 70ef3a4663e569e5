"""Readings of earlier runs: found again, and made anew where the file cannot be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from harvest.cache import Cache
from harvest.model import Code, Reading

CODE = Code("x = 1", "python")
READING = Reading(defines=("x",))


def remembered(path: Path, code: Code = CODE) -> dict[bytes, Reading]:
    with Cache(path, Reading, []) as cache:
        return cache.get([cache.key(code)])


def remember(path: Path, reading: Reading = READING) -> None:
    with Cache(path, Reading, []) as cache:
        cache.put({cache.key(CODE): reading})


def test_a_reading_is_found_again(tmp_path: Path) -> None:
    remember(tmp_path / "c.db")
    assert list(remembered(tmp_path / "c.db").values()) == [READING]


@pytest.mark.parametrize("other", [Code("x = 2", "python"), Code("x = 1", "json"), Code("x = 1", "python", "pycon")])
def test_another_text_language_or_dialect_is_another_reading(tmp_path: Path, other: Code) -> None:
    remember(tmp_path / "c.db")
    assert remembered(tmp_path / "c.db", other) == {}


def test_another_version_of_a_tool_reads_anew(tmp_path: Path) -> None:
    with Cache(tmp_path / "c.db", Reading, ["pyflakes"]) as cache:
        cache.put({cache.key(CODE): READING})
    assert remembered(tmp_path / "c.db") == {}


def test_what_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    remember(tmp_path / "c.db", Reading(reason="took too long"))
    assert remembered(tmp_path / "c.db") == {}


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_corrupt_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c.db").write_bytes(content)
    remember(tmp_path / "c.db")
    assert list(remembered(tmp_path / "c.db").values()) == [READING]


def test_a_foreign_database_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "c.db") as foreign:
        foreign.execute("CREATE TABLE answer (id INTEGER)")
    foreign.close()
    remember(tmp_path / "c.db")
    assert list(remembered(tmp_path / "c.db").values()) == [READING]


def test_an_answer_that_cannot_be_understood_is_unknown(tmp_path: Path) -> None:
    remember(tmp_path / "c.db")
    with sqlite3.connect(tmp_path / "c.db") as database:
        database.execute("UPDATE answer SET answer = x'c1'")
    database.close()
    assert remembered(tmp_path / "c.db") == {}


def test_a_place_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    remember(tmp_path / "file" / "c.db")
    assert remembered(tmp_path / "file" / "c.db") == {}


def test_a_folder_in_its_place_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "c.db").mkdir()
    remember(tmp_path / "c.db")
    assert remembered(tmp_path / "c.db") == {}


def test_more_keys_than_one_question_holds(tmp_path: Path) -> None:
    codes = [Code(f"x = {n}", "python") for n in range(1300)]
    with Cache(tmp_path / "c.db", Reading, []) as cache:
        keys = [cache.key(code) for code in codes]
        cache.put(dict.fromkeys(keys, READING))
        assert len(cache.get(keys)) == 1300
