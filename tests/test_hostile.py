"""What strangers publish to hurt: each case with its outcome, through the whole of `harvest run`."""

from __future__ import annotations

import html
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

N = 100_000
DEEP = "nested too deeply"
LARGE = "larger than 256,000 bytes"


class Case(NamedTuple):
    """A block, and what becomes of it."""

    tag: str
    text: str
    outcome: str
    reason: str = ""


BLOCKS = {
    "python brackets": Case("python", "x = " + "[" * N + "]" * N, "errored", DEEP),
    "python never closed": Case("python", "(" * N, "errored", DEEP),
    "python unary": Case("python", "x = " + "-" * N + "1", "errored", DEEP),
    "python sums": Case("python", "x = 1" + "+1" * N, "errored", DEEP),
    "python attributes": Case("python", "x = a" + ".a" * N, "errored", DEEP),
    "python lambdas": Case("python", "x = " + "lambda:" * (N // 4) + "1", "errored", DEEP),
    "python elif": Case("python", "if x:\n pass\n" + "elif x:\n pass\n" * (N // 10), "errored", DEEP),
    "python indents": Case("python", "".join(f"{' ' * n}if x:\n" for n in range(600)), "errored", DEEP),
    "python dots": Case("python", "." * N + "(", "failed"),
    "python no-break spaces": Case("python", "\xa0" * N, "failed"),
    "python too large": Case("python", "x = " + "not " * N + "1", "errored", LARGE),
    "javascript brackets": Case("javascript", "let x = " + "[" * N + "]" * N, "passed"),
    "javascript never closed": Case("javascript", "(" * N, "errored", DEEP),
    "javascript unary": Case("javascript", "let x = " + "!" * N + "1", "passed"),
    "javascript arrows": Case("javascript", "let x = " + "()=>" * (N // 4) + "1", "passed"),
    "javascript templates": Case("javascript", "`${" * (N // 4), "errored", DEEP),
    "javascript spaces": Case("javascript", "1:25 styles" + " " * N + "x", "failed"),
    "javascript dots": Case("javascript", "let x = [{width:" + "." * N + "x", "failed"),
    "json pretty quotes": Case("json", "\u201c:" * (N // 2), "failed"),
    "jsx elements": Case("jsx", "let x = " + "<a>" * (N // 6) + "</a>" * (N // 6), "passed"),
    "typescript generics": Case("typescript", f"let x: {'A<' * (N // 4)}B{'>' * (N // 4)}", "passed"),
    "json brackets": Case("json", "[" * N + "]" * N, "passed"),
    "json objects": Case("json", '{"a":' * (N // 4) + "1" + "}" * (N // 4), "passed"),
    "json never closed": Case("json", "[" * N, "failed"),
    "shell substitutions": Case("bash", "$(" * (N // 2) + ")" * (N // 2), "passed"),
    "shell subshells": Case("bash", "(" * N, "errored", "one parser refuses it"),
    "shell percents": Case("bash", "x{%" * (N // 3), "passed"),
    "shell killer": Case("bash", "(" * 200_000, "errored", "the parser died of it"),
    "shell groups": Case("bash", "{ " * N, "errored", "one parser refuses it"),
    "shell arithmetic": Case("bash", f"echo $(({'(' * N}1{')' * N}))", "passed"),
    "yaml flow": Case("yaml", "[" * N, "errored", DEEP),
    "yaml maps": Case("yaml", "{a: " * (N // 4), "errored", DEEP),
    "yaml dashes": Case("yaml", "- " * N + "a", "errored", DEEP),
    "yaml aliases": Case(
        "yaml",
        "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(20)),
        "passed",
    ),
    "toml arrays": Case("toml", "a = " + "[" * N + "]" * N, "errored", DEEP),
    "toml keys": Case("toml", "a" + ".a" * N + " = 1", "errored", DEEP),
    "xml elements": Case("xml", "<a>" * (N // 3) + "</a>" * (N // 3), "passed"),
    "xml laughs": Case(
        "xml",
        "<!DOCTYPE l [<!ENTITY a 'ha'>"
        + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
        + "]><l>&m;</l>",
        "passed",
    ),
    "xml external": Case("xml", "<!DOCTYPE l [<!ENTITY a SYSTEM 'secret.txt'>]><l>&a;</l>", "passed"),
    "one long line": Case("json", "x" * 10_000_000, "errored", LARGE),
}
"""Blocks, each on a page of its own with a broken neighbour, whose finding it must not cost."""

NEIGHBOUR = "import os\nprint(oss)\n"
LAUGHS = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
CONTROLS = "".join(map(chr, [*range(1, 9), 11, *range(14, 32), *range(0x7F, 0xA0)]))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TITLES = (
    "../../x",
    "CON",
    "x" * 4096,
    "a\nb",
    "\x1b[31mred\x1b]0;title\x07",
    "Same",
    "Same",
    "same",
    "",
    "/etc/passwd",
)


def block(tag: str, text: str) -> str:
    return f"<pre><code class='language-{html.escape(tag)}'>{html.escape(text)}</code></pre>"


def page(title: str, *blocks: str) -> str:
    return f"<!doctype html><title>{html.escape(title)}</title><h1>{html.escape(title)}</h1>{''.join(blocks)}"


def rss(dtd: str, body: str) -> str:
    item = f"<item><title>t</title><link>https://blog.example/1</link><description>{body}</description></item>"
    return f"<?xml version='1.0'?>{dtd}<rss version='2.0'><channel><title>c</title>{item}</channel></rss>"


def json_feed(*items: tuple[str, str]) -> str:
    entries = [{"id": str(n), "title": title, "content_html": text} for n, (title, text) in enumerate(items)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "f", "items": entries})


def harvest(place: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "harvest", *words],
        cwd=place,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=300,
    )


def write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))


class Ran(NamedTuple):
    """A finished run."""

    place: Path
    done: subprocess.CompletedProcess[bytes]
    report: dict[str, Any]

    def of(self, source: str) -> list[dict[str, Any]]:
        return [entry for entry in self.report["snippets"] if entry["source"] == source]

    def status(self, source: str) -> dict[str, Any]:
        (found,) = (entry for entry in self.report["sources"] if entry["source"] == source)
        return dict(found)


def ran(place: Path, files: dict[str, str]) -> Ran:
    write(place / "site", files)
    (place / "config.yaml").write_text(
        "sources: [site]\nlimits: {page_bytes: 12_000_000}\nfail_on: never\nreports: {json: r.json, html: r.html, "
        "sarif: r.sarif, junit: r.xml, csv: r.csv, markdown: r.md, github: r.txt}\n",
        encoding="utf-8",
    )
    done = harvest(place, "run", "--verbose")
    assert b"Traceback" not in done.stderr, done.stderr[-2000:]
    return Ran(place, done, json.loads((place / "r.json").read_bytes()))


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    place = tmp_path_factory.mktemp("blocks")
    (place / "secret.txt").write_text("the secret of this machine", encoding="utf-8")
    pages = {f"{n}.html": page(n, block(case.tag, case.text), block("python", NEIGHBOUR)) for n, case in BLOCKS.items()}
    return ran(place, pages)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_its_outcome_and_costs_no_other(blocks: Ran, name: str) -> None:
    case = BLOCKS[name]
    hostile, neighbour = blocks.of(f"{name}.html")
    assert (hostile["outcome"], case.reason in (hostile["reason"] or "")) == (case.outcome, True), hostile["reason"]
    assert (blocks.place / "snippets" / hostile["path"]).read_text(encoding="utf-8") == case.text
    assert [finding["name"] for finding in neighbour["findings"]] == ["oss"]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    place = tmp_path_factory.mktemp("documents")
    secret = place / "secret.txt"
    secret.write_text("the secret of this machine", encoding="utf-8")
    external = f"<!DOCTYPE rss [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>"
    code = html.escape(block("python", NEIGHBOUR))
    hurt = f"x = 1{CONTROLS}{BIDI}\n"
    files = {
        "laughs.xml": rss(f"<!DOCTYPE rss [<!ENTITY a 'ha'>{LAUGHS}]>", f"&m;{code}"),
        "external.xml": rss(external, f"&a;{code}"),
        "surrogate.xml": rss("", f"&lt;pre&gt;x = '&#xD800;&#57343;'&lt;/pre&gt;{code}").replace(
            "<title>t<", "<title>&#xDC00;<"
        ),
        "surrogates.json": json_feed(
            ("\ud800", block("python\udc00", "x = '\udfff'\n")), ("c", block("py", NEIGHBOUR))
        ),
        "nul.html": page("a\0b", block("py\0thon", "x = '\0'\n"), block("python", NEIGHBOUR)),
        "controls.html": page(f"t{CONTROLS}{BIDI}", block(f"python{CONTROLS}{BIDI}", hurt), block("python", hurt)),
        "references.html": page(
            "t", f"<pre>{''.join(f'&#{n};' for n in range(160))}</pre>", block("python", NEIGHBOUR)
        ),
        "controls.json": json_feed((f"t{CONTROLS}{BIDI}", block("python", hurt) + block("python", NEIGHBOUR))),
        "too large.html": page("large", block("python", NEIGHBOUR), " " * 12_000_000),
        "empty.html": "",
        "binary.html": "\0\x01\x02\x89PNG" * 1000,
        "no address.xml": rss("", f"here: {code}").replace("https://blog.example/1", "http://[").replace(">t<", ">a<"),
        "no address.json": json_feed(("b", f"there: {block('python', NEIGHBOUR)}")).replace(
            '"id": "0"', '"id": "0", "url": "http://["'
        ),
        "no encoding.json": json_feed(("t\udcff", "x")).replace("\\udcff", "\udcff"),
        "label.html": "<!doctype html><meta charset='ut\0f-8'><title>é</title>".replace("é", "\udce9"),
        "deep.json": '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * N,
        "deep.xml": rss("", "<a>" * 50_000 + "</a>" * 50_000 + code),
        **{f"title {n}.html": page(title, block("python", f"# {n}\n{NEIGHBOUR}")) for n, title in enumerate(TITLES)},
    }
    return ran(place, files)


def test_entities_are_neither_expanded_nor_fetched(documents: Ran) -> None:
    assert "amplification" in documents.status("laughs.xml")["reason"]
    assert [finding["name"] for finding in documents.of("external.xml")[0]["findings"]] == ["oss"]
    for path in documents.place.rglob("*"):
        if path.is_file() and path.name != "secret.txt":
            assert b"secret of this machine" not in path.read_bytes()
            assert path.stat().st_size < 5_000_000 or path.parent.name == "site"


@pytest.mark.parametrize(
    "name",
    [
        "surrogate.xml",
        "surrogates.json",
        "nul.html",
        "references.html",
        "controls.json",
        "title 3.html",
        "no address.xml",
        "no address.json",
    ],
)
def test_the_block_beside_foreign_characters_is_read(documents: Ran, name: str) -> None:
    assert documents.status(name)["status"] == "ok", documents.status(name)
    assert [finding["name"] for finding in documents.of(name)[-1]["findings"]] == ["oss"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("too large.html", "larger than 12,000,000 bytes"),
        ("empty.html", "empty"),
        ("deep.json", "malformed JSON Feed"),
        ("no encoding.json", "malformed JSON Feed"),
        ("label.html", "neither a feed nor a page"),
    ],
)
def test_what_cannot_be_read_says_why(documents: Ran, name: str, reason: str) -> None:
    told = documents.status(name)
    assert told["status"] == "failed"
    assert reason in told["reason"]


def test_every_page_has_a_fate(documents: Ran) -> None:
    told = {entry["source"] for entry in documents.report["sources"]}
    assert told == {path.name for path in (documents.place / "site").iterdir()}
    assert documents.done.returncode == 2


def test_nothing_acts_on_the_terminal_or_in_a_report(documents: Ran) -> None:
    harmful = set(CONTROLS + BIDI) - set("\x85")
    shown = {"terminal": documents.done.stdout.decode()} | {
        path.name: path.read_bytes().decode() for path in documents.place.glob("r.*")
    }
    assert len(shown) == 8
    for name, text in shown.items():
        assert not harmful & set(text), name


def test_names_on_disk_are_ours_and_differ(documents: Ran) -> None:
    found = [documents.of(f"title {n}.html")[0]["path"] for n in range(len(TITLES))]
    assert len({path.casefold() for path in found}) == len(TITLES)
    assert all(set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") and ".." not in path for path in found)
    assert max(map(len, found)) < 100
    folders = {path.name for path in documents.place.iterdir() if path.is_dir()}
    assert folders == {"site", "snippets", ".harvest"}


def test_a_page_of_20_000_blocks(tmp_path: Path) -> None:
    write(tmp_path, {"page.html": page("many", *(block("python", f"x = {n % 500}\n") for n in range(20_000)))})
    done = harvest(tmp_path, "run", "page.html", "--report", "json=r.json", "--quiet")
    summary = json.loads((tmp_path / "r.json").read_bytes())["summary"]
    assert (done.returncode, summary["blocks"], summary["passed"]) == (0, 20_000, 20_000), done.stderr


def mounted(place: Path, options: str) -> Iterator[Path]:
    """A small file system of its own, where we may mount one."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no `mount` here")
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607 - where the system has it


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "disk", "size=2m")


def fill(place: Path, left: int) -> None:
    status = os.statvfs(place)
    free = max(status.f_bavail * status.f_frsize - left, 0)
    (place / "ballast").write_bytes(b"\0" * free)


SITE = {f"{n}.html": page(f"p{n}", *(block("python", f"x = {n}\ny = {m}\n" * 40) for m in range(8))) for n in range(25)}


@pytest.mark.parametrize("left", [0, 4096, 40_000, 400_000, 700_000, 900_000])
def test_a_full_disk_is_one_line_and_loses_nothing(small_disk: Path, tmp_path: Path, left: int) -> None:
    write(tmp_path / "site", SITE)
    site = str(tmp_path / "site")
    (small_disk / "page.html").write_text(page("first", block("python", "x = 1\n")), encoding="utf-8")
    assert harvest(small_disk, "run", "page.html", "--report", "json=r.json", "--quiet").returncode == 0
    before = (small_disk / "snippets" / "manifest.jsonl").read_bytes()
    fill(small_disk, left)
    done = harvest(small_disk, "run", site, "--report", "json=r.json", "--quiet", TMPDIR=str(small_disk))
    check = harvest(small_disk, "check", "--quiet")
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert b"No space left on device" in done.stderr
    assert before == (small_disk / "snippets" / "manifest.jsonl").read_bytes() or left > 100_000
    (small_disk / "ballast").unlink()
    assert check.returncode in {0, 2}
    assert harvest(small_disk, "run", "page.html", "--quiet").returncode == 0


def test_a_read_only_disk_is_one_line(small_disk: Path, tmp_path: Path) -> None:
    write(tmp_path / "site", {"a.html": page("a", block("python", NEIGHBOUR))})
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S607 - as above
    done = harvest(tmp_path, "run", "site", "--output", str(small_disk / "out"), "--quiet")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert b"Read-only file system" in done.stderr


def test_a_second_run_at_once_is_refused_and_the_first_succeeds(tmp_path: Path) -> None:
    write(tmp_path / "site", {"a.html": page("a", block("python", "x = 1\n"))})
    words = [sys.executable, "-m", "harvest", "collect", "-", "--quiet"]
    with subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as first:
        until = time.monotonic() + 20
        while not any((tmp_path / "snippets").glob(".harvest-new-*")) and time.monotonic() < until:
            time.sleep(0.05)
        second = harvest(tmp_path, "run", "site", "--quiet")
        _, errors = first.communicate(SITE["3.html"].encode())
    assert (second.returncode, second.stderr.count(b"\n")) == (2, 1), second.stderr
    assert b"another harvest is writing here" in second.stderr
    assert (first.returncode, errors) == (0, b"")
    assert (tmp_path / "snippets" / "manifest.jsonl").read_bytes().count(b"\n") == 8


def test_two_runs_at_once_share_what_they_remember(tmp_path: Path) -> None:
    write(tmp_path / "site", SITE)
    words = [sys.executable, "-m", "harvest", "run", "site", "--quiet", "--jobs", "1"]
    both = [
        subprocess.Popen([*words, "--output", name, "--report", f"json={name}.json"], cwd=tmp_path)
        for name in ("a", "b")
    ]
    assert [running.wait() for running in both] == [0, 0]
    assert without_time(tmp_path / "a.json") == without_time(tmp_path / "b.json")


def without_time(report: Path) -> bytes:
    text = report.read_bytes()
    started = json.loads(text)["started"].encode()
    assert text.count(started) == 1
    return text.replace(started, b"")


def outputs(place: Path, words: Sequence[str]) -> tuple[bytes, bytes]:
    done = harvest(place, "run", "site", "--report", "json=r.json", "--quiet", "--fail-on", "never", *words)
    assert done.returncode == 0, done.stderr
    return without_time(place / "r.json"), (place / "snippets" / "manifest.jsonl").read_bytes()


def test_the_same_bytes_whatever_the_jobs_and_the_cache(tmp_path: Path) -> None:
    texts = {name: case for name, case in BLOCKS.items() if len(case.text) < 30_000}
    mixed = [block(case.tag, case.text) for case in texts.values()]
    broken = ["x = (\n", "print(oss)\n", "if x\n  y\n", "import os\nprint(sys)\n"]
    pages = {f"m{n}.html": page(f"m{n}", *mixed, *(block("python", text * n) for text in broken)) for n in range(1, 12)}
    write(tmp_path / "site", {**SITE, **pages})
    first = outputs(tmp_path, ["--jobs", "1"])
    assert outputs(tmp_path, ["--jobs", "2"]) == first
    shutil.rmtree(tmp_path / ".harvest")
    shutil.rmtree(tmp_path / "snippets")
    assert outputs(tmp_path, ["--jobs", "2"]) == first
