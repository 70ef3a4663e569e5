"""Each rule's own example keeps its word: the broken one is found, the repaired one is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harvest.config import Config
from harvest.engine import Engine
from harvest.model import Provenance, Rule, Snippet, digest
from harvest.reports.example import blocks
from harvest.rules import RULES
from harvest.runner import check

Found = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def found(engine: Engine) -> Found:
    """(rule, `bad` or `good`) -> the codes of the rules that speak up about that example."""
    examples = [(rule, side) for rule in RULES.values() for side in ("bad", "good")]
    snippets = [snippet for rule, side in examples for snippet in snippets_of(rule, side)]
    codes: Found = {(rule.code, side): set() for rule, side in examples}
    for row in check(snippets, Config(fail_on="note"), engine):
        code, _, side = row.snippet.provenance.article_title.partition(" ")
        codes[code, side] |= {finding.code for finding in row.result.findings}
    return codes


def snippets_of(rule: Rule, side: str) -> Iterator[Snippet]:
    """An example as an article of its own."""
    title = f"{rule.code} {side}"
    for number, (language, text) in enumerate(blocks(rule.code, rule.bad if side == "bad" else rule.good)):
        yield Snippet(
            id=f"{title} {number}",
            language=language,
            dialect=None,
            text=text,
            digest=digest(text),
            path=f"{title}/{number}",
            hint=language,
            provenance=Provenance("rules", None, f"https://rules.example/{title}", title, None, number, None, None),
        )


@pytest.mark.parametrize("code", RULES)
def test_the_broken_example_is_found_and_the_repaired_one_is_not(code: str, found: Found) -> None:
    assert code in found[code, "bad"]
    assert code not in found[code, "good"]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_is_in_whole_sentences(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.bad != rule.good


def test_names_are_kebab_case_and_codes_unique() -> None:
    codes = [rule.code for rule in RULES.values()]
    assert len(set(codes)) == len(codes)
    assert all(rule.name == rule.name.lower() and " " not in rule.name for rule in RULES.values())
