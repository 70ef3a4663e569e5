"""What was known does not fail; what is gone from a baseline is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_of import finding, judged
from test_pytest_plugin import harvest

from harvest.baseline import Baseline, entries_of, read, write
from harvest.errors import ConfigError
from harvest.model import Finding, Judged


def unknown(baseline: Baseline, *rows: Judged) -> list[list[str | None]]:
    found = baseline.unknown([(row.snippet, row.result.findings) for row in rows])
    return [[finding.name for finding in findings] for findings in found]


def test_what_was_written_is_known_when_it_is_read(tmp_path: Path) -> None:
    rows = [judged("x = a\nif b\n", finding(1, name="a"), finding(2, rule="python-syntax")), judged("c\n", index=1)]
    write(tmp_path / "baseline.yaml", entries_of(rows))
    baseline = read(tmp_path / "baseline.yaml")
    assert unknown(baseline, *rows) == [[], []]
    assert baseline.stale == ()


def test_a_baseline_reads_like_a_list_with_reasons(tmp_path: Path) -> None:
    row = judged("x = a\n  if  b\n", finding(1, name="a"), finding(2, rule="python-syntax"))
    write(tmp_path / "baseline.yaml", entries_of([row]))
    assert (
        (tmp_path / "baseline.yaml")
        .read_text()
        .split("\n\n")[-1]
        .endswith(
            f"""\
- rule: undefined-name
  name: a
  article: https://blog.example/a
  snippet: {row.snippet.id}
  reason: known when the baseline was written
- rule: python-syntax
  line: if b
  article: https://blog.example/a
  snippet: {row.snippet.id}
  reason: known when the baseline was written
"""
        )
    )


def test_what_is_new_is_not_known() -> None:
    baseline = Baseline(entries_of([judged("x = a\n", finding(name="a"))]))
    assert unknown(baseline, judged("x = a + b\n", finding(name="a"), finding(name="b"))) == [["b"]]
    assert unknown(baseline, judged("x = a\n", finding(name="a"), article="https://blog.example/b")) == [["a"]]


def test_an_entry_is_good_for_one_finding() -> None:
    baseline = Baseline(entries_of([judged("x = a\n", finding(name="a"))]))
    rows = [judged("y = a\n", finding(name="a")), judged("x = a\n", finding(name="a"), index=0)]
    assert unknown(baseline, *rows) == [["a"], []]


def test_a_finding_stays_known_when_its_block_is_edited_around_it() -> None:
    baseline = Baseline(entries_of([judged("if a\n", finding(rule="python-syntax"))]))
    assert unknown(baseline, judged("# more\nif  a\n", finding(2, rule="python-syntax"), index=3)) == [[]]


def test_what_matches_nothing_is_stale() -> None:
    rows = [judged("x = a\n", finding(name="a")), judged("x = b\n", finding(name="b"), index=1)]
    baseline = Baseline(entries_of(rows))
    unknown(baseline, rows[1], judged("x = 1\n"))
    assert [entry.name for entry in baseline.stale] == ["a"]
    assert [entry.name for entry in baseline.used] == ["b"]


def test_no_file_means_that_nothing_is_known(tmp_path: Path) -> None:
    assert unknown(read(tmp_path / "none.yaml"), judged("a\n", finding(name="a"))) == [["a"]]


def test_an_empty_baseline_can_be_written_and_read(tmp_path: Path) -> None:
    write(tmp_path / "baseline.yaml", [])
    assert read(tmp_path / "baseline.yaml").stale == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- rule: [", r"baseline\.yaml:1: expected the node content"),
        ("- {rule: 2024-02-30}", r"baseline\.yaml:1: `2024-02-30` is no timestamp"),
        ("- " * 3000, "nested too deeply"),
        ("rule: x", r"baseline\.yaml:1: the document: a list is wanted, not a mapping$"),
        ("\n- rule: x", r"baseline\.yaml:2: \[0\]: `article` is missing$"),
        ("- rule: x\n  articel: a", r"baseline\.yaml:2: \[0\]\.articel: unknown key; is `article` meant\?$"),
        ("- rule: x\n  line: 5", r"baseline\.yaml:2: \[0\]\.line: text is wanted, not a whole number$"),
    ],
)
def test_what_is_no_baseline_is_one_clear_error(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "baseline.yaml").write_text(text)
    with pytest.raises(ConfigError, match=reason) as caught:
        read(tmp_path / "baseline.yaml")
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        write(tmp_path / "none" / "baseline.yaml", [])


@given(st.text(min_size=1), st.text())
def test_any_text_survives_the_file_and_is_shown_in_ascii(
    tmp_path_factory: pytest.TempPathFactory, name: str, line: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "baseline.yaml"
    by_line: Finding = msgspec.structs.replace(finding(rule="r"), name=None)
    rows = [judged(f"{line}\n", finding(name=name), by_line)]
    write(path, entries_of(rows))
    assert path.read_bytes().isascii()
    assert unknown(read(path), *rows) == [[]]


def test_pytest_knows_the_baseline(pytester: pytest.Pytester) -> None:
    harvest(pytester.path / "snippets", ("python", "print(known)"), ("python", "print(unknown_one)"))
    known = [judged("print(known)", finding(name="known"), article="https://a.example/Title")]
    write(pytester.path / "baseline.yaml", entries_of(known))
    done = pytester.runpytest_subprocess("snippets")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*`unknown_one` is not defined*"])
