"""HTML from the templates: style and script packed into each page, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from harvest.nouns import count
from harvest.reports.elsewhere import NUMBER
from harvest.reports.example import shown
from harvest.reports.pieces import finding_id
from harvest.reports.visible import on_page

if TYPE_CHECKING:
    import jinja2

    from harvest.model import Changed

_HERE = Path(__file__).parent


class Text(Struct, frozen=True):
    """A stretch of a message."""

    text: str
    is_code: bool = False
    block: int = 0
    """The number of the block that it names."""


def render(template: str, file: TextIO, **words: object) -> None:
    """Write a page as its template is filled, so that it need not fit in memory.

    Args:
        template: its name.
        file: where.
        words: what the template speaks of; all that comes from a page is escaped.
    """
    style, script = _style(), _script()
    stream = (
        _environment()
        .get_template(template)
        .generate(
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'",
            **words,
        )
    )
    file.writelines(stream)


@lru_cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "told": told,
        "visible": on_page,
        "count": count,
        "number": "{:,}".format,
        "moment": moment,
        "example": shown,
    }
    return environment


def told(message: str) -> Iterator[Text]:
    """A message in stretches: what stands between backticks is code, `block 4` may become a link."""
    for nth, part in enumerate(re.split(r"`([^`]*)`", on_page(message))):
        if nth % 2:
            yield Text(part, is_code=True)
            continue
        end = 0
        for found in NUMBER.finditer(part):
            yield Text(part[end : found.start()])
            yield Text(found[0], block=int(found[1]))
            end = found.end()
        yield Text(part[end:])


def anchor(change: Changed) -> str:
    """The id of a new finding on its page."""
    return finding_id(change.path, change)


def moment(time: str | None) -> str:
    """An ISO time as people write it, to the minute."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*", r"\1 \2 UTC", time or "")


@lru_cache
def _style() -> str:
    return (_HERE / "static" / "report.css").read_text(encoding="utf-8")


@lru_cache
def _script() -> str:
    """The files of the script as one, in the order of their names, so that nothing of it is seen outside."""
    parts = sorted((_HERE / "static").glob("*.js"))
    return '"use strict";\n(() => {\n' + "\n".join(part.read_text(encoding="utf-8") for part in parts) + "})();\n"


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline script or style sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
