"""`harvest rules` and `harvest explain CODE`."""

from __future__ import annotations

import click

from harvest.errors import HarvestError
from harvest.model import Rule
from harvest.rules import RULES


def rules() -> int:
    """List every rule, a line each."""
    width = max(len(rule.name) for rule in RULES.values())
    for code, rule in sorted(RULES.items()):
        click.echo(f"{code}  {rule.name:<{width}}  {rule.severity:<7}  {rule.summary}")
    return 0


def explain(wanted: str) -> int:
    """Print what a rule finds, why it matters, and an example.

    Raises:
        HarvestError: there is no such rule.
    """
    rule = next((rule for rule in RULES.values() if wanted.lower() in {rule.code.lower(), rule.name}), None)
    if rule is None:
        raise HarvestError(f"there is no rule {wanted!r}; `harvest rules` lists them")
    click.echo(_page(rule), nl=False)
    return 0


def _page(rule: Rule) -> str:
    def indented(sample: str) -> str:
        return "".join(f"    {line}".rstrip() + "\n" for line in sample.splitlines())

    return (
        f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.summary}\n\n{rule.why}\n\n"
        f"Broken:\n\n{indented(rule.bad)}\nRepaired:\n\n{indented(rule.good)}\n"
        f"To silence it, in config.yaml:\n\n    rules:\n      {rule.name}: off\n"
    )
