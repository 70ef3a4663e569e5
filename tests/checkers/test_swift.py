"""JavaScript read swiftly: the same names from both parsers' trees, and the same reading alone and in company."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cases import CASES, cases_of

from harvest.checkers import javascript
from harvest.checkers.ecmascript import oxlint, parsing, scopes, swift
from harvest.checkers.ecmascript.drafts import Swift, draft
from harvest.model import Code, Reading

SOUND = [
    "",
    "#!/usr/bin/env node\n'use strict';\nlet a = 1, b; var c = b ?? d;\nconst { e, f: g = h, [i]: j, ...k } = l;",
    "const fs = require('fs'), { join } = require('path'); require(name); new URL(import.meta.url);",
    "function f(a, { b, c: [d, , ...e] }, [g = h] = [], ...rest) { return arguments.length + f.length; }\nf();",
    "const go = async x => await x(y); const on = async ({ a = b, c }, d = a) => { await c; };\n(() => ({ a, b }))();",
    "class Box extends (Lid || Base) { static #n = size; [key] = 3; get a() { return this.#n; } static { set(Box); } }",
    "const o = { a, b: c, [d]: e, f() { return super.f(); }, get g() { return 1; }, 'h': i, async *j() {}, ...k }",
    "x = y; z += w; (v) = 1; [p, q.r, { s = t, u: aa }] = bb; ({ cc, ...dd } = ee); window.made = 1; made; made2++;",
    "for (let i = 0; i < n; i++) use(i); for (;;) { break; } for (const { a } of list) a(); for (k in o) k;",
    "for await (const part of parts()) { print(part); }\nouter: for (var v in w) { continue outer; }\nv;",
    "try { a(); } catch { b(); } finally { c; }\ntry { d } catch ({ message }) { message; }\ndo e(); while (f);",
    "switch (a) { case b: let c = d; c(); break; default: e; }\nif (g) { h(); } else if (i) j; else k;\nthrow l;",
    "a?.b?.[c]?.(d, ...e); (f)(g); tag`x ${h} y`; `${i}`; new J; new k.L(m); typeof n; typeof (o.p); delete q.r;",
    "t ? u : v, !w; x ** y; /re[/]/g.test(z); 1_000n; undefined; this.a;",
    "import d, * as n from 'm'; import { a as b, default as c } from './q.js'; import 'side'; b(n);",
    "import e, { g /* of it */, h } from 'r' with { type: 'json' }; export { e as default, g }; export * from 's';",
    "export const a = b, c = () => d; export function f() {} export class G {} export { x as y } from 'z';",
    "export default class { m() { return n; } }",
    "export default function () { return a; }",
    "export default async (x) => x + y;\nexport * as all from 'w';",
    "const v = <A b='c' {...d} e={f} g=<H /> i-j>text {k} {/* no */} &nbsp;<></> <L.M.N /> <o:p /><q>{...r}</q></A>;",
    "<Page title={t} />",
    "return <p>{x}</p>;",
    "const naïve = 'ÄÖ — 😀', π = naïve;\u00a0print(π, größe); // größe\r\nlet weiter = ä;",
    "let of = 1, get = of, async = get; set(async, of); var static_ = async (x);",
    "f(function g() { return g; }, class H { i = H; }, function* () { this; });\ng; H;",
    "a\nb\n++c\nlet d = e\n;[f].g()\nvar a; var a; function b() {}",
]
STRANGE = [
    "@sealed class Box {}",
    "export @sealed class Box {}",
    "class Box { @bound open() {} }",
    "using lid = open();",
    "const a = await (await (f(g))).h({ i: j(k.l('m')).n });",
    "let b = require('a\\x62');",
    "let \\u0061b = 1;",
    "with (a) b;",
    "a <!-- b",
    "let a = 1; // b\rlet c = d;",
    "'\ud800'",
    "let a = 1;\u2028let b = 2;",
    '{ "a": 1 }',
    "super(a);",
    "class Box extends Lid { open() { super(); } }",
    "const v = < Page />;",
    "const v = <Page a={} />;",
    "const { a } = require?.('b');",
    "enum Box {}",
]
REFUSED = [
    "const a;",
    "a = 010;",
    "function f(a, a) { return a; }",
    "let a = 1; let a = b;",
    "break;",
    "f(yield);",
    "function f() { return yield (1); }",
    "a?.b = c;",
    "/(/;",
    "x = { __proto__: a, __proto__: b };",
]
COMPANY = Code(text="// " + "aside " * 2000, language="javascript")
"""Enough that it pays to read swiftly."""


def code(text: str) -> Code:
    return Code(text=text, language="javascript")


def in_company(texts: list[str]) -> list[Reading]:
    return javascript.read_many([*map(code, texts), COMPANY])[:-1]


@pytest.mark.parametrize("text", SOUND)
def test_both_trees_have_the_same_names(text: str) -> None:
    slow, fast = parsing.parse(text), swift.tree(text)
    assert isinstance(slow, parsing.Tree)
    assert fast is not None
    assert scopes.analyse(fast) == scopes.analyse(slow.program)


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound_is_read_swiftly_to_the_same_end(text: str) -> None:
    assert isinstance(draft(code(text), swiftly=True), Swift)
    assert in_company([text]) == [javascript.read(code(text))]


@pytest.mark.parametrize("text", STRANGE)
def test_what_the_parsers_may_take_for_different_things_is_left_to_one(text: str) -> None:
    assert swift.tree(text) is None
    assert in_company([text]) == [javascript.read(code(text))]


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_grammar_for_editors_takes_is_still_refused(text: str) -> None:
    assert swift.tree(text) is not None
    assert in_company([SOUND[2], text, SOUND[3]]) == [
        javascript.read(code(each)) for each in (SOUND[2], text, SOUND[3])
    ]


def test_one_that_is_refused_takes_nothing_from_those_that_it_is_stacked_with() -> None:
    texts = [text for number, text in enumerate(SOUND) for text in (text, REFUSED[number % len(REFUSED)])]
    assert in_company(texts) == [javascript.read(code(text)) for text in texts]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_every_case_is_read_alone_as_in_company(path: Path) -> None:
    texts = [snippet.text for case in cases_of(path) for snippet in case.snippets]
    assert in_company(texts) == [javascript.read(code(text)) for text in texts]


PIECES = [*" \n ; , . ( ) [ ] { } = => ... ?. ` ${ : < > </a> <a> @ # /".split(" "), *"a b 'c' 1 `d`".split()]
PIECES += [f"{word} " for word in "const let var function class async await yield return import export".split()]


@given(st.lists(st.tuples(st.sampled_from(SOUND), st.integers(0), st.sampled_from(PIECES)), min_size=20, max_size=40))
@settings(max_examples=12, deadline=None)
def test_a_sign_more_makes_no_difference(changes: list[tuple[str, int, str]]) -> None:
    texts = [text[: (at := place % (len(text) + 1))] + piece + text[at:] for text, place, piece in changes]
    assert in_company(texts) == [javascript.read(code(text)) for text in texts]


def test_a_tool_that_is_not_there_leaves_what_esprima_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxlint, "TOOL", "no-such-tool")
    found, broken = in_company(["let a = b;", "let = ("])
    assert [need.name for need in found.needs] == ["b"]
    assert broken.reason == "no-such-tool is not installed"
