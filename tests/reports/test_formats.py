"""What consumers of the machine formats rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sample import EMPTY, GARDEN_ROWS, RUN, SOIL, judged, snippet

from harvest.errors import HarvestError
from harvest.model import Finding, Judged, Run
from harvest.reports import REPORTS, write_report
from harvest.reports.articles import articles
from harvest.reports.records import JsonReport, RunLine, SnippetLine, SourceLine, schema
from harvest.reports.repair import replaced


def written(kind: str, run: Run = RUN) -> str:
    file = io.StringIO()
    REPORTS[kind].write(run, file)
    return file.getvalue()


def with_rows(*rows: Judged) -> Run:
    return msgspec.structs.replace(RUN, rows=rows)


def row(language: str, text: str, message: str, title: str = "A title") -> Judged:
    finding = Finding(code="TXT001", rule="smart-quotes", severity="error", line=1, column=1, message=message)
    return judged(snippet(("s.xml", 0, "https://example.org/", title), 0, language, text), "failed", finding)


def test_json_reads_back_as_its_records() -> None:
    report = msgspec.json.decode(written("json"), type=JsonReport)
    assert [entry.outcome for entry in report.snippets] == [row.result.outcome for row in RUN.rows]
    assert report.snippets[0].findings[0].name == "vlaues"
    assert report.summary == RUN.summary


def test_jsonl_reads_back_line_by_line() -> None:
    decoder = msgspec.json.Decoder(RunLine | SourceLine | SnippetLine)
    lines = [decoder.decode(line) for line in written("jsonl").splitlines()]
    assert [type(line) for line in lines] == [RunLine] + [SourceLine] * 4 + [SnippetLine] * 12


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_the_schemas_describe_the_reports(kind: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the extra `browser` is not installed")
    described = schema("json" if kind == "json" else "jsonl")
    validator = jsonschema.Draft202012Validator(described)
    documents = [written(kind)] if kind == "json" else written(kind).splitlines()
    for document in documents:
        validator.validate(json.loads(document))
    broken = json.loads(documents[0])
    broken["summary"]["blocks"] = "many"
    assert not validator.is_valid(broken)


def test_sarif_keeps_to_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the extra `browser` is not installed")
    place = os.environ.get("HARVEST_NODE_PACKAGES")
    found = sorted(Path(place).rglob("sarif-2.1.0*.json")) if place else []
    if not found:
        pytest.skip("HARVEST_NODE_PACKAGES names no folder with the SARIF schema")
    described = json.loads(found[0].read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(described)(described).validate(json.loads(written("sarif")))


def sarif(run: Run = RUN) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads(written("sarif", run))["runs"][0]["results"]
    return results


def test_sarif_fingerprints_survive_lines_put_before_them() -> None:
    moved = Finding(**{**msgspec.structs.asdict(GARDEN_ROWS[0].result.findings[0]), "line": 9, "end_line": 9})
    later = judged(snippet(("garden.xml", 0, "https://example.org/notes/garden", "?"), 0, "python", "\n\n" + SOIL),
                   "failed", moved)  # fmt: skip
    assert sarif(with_rows(later))[0]["partialFingerprints"] == sarif()[0]["partialFingerprints"]


def test_sarif_tells_equal_findings_apart() -> None:
    twice = judged(GARDEN_ROWS[0].snippet, "failed", *GARDEN_ROWS[0].result.findings * 2)
    prints = [result["partialFingerprints"]["harvest/v1"] for result in sarif(with_rows(twice))]
    assert len(set(prints)) == 2


@pytest.mark.parametrize(
    ("published", "repaired", "expected"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", (2, 3, "B\n")),
        ("a\nb", "a\nB", (2, 3, "B")),
        ("a\na\n", "a\n", (2, 3, "")),
        ("a\n", "a\nb\n", (2, 2, "b\n")),
        ("", "x\n", (1, 1, "x\n")),
    ],
)
def test_a_repair_replaces_whole_lines(published: str, repaired: str, expected: tuple[int, int, str]) -> None:
    first, after, text = replaced(published, repaired)
    assert (first, after, text) == expected
    lines = published.splitlines(keepends=True)
    assert "".join([*lines[: first - 1], text, *lines[after - 1 :]]) == repaired


def test_junit_counts_what_it_holds() -> None:
    for suite in ET.fromstring(written("junit")):  # noqa: S314 - our own report
        found = {"failures": "failure", "errors": "error", "skipped": "skipped"}
        assert len(suite.findall("testcase")) == int(suite.attrib["tests"])
        assert {name: len(suite.findall(f"testcase/{tag}")) for name, tag in found.items()} == {
            name: int(suite.attrib[name]) for name in found
        }


def test_junit_has_only_the_parts_that_its_schema_allows() -> None:
    allowed = {
        "testsuites": {"name", "time", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "url", "file"},
        "properties": set[str](),
        "property": {"name", "value"},
        "testcase": {"name", "time", "classname", "group"},
        **{tag: {"type", "message"} for tag in ("failure", "error", "skipped")},
        "system-out": set[str](),
    }
    for element in ET.fromstring(written("junit")).iter():  # noqa: S314 - our own report
        assert set(element.attrib) <= allowed[element.tag]


@pytest.mark.parametrize("run", [RUN, EMPTY], ids=["sample", "empty"])
def test_junit_keeps_to_its_schema(run: Run) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="the extra `browser` is not installed")
    place = os.environ.get("HARVEST_NODE_PACKAGES")
    found = sorted(Path(place).rglob("junit-10.xsd")) if place else []
    if not found:
        pytest.skip("HARVEST_NODE_PACKAGES names no folder with the JUnit schema")
    schema = xmlschema.XMLSchema(str(found[0]))
    assert list(map(str, schema.iter_errors(written("junit", run)))) == []
    assert not schema.is_valid(written("junit", run).replace("<testsuites", '<testsuites colour="red"'))


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x0b", "\ufffe", "\ud800", "]]>", "\x85"])
def test_junit_is_well_formed_whatever_was_published(bad: str) -> None:
    run = with_rows(row("python", f"x{bad}y\n", f"m{bad}m", f"t{bad}t"))
    root = ET.fromstring(written("junit", run).encode())  # noqa: S314 - our own report
    assert root.findall("testsuite/testcase/failure")


def test_csv_holds_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", with_rows(row("python", "x\n", '=HYPERLINK("a")', "@SUM"))))))
    assert (rows[0]["message"], rows[0]["article_title"]) == ('\'=HYPERLINK("a")', "'@SUM")


def test_github_commands_cannot_be_forged() -> None:
    lines = written("github", with_rows(row("python", "x\n", "a\n::error::b%0A", "a,b:c\r\n::set-output"))).splitlines()
    assert lines[-1] == (
        "::error file=snippets/article-8198d1ba/01.py,line=1,endLine=1,col=1,"
        "title=smart-quotes in a%2Cb%3Ac␍␊%3A%3Aset-output%2C block 1::"
        "a␊::error::b%250A (https://example.org/)"
    )


def test_github_is_told_of_blocks_that_could_not_be_checked() -> None:
    unread = judged(
        snippet(("s.xml", 0, "https://example.org/", "A title"), 0, "python", "x"), "errored", reason="it took too long"
    )
    assert written("github", with_rows(unread)).splitlines()[-1] == (
        "::warning file=snippets/article-8198d1ba/01.py,title=not checked in A title%2C block 1::"
        "it took too long (https://example.org/)"
    )


def test_an_article_is_not_called_published_again_at_its_own_address() -> None:
    first = snippet(("a.xml", 0, "https://example.org/", "T"), 0, "python", "x")
    again = snippet(("b.xml", 0, "https://example.org/", "T"), 0, "python", "x", duplicate_of=first.id)
    assert [found.also for found in articles(with_rows(judged(first, "passed"), judged(again, "passed")))] == [[]]


def test_markdown_stays_text_and_mentions_nobody() -> None:
    shown = written("markdown", with_rows(row("text", "```\n@all\n", "see @all #1 <img> [a](b)", "# *x* @all")))
    assert "### [\\# \\*x\\* &#64;all]" in shown
    assert "see &#64;all \\#1 \\<img\\> \\[a\\]\\(b\\)" in shown
    assert "````text\n1 | ```\n" in shown


def test_markdown_counts_what_does_not_fit() -> None:
    shown = written("markdown", with_rows(*(row("python", "x = 1\n" * 9, "no") for _ in range(2000))))
    assert 50_000 < len(shown) < 65_536
    told = shown.count("**error**")
    assert shown.endswith(f"… and {2000 - told:,} more findings.\n")


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    write_report("json", str(path), RUN)
    assert path.read_text(encoding="utf-8") == written("json")

    class Torn:
        def __iter__(self) -> Any:
            yield GARDEN_ROWS[0]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_report("json", str(path), msgspec.structs.replace(RUN, rows=Torn()))
    assert path.read_text(encoding="utf-8") == written("json")
    assert [file.name for file in path.parent.iterdir()] == ["report.json"]


def test_a_pipe_is_written_to_and_a_link_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_text, encoding="utf-8")
        write_report("json", str(pipe), RUN)
        assert read.result(timeout=30) == written("json")
    assert pipe.is_fifo()

    (tmp_path / "link.json").symlink_to("kept.json")
    (tmp_path / "kept.json").touch()
    write_report("json", str(tmp_path / "link.json"), RUN)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "kept.json").read_text(encoding="utf-8") == written("json")


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HarvestError, match=r"cannot write the json report to .*file/report\.json"):
        write_report("json", str(tmp_path / "file" / "report.json"), RUN)
    with pytest.raises(HarvestError, match="there is no report 'pdf'; there are terminal, "):
        write_report("pdf", "-", RUN)
