"""A run that is too big for one page: its index, the folder of pages beside it, and how they replace one another."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from big import article, big
from browsing import Audit, Open
from sample import RUN

from harvest.errors import HarvestError
from harvest.reports import html, write_report

BIG = big(800)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "my report.html"
    write_report("html", str(path), BIG)
    return path


def pages(index: Path) -> list[Path]:
    return sorted(index.with_name(f"{index.stem}-pages").iterdir())


def all_in(path: Path) -> list[str]:
    return [str(one.relative_to(path)) for one in sorted(path.rglob("*")) if one.is_file()]


def test_every_article_is_in_the_index_and_on_the_page_it_names(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    links = re.findall(r'<h2><a href="my%20report-pages/(\d{4}\.html)#(a-\w+)">Bed number (\d+)</a>', text)
    assert [int(number) for _, _, number in links] == list(range(800))
    shown = {page.name: page.read_text(encoding="utf-8") for page in pages(written)}
    assert {name for name, _, _ in links} == set(shown)
    assert all(f'<article id="{id_}"' in shown[name] for name, id_, _ in links)
    assert sum(page.count('class="finding ') for page in shown.values()) == 3200
    assert max(page.count('class="finding ') for page in shown.values()) <= 150


def test_what_is_new_is_linked_to_its_page(written: Path) -> None:
    [(name, id_)] = re.findall(r'href="my%20report-pages/(\d+\.html)#(f-\w+)"', written.read_text(encoding="utf-8"))
    assert f'id="{id_}"' in (pages(written)[0].parent / name).read_text(encoding="utf-8")
    assert name == pages(written)[-1].name


def test_a_very_long_article_is_shown_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report("html", str(path), msgspec.structs.replace(RUN, rows=article(1, 3200)))
    counts = [page.read_text(encoding="utf-8").count('class="finding ') for page in pages(path)]
    assert (sum(counts), max(counts)) == (3200, 500)


def test_the_next_run_leaves_no_page_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    (tmp_path / ".report-pages.killed").mkdir()
    (tmp_path / ".report-pages.killed" / "0001.html").touch()
    write_report("html", str(path), BIG)
    before = len(pages(path))
    write_report("html", str(path), big(760))
    assert len(pages(path)) < before
    assert all_in(tmp_path) == [*(f"report-pages/{page.name}" for page in pages(path)), "report.html"]
    write_report("html", str(path), RUN)
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path, folder = tmp_path / "report.html", tmp_path / "report-pages"
    folder.mkdir()
    for name, text in (("notes.txt", "mine"), ("0001.html", "<p>mine</p>")):
        (folder / name).write_text(text)
        with pytest.raises(HarvestError, match="report-pages holds what is no page of a report"):
            write_report("html", str(path), BIG)
        write_report("html", str(path), RUN)
        assert (folder / name).read_text() == text
        (folder / name).unlink()


def test_pages_are_written_whole_or_not_at_all(written: Path) -> None:
    before = {name: (written.parent / name).read_bytes() for name in all_in(written.parent)}

    class Torn:
        reads = 0

        def __iter__(self) -> Any:
            Torn.reads += 1
            yield from BIG.rows
            if Torn.reads > 4:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        write_report("html", str(written), msgspec.structs.replace(BIG, rows=Torn()))
    assert {name: (written.parent / name).read_bytes() for name in all_in(written.parent)} == before


def test_on_standard_output_a_run_is_one_page() -> None:
    file = io.StringIO()
    html.write(BIG, file)
    assert file.getvalue().count('class="finding ') == 3200


def test_the_index_is_filtered_and_leads_to_pages_with_the_same_filters(opened: Open) -> None:
    page = opened(BIG)
    assert page.locator("#status").inner_text() == "3,200 findings in 800 articles"
    page.get_by_role("checkbox", name="error").check()
    page.get_by_role("checkbox", name="json").check()
    page.get_by_label("Source").select_option("odd.xml")
    assert page.locator("#status").inner_text() == "268 of 3,200 findings, in 134 articles"
    page.locator("article:visible a").nth(60).click()
    page.wait_for_url("**/report-pages/*")
    assert "severity=error&language=json&source=odd.xml" in page.url
    assert page.locator(".finding.error:visible").count() > 0
    assert page.locator(".finding.warning:visible").count() == 0
    page.get_by_role("link", name="Next").first.click()
    page.wait_for_url("**/report-pages/*")
    assert page.locator(".finding.warning:visible").count() == 0
    page.get_by_role("link", name="All articles").first.click()
    page.wait_for_url("**/report.html*")
    assert page.locator("#status").inner_text() == "268 of 3,200 findings, in 134 articles"


def test_the_index_is_searched_and_sorted(opened: Open) -> None:
    page = opened(BIG)
    page.get_by_label("Sort").select_option("title")
    page.locator("#q").fill("number 77")
    page.get_by_text("44 of 3,200 findings").wait_for()
    assert [text.strip() for text in page.locator("article:visible h2").all_text_contents()[:2]] == [
        "Bed number 77",
        "Bed number 770",
    ]


def test_an_old_link_is_led_to_where_its_finding_is_now(opened: Open) -> None:
    page = opened(BIG)
    link = page.locator(".changes a").first.get_attribute("href")
    name, id_ = link.split("#")
    for old in (f"#{id_}", f"-pages/0001.html#{id_}"):
        page.goto(page.url.split("report")[0] + "report" + (".html" + old if old.startswith("#") else old))
        page.wait_for_url(f"**/{name}?moved#{id_}")
        assert page.locator(f"#{id_}").is_visible()
    page.goto(page.url.split("report-pages")[0] + "report-pages/0001.html#f-0123456789ab")
    page.get_by_text("not in this report any more").wait_for()


def test_keys_go_through_articles_and_pages(opened: Open) -> None:
    page = opened(BIG)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Bed number 1"
    page.keyboard.press("o")
    page.wait_for_url("**/report-pages/0001.html*")
    page.keyboard.press("n")
    page.wait_for_url("**/report-pages/0002.html*")
    page.keyboard.press("p")
    page.wait_for_url("**/report-pages/0001.html*")
    page.keyboard.press("u")
    page.wait_for_url("**/report.html*")


def test_without_scripts_every_page_can_be_reached(opened: Open) -> None:
    page = opened(BIG, java_script_enabled=False)
    page.get_by_role("link", name="Bed number 700").click()
    assert page.locator("article:visible").filter(has_text="Bed number 700").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(opened: Open, audit: Audit, scheme: str, width: int) -> None:
    page = opened(big(751), color_scheme=scheme, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("[...document.querySelectorAll('article')].slice(20).forEach((article) => article.remove())")
    assert audit(page) == []
    page.goto(page.url.replace(".html", "-pages/0002.html"))
    assert audit(page) == []
