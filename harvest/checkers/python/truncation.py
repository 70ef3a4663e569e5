"""Whether a block stops in the middle: closing what is open at its end makes it parse."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.checkers.python.layout import Layout, layout
from harvest.checkers.python.parsing import Fault, parse

_LONGEST = 100_000
"""Characters: each attempt parses the whole text again."""
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def is_cut(text: str, fault: Fault) -> bool:
    """Whether the fault is that the text ends too early."""
    if len(text) > _LONGEST:
        return False
    plan = layout(text.rstrip())
    if not (plan.brackets or plan.string) and fault.line < len(plan.lines):
        return False
    return any(not isinstance(parse(attempt), Fault) for attempt in _completed(plan))


def _completed(plan: Layout) -> Iterator[str]:
    """The text with its open strings and brackets closed, in the ways that a cut statement may have gone on."""
    text = "\n".join(plan.lines)
    closing = "".join(_CLOSING[bracket] for bracket in reversed(plan.brackets))
    if plan.string:
        yield from _endings(text + plan.string + closing)
    if closing or (not plan.string and len(plan.starts) > 1 and not text.endswith(("++", "--"))):
        for word in ("", "_", ": _", " = _", "=_", "as _", "import _"):
            if word or closing:
                yield from _endings(text + word + closing)


def _endings(text: str) -> Iterator[str]:
    yield text
    yield text + ": pass"
    last = text[text.rfind("\n") + 1 :]
    yield text + "\n" + " " * (len(last) - len(last.lstrip()) + 4) + "pass"
