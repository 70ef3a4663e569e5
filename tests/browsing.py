"""The HTML report in a real browser: Chromium, driven by Playwright; axe-core for accessibility.

It takes the extra `browser`, a Chromium on the path and, for accessibility, a folder that HARVEST_NODE_PACKAGES
names with axe-core's `axe.min.js` in it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harvest.model import Run
from harvest.reports import write_report

Open = Callable[..., Any]
"""`opened(run, fragment, **options)`: the page of a run, or of the sample run, in a context with these options."""
Audit = Callable[[Any], list[tuple[str, str, str]]]
"""`audit(page)`: what axe-core has against it."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("there is no Chromium on the path")
    with driver.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a run's page; at the end nothing was asked of the network and nothing complained."""
    contexts: list[Any] = []
    asked: list[str] = []
    said: list[str] = []
    written: list[Any] = [None]

    def open_page(run: Run | None = None, fragment: str = "", **options: Any) -> Any:
        path = tmp_path / "report.html"
        run = run or __import__("sample").RUN
        if run is not written[-1]:
            write_report("html", str(path), run)
            written.append(run)
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert {url for url in asked if not url.startswith((tmp_path.as_uri(), "data:,"))} == set()
    assert said == []


@pytest.fixture
def audit() -> Audit:
    """Ask axe-core about a page with all its folds open."""
    place = os.environ.get("HARVEST_NODE_PACKAGES")
    found = sorted(Path(place).rglob("axe.min.js")) if place else []
    if not found:
        pytest.skip("HARVEST_NODE_PACKAGES names no folder with axe-core")

    def violations(page: Any) -> list[tuple[str, str, str]]:
        page.evaluate("""for (const fold of document.querySelectorAll('details')) fold.open = true;
            for (const article of document.querySelectorAll('article')) article.style.contentVisibility = 'visible';""")
        page.evaluate(found[0].read_text(encoding="utf-8"))
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        return [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in result["violations"]]

    return violations
