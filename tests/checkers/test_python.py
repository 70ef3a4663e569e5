"""The Python checker beyond its case files: hostile text, batches, places, and what it says to a reader."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import harvest
from harvest.checkers.python import RULES, collector, read, read_many
from harvest.checkers.python.names import names_of
from harvest.model import Code, Finding, Need, Reading, Rule

DEEP = "(" * 500 + ")" * 500
FRAGMENTS = [
    *(">>> ", "... ", "In [1]: ", "def f(x):", "    ", "\t", "...", "…", "<name>", "{{ x }}", "print 'a'", "%%bash"),
    *("!ls", "x = ", "(", "[", "{", ")", "]", "}", '"""', "'", '"', "\\", "\n", "\r\n", "#", "else:", "except X, e:"),
    *("`x`", "@d", "f(a[, b])", ">> 1", "\0", "\ud800", "\ufeff", "async ", "await x", "0777", "class A:", "lambda: "),
    *("é", "=> 2", "$x", "print >>f, x", "import urllib2"),
]


def reading(text: str) -> Reading:
    return read(Code(text, "python"))


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=25).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read_and_every_place_is_in_it(text: str) -> None:
    found = reading(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places: list[Finding | Need] = [*found.findings, *found.needs]
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 2
    for finding in found.findings:
        assert "\n" not in finding.message + (finding.suggestion or "")


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join))
@settings(deadline=None, max_examples=50)
def test_a_block_reads_the_same_in_company(text: str) -> None:
    codes = [Code("x = (", "python"), Code(text, "python"), Code("def f(:", "python")]
    assert read_many(codes)[1] == reading(text)


def test_half_of_a_surrogate_pair_beside_a_name_is_one_character() -> None:
    assert reading("print('\ud800', absent)") == reading("print('é', absent)")
    assert [need.column for need in reading("print('\ud800', absent)").needs] == [12]


def test_each_release_of_pyflakes_tells_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(harvest.__file__).parent.rglob("*.py")]
    excerpts = [re.sub(r"^(?:from|import) .*$", "", source, flags=re.MULTILINE) for source in sources]
    trees = [(ast.parse(text), text) for text in [*sources, *excerpts] if is_python(text)]
    swiftly = [names_of(tree, text) for tree, text in trees]
    monkeypatch.setattr(collector, "collector", lambda: collector.Collector)
    assert [names_of(tree, text) for tree, text in trees] == swiftly
    assert {use.role for names in swiftly for use in names.uses} >= {"annotation", "base", "call", "decorator", "value"}


def is_python(text: str) -> bool:
    try:
        return bool(ast.parse(text).body)
    except SyntaxError:
        return False


@pytest.mark.parametrize("text", [DEEP, "-" * 100_000 + "1", "x = " + "9" * 5000, "a" + ".a" * 50_000])
def test_what_is_too_deep_is_not_checked_and_says_so(text: str) -> None:
    found = reading(text)
    assert found.reason == "nested too deeply to be read"
    assert not found.findings


def test_a_deeply_nested_block_does_not_lose_the_others_of_its_batch() -> None:
    texts = ["def f(:\n    pass", "x = = 1\ny = " + "-" * 400_000 + "1", "x = [1, 2\ny = 3"]
    found = read_many([Code(text, "python") for text in texts])
    assert [r.findings[0].rule for r in (found[0], found[2])] == ["python-syntax", "python-syntax"]


