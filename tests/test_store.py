"""`snippets/`: whole or not at all, and nothing in it is trusted when it is read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from msgspec import structs

from harvest import store
from harvest.errors import StoreError
from harvest.model import CodeBlock, Extracted, Provenance, Snippet


def article(title: str = "A title", url: str = "https://a.example/1") -> Extracted:
    return Extracted("feed", 0, url, title, None, f"the body of {title} at {url}".encode())


def showing(where: Extracted, *texts: str) -> Extracted:
    places = (Provenance(where.source, 0, where.url, where.title, None, n, None, None) for n in range(len(texts)))
    blocks = [(CodeBlock(text, "py", place), "python", None) for text, place in zip(texts, places, strict=True)]
    return structs.replace(where, blocks=tuple(blocks))


def harvest(folder: Path, *articles: tuple[Extracted, list[str]]) -> list[Snippet]:
    with store.Harvest(folder) as writing:
        for where, texts in articles:
            writing.add(showing(where, *texts))
    return list(store.read(folder))


def files_in(folder: Path) -> dict[str, str]:
    found = (p for p in folder.rglob("*") if p.is_file() and p.name not in {"manifest.jsonl", ".harvest.lock"})
    return {p.relative_to(folder).as_posix(): p.read_bytes().decode() for p in found}


def test_what_is_written_is_read_back_to_the_byte(tmp_path: Path) -> None:
    texts = ["a = 1\n", "\n\tb\r\nc", "𝒳 = '\0'", ""]
    found = harvest(tmp_path, (article(), texts))
    assert [s.text for s in found] == texts
    assert files_in(tmp_path) == {s.path: s.text for s in found}
    assert [Path(s.path).name for s in found] == ["01.py", "02.py", "03.py", "04.py"]


def test_ids_and_names_are_the_same_in_every_run(tmp_path: Path) -> None:
    first = harvest(tmp_path / "a", (article(), ["x", "y", "x"]))
    second = harvest(tmp_path / "b", (article(), ["x", "y", "x"]))
    assert first == second
    assert len({s.id for s in first}) == 3


def test_an_id_survives_a_block_put_before_it(tmp_path: Path) -> None:
    (before,) = harvest(tmp_path / "a", (article(), ["x = 1"]))
    after = harvest(tmp_path / "b", (article(), ["new = 0", "x = 1"]))
    assert after[1].id == before.id


@pytest.mark.parametrize("title", ["../../etc/passwd", "CON", "conftest", "a\nb\x1b[31m", "x" * 4000, "", "日本語"])
def test_no_title_escapes_or_is_collected_as_code(tmp_path: Path, title: str) -> None:
    (found,) = harvest(tmp_path, (article(title), ["x"]))
    folder, _, name = found.path.partition("/")
    assert set(folder) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(folder) <= 80
    assert name == "01.py"
    assert (tmp_path / found.path).resolve().parent.parent == tmp_path.resolve()


@pytest.mark.parametrize(
    ("title", "folder"),
    [("Größe über alles", "grosse-uber-alles"), ("Déjà—vu", "deja-vu"), ("Ⅳ ﬁles", "iv-files"), ("日本語", "untitled")],
)
def test_a_folder_is_called_by_the_letters_of_its_title(tmp_path: Path, title: str, folder: str) -> None:
    (found,) = harvest(tmp_path, (article(title), ["x"]))
    assert found.path.rpartition("-")[0] == folder


def test_an_article_published_twice_shares_its_files(tmp_path: Path) -> None:
    twin = article("A title", "https://a.example/again")
    found = harvest(tmp_path, (article(), ["x", "y"]), (article("B"), ["z"]), (twin, ["x", "y"]))
    assert [s.duplicate_of for s in found] == [None, None, None, found[0].id, found[1].id]
    assert [s.path for s in found[3:]] == [s.path for s in found[:2]]
    assert found[3].provenance.article_url == "https://a.example/again"
    assert len({s.id for s in found}) == 5
    assert len(files_in(tmp_path)) == 3


def test_the_same_install_line_does_not_make_two_articles_one(tmp_path: Path) -> None:
    found = harvest(tmp_path, (article("A"), ["pip install x"]), (article("B", "https://b.example"), ["pip install x"]))
    assert [s.duplicate_of for s in found] == [None, None]


def test_only_what_we_wrote_is_removed(tmp_path: Path) -> None:
    harvest(tmp_path, (article("Old"), ["x"]), (article("Both", "https://a.example/2"), ["y"]))
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    folder = next(tmp_path.glob("old-*"))
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    harvest(tmp_path, (article("Both", "https://a.example/2"), ["y"]))
    left = files_in(tmp_path)
    assert sorted(left.values()) == ["mine", "mine", "y"]


def test_a_harvest_that_fails_leaves_the_last_one_whole(tmp_path: Path) -> None:
    before = harvest(tmp_path, (article(), ["x"]))

    def interrupted() -> None:
        with store.Harvest(tmp_path) as writing:
            writing.add(showing(article("New"), "y"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(store.read(tmp_path)) == before
    assert files_in(tmp_path) == {s.path: s.text for s in before}


def test_what_a_killed_harvest_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    harvest(tmp_path, (article(), ["x"]))
    (tmp_path / ".harvest-new-abc").mkdir()
    (tmp_path / ".harvest-new-abc" / "manifest.jsonl").write_text("half", encoding="utf-8")
    (tmp_path / "moved-0123456789ab").mkdir()
    (tmp_path / "moved-0123456789ab" / "01.py").write_text("y", encoding="utf-8")
    (tmp_path / ".harvest-pending").write_text("moved-0123456789ab/01.py\n../outside\n", encoding="utf-8")
    found = harvest(tmp_path, (article(), ["x"]))
    assert files_in(tmp_path) == {s.path: s.text for s in found}


def test_what_a_killed_harvest_was_about_to_remove_is_removed_by_the_next(tmp_path: Path) -> None:
    (old,) = harvest(tmp_path, (article(), ["x"]))
    harvest(tmp_path, (article(), ["y"]))
    (tmp_path / old.path).parent.mkdir()
    (tmp_path / old.path).write_text("x", encoding="utf-8")
    (tmp_path / old.path).with_name("mine.py").write_text("m", encoding="utf-8")
    (tmp_path / ".harvest-pending").write_text(f"{old.path}\n", encoding="utf-8")
    (found,) = harvest(tmp_path, (article(), ["y"]))
    assert set(files_in(tmp_path)) == {found.path, str(Path(old.path).with_name("mine.py").as_posix())}


def test_a_second_harvest_at_the_same_time_says_so(tmp_path: Path) -> None:
    with store.Harvest(tmp_path), pytest.raises(StoreError, match="another harvest is writing here"):
        store.Harvest(tmp_path).__enter__()
    assert harvest(tmp_path, (article(), ["x"]))


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "harvest").mkdir()
    (tmp_path / "harvest" / ".harvest.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError):
        store.Harvest(tmp_path / "harvest").__enter__()
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="file"):
        store.Harvest(tmp_path / "file").__enter__()


def test_nothing_harvested_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="`harvest run`"):
        list(store.read(tmp_path))


def edited(folder: Path, **changes: object) -> Path:
    manifest = folder / "manifest.jsonl"
    row = json.loads(manifest.read_text(encoding="utf-8").splitlines()[0]) | changes
    manifest.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"path": "../../etc/passwd"}, "manifest.jsonl:1: '../../etc/passwd' is not a path that a harvest writes"),
        ({"path": "/etc/passwd"}, "is not a path that a harvest writes"),
        ({"path": "gone-0123456789ab/01.py"}, r"gone-0123456789ab/01\.py: No such file"),
        ({"digest": "0" * 64}, "was changed since it was harvested"),
        ({"index": "one"}, r"manifest.jsonl:1: Expected `int`, got `str`"),
    ],
)
def test_a_manifest_edited_by_hand_is_refused_by_name(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    harvest(tmp_path, (article(), ["x"]))
    with pytest.raises(StoreError, match=message):
        list(store.read(edited(tmp_path, **changes)))


def test_an_id_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    harvest(tmp_path, (article(), ["x"]))
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes() * 2)
    with pytest.raises(StoreError, match=r"manifest\.jsonl:2: the id .* is there twice"):
        list(store.read(tmp_path))


def test_a_changed_file_is_written_anew(tmp_path: Path) -> None:
    (before,) = harvest(tmp_path, (article(), ["x"]))
    (tmp_path / before.path).write_text("tampered", encoding="utf-8")
    assert [s.text for s in harvest(tmp_path, (article(), ["x"]))] == ["x"]


def test_a_file_changed_under_its_old_time_is_written_anew(tmp_path: Path) -> None:
    (before,) = harvest(tmp_path, (article(), ["x = 1"]))
    path = tmp_path / before.path
    told = path.stat()
    path.write_text("x = 2", encoding="utf-8")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert [s.text for s in harvest(tmp_path, (article(), ["x = 1"]))] == ["x = 1"]


def test_no_age_is_trusted_after_the_clock_went_backwards(tmp_path: Path) -> None:
    (before,) = harvest(tmp_path, (article(), ["x = 1"]))
    (tmp_path / before.path).write_text("x = 2", encoding="utf-8")
    tomorrow = time.time() + 86_400
    os.utime(tmp_path / "manifest.jsonl", (tomorrow, tomorrow))
    assert [s.text for s in harvest(tmp_path, (article(), ["x = 1"]))] == ["x = 1"]


@pytest.mark.parametrize(
    "path", ["a-0123456789ab/01.py\0", "a-0123456789ab/../x/01.py", "C:\\a-0123456789ab/01.py", ""]
)
def test_a_path_that_is_none_of_ours_is_refused(tmp_path: Path, path: str) -> None:
    harvest(tmp_path, (article(), ["x"]))
    with pytest.raises(StoreError, match="is not a path that a harvest writes"):
        list(store.read(edited(tmp_path, path=path)))


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (found,) = harvest(tmp_path / "s", (article(), ["x"]))
    folder = (tmp_path / "s" / found.path).parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="is a link"):
        list(store.read(tmp_path / "s"))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (found,) = harvest(tmp_path / "s", (article(), ["x"]))
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (tmp_path / "s" / found.path).unlink()
    (tmp_path / "s" / found.path).symlink_to(tmp_path / "secret")
    with pytest.raises(StoreError, match="is a link"):
        list(store.read(tmp_path / "s"))


def test_what_cannot_be_read_now_is_kept(tmp_path: Path) -> None:
    before = harvest(tmp_path, (article(), ["x"]))
    with store.Harvest(tmp_path) as writing:
        assert len(writing.keep("feed")) == 1
    assert list(store.read(tmp_path)) == before
