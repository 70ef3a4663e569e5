"""`harvest rules` and `harvest explain CODE`."""

from __future__ import annotations

import click

from harvest.config_mistakes import meant
from harvest.errors import HarvestError
from harvest.model import Rule
from harvest.reports.example import fenced, shown
from harvest.rules import RULES


def rules() -> int:
    """List every rule, a line each."""
    first, width = (
        max(len(word) for word in words) for words in zip(*((r.code, r.name) for r in RULES.values()), strict=True)
    )
    for code, rule in sorted(RULES.items()):
        click.echo(f"{code:<{first}}  {rule.name:<{width}}  {rule.severity:<7}  {rule.summary}")
    return 0


def explain(wanted: str) -> int:
    """Print what a rule finds, why it matters, and an example; several languages may share a rule's name.

    Raises:
        HarvestError: there is no such rule.
    """
    found = [rule for rule in RULES.values() if wanted.lower() in {rule.code.lower(), rule.name}]
    if not found:
        near = meant(wanted, [word for rule in RULES.values() for word in (rule.name, rule.code)])
        raise HarvestError(f"there is no rule {wanted!r}{near or '; `harvest rules` lists them'}")
    click.echo("\n".join(map(_page, found)), nl=False)
    return 0


def _page(rule: Rule) -> str:
    named = sum(other.name == rule.name for other in RULES.values())
    key = rule.name if named == 1 else rule.code  # a name that several languages share would silence them all
    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.summary}\n\n{rule.why}\n\n"
        f"Broken:\n\n{_indented(rule, rule.bad)}\nRepaired:\n\n{_indented(rule, rule.good)}\n"
        f"To silence it, in config.yaml:\n\n    rules:\n      {key}: off\n\n"
        "or, in one article and with the reason:\n\n"
        f"    ignore:\n      - rule: {key}\n"
        "        article: https://blog.example/post\n        reason: why it is right there\n"
    )


def _indented(rule: Rule, example: str) -> str:
    """An example with what cannot be seen shown by name; with its tags where they are the point."""
    text = fenced(rule.code, example) if "```" in example else shown(rule.code, example)[0].text
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())
