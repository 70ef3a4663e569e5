"""An article judged together: the set arithmetic of names, without any checker."""

from __future__ import annotations

import time

import pytest

from harvest.context import Block
from harvest.model import Finding, Need, Provenance, Reading, Snippet
from harvest.resolve import one_edit, together


def block(  # noqa: PLR0913 - what surrounds a block has this many sides
    reading: Reading,
    language: str = "python",
    mentions: tuple[str, ...] = (),
    *,
    title: str = "t",
    url: str = "https://a.example",
    before: str = "",
) -> Block:
    where = Provenance("s", None, url, title, None, 0, None, None)
    return Block(Snippet("i", language, None, "", "d", "p", None, where, before, mentions), reading)


def needs(*names: str, **more: object) -> Reading:
    return Reading(needs=tuple(Need(name=n, line=1, column=1) for n in names), **more)  # type: ignore[arg-type]  # free words


def judged(*blocks: Block, known: dict[str, list[str]] | None = None) -> list[list[tuple[str, str | None, str]]]:
    return [[(f.rule, f.name, f.severity) for f in found] for found in together(blocks, known or {})]


UNDEFINED = [("undefined-name", "total", "warning")]


def test_an_earlier_block_meets_a_need() -> None:
    assert judged(block(Reading(defines=("total",))), block(needs("total"))) == [[], []]


def test_a_later_block_makes_it_a_note() -> None:
    found = judged(block(needs("total")), block(Reading(defines=("total",))))
    assert found == [[("used-before-defined", "total", "note")], []]


def test_another_language_does_not_meet_it() -> None:
    assert judged(block(Reading(defines=("total",)), "javascript"), block(needs("total"))) == [[], UNDEFINED]


def test_typescript_and_jsx_share_names_with_javascript() -> None:
    assert judged(block(Reading(defines=("total",)), "typescript"), block(needs("total"), "jsx")) == [[], []]


@pytest.mark.parametrize("mention", ["total", "total()"])
def test_inline_code_of_the_prose_meets_it(mention: str) -> None:
    assert judged(block(needs("total"), mentions=(mention,))) == [[]]


@pytest.mark.parametrize(("title", "met"), [("Views in Backbone.js", True), ("Views", False)])
def test_an_excerpt_may_use_what_its_article_is_about(title: str, met: bool) -> None:
    assert judged(block(needs("Backbone"), "javascript", title=title)) == [
        [] if met else [("undefined-name", "Backbone", "warning")]
    ]
    whole = Reading(needs=(Need(name="Os", line=1, column=1, import_line="import Os"),), whole=True)
    assert judged(block(whole, title="On Os"))[0][0][0] == "missing-import"


@pytest.mark.parametrize(
    ("url", "met"), [("https://docs.garden.example/guide", True), ("https://a.garden/docs", False)]
)
def test_an_excerpt_may_use_what_its_site_is_about(url: str, met: bool) -> None:
    assert judged(block(needs("garden"), url=url)) == [[] if met else [("undefined-name", "garden", "warning")]]


@pytest.mark.parametrize("mention", ["shop.total", "total.value", "@total", "shop.total(price, 2)", "total.add()"])
def test_a_path_or_a_call_in_inline_code_introduces_its_names(mention: str) -> None:
    assert judged(block(needs("total"), mentions=(mention,))) == [[]]


@pytest.mark.parametrize(("before", "met"), [("Call total(prices) to add up.", True), ("The total counts.", False)])
def test_a_call_in_plain_prose_introduces_its_name(before: str, met: bool) -> None:
    assert judged(block(needs("total"), before=before)) == [[] if met else UNDEFINED]


def test_what_the_prose_introduced_once_stays_known() -> None:
    first = block(Reading(), mentions=("total",))
    assert judged(first, block(Reading()), block(needs("total"))) == [[], [], []]
    assert judged(block(needs("total")), first)[0] == UNDEFINED


