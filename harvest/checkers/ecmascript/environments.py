"""Which names the language and its hosts supply, and what in a block gives evidence of a host."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from harvest.checkers.ecmascript.lexer import words

_AMBIGUOUS = words(
    "blur close closed event external find focus length moveBy moveTo name open opener origin parent"
    " print scroll status stop top self frames screen run setup context suite fail pending specify it ok"
    " equal start raises throws browser define global exports module require test expect assert should"
    " chai after before GM model when fence ai viewport navigation scheduler toolbar menubar statusbar"
    " fonts clients registration prompt getParent"
)
"""Names that say too little: another name must show their host. After ESLint's list of confusing browser globals."""
_PAIRS = (
    words("describe it test expect suite context before beforeEach after afterEach"),
    words("require module exports define"),
)
_SOURCES = {
    "k6": ("k6",),
    "@jest/globals": ("jest",),
    "vitest": ("vitest",),
    "mocha": ("mocha",),
    "chai": ("mocha", "chai"),
    "jquery": ("jquery", "browser"),
    "react-dom": ("browser",),
}
_TELLING = {
    "amd": "",
    "applescript": "ObjC Automation",
    "bun": "Bun",
    "chai": "",
    "deno": "Deno",
    "greasemonkey": "GM_addStyle GM_getValue GM_setValue GM_xmlhttpRequest unsafeWindow",
    "jasmine": "jasmine",
    "meteor": "Meteor Accounts Mongo",
    "mocha": "mocha",
    "mongo": "ObjectId ISODate printjson rs sh",
    "phantomjs": "phantom",
    "prototypejs": "Prototype Ajax $F $$",
    "protractor": "protractor",
    "qunit": "QUnit",
    "rhino": "importPackage JavaImporter importClass",
    "serviceworker": "skipWaiting ServiceWorkerGlobalScope clients ExtendableEvent FetchEvent importScripts",
    "worker": "importScripts DedicatedWorkerGlobalScope WorkerGlobalScope",
    "wsh": "WScript ActiveXObject",
}
"""Environments whose globals are mostly common words: only these of them speak for it."""
_OWN = {
    "k6": words("__ENV __VU __ITER open"),
    "cypress": words("cy Cypress describe it expect context before beforeEach after afterEach"),
    "snippets": words("$0 $1 $2 $$ $x $_ dir copy keys values inspect monitorEvents"),
}
_ALWAYS = words("arguments window document process require module exports global yield")
"""In part of a generator, shown alone, `yield` reads as a name."""


@cache
def table() -> dict[str, Any]:
    """The published table: `language`, `environments`, `modules`, each name once."""
    raw = json.loads(files(__package__).joinpath("globals.json").read_text("utf-8"))
    return {
        "language": words(raw["language"]) | _ALWAYS,
        "environments": {name: words(names) for name, names in raw["environments"].items()} | _OWN,
        "modules": {name: words(names) for name, names in raw["modules"].items()},
    }


@cache
def hosts_of(name: str) -> tuple[str, ...]:
    """The environments whose globals include the name."""
    return tuple(host for host, names in table()["environments"].items() if name in names)


def is_known(name: str) -> bool:
    """Whether the language supplies the name, or every host that code is usually written for."""
    return name in table()["language"]


def evidence(names: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    """The environments that free names and imported modules give evidence of.

    Args:
        names: the names that the block uses and does not define.
        sources: what it imports or requires.
    """
    used = frozenset(names)
    found: set[str] = set()
    for name in used - _AMBIGUOUS:
        found.update(host for host in hosts_of(name) if name in _TELLING.get(host, name).split())
    for pair in _PAIRS:
        if len(pair & used) > 1:
            for name in pair & used:
                found.update(hosts_of(name))
    if used & {"require", "process", "module", "exports"}:
        found.add("node")
    if used & {"document", "window"}:
        found.add("browser")
    for source in sources:
        found.update(_SOURCES.get(source.split("/")[0], ()))
        if source.removeprefix("node:") in table()["modules"]:
            found.add("node")
    return tuple(sorted(found))