@pytest.mark.parametrize(
    "text",
    [
        "...\n" * 20_000 + "x = (",
        "f(" + "..., " * 20_000 + "k=1, ...",
        " " * 50_000 + "x = !",
        ">>> f(\n" + "    x\n" * 10_000,
        "\n" * 50_000 + "x = (",
        "`a` " * 20_000,
        "exec a" + " " * 50_000 + "b",
        "import " + "a" * 50_000 + "!",
        "f" + ")" * 50_000 + " " * 50_000 + "x",
        ">>> x\n" + "\n" * 50_000 + ">>> (",
        "<a " * 20_000,
        "if " + ": " * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_takes_time_in_proportion(text: str) -> None:
    start = time.process_time()
    reading(text)
    assert time.process_time() - start < 5


def test_nothing_is_run(tmp_path: Path) -> None:
    trap = f"open({str(tmp_path)!r} + '/sprung', 'w').close()\n"
    reading(trap)
    reading(f"x = f'{{{trap.strip()}}}'")
    reading(f"def f(a: '{trap.strip()}'): pass\n(")
    assert not list(tmp_path.iterdir())


def test_a_shift_in_a_string_is_no_print_statement() -> None:
    found = reading('text = """\nprint >>log, x\n"""\nprint(text, other)')
    assert not found.findings
    assert [need.name for need in found.needs] == ["other"]


def test_modules_of_python_2() -> None:
    (finding,) = reading("import sys, urllib2\n").findings
    assert (finding.rule, finding.suggestion) == ("python2", "in Python 3 it is `urllib.request`")
    assert not reading("try:\n    import urllib2\nexcept ImportError:\n    import urllib.request as urllib2").findings


def test_names_that_later_blocks_may_use() -> None:
    text = """
import os.path as p, sys
from a import b as c
x, (y, *z) = 1, (2, 3)
for i in range(3): pass
with open("f") as h: pass
class K: inner = 1
def f(): local = 2
if (w := 1): pass
[comp for comp in x]
del y
"""
    assert set(reading(text).defines) == {"p", "sys", "c", "x", "z", "i", "h", "K", "f", "w"}


def test_a_block_in_newer_syntax_still_tells_what_it_defines() -> None:
    found = reading("import os\ntype Pair = tuple[int, int]\ndef swap(pair: Pair): ...\nlimit: int = 3\nx = t'{limit}'")
    assert {"os", "Pair", "swap", "limit", "x"} <= set(found.defines)
    assert not found.findings


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = np.zeros(3)", "import numpy as np"),
        ("x = datetime.now()", "from datetime import datetime"),
        ("x = datetime.date.today()", "import datetime"),
        ("x = Path('a')", "from pathlib import Path"),
        ("def f(x: Optional[int]): pass", "from typing import Optional"),
        ("x = defaultdict(list)", "from collections import defaultdict"),
        ("x = string.digits", "import string"),
        ("x = string.strip()", None),
        ("x = time", None),
        ("x = partial", None),
        ("x = queue.append(1)", None),
    ],
)
def test_imports_of_common_knowledge(text: str, line: str | None) -> None:
    assert [need.import_line for need in reading(text).needs] == [line]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("print 'a'", "in Python 3: `print('a')`"),
        ("print >>log, 'a', b", "in Python 3: `print('a', b, file=log)`"),
        ("print 'a',", "in Python 3: `print('a', end=' ')`"),
        ("raise IOError, 'gone'", "in Python 3: `raise IOError('gone')`"),
        ("exec code in space", "in Python 3: `exec(code, space)`"),
        ("if a <> b: pass", "in Python 3: `if a != b: pass`"),
        ("x = `y`", "in Python 3: `x = repr(y)`"),
        ("mode = 0755", "in Python 3: `mode = 0o755`"),
        ("big = 10L", "in Python 3: `big = 10`"),
        ("text = ur'a'", "in Python 3: `text = r'a'`"),
    ],
)
def test_python_2_is_shown_in_python_3(text: str, form: str) -> None:
    (finding,) = reading(text).findings
    assert (finding.rule, finding.suggestion) == ("python2", form)


def test_a_block_in_python_2_is_repaired_whole_where_that_is_possible() -> None:
    (finding,) = reading("for n in [1, 2]:\n    print n,\n    print\n").findings
    assert finding.repaired == "for n in [1, 2]:\n    print(n, end=' ')\n    print\n"
    (finding,) = reading(">>> print 1").findings
    assert finding.repaired is None


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("def f()\n    pass", "a colon is missing", "end the header with `:`"),
        ("x = f(1\ny = 2", "`(` is never closed", "close it where the expression ends"),
        ("x = 'it's'", "a string is never closed", "close it on the line where it begins"),
        ("x = {'a': 1 'b': 2}", "two values stand side by side", "put a comma between them"),
        ("x = 1)\ny = 2", "`)` closes nothing", "take it away, or open it before"),
        ("if x = 1: pass\ny = 2", "`=` stands where a value is expected", "write `==`"),
        ("class A:\n\nclass B: pass", "the class definition has no body", "add its body, or `...` for one"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words(text: str, message: str, suggestion: str) -> None:
    (finding,) = reading(text).findings
    assert (finding.message, finding.suggestion) == (message, suggestion)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_shows_what_it_finds(rule: Rule) -> None:
    if "```" not in rule.bad:
        assert rule.name in {finding.rule for finding in reading(rule.bad).findings}
        assert not reading(rule.good).findings