def test_a_mention_excuses_no_missing_import_where_imports_are_shown() -> None:
    whole = Reading(needs=(Need(name="os", line=1, column=1, import_line="import os"),), whole=True)
    assert judged(block(whole, mentions=("os.path",))) == [[("missing-import", "os", "error")]]


@pytest.mark.parametrize(
    ("title", "severity"),
    [("Options - Kettle Documentation (2.x)", "warning"), ("How I use kettle", "error"), ("Documentation", "error")],
)
def test_the_documentation_of_a_library_need_not_import_it(title: str, severity: str) -> None:
    need = Need(name="boil", line=1, column=1, import_line="from kettle import boil")
    assert judged(block(Reading(needs=(need,), whole=True), title=title)) == [[("missing-import", "boil", severity)]]


def test_a_name_is_told_once_in_an_article() -> None:
    assert judged(block(needs("total")), block(needs("total")), block(needs("total"), "javascript")) == [
        UNDEFINED,
        [("undefined-name", "total", "note")],
        UNDEFINED,
    ]


def test_a_mistake_is_told_each_time() -> None:
    whole = Reading(needs=(Need(name="os", line=1, column=1, import_line="import os"),), whole=True)
    assert judged(block(whole), block(whole)) == [[("missing-import", "os", "error")]] * 2


def test_config_meets_it() -> None:
    assert judged(block(needs("total")), known={"python": ["total"]}) == [[]]
    assert judged(block(needs("total")), known={"javascript": ["total"]}) == [UNDEFINED]


def test_a_star_import_here_or_earlier_may_have_brought_it() -> None:
    assert judged(block(needs("total", opens=True))) == [[]]
    assert judged(block(Reading(opens=True)), block(needs("total"))) == [[], []]
    assert judged(block(needs("total")), block(Reading(opens=True))) == [UNDEFINED, []]


def test_an_environment_that_the_article_shows_meets_it() -> None:
    need = Reading(needs=(Need(name="describe", line=1, column=1, hosts=("jest", "mocha")),))
    assert judged(block(need, "javascript"), block(Reading(hosts=("jest",)), "javascript")) == [[], []]
    assert judged(block(need, "javascript"))[0][0][0] == "undefined-name"


@pytest.mark.parametrize(("whole", "severity"), [(True, "error"), (False, "warning")])
def test_a_missing_import_is_an_error_where_imports_are_shown(whole: bool, severity: str) -> None:
    reading = Reading(needs=(Need(name="os", line=1, column=1, import_line="import os"),), whole=whole)
    assert judged(block(reading)) == [[("missing-import", "os", severity)]]


def test_a_slip_of_the_pen_is_an_error() -> None:
    assert judged(block(Reading(defines=("message",))), block(needs("mesage"))) == [
        [],
        [("misspelled-name", "mesage", "error")],
    ]
    assert judged(block(Reading(defines=("messages",))), block(needs("message")))[1][0][0] == "undefined-name"


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("total", "totl", True),
        ("total", "totaal", True),
        ("total", "tptal", True),
        ("total", "toatl", True),
        ("total", "total", False),
        ("total", "toat", False),
        ("", "a", True),
        ("ab", "ba", True),
        ("abcd", "badc", False),
    ],
)
def test_one_edit(left: str, right: str, near: bool) -> None:
    assert one_edit(left, right) is near
    assert one_edit(right, left) is near


@pytest.mark.parametrize("dialect", ["json", "typescript"])
def test_an_article_of_many_mistagged_blocks_takes_time_in_proportion(dialect: str) -> None:
    tag = Finding(code="TAG001", rule="wrong-language-tag", severity="error", line=1, column=1, message="m")
    many = [block(Reading(findings=(tag,), dialect=dialect), "javascript")] * 20_000
    began = time.process_time()
    assert len(judged(*many)) == len(many)
    assert time.process_time() - began < 5
