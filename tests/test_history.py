"""History, the same in SQLite and in PostgreSQL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from runs_of import down, finding, judged, ok, run_of
from sqlalchemy import create_engine, text

from harvest.errors import HarvestError, StoreError
from harvest.history import schema
from harvest.history.history import History
from harvest.history.records import Change, Diff

POSTGRES = os.environ.get("HARVEST_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "state" / "history.db")
        return
    if not POSTGRES:
        pytest.skip("HARVEST_TEST_POSTGRES names no server")
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture
def history(place: str) -> Iterator[History]:
    with History(place) as opened:
        yield opened


def told(diff: Diff) -> list[tuple[str, str | None]]:
    return [(change.kind, change.name) for change in diff.changes]


def only(diff: Diff) -> Change:
    [change] = diff.changes
    return change


BROKEN = "x = undefined\nprint(x)\n"


def test_in_the_first_run_everything_is_new(history: History) -> None:
    diff = history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    assert told(diff) == [("new", "undefined")]
    assert diff.before is None
    change = only(diff)
    assert (change.article, change.title, change.line) == ("https://blog.example/a", "On https://blog.example/a", 1)


def test_runs_are_listed_with_their_counts(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    history.record(run_of(judged(BROKEN), sources=[ok("blog"), down("other")], started="2024-05-02T02:00:00+00:00"))
    first, second = history.runs()
    assert (first.id, first.started, first.blocks, first.failed, first.warnings) == (
        1,
        "2024-05-01T02:00:00+00:00",
        1,
        1,
        1,
    )
    assert (first.new, first.fixed, first.still, first.gone, first.failed_sources) == (1, 0, 0, 0, 0)
    assert (second.new, second.fixed, second.still, second.gone, second.failed_sources) == (0, 1, 0, 0, 1)


def test_a_finding_keeps_its_identity_when_the_block_is_edited_around_it(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(1, name="undefined"))))
    edited = "import os\n\nx = undefined\nprint(x, x)\n"
    diff = history.record(run_of(judged(edited, finding(3, name="undefined"))))
    assert told(diff) == [("still", "undefined")]
    assert only(diff).edited
    assert [edit.article for edit in diff.edited] == ["https://blog.example/a"]


def test_a_finding_without_a_name_is_known_by_its_line(history: History) -> None:
    history.record(run_of(judged("a = 1\nif a\n    print(a)\n", finding(2, rule="python-syntax"))))
    diff = history.record(run_of(judged("# more\na = 1\nif  a\n    print(a)\n", finding(3, rule="python-syntax"))))
    assert [change.kind for change in diff.changes] == ["still"]


def test_the_same_found_twice_is_told_apart(history: History) -> None:
    twice = (finding(1, name="x"), finding(2, name="x"))
    history.record(run_of(judged("x\nx\n", *twice)))
    diff = history.record(run_of(judged("x\n", twice[0])))
    assert told(diff) == [("still", "x"), ("fixed", "x")]


def test_a_block_put_before_does_not_renew_the_findings_after_it(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    diff = history.record(run_of(judged("import os\n"), judged(BROKEN, finding(name="undefined"), index=1)))
    assert told(diff) == [("still", "undefined")]
    assert not only(diff).edited


def test_what_is_repaired_is_fixed(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    diff = history.record(run_of(judged("x = 1\nprint(x)\n")))
    assert told(diff) == [("fixed", "undefined")]
    assert only(diff).edited


def test_what_is_published_no_more_is_gone(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined")), judged("y", article="https://blog.example/b")))
    diff = history.record(run_of(judged("y", article="https://blog.example/b")))
    assert told(diff) == [("gone", "undefined")]


def test_a_block_that_was_taken_out_is_gone(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined")), judged("y = 1", index=1)))
    assert told(history.record(run_of(judged("y = 1")))) == [("gone", "undefined")]


@pytest.mark.parametrize("sources", [[down("blog")], [ok("another")]])
def test_what_a_dead_source_held_is_neither_fixed_nor_gone(history: History, sources: list[object]) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    diff = history.record(run_of(sources=sources))  # type: ignore[arg-type]  # pytest's parameters are objects
    assert told(diff) == [("unseen", "undefined")]


def test_what_somebody_accepts_is_not_called_fixed(history: History) -> None:
    broken = finding(name="undefined")
    history.record(run_of(judged(BROKEN, broken)))
    assert told(history.record(run_of(judged(BROKEN, silenced=[broken])))) == [("silenced", "undefined")]
    assert told(history.record(run_of(judged(BROKEN, silenced=[broken])))) == []
    assert told(history.record(run_of(judged(BROKEN, broken)))) == [("still", "undefined")]
    history.record(run_of(judged(BROKEN, silenced=[broken])))
    assert told(history.record(run_of(judged("x = 1\n")))) == []


def test_an_article_that_comes_back_keeps_its_lineage(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    history.record(run_of(sources=[down("blog")]))
    history.record(run_of(judged(BROKEN + "\n", finding(name="undefined"))))
    assert told(history.diff(1, 3)) == [("still", "undefined")]


def test_any_two_runs_can_be_compared(history: History) -> None:
    history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    history.record(run_of(judged("x = 1\nprint(x)\n")))
    history.record(run_of(judged("x = 1\nprintt(x)\n", finding(2, name="printt"))))
    assert told(history.diff(1, 3)) == [("new", "printt"), ("fixed", "undefined")]
    assert told(history.diff(3, 1)) == [("new", "undefined"), ("fixed", "printt")]
    assert told(history.diff(None, 1)) == [("new", "undefined")]
    with pytest.raises(HarvestError, match="there is no run 9"):
        history.diff(1, 9)


def test_local_articles_are_known_by_their_source(history: History) -> None:
    rows = [
        judged(BROKEN, finding(name="undefined"), article=f"file:///{home}/a.html", source="a.html")
        for home in ("here", "there")
    ]
    history.record(run_of(rows[0]))
    assert told(history.record(run_of(rows[1]))) == [("still", "undefined")]


def test_hostile_text_is_kept_out_of_trouble(history: History) -> None:
    bad = "x\0\ud800'; DROP TABLE runs; --\n"
    row = judged(bad, finding(name=bad, message=bad), article=f"https://blog.example/{bad}", heading=bad)
    history.record(run_of(row, sources=[down("blog" + bad, bad)]))
    diff = history.record(run_of(row))
    assert [change.kind for change in diff.changes] == ["still"]
    assert len(history.runs()) == 2


def test_old_runs_are_forgotten(history: History) -> None:
    for night in range(4):
        history.record(run_of(judged(BROKEN, finding(name="undefined")), started=f"night {night}"))
    history.record(run_of(judged("y = 1", article="https://blog.example/b")), keep=3)
    assert [run.id for run in history.runs()] == [3, 4, 5]
    assert history.prune(1) == 2
    assert [run.id for run in history.runs()] == [5]
    assert told(history.record(run_of(judged(BROKEN, finding(name="undefined"))))) == [("new", "undefined")]
    assert history.runs()[-1].id == 6


def test_nights_in_a_row_are_counted(history: History) -> None:
    for sources in (
        [down("a"), ok("b")],
        [ok("a"), down("b")],
        [down("a"), down("b")],
        [down("a"), down("b"), ok("c")],
    ):
        history.record(run_of(sources=sources))
    assert history.failures() == {"a": 2, "b": 3}
    history.record(run_of(sources=[ok("a"), ok("b")]))
    assert history.failures() == {}


def test_a_database_of_an_older_version_is_brought_up_to_date(place: str) -> None:
    with History(place) as history:
        history.record(run_of(judged(BROKEN, finding(name="undefined"))))
        with history._database.writing() as connection:  # noqa: SLF001 - as version 1 left it
            for column in ("new", "fixed", "still", "gone"):
                connection.execute(text(f'ALTER TABLE runs DROP COLUMN "{column}"'))
            connection.execute(text("UPDATE harvest_schema SET version = 1"))
    with History(place) as history:
        assert [(run.id, run.new) for run in history.runs()] == [(1, 0)]
        assert history.record(run_of(judged("x = 1\n"))).after.fixed == 1


def test_a_database_of_a_newer_version_is_left_alone(place: str) -> None:
    with History(place) as history, history._database.writing() as connection:  # noqa: SLF001 - as a newer one left it
        connection.execute(schema.version.update().values(version=len(schema.STEPS) + 1))
    with pytest.raises(StoreError, match="written by a newer harvest"):
        History(place)


def test_a_second_run_waits_for_the_first(place: str) -> None:
    second: list[int] = []

    def record() -> None:
        with History(place) as other:
            second.append(other.record(run_of(judged("y = 1"))).after.id)

    with History(place) as history:
        with history._database.writing():  # noqa: SLF001 - the first is in the middle of it
            thread = threading.Thread(target=record)
            thread.start()
            time.sleep(0.3)
            assert not second
        thread.join(10)
        assert second == [1]


KILLED = """
import sys, time
sys.path.insert(0, {tests!r})
from runs_of import finding, judged, run_of
from harvest.history.history import History
import msgspec

