"""A published block -> the shape of it that parses, or the fault that none of its forms explains."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from harvest.checkers.python.diffs import new_side
from harvest.checkers.python.elisions import elide, fill_placeholders
from harvest.checkers.python.fragments import close_below, enclose, open_above, open_match
from harvest.checkers.python.notebooks import notebook
from harvest.checkers.python.parsing import Fault, parse
from harvest.checkers.python.results import drop_output, drop_results
from harvest.checkers.python.shapes import Shape
from harvest.checkers.python.signatures import blank_signatures
from harvest.checkers.python.transcripts import is_transcript, transcript

_STEPS: tuple[Callable[[Shape], Shape | None], ...] = (
    new_side,
    notebook,
    drop_results,
    elide,
    open_match,
    open_above,
    close_below,
    fill_placeholders,
    blank_signatures,
    drop_output,
    enclose,
)
"""Each takes away one habit of publishing; they add up, for a block may have several."""


_SHORT_PROMPT = re.compile(r"^([ \t]*)>> (?=[\w(\[{])", re.MULTILINE)
"""At the start of a block it is the prompt of a session, with one sign lost."""


class Settled(Struct, frozen=True):
    """The shape in which a block was read best."""

    shape: Shape
    tree: ast.Module | None
    fault: Fault | None = None
    """Its place is one of `shape.text`."""
    plain: str = ""
    """The text before forms of publishing were taken away, for whoever knows newer syntax."""


def settle(text: str) -> Settled:
    """Find the form of a block: as it stands first, then each form of publishing that applies, one upon the other."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SHORT_PROMPT.match(text):
        text = _SHORT_PROMPT.sub(r"\1>>>", text)
    if is_transcript(text) and (session := transcript(text)) is not None:
        return _first(session)
    lines = tuple(text.split("\n"))
    settled = _first(Shape(lines, published=lines))
    if settled.fault is not None and ">>>" in text and (session := transcript(text)) is not None:
        mixed = _first(session)
        row, _ = settled.shape.place(settled.fault.line, 1)
        return mixed if mixed.fault is None or lines[row - 1].lstrip().startswith(">>>") else settled
    return settled


def _first(shape: Shape) -> Settled:
    """The first of a shape's forms that parses; else the last of them, with its fault."""
    settled = Settled(shape, None)
    for form in _forms(shape):
        result = parse(form.text)
        if not isinstance(result, Fault):
            return Settled(form, result)
        settled = Settled(form, None, result, shape.text)
        if result.limit:
            break
    return settled


def _forms(shape: Shape) -> Iterator[Shape]:
    yield shape
    for step in _STEPS:
        changed = step(shape)
        if changed is not None:
            shape = changed
            yield shape
