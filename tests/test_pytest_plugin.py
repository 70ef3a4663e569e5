"""`pytest snippets/`: one item a snippet, and nothing harvested is ever imported or run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harvest import store
from harvest.model import CodeBlock, Extracted, Provenance

TRAP = "import pathlib\npathlib.Path({!r}).write_text('sprung')\n"


def harvest(folder: Path, *blocks: tuple[str, str], title: str = "Title") -> list[str]:
    """Write blocks, and return their paths."""
    url = f"https://a.example/{title}"
    found = tuple(
        (CodeBlock(text, None, Provenance("feed", 0, url, title, None, n, None, None)), language, None)
        for n, (language, text) in enumerate(blocks)
    )
    with store.Harvest(folder) as writing:
        writing.add(Extracted("feed", 0, url, title, None, title.encode(), blocks=found))
    return [snippet.path for snippet in store.read(folder)]


def test_one_item_a_snippet(pytester: pytest.Pytester) -> None:
    paths = harvest(
        pytester.path / "snippets", ("python", "x = 1"), ("python", "print(total)"), ("text", "words"), ("rust", "let")
    )
    done = pytester.runpytest_subprocess("snippets", "-v", "-rs")
    done.assert_outcomes(passed=1, failed=1, skipped=2)
    done.stdout.fnmatch_lines(
        [
            f"snippets/{paths[0]} PASSED*",
            f"snippets/{paths[1]} FAILED*",
            "*`total` is not defined*",
            "*print(total)*",
            "*https://a.example/Title*",
            "*no checker for rust*",
        ]
    )


def test_selection_by_name_marker_and_file(pytester: pytest.Pytester) -> None:
    paths = harvest(pytester.path / "snippets", ("python", "x = 1"), ("json", "{}"), ("python", "y"))
    pytester.runpytest_subprocess("snippets", "-k", "02").assert_outcomes(passed=1, deselected=2)
    pytester.runpytest_subprocess("snippets", "-m", "json", "--strict-markers").assert_outcomes(passed=1, deselected=2)
    pytester.runpytest_subprocess(f"snippets/{paths[0]}").assert_outcomes(passed=1)
    pytester.runpytest_subprocess(f"snippets/{Path(paths[0]).parent}").assert_outcomes(passed=2, failed=1)
    pytester.runpytest_subprocess("snippets", "-x").assert_outcomes(passed=2, failed=1)


def test_machine_reports_and_parallel_runs(pytester: pytest.Pytester) -> None:
    harvest(pytester.path / "snippets", ("python", "print(total)"), ("json", "{}"))
    pytester.runpytest_subprocess("snippets", "--junitxml=r.xml").assert_outcomes(passed=1, failed=1)
    assert "total" in (pytester.path / "r.xml").read_text(encoding="utf-8")
    pytester.runpytest_subprocess("snippets", "-p", "xdist", "-n", "2").assert_outcomes(passed=1, failed=1)


@pytest.mark.parametrize(
    ("words", "started_in"),
    [
        (["snippets"], "."),
        (["{file}"], "."),
        (["snippets", "-o", "python_files=*.py", "--doctest-modules"], "."),
        (["{file}", "-o", "python_files=*.py"], "."),
        (["{file}", "--doctest-modules"], "."),
        (["{file}", "--import-mode=importlib", "-o", "python_files=*.py", "--doctest-modules"], "."),
        ([".", "-o", "python_files=*.py", "--doctest-modules", "--doctest-glob=*"], "."),
        (["{file}", "-o", "python_files=*.py", "--doctest-modules"], "{folder}"),
        (["{folder}", "-o", "python_files=*.py"], "{folder}"),
    ],
    ids=str,
)
def test_a_booby_trap_is_never_sprung(pytester: pytest.Pytester, words: list[str], started_in: str) -> None:
    sprung = pytester.path / "sprung"
    trap = TRAP.format(str(sprung))
    doctest = f'"""\n>>> import pathlib; _ = pathlib.Path({str(sprung)!r}).write_text("sprung")\n"""\n{trap}'
    path = harvest(pytester.path / "snippets", ("python", doctest), ("text", f">>> {trap}"))[0]
    places = {"file": pytester.path / "snippets" / path, "folder": (pytester.path / "snippets" / path).parent}
    words = [str(pytester.path / "snippets") if word == "snippets" else word.format(**places) for word in words]
    folder = Path(started_in.format(**places))
    if words[0] == "." and started_in != ".":
        words[0] = str(pytester.path)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder if folder.is_absolute() else pytester.path)
        done = pytester.runpytest_subprocess(*words)
    assert not sprung.exists()
    assert done.parseoutcomes().get("errors", 0) == 0
    assert done.parseoutcomes().get("passed", 0) >= 1


def test_nothing_harvested_names_the_command(pytester: pytest.Pytester) -> None:
    (pytester.path / "snippets").mkdir()
    done = pytester.runpytest_subprocess("snippets")
    assert done.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    done.stdout.fnmatch_lines(["nothing has been harvested into *snippets: run `harvest run` first"])


def test_a_manifest_edited_by_hand_is_one_line(pytester: pytest.Pytester) -> None:
    (path,) = harvest(pytester.path / "snippets", ("python", "x = 1"))
    (pytester.path / "snippets" / path).write_text("y", encoding="utf-8")
    done = pytester.runpytest_subprocess("snippets")
    done.stdout.fnmatch_lines([f"*{path} was changed since it was harvested*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_the_bar_and_the_rules_come_from_config(pytester: pytest.Pytester) -> None:
    harvest(pytester.path / "snippets", ("python", "print(total)"))
    pytester.makefile(".yaml", config="fail_on: error\n")
    pytester.runpytest_subprocess("snippets").assert_outcomes(passed=1)


@pytest.mark.parametrize("started_in", ["site/snippets", "site/snippets/{article}", "site", "."])
def test_the_configuration_beside_the_harvest_counts_wherever_pytest_starts(
    pytester: pytest.Pytester, started_in: str
) -> None:
    site = pytester.mkdir("site")
    (path,) = harvest(site / "snippets", ("python", "print(total)"))
    (site / "config.yaml").write_text("ignore: [{name: total, reason: imagined}]\n", encoding="utf-8")
    pytester.chdir()
    os.chdir(started_in.format(article=Path(path).parent))
    pytester.runpytest_subprocess(site / "snippets").assert_outcomes(passed=1)


def test_other_tests_are_collected_as_ever(pytester: pytest.Pytester) -> None:
    harvest(pytester.path / "snippets", ("python", "x = 1"))
    pytester.makepyfile(test_own="def test_own(): pass")
    pytester.runpytest_subprocess(".").assert_outcomes(passed=2)