def rows():
    for n in range(1000):
        if n == 500:
            print("in the middle", flush=True)
            time.sleep(60)
        yield judged(f"x = {{n}}", finding(name="x"), article=f"https://blog.example/{{n}}")

run = msgspec.structs.replace(run_of(), rows=rows())
with History({place!r}) as history:
    history.record(run)
"""


def test_a_killed_run_leaves_the_database_whole(place: str) -> None:
    with History(place) as history:
        history.record(run_of(judged(BROKEN, finding(name="undefined"))))
    script = textwrap.dedent(KILLED).format(tests=str(Path(__file__).parent), place=place)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"in the middle\n"
        process.send_signal(signal.SIGKILL)
    with History(place) as history:
        assert [run.id for run in history.runs()] == [1]
        assert told(history.record(run_of(judged(BROKEN, finding(name="undefined"))))) == [("still", "undefined")]


def test_a_place_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("this is not a database, but it is long enough to look at\n" * 100)
    with pytest.raises(StoreError, match="file is not a database"):
        History(tmp_path / "text")
    with pytest.raises(StoreError, match=r"File exists|Not a directory"):
        History(tmp_path / "text" / "history.db")
    with pytest.raises(StoreError, match="history: mongodb is no database for it; SQLite and PostgreSQL are"):
        History("mongodb://localhost/x")
    with pytest.raises(StoreError, match="mysql is no database for it"):
        History("mysql://localhost/x")
    with pytest.raises(StoreError, match="not the address of a database"):
        History("://")


def test_a_server_that_is_not_there_is_an_error_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    monkeypatch.setenv("OUR_HISTORY", "postgresql://me:sesame@127.0.0.1:9/x")
    with pytest.raises(StoreError) as caught:
        History("$OUR_HISTORY")
    assert "127.0.0.1" in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_a_password_in_the_configuration_is_refused() -> None:
    with pytest.raises(StoreError, match="a password belongs in the environment") as caught:
        History("postgresql://me:sesame@127.0.0.1:9/x")
    assert "sesame" not in str(caught.value)


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(StoreError, match="NOT_SET_ANYWHERE is not set"):
        History("$NOT_SET_ANYWHERE")
