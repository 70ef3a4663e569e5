"""Which block is which after an edit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harvest.history.lineage import Block, match
from harvest.model import digest

LONG = "import os\n\n\ndef size(path):\n    return os.stat(path).st_size\n\n\nprint(size('a.txt'))\n"


def block(text: str, heading: str | None = None, language: str = "python") -> Block:
    return Block(digest(text), language, heading, text)


def test_an_unchanged_article_keeps_every_block() -> None:
    blocks = [block("a = 1"), block("b = 2"), block("a = 1")]
    assert match(blocks, blocks) == [0, 1, 2]


def test_a_block_put_before_others_is_new_and_moves_none() -> None:
    assert match([block("a = 1"), block("b = 2")], [block("x.y(z)"), block("a = 1"), block("b = 2")]) == [None, 0, 1]


def test_blocks_that_change_places_keep_themselves() -> None:
    assert match([block("a = 1"), block("b = 2")], [block("b = 2"), block("a = 1")]) == [1, 0]


def test_an_edited_block_is_known_by_its_text() -> None:
    edited = LONG.replace("a.txt", "b.txt") + "# done\n"
    assert match([block("x = 1"), block(LONG)], [block("import sys"), block(edited), block("x = 1")]) == [None, 1, 0]


def test_of_two_alike_the_more_similar_is_taken() -> None:
    old = [block(LONG), block(LONG.replace("size", "length"))]
    new = [block(LONG.replace("size", "length") + "#\n"), block(LONG + "#\n")]
    assert match(old, new) == [1, 0]


def test_a_rewritten_block_is_known_by_its_place() -> None:
    old = [block("a = 1", "One"), block("first()", "Two"), block("b = 2", "Three")]
    new = [block("a = 1", "One"), block("while True: pass", "Two"), block("b = 2", "Three")]
    assert match(old, new) == [0, 1, 2]


def test_a_rewritten_block_under_another_heading_or_in_another_language_is_new() -> None:
    assert match([block("first()", "Two")], [block("while True: pass", "Else")]) == [None]
    assert match([block("first()")], [block("while true; do :; done", language="shell")]) == [None]


def test_where_two_blocks_gave_way_to_one_place_says_nothing() -> None:
    assert match([block("first()"), block("x = y")], [block("while True: pass")]) == [None]


def test_many_blocks_are_matched_by_text_and_place_alone() -> None:
    old = [block(f"value_{n} = {n}") for n in range(200)]
    new = [block(f"value_{n} = {n}  # edited") for n in range(200)]
    assert match(old, new) == [None] * 200
    assert match(old, [*old[:50], block("edited"), *old[51:]]) == list(range(200))


@given(st.lists(st.sampled_from("abcdefg"), max_size=12), st.lists(st.sampled_from("abcdefg"), max_size=12))
def test_no_block_is_matched_twice_and_the_same_text_always(old: list[str], new: list[str]) -> None:
    before, after = [block(text) for text in old], [block(text) for text in new]
    found = [there for there in match(before, after) if there is not None]
    assert len(found) == len(set(found))
    same = sum(min(old.count(text), new.count(text)) for text in set(old))
    assert len(found) >= same
