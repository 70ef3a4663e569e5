"""The command as a user types it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

SOUND = "<title>Sound</title><pre><code class='language-python'>x = 1\nprint(x)\n</code></pre>"
BROKEN = "<title>Broken</title><h2>Here</h2><pre><code class='language-python'>print(total)\n</code></pre>"


def harvest(folder: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "harvest", *words],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "sound.html").write_text(SOUND, encoding="utf-8")
    (tmp_path / "broken.html").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_a_clean_run_ends_with_0_and_says_what_was_looked_at(pages: Path) -> None:
    done = harvest(pages, "run", "sound.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 block in 1 article" in done.stdout


def test_a_broken_block_ends_with_1_and_is_shown(pages: Path) -> None:
    done = harvest(pages, "run", "sound.html", "broken.html")
    assert done.returncode == 1
    assert "Broken" in done.stdout
    assert "print(total)" in done.stdout
    assert "`total` is not defined" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(("bar", "status"), [("warning", 1), ("error", 0), ("never", 0)])
def test_the_bar_decides_the_exit_status(pages: Path, bar: str, status: int) -> None:
    assert harvest(pages, "run", "broken.html", "--fail-on", bar).returncode == status


def test_a_source_that_cannot_be_read_ends_with_2_and_the_others_are_read(pages: Path) -> None:
    done = harvest(pages, "run", "none.html", "sound.html", "--report", "json=r.json")
    assert done.returncode == 2
    assert "none.html: No such file or directory" in done.stdout + done.stderr
    report = json.loads((pages / "r.json").read_text(encoding="utf-8"))
    assert [(s["source"], s["status"]) for s in report["sources"]] == [("none.html", "failed"), ("sound.html", "ok")]
    assert len(report["snippets"]) == 1


def test_where_no_source_can_be_read_the_harvest_before_stays(pages: Path) -> None:
    harvest(pages, "run", "sound.html")
    before = {path: path.read_bytes() for path in (pages / "snippets").rglob("*") if path.is_file()}
    assert harvest(pages, "run", "mistyped.html").returncode == 2
    assert {path: path.read_bytes() for path in (pages / "snippets").rglob("*") if path.is_file()} == before


def test_closed_and_full_streams_are_no_crash(pages: Path) -> None:
    def said(words: str) -> tuple[int, str]:
        command = f"{sys.executable} -m harvest {words}"
        done = subprocess.run(command, shell=True, cwd=pages, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S602 - the shell closes the streams
        return done.returncode, done.stderr

    assert said("run broken.html >&-") == (1, "")
    assert said("run - <&- >/dev/null")[0] == 2
    assert said("run broken.html >/dev/full") == (2, "harvest: [Errno 28] No space left on device\n")
    assert said("rules >/dev/full") == (2, "harvest: [Errno 28] No space left on device\n")
    assert said("rules | true")[1] == ""


def test_standard_input_is_a_source(pages: Path) -> None:
    done = harvest(pages, "run", "-", stdin=BROKEN)
    assert done.returncode == 1
    assert "`total` is not defined" in done.stdout


def test_a_report_to_standard_output_stands_alone(pages: Path) -> None:
    done = harvest(pages, "run", "broken.html", "--report", "json=-")
    report = json.loads(done.stdout)
    (snippet,) = report["snippets"]
    (finding,) = snippet["findings"]
    assert snippet["source"] == "broken.html"
    assert (snippet["language"], snippet["heading"], snippet["outcome"]) == ("python", "Here", "failed")
    assert (finding["rule"], finding["name"], finding["line"], finding["column"]) == ("undefined-name", "total", 1, 7)
    assert (pages / "snippets" / snippet["path"]).read_text(encoding="utf-8") == "print(total)\n"


@pytest.mark.parametrize(
    ("started_in", "words", "uri"),
    [
        (".", ("--output", "build/code"), "build/code/"),
        ("..", ("--config", "{folder}/config.yaml"), "{folder}/snippets/"),
        ("..", ("--config", "{folder}/config.yaml", "--output", "{folder}/../elsewhere"), "elsewhere/"),
    ],
)
def test_machines_are_told_files_as_they_are_called_from_here(
    pages: Path, started_in: str, words: tuple[str, ...], uri: str
) -> None:
    (pages / "config.yaml").write_text("sources: [broken.html]\n", encoding="utf-8")
    said = [word.format(folder=pages.name) for word in words]
    log = json.loads(harvest(pages / started_in, "run", *said, "--report", "sarif=-").stdout)
    [found] = log["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith(
        uri.format(folder=pages.name)
    )


def test_reports_of_the_command_line_come_to_those_of_the_configuration(pages: Path) -> None:
    (pages / "config.yaml").write_text("sources: [sound.html]\nreports: {json: a, csv: b}\n", encoding="utf-8")
    assert harvest(pages, "run", "--report", "csv=c", "--report", "jsonl=d").returncode == 0
    assert [name for name in "abcd" if (pages / name).exists()] == ["a", "c", "d"]


def test_a_report_that_cannot_be_written_is_said_and_the_others_are_written(pages: Path) -> None:
    done = harvest(pages, "run", "broken.html", "--report", "csv=sound.html/x.csv", "--report", "json=r.json")
    assert (done.returncode, (pages / "r.json").exists()) == (2, True)
    assert done.stderr.startswith(f"harvest: cannot write the csv report to {pages}/sound.html/x.csv: ")
    assert "`total` is not defined" in done.stdout


def test_collect_then_check_is_run(pages: Path) -> None:
    assert harvest(pages, "collect", "broken.html").returncode == 0
    assert harvest(pages, "check").returncode == 1


def test_config_yaml_names_the_sources_relative_to_itself(pages: Path) -> None:
    (pages / "config.yaml").write_text("sources: [broken.html]\nrules: {undefined-name: off}\n", encoding="utf-8")
    (pages / "below").mkdir()
    done = harvest(pages / "below", "run", "--config", "../config.yaml")
    assert done.returncode == 0
    assert (pages / "snippets" / "manifest.jsonl").is_file()


def test_a_rule_is_graded_by_its_code_before_its_name(pages: Path) -> None:
    config = "sources: [cut.html]\nrules: {truncated-sample: off, PY003: warning}\n"
    (pages / "config.yaml").write_text(config, encoding="utf-8")
    (pages / "cut.html").write_text(BROKEN.replace("print(total)", "print("), encoding="utf-8")
    assert "warning[PY003]" in harvest(pages, "run").stdout
    (pages / "config.yaml").write_text(config.replace("warning", "off"), encoding="utf-8")
    assert harvest(pages, "run").returncode == 0


def test_an_ignore_entry_silences_its_finding(pages: Path) -> None:
    entry = "sources: [broken.html]\nignore: [{rule: undefined-name, name: total, reason: imagined}]\n"
    (pages / "config.yaml").write_text(entry, encoding="utf-8")
    done = harvest(pages, "run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == ["1 block in 1 article: 1 checked, 0 flagged", "1 silenced"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run"], "no source: name a feed"),
        (["run", "-c", "none.yaml"], "none.yaml: No such file or directory"),
        (["run", "sound.html", "--report", "jsn=x"], "--report jsn=x: KIND=PATH is wanted"),
        (["run", "sound.html", "--report", "json=x", "--report", "csv=./x"], "the reports json and csv both go to"),
        (["run", "sound.html", "--report", "json=x", "--report", "json=y"], "--report json is there twice: "),
        (
            ["run", "https://me:sesame@a.example/"],
            "harvest: a SOURCE cannot be read: a URL with a user name or password",
        ),
        (["check"], "nothing has been harvested here"),
        (["explain", "no-such-rule"], "there is no rule 'no-such-rule'"),
        (["run", "--no-such-option"], "No such option"),
    ],
)
def test_a_mistake_is_a_clear_line_and_ends_with_2(pages: Path, words: list[str], message: str) -> None:
    done = harvest(pages, *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (pages / "snippets").exists()


def test_a_wrong_key_names_its_line_and_nothing_is_written(pages: Path) -> None:
    (pages / "config.yaml").write_text("sources: [sound.html]\ncolour: red\n", encoding="utf-8")
    done = harvest(pages, "run")
    assert (done.returncode, done.stderr) == (2, "harvest: config.yaml:2: colour: unknown key\n")
    assert not (pages / "snippets").exists()


def test_init_writes_a_config_that_can_be_read(pages: Path) -> None:
    assert harvest(pages, "init", "sound.html").returncode == 0
    assert harvest(pages, "run").returncode == 0
    again = harvest(pages, "init")
    assert (again.returncode, again.stderr) == (2, "harvest: config.yaml is there already\n")


def test_rules_and_explain(tmp_path: Path) -> None:
    listed = harvest(tmp_path, "rules").stdout
    assert "NAM001  undefined-name" in listed
    for code in (line.split()[0] for line in listed.splitlines()):
        assert "Repaired:" in harvest(tmp_path, "explain", code).stdout
        break
    unseen = harvest(tmp_path, "explain", "bidirectional-control").stdout
    assert "<U+202E>" in unseen
    assert all(char.isprintable() or char == "\n" for char in unseen)
    shared = harvest(tmp_path, "explain", "truncated-sample").stdout
    assert {"PY003: off", "JS002: off"} <= {line.strip() for line in shared.splitlines()}
    assert "truncated-sample: off" not in shared
    assert {"JS002", "JSN002", "PY003", "SH002", "TXT009"} <= {line.split(" ")[0] for line in shared.splitlines()}
    assert harvest(tmp_path, "explain", "undefined-name").stdout == harvest(tmp_path, "explain", "nam001").stdout


def test_readers_do_not_load_the_command_line(pages: Path) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module, _, function = scripts["harvest"].partition(":")
    script = f"from {module} import {function}\nif __name__ == '__main__':\n    {function}()\n"
    (pages / "harvest").write_text(script, encoding="utf-8")
    words = [sys.executable, "harvest", "run", "sound.html"]
    told = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=pages, env=told, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0
    assert done.stderr.count("| harvest.cli\n") == 1


def test_a_run_over_what_is_known_loads_nothing_that_reads(pages: Path) -> None:
    words = [sys.executable, "-m", "harvest", "run", "sound.html", "--quiet", "--report", "json=report.json"]
    told = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1", "PYTHONPATH": str(ROOT)}
    runs = [subprocess.run(words, cwd=pages, env=told, capture_output=True, text=True, check=True) for _ in range(2)]
    first, second = ({line.rpartition("|")[2].strip() for line in done.stderr.splitlines()} for done in runs)
    readers = {"multiprocessing", "selectolax.lexbor", "harvest.languages.voting", "harvest.checkers.python.reading"}
    others = {"importlib.metadata", "socket", "httpx2", "harvest.reports.single", "harvest.intent"}
    assert readers <= first
    assert not (readers | others) & second


def test_what_an_unset_variable_leaves_empty_is_a_mistake(pages: Path) -> None:
    for words, message in ((["run", ""], "a SOURCE is empty"), (["run", "sound.html", "--output", ""], "it is empty")):
        done = harvest(pages, *words)
        assert (done.returncode, message in done.stderr) == (2, True)
    assert sorted(path.name for path in pages.iterdir()) == ["broken.html", "sound.html"]


def test_a_folder_without_any_page_is_a_source_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "notes.txt").write_text("nothing published", encoding="utf-8")
    done = harvest(tmp_path, "run", "site")
    assert done.returncode == 2
    assert "source not read: site: no page or feed is in this folder" in done.stdout


def test_what_a_site_holds_beside_its_pages_is_no_source(pages: Path) -> None:
    site = pages / "site"
    (site / "search").mkdir(parents=True)
    (pages / "sound.html").rename(site / "index.html")
    (site / "sitemap.xml").write_text("<urlset><url><loc>https://a.example/</loc></url></urlset>", encoding="utf-8")
    (site / "search" / "index.json").write_text('{"docs": ["<pre>"]}', encoding="utf-8")
    (site / "engine12.html").write_text("engine-verification: engine12.html", encoding="utf-8")
    (site / "tags.xml").write_text("<rss version='2.0'><channel><title>Tags</title></channel></rss>", encoding="utf-8")
    done = harvest(pages, "run", "site")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 block in 1 article: 1 checked, 0 flagged")
    (site / "blank.html").touch()
    done = harvest(pages, "run", "site")
    assert (done.returncode, done.stdout.splitlines()[0]) == (2, "source not read: blank.html: empty")


def test_what_was_harvested_and_reported_is_no_source(tmp_path: Path) -> None:
    code = "&lt;pre>&lt;code class='language-python'>print(&lt;/code>&lt;/pre>"
    (tmp_path / "page.html").write_text(f"<pre><code class='language-html'>{code}</code></pre>", encoding="utf-8")
    for folder in (".", f"../{tmp_path.name}"):
        for _ in range(2):
            done = harvest(tmp_path, "run", folder, "--report", "html=report.html")
            assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 block in 1 article: 1 checked, 0 flagged")


def test_pages_of_several_folders_are_told_apart(pages: Path) -> None:
    for name, page in (("one", BROKEN), ("two", BROKEN.replace("total", "sums"))):
        (pages / name).mkdir()
        (pages / name / "index.html").write_text(page, encoding="utf-8")

    def sources(*folders: str) -> list[str]:
        harvest(pages, "run", *folders, "--report", "json=r.json")
        report = json.loads((pages / "r.json").read_text(encoding="utf-8"))
        return [snippet["source"] for snippet in report["snippets"]]

    assert sources("one") == ["index.html"]
    assert sources("one", "two/") == ["one/index.html", "two/index.html"]
    (pages / "one" / "index.html").write_bytes(b"")
    assert sources("one", "two/") == ["one/index.html", "two/index.html"]


def test_a_name_that_is_no_text_is_shown_by_its_bytes(pages: Path) -> None:
    (pages / "site").mkdir()
    name = os.fsdecode(b"site/\xff.html")
    (pages / "sound.html").rename(pages / name)
    for word in ("site", name):
        done = harvest(pages, "run", word, "--report", "jsonl=-")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout.splitlines()[-1])["source"].endswith(r"\xff.html")


@pytest.mark.parametrize("words", [("run", "--quiet"), ("run", "--report", "json=-"), ("collect",)])
def test_a_source_that_no_report_names_is_named_on_standard_error(pages: Path, words: tuple[str, ...]) -> None:
    done = harvest(pages, *words, "none.html")
    assert done.returncode == 2
    assert done.stderr == "harvest: source not read: none.html: No such file or directory\n"


def test_a_name_that_is_too_long_is_a_source_that_cannot_be_read(tmp_path: Path) -> None:
    done = harvest(tmp_path, "run", "b" * 300)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith(f"source not read: {'b' * 300}: File name too long\n")


def test_a_rule_that_is_nearly_named_is_suggested(tmp_path: Path) -> None:
    for wrong, right in (("missing-imprt", "missing-import"), ("nam01", "NAM001")):
        assert harvest(tmp_path, "explain", wrong).stderr.endswith(f"; is `{right}` meant?\n")


def test_a_terminal_that_lacks_letters_gets_their_numbers_and_a_report_all_its_bytes(pages: Path) -> None:
    (pages / "bent.html").write_text(BROKEN.replace("total", "“total”"), encoding="utf-8")
    poor = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}

    def said(*words: str) -> bytes:
        command = [sys.executable, "-m", "harvest", *words]
        return subprocess.run(command, cwd=pages, env=poor, capture_output=True, check=False, timeout=120).stdout

    assert "“total”".encode() in said("run", "bent.html", "--report", "markdown=-")
    assert rb"\u201c" in said("explain", "smart-quotes")


def test_blocks_that_are_kept_have_articles(pages: Path) -> None:
    harvest(pages, "run", "-", stdin=BROKEN)
    done = harvest(pages, "run", "-")
    assert "1 block in 1 article" in done.stdout


def test_the_version(tmp_path: Path) -> None:
    assert harvest(tmp_path, "--version").stdout.startswith("harvest 0.")


def test_the_sample_sources_show_broken_blocks(tmp_path: Path) -> None:
    shutil.copy(ROOT / "config.yaml", tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = harvest(tmp_path, "run")
    assert done.returncode == 1
    for title in (
        "Counting words in a file",
        "A client in ten lines",
        "Quotes that a word processor bent",
        "Backing up",
    ):
        assert title in done.stdout


def test_the_real_feed(shared: Path, tmp_path: Path) -> None:
    feed = shared / "feeds" / "devto.xml"
    done = harvest(tmp_path, "run", str(feed), "--report", "json=-")
    report = json.loads(done.stdout)
    assert (done.returncode, len(report["snippets"])) == (1, 28)
    flagged = [[f["name"] for f in s["findings"]] for s in report["snippets"] if s["outcome"] == "failed"]
    firsts = [[f["name"] for f in s["findings"]] for s in report["snippets"] if s["findings"] and not s["duplicate_of"]]
    assert firsts == [
        ["fetchProfile", "fetchOrders", "fetchAnalytics"],
        ["app", "getCustomer"],
        ["document_text"],
        ["embedding_model", "user_query", "vector_store"],
        ["context", "userQuestion"],
        ["model"],
    ]
    assert len(flagged) == len(firsts)
