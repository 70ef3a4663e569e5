from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harvest.languages import LANGUAGES, family, is_tag
from harvest.languages.identifying import identify
from harvest.languages.signals import signals
from harvest.languages.voting import likely

PYTHON = "from pathlib import Path\n\ndef size(name):\n    return Path(name).stat().st_size\n"


@pytest.mark.parametrize(
    ("hint", "language", "dialect"),
    [
        ("python", "python", None),
        ("Py3", "python", None),
        ("language-js", "javascript", None),
        ("lang-mjs", "javascript", None),
        ("highlight-source-shell", "shell", None),
        ("brush: bash; gutter: false", "shell", None),
        ("rust,ignore", "rust", None),
        ('python title="a.py"', "python", None),
        ("python{1,3}", "python", None),
        ("pycon", "python", "pycon"),
        ("shell-session", "shell", "console"),
        ("console", "shell", "console"),
        ("jsonc", "json", "jsonc"),
        ("JSON5", "json", "json5"),
        ("ndjson", "json", "jsonl"),
        ("jsx", "jsx", None),
        ("ts", "typescript", None),
        ("tsx", "tsx", None),
        ("C++", "cpp", None),
        ("language-diff-javascript", "diff", None),
        ("plaintext", "text", None),
        ("pyi", "python", None),
        ("Shell-Script", "shell", None),
        ("topojson", "json", None),
        ("htmldjango", "jinja", None),
    ],
)
def test_a_tag_says_what_a_block_is(hint: str, language: str, dialect: str | None) -> None:
    found = identify(hint, "")
    assert (found.language, found.dialect, found.certain) == (language, dialect, True)


@pytest.mark.parametrize("tag", ["text", "json", "java", "console", "brush: ruby"])
def test_a_tag_is_never_overruled(tag: str) -> None:
    assert identify(tag, PYTHON) == identify(tag, "")


def test_what_is_tagged_as_a_language_outside_the_table_is_none_inside() -> None:
    assert not is_tag("smalltalk")
    assert identify("language-smalltalk", PYTHON).language == "text"
    assert identify("smalltalk", PYTHON).certain


@pytest.mark.parametrize("hint", [None, "", "default", "highlight-default", "auto", "fancy-box"])
def test_words_that_name_no_language_leave_it_to_the_content(hint: str | None) -> None:
    found = identify(hint, PYTHON)
    assert (found.language, found.certain) == ("python", False)


def test_a_tag_that_a_generator_writes_by_itself_gives_way_to_strong_evidence() -> None:
    assert identify("highlight-python", "$ pip install demo\n$ demo --version\ndemo 1.0\n").language == "shell"
    assert identify("highlight-python", ">>> 1 + 1\n2\n").dialect == "pycon"
    assert identify("highlight-python", "price * amount").language == "python"
    assert identify("python", "$ pip install demo\n$ demo --version\ndemo 1.0\n").language == "python"


@pytest.mark.parametrize(
    ("text", "language", "dialect"),
    [
        (">>> total = 3\n>>> total\n3\n", "python", "pycon"),
        ("import math\n>>> math.floor(2.5)\n2\n>>> math.ceil(2.5)\n3\n", "python", "pycon"),
        ("In [1]: 6 * 7\nOut[1]: 42\n", "python", None),
        ("$ ls -l notes\ntotal 4\n", "shell", "console"),
        ("# make room first\n$ mkdir out\n", "shell", "console"),
        ("(venv) $ demo run\n", "shell", "console"),
        ("[garden]$ make\ncc -o demo demo.c\n", "shell", "console"),
        ("ada@host:~/work$ make\ncc -o demo demo.c\n", "shell", "console"),
        ("PS C:\\Users\\ada> Get-Location\n", "powershell", None),
        ("C:\\work> dir\n", "batch", None),
        ("mysql> select 1;\n", "sql", None),
        ("iex(1)> 1 + 1\n2\n", "elixir", None),
    ],
)
def test_a_prompt_tells_a_transcript(text: str, language: str, dialect: str | None) -> None:
    found = identify(None, text)
    assert (found.language, found.dialect, found.certain) == (language, dialect, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("#!/usr/bin/env python3\nx\n", "python"),
        ("#!/bin/sh\nx\n", "shell"),
        ("#! /usr/bin/env -S node\nx\n", "javascript"),
        (":::ruby\nx\n", "ruby"),
        ("x\n# vim: set ft=python :\n", "python"),
        ("# -*- mode: ruby -*-\nx\n", "ruby"),
        ("# -*- coding: utf-8 -*-\nx\n", "text"),
    ],
)
def test_a_text_may_name_its_language(text: str, language: str) -> None:
    assert identify(None, text).language == language


