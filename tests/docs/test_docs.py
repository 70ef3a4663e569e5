"""The docs keep their word: their samples are checked by the tool itself, their commands and keys exist."""

from __future__ import annotations

import io
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from markdown_it import MarkdownIt

from harvest.cli import cli
from harvest.config_file import parse
from harvest.errors import SourceError
from harvest.model import CheckResult, Code, Document, Judged, Provenance, Run, Snippet, Summary
from harvest.reports.records import JsonReport, SnippetEntry
from harvest.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
_CONFIG = re.compile(r"^(sources|rules):", re.MULTILINE)
GENERATED: dict[str, str] = runpy.run_path(str(ROOT / "docs" / "reference.py"))["generated"]()


def fences(path: Path, language: str) -> list[str]:
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    return [token.content for token in tokens if token.type == "fence" and token.info == language]


def module(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], check=False, cwd=cwd, capture_output=True, text=True)


def test_the_samples_of_the_docs_pass_the_tool_itself(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    texts = {path.name: path.read_text(encoding="utf-8") for path in PAGES} | {"config.md": GENERATED["config.md"]}
    for name, text in texts.items():
        page = f"<!doctype html><title>{name}</title><main>{MarkdownIt().enable('table').render(text)}</main>"
        (pages / f"{name}.html").write_text(page, encoding="utf-8")
    words = ["run", str(pages), "--output", str(tmp_path / "out"), "--report", f"json={tmp_path / 'r.json'}"]
    done = module("harvest", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    summary = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["summary"]
    assert (summary["failed"], summary["errored"]) == (0, 0)
    assert summary["passed"] >= 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_rules_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|/)harvest ([a-z]+)", text, re.MULTILINE))
    assert named <= set(cli.commands)
    assert set(re.findall(r"\b(?:NAM|PY|JS|JSN|SH|TXT)\d{3}\b", text)) <= set(RULES)


def test_configurations_can_be_read() -> None:
    samples = [text for path in PAGES for text in fences(path, "yaml") if _CONFIG.search(text)]
    assert samples
    for text in samples:
        parse(text, "docs")


def test_the_json_sample_has_the_fields_of_the_report() -> None:
    [sample] = fences(ROOT / "docs" / "reports.md", "json")
    report = json.loads(sample)
    assert list(report) == list(JsonReport.__struct_fields__)
    assert list(report["snippets"][0]) == list(SnippetEntry.__struct_fields__)
    msgspec.convert(report, JsonReport)


def sample(number: int) -> dict[str, Any]:
    """What a Python sample of extending.md defines; it is our own, so it may run."""
    names: dict[str, Any] = {"__name__": "sample"}
    exec(fences(ROOT / "docs" / "extending.md", "python")[number], names)  # noqa: S102 - our own words, not a page's
    return names


def test_the_sample_checker_checks() -> None:
    names = sample(0)
    [reading] = names["read_many"]([Code("sow the beans.\nwater them\n", "prose")])
    assert [(finding.line, finding.column, finding.rule) for finding in reading.findings] == [(2, 10, "missing-stop")]
    assert names["read"](Code(names["STOP"].good, "prose")).findings == ()
    assert names["read"](Code(names["STOP"].bad, "prose")).findings


def test_the_sample_source_is_read() -> None:
    names = sample(1)
    garden = Document("s", "https://example.org/g", None, b"== gardens ==\nBeans\n<pre>x</pre>")
    assert names["recognises"](garden)
    assert [article.body for article in names["articles"](garden)] == ["Beans\n<pre>x</pre>"]
    with pytest.raises(SourceError):
        list(names["articles"](Document("s", "https://example.org/g", None, b"== gardens ==")))


def test_the_sample_report_reports() -> None:
    finding = next(iter(RULES.values())).finding(3, 1, "no")
    place = Provenance("s", None, "https://example.org", "t", None, 0, None, None)
    snippet = Snippet("1", "text", None, "x", "0", "a/01.txt", None, place)
    row = Judged(snippet, CheckResult(snippet_id="1", outcome="failed", findings=(finding,)))
    file = io.StringIO()
    sample(2)["write"](Run(version="0", started="", sources=(), summary=Summary(), rows=[row]), file)
    assert file.getvalue() == f"a/01.txt:3 {finding.rule}\n"


def test_every_rule_is_explained() -> None:
    assert sorted(re.findall(r"^### (\w+) ", GENERATED["rules.md"], re.MULTILINE)) == sorted(RULES)
    assert all(rule.why in GENERATED["rules.md"] for rule in RULES.values())


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the extra `docs` is not installed")
    words = ["build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = module("mkdocs", *words, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "rules.html").stat().st_size > 10_000
    foreign = re.findall(r'(?:src|href)="(https?://[^"]+)"', (tmp_path / "index.html").read_text(encoding="utf-8"))
    assert [url for url in foreign if "squidfunk.github.io" not in url] == []
