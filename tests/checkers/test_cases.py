"""The case files, `cases/<language>.md`: each case is a small article and what is found in it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from harvest.config import Config
from harvest.engine import Engine
from harvest.languages.identifying import identify
from harvest.model import Judged, Provenance, Snippet, digest
from harvest.runner import check

CASES = Path(__file__).parent / "cases"
_FENCE = re.compile(r"^(`{3,}|~{3,})([^\n`]*)\n(.*?)^\1[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")


class Case(msgspec.Struct, frozen=True):
    """A titled article and the findings that it must give, no more and no fewer."""

    title: str
    snippets: list[Snippet]
    expected: list[str]


def cases_of(path: Path) -> list[Case]:
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", hide_fences(text), flags=re.MULTILINE)[1:]
    return [case_of(title, body) for title, body in zip(parts[::2], parts[1::2], strict=True)]


def hide_fences(text: str) -> str:
    """Headings inside samples are no headings."""
    return _FENCE.sub(lambda fence: fence[0].replace("\n## ", "\n\0## "), text)


def case_of(title: str, body: str) -> Case:
    *samples, answer = list(_FENCE.finditer(body))
    assert answer[2].strip() == "findings", f"{title}: the last fence must be `findings`"
    edges = [0, *(fence.end() for fence in samples)]
    prose = [body[start : fence.start()] for start, fence in zip(edges, [*samples, answer], strict=True)]
    snippets = [snippet_of(title, n, fence, prose[n], prose[n + 1]) for n, fence in enumerate(samples)]
    return Case(title, snippets, answer[3].splitlines())


def snippet_of(title: str, number: int, fence: re.Match[str], before: str, after: str) -> Snippet:
    text = fence[3].replace("\n\0## ", "\n## ").removesuffix("\n")
    hint = fence[2].strip() or None
    identity = identify(hint, text)
    where = Provenance("case", None, "https://case.example", title, None, number, title, None)
    return Snippet(
        id=f"{number}",
        language=identity.language,
        dialect=identity.dialect,
        text=text,
        digest=digest(text),
        path=f"case/{number}",
        hint=hint,
        provenance=where,
        before=" ".join(before.split()),
        mentions=tuple(_INLINE.findall(before + after)),
    )


def lines_of(rows: list[Judged]) -> list[str]:
    found = []
    for number, row in enumerate(rows, 1):
        prefix = f"#{number} " if len(rows) > 1 else ""
        found += [
            f"{prefix}{f.line}:{f.column} {f.rule} {f.severity} {f.name or ''}".rstrip() for f in row.result.findings
        ]
    return found


ALL = [(path.stem, case) for path in sorted(CASES.glob("*.md")) for case in cases_of(path)]


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[f"{stem}: {case.title}" for stem, case in ALL])
def test_case(case: Case, engine: Engine) -> None:
    rows = list(check(case.snippets, Config(fail_on="note"), engine))
    assert lines_of(rows) == case.expected