CONTENTS = [
    ("python", PYTHON),
    ("python", "class Shelf:\n    def __init__(self):\n        self.books = []\n"),
    ("python", "for name in names:\n    if name is not None:\n        print(f'hello {name}')\n"),
    ("python", "settings = {\n    'depth': 3,\n    'quiet': True,\n}\nrun(**settings)\n"),
    ("javascript", "const fs = require('fs');\nfs.readFile('a.txt', (err, data) => {\n  console.log(data);\n});\n"),
    ("javascript", "import { sum } from './sum.js'\n\nexport const twice = n => sum(n, n)\n"),
    ("javascript", "function area(w, h) {\n  if (w === undefined) return null;\n  return w * h;\n}\n"),
    (
        "typescript",
        "interface Shape {\n  name: string;\n  sides: number;\n}\nconst s: Shape = { name: 'a', sides: 3 };\n",
    ),
    (
        "jsx",
        "import React from 'react'\nconst Hi = ({ name }) => {\n  return <p className=\"big\">{name}</p>\n}\n",
    ),
    ("json", '{"name": "demo", "tags": ["a", "b"]}'),
    ("json", '// settings\n{\n  "name": "demo",\n  "deep": {\n    "on": true\n  }\n}\n'),
    ("shell", "pip install --upgrade demo\n"),
    ("shell", "# fetch it\ngit clone https://example.org/demo.git\ncd demo\nmake\n"),
    ("shell", 'if [ -d "$DIR" ]; then\n  echo "there"\nfi\n'),
    ("html", "<!doctype html>\n<html>\n<body><p>Hello</p></body>\n</html>\n"),
    ("css", ".card {\n  margin: 0 auto;\n  color: #333;\n}\n"),
    ("sql", "SELECT name, price\nFROM books\nWHERE price > 10\nORDER BY name;\n"),
    ("go", 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n'),
    ("rust", 'fn main() {\n    let mut n = 1;\n    println!("{n}");\n}\n'),
    ("java", "public class Demo {\n  public static void main(String[] args) {\n    System.out.println(1);\n  }\n}\n"),
    ("ruby", "class Shelf\n  attr_reader :books\n  def each\n    @books.each { |b| yield b }\n  end\nend\n"),
    ("php", "<?php\n$name = $_GET['name'];\necho \"Hello $name\";\n"),
    ("dockerfile", "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install .\n"),
    ("coffeescript", "square = (x) -> x * x\ngreet = (name) ->\n  alert name unless quiet\n"),
    ("diff", "--- a/demo.py\n+++ b/demo.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"),
    ("text", "Please read this paragraph before you go on, for it says what the next one means.\n"),
    ("json", '"limits": {\n  "beds": 4\n},\n'),
    ("json", '// add\n{"op": "add", "bed": 1}\n\n// drop\n{"op": "drop", "bed": 1}\n'),
    ("shell", "# apt install demo\n# systemctl restart demo\n"),
    ("shell", "demo plot list --long --sort name\n"),
    ("text", 'if (plot.width ~ "wide") {\n  set plot.rows = true;\n  return (pass);\n}\n'),
    ("text", "Template: plot/size\nType: string\nDefault: 4\n\nTemplate: plot/kind\nType: boolean\n"),
    ("text", '{\n  ...\n  "bed": environ.get("BED"),\n  "row": environ.get("ROW"),\n}\n'),
    ("text", "plot-tool -s <Bed>,<Row>[/<width>] -t\n<mode>\n"),
    ("text", "demo/\n├── src\n│   └── main.py\n└── README\n"),
    ("text", "note: this is prose\nwarning: so is this\nThe end of it.\n"),
    ("javascript", "{\n  depth: 3, // how far\n  quiet: true,\n  rows: beds,\n}\n"),
    ("javascript", "beds: {\n  north: { rows: 3, light: 'full' },\n  south: [],\n},\n"),
    ("javascript", "garden.plant({ rows: 3 })\n"),
    ("javascript", "try {\n  garden.water()\n} catch (error) {\n  garden.log('dry')\n}\n"),
    ("javascript", "export { fern } from './fern.js'\nexport { moss } from './moss.js'\n"),
    ("python", "from garden import (\n    ...\n    fern,\n    ...\n)\n\nPLANTS = [fern]\n"),
    ("python", "bed = plan(\n    rows={\n        'north': 3,\n    },\n)\n"),
    ("shell", "sudo grow-lights on\n"),
    ("shell", "> npm run water\n"),
    ("shell", "node ./water.js\n"),
    ("shell", "fern water 'north bed' --all\n"),
    ("shell", "fern bed-list show [--dry <rows>]\n"),
    ("html", "<script setup>\nimport { ref } from 'vue'\n\nconst rows = ref(3)\nconsole.log(rows)\n</script>\n"),
    ("diff", " const bed = 1;\n-const fern = require('fern');\n+const fern = require('fern/north');\n"),
    ("text", "- script: |\n    pip install fern\n    fern water --all\n"),
    ("text", "Water daily:\n\n```js\nconst rows = 3;\nconsole.log(rows);\n```\n"),
    ("text", "garden/fern.php  // yours\ngarden/moss.php  // ours\n"),
    ("text", "garden.beds()\n=> [\n  { name: 'north', rows: 3 },\n]\n"),
    ("text", "@import 'north.css' => require('./north.css')\n"),
    ("text", '"beds": {\n    "rows": int,\n    "name": string,\n},\n'),
    ("text", "_garden.yml\nwater: true\n"),
    ("text", "// nothing\n"),
    ("text", "gem 'fern'\n"),
    ("text", "x\n"),
    ("text", ""),
    (
        "text",
        "from soil.public cimport Bed\ncdef class NewBed(Bed):\n    def water(self, how):\n        self.wet = how\n",
    ),
    ("text", ".. code:: python\n\n    def water(bed):\n        print('wet')\n        return bed\n"),
    (
        "text",
        (
            "tests\n│\n└──beds.py\n    │\n    └ '''Beds.'''\n      from garden import bed\n\n      @water('deep')\n"
            "      def test_bed():\n          pass\n\n      @water('flat')\n      def test_flat():\n          pass\n"
        ),
    ),
    ("html", "% if 'index' in page:\n    % if author:\n    <p>By ${author}</p>\n    % endif\n% endif\n"),
]


@pytest.mark.parametrize(("language", "text"), CONTENTS)
def test_content_tells_a_language(language: str, text: str) -> None:
    assert identify(None, text).language == language


def test_the_vote_says_how_sure_it_is() -> None:
    assert likely(PYTHON).confidence > 0.99
    assert likely("x = y").confidence < 0.8
    assert likely("") == likely("?") == ("text", 0.0, None)


def test_every_tag_names_one_language_only() -> None:
    tags = [tag for row in LANGUAGES.values() for tag in (row.name, *row.tags, *row.dialects)]
    assert len(tags) == len(set(tags))


def test_families_share_their_names() -> None:
    assert {name for name in LANGUAGES if family(name) == "javascript"} == {"javascript", "jsx", "typescript", "tsx"}


def test_signals_are_of_languages_in_the_table() -> None:
    assert set(signals()) <= set(LANGUAGES)
    assert all(of_language for of_language in signals().values())


@given(st.one_of(st.none(), st.text()), st.text())
@example("language-", "\0\ud800")
@example("brush:", "#!")
def test_anything_is_of_some_language(hint: str | None, text: str) -> None:
    assert identify(hint, text).language in LANGUAGES
    assert 0 <= likely(text).confidence <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "\n",
        " ",
        "a",
        "a ",
        "a.",
        "(",
        "[",
        "{\n",
        '"',
        "<a ",
        "x=",
        "a: ",
        "f(a=1, ",
        "\t\n",
        "- \n",
        "\\\n",
        "a@b:",
        "-",
        "$a ",
        "1\n",
    ],
)
def test_no_text_is_slow_to_tell(piece: str) -> None:
    started = time.process_time()
    likely(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 2


def test_a_text_over_which_the_parser_trips_is_told_by_its_words() -> None:
    assert identify(None, "const name = `${}`;\nconst other = 'x';\n").language == "javascript"
