"""What was harvested before and cannot be read now is listed again, and never twice."""

from __future__ import annotations

from pathlib import Path

from test_store import article, showing

from harvest import store
from harvest.model import Snippet


def kept(folder: Path, *, first: bool) -> list[Snippet]:
    """Harvest one article from two sources, then keep the second one's while the first is read, or not."""
    one, two = article(), article()
    with store.Harvest(folder) as writing:
        writing.add(showing(one, "x = 1"))
        writing.add(showing(two, "x = 1"))
    with store.Harvest(folder) as writing:
        if first:
            writing.add(showing(one, "x = 1"))
        writing.keep("feed")
    return list(store.read(folder))


def test_a_repetition_still_points_to_the_first(tmp_path: Path) -> None:
    first, second = kept(tmp_path, first=False)
    assert second.duplicate_of == first.id


def test_what_is_read_and_kept_is_listed_once(tmp_path: Path) -> None:
    found = kept(tmp_path, first=True)
    assert len({snippet.id for snippet in found}) == len(found) == 2


def test_a_repetition_whose_first_is_gone_stands_for_itself(tmp_path: Path) -> None:
    there, here = article(url="https://a.example/1"), article(url="https://a.example/2")
    with store.Harvest(tmp_path) as writing:
        writing.add(showing(there, "x = 1"))
        writing.add(showing(here, "x = 1"))
    with store.Harvest(tmp_path) as writing:
        assert len(writing.keep("feed", "https://a.example/2")) == 1
    [snippet] = store.read(tmp_path)
    assert (snippet.text, snippet.duplicate_of) == ("x = 1", None)


def test_one_article_of_a_source_is_kept(tmp_path: Path) -> None:
    one, two = article("One", "https://a.example/1"), article("Two", "https://a.example/2")
    with store.Harvest(tmp_path) as writing:
        writing.add(showing(one, "x = 1"))
        writing.add(showing(two, "y = 1"))
    with store.Harvest(tmp_path) as writing:
        assert len(writing.keep("feed", "https://a.example/1")) == 1
        assert len(writing.keep("feed", "https://a.example/9")) == 0
    assert [snippet.text for snippet in store.read(tmp_path)] == ["x = 1"]
