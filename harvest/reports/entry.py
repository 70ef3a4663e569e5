"""An article as a line of the index: how much was found and where it is shown, in the words that its filters need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from msgspec import Struct

from harvest.model import SEVERITIES
from harvest.reports.articles import ArticleRows
from harvest.reports.pieces import finding_id
from harvest.reports.visible import on_page

_ID = 8
"""Letters of an id that tell blocks and findings apart."""


class Said(NamedTuple):
    """What findings have in common, as the filters ask for it; `-` is for nothing."""

    severity: str
    language: str
    code: str
    state: str


class Entry(Struct, frozen=True, kw_only=True):
    """One article, or a part of a very long one."""

    id: str
    title: str
    href: str
    source: str
    published: str | None
    severities: list[tuple[str, int]]
    """From grave to light, with their numbers."""
    rules: list[tuple[str, int]]
    """Names of rules, most findings first."""
    has: str
    """Its findings for the filters: `error python NAM002 new 3;warning …`."""
    ids: str
    """The beginnings of the ids of its blocks and findings, so that old links find them."""
    worst: int
    findings: int
    new: int


def entry(article: ArticleRows, page: str, new: AbstractSet[str]) -> Entry:
    """What the index says of an article.

    Args:
        article: its rows.
        page: the address of the page that shows it.
        new: the ids of the findings that the run before did not have.
    """
    place, id_ = article.provenance, f"a-{article.rows[0].snippet.id}"
    said, rules, ids = Counter[Said](), Counter[str](), list[str]()
    for row in article.rows:
        snippet, result = row.snippet, row.result
        if result.outcome == "errored":
            said[Said("unchecked", snippet.language, "-", "-")] += 1
        for finding in result.findings:
            known = finding_id(snippet.path, finding)
            ids.append(known[2 : 2 + _ID])
            rules[finding.rule] += 1
            said[Said(finding.severity, snippet.language, finding.code, "new" if known in new else "-")] += 1
        if result.findings or result.outcome == "errored":
            ids.append(snippet.id[:_ID])
    kinds = Counter[str]()
    for one, number in said.items():
        kinds[one.severity] += number
    order = [*SEVERITIES, "unchecked"]
    return Entry(
        id=id_,
        title=on_page(place.article_title) or "(no title)",
        href=f"{page}#{id_}",
        source=on_page(place.source),
        published=place.published,
        severities=[(kind, kinds[kind]) for kind in order if kinds[kind]],
        rules=rules.most_common(),
        has=";".join(f"{' '.join(one)} {number}" for one, number in said.items()),
        ids=" ".join(dict.fromkeys(ids)),
        worst=min(order.index(kind) for kind in kinds),
        findings=said.total(),
        new=sum(number for one, number in said.items() if one.state == "new"),
    )
