"""The records, in the order in which they arise: frozen, plain and picklable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]
Outcome = Literal["passed", "failed", "skipped", "errored"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From grave to light."""
UNCHECKED = "no checker for "
"""Starts the reason of a block that is skipped for its language, whose name follows."""


class Document(Struct, frozen=True):
    """Bytes as they arrived, before anybody knows what they are."""

    source: str
    """As the user named it; for a file in a directory source, its path below that directory, `/`-separated."""
    url: str
    """Where the bytes came from: http(s) after redirects, or a file URI."""
    content_type: str | None
    """The `Content-Type` header, charset included, where there was one."""
    body: bytes


class Article(Struct, frozen=True, array_like=True, gc=False):
    """One published article, its markup untouched since it was fetched."""

    source: str
    entry: int | None
    """0-based position in its feed; None for a page."""
    url: str
    """Absolute."""
    title: str
    published: str | None
    """ISO 8601 in UTC."""
    media_type: str
    """Chooses the extractor, `text/html` for one."""
    body: str


class Provenance(Struct, frozen=True, array_like=True, gc=False):
    """Where a block was published."""

    source: str
    entry: int | None
    article_url: str
    article_title: str
    published: str | None
    index: int
    """0-based, in document order within the article."""
    heading: str | None
    """Text of the nearest heading before the block."""
    line: int | None
    """1-based line in the article's markup, where the parser tells."""


class CodeBlock(Struct, frozen=True, array_like=True, gc=False):
    """A highlighted block, its text exactly as the reader sees it."""

    text: str
    """Entities decoded, gutters and buttons gone, nothing trimmed but the one newline that HTML itself drops."""
    hint: str | None
    """The author's language tag, raw: `python`, `brush: js`, `highlight-default`, ..."""
    provenance: Provenance
    before: str = ""
    """The prose since the block before this one, its last 600 characters."""
    mentions: tuple[str, ...] = ()
    """Inline code in the prose from the block before to the block after, in order."""
    marks: tuple[str, ...] = ()
    """Class words on the block or round it that tell an author's intent (`example-bad`, `compile_fail`)."""


Identified = tuple[CodeBlock, str, str | None]
"""A block with its language and dialect."""


class Extracted(Struct, frozen=True, array_like=True, gc=False):
    """An article and its blocks; its markup is needed no more."""

    source: str
    entry: int | None
    url: str
    title: str
    published: str | None
    likeness: bytes
    """A digest of its markup: what was published twice has the same."""
    is_summary: bool = False
    """It shows no block and says little: there is more of it elsewhere."""
    blocks: tuple[Identified, ...] = ()


class Snippet(Struct, frozen=True, array_like=True, gc=False):
    """A block with its language, as it is stored in `snippets/`."""

    id: str
    """Stable across runs; made of hashes, never of words from the page."""
    language: str
    """Canonical name from `languages.LANGUAGES`; `text` where there is none."""
    dialect: str | None
    """What the tag says beyond the language: `pycon`, `console`, `jsonc`, ..."""
    text: str
    digest: str
    path: str
    """Relative to the snippets folder, `/`-separated."""
    hint: str | None
    provenance: Provenance
    before: str = ""
    mentions: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    duplicate_of: str | None = None
    """Id of the snippet that this one repeats, where the whole article was published before."""


class Code(Struct, frozen=True, array_like=True, gc=False):
    """What a checker reads: nothing but the block itself, so that a reading can be cached by its digest."""

    text: str
    language: str
    dialect: str | None = None


class Finding(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One thing that is wrong, at its place in the *published* text."""

    code: str
    rule: str
    """The rule's kebab-case name."""
    severity: Severity
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    message: str
    """What is wrong, in one line."""
    end_line: int | None = None
    end_column: int | None = None
    """1-based and exclusive."""
    name: str | None = None
    suggestion: str | None = None
    """What would fix it, in one line."""
    repaired: str | None = None
    """The whole block with the repair made, where one is known."""


class Rule(Struct, frozen=True):
    """Something that can be wrong with a published block; its text feeds `harvest explain`, the docs and SARIF."""

    code: str
    """Unique and never used again: `PY001`."""
    name: str
    """Kebab-case: `python-syntax`."""
    severity: Severity
    summary: str
    """One line."""
    why: str
    """Why it hurts a reader, in a sentence or two."""
    bad: str
    """A small broken example, ours."""
    good: str
    """The same, repaired."""

    def finding(  # noqa: PLR0913 - a finding has this many sides, all but four of them optional
        self,
        line: int,
        column: int,
        message: str,
        *,
        end_line: int | None = None,
        end_column: int | None = None,
        severity: Severity | None = None,
        name: str | None = None,
        suggestion: str | None = None,
        repaired: str | None = None,
    ) -> Finding:
        """A finding of this rule, at the rule's own severity unless another is given."""
        return Finding(
            code=self.code,
            rule=self.name,
            severity=severity or self.severity,
            line=line,
            column=column,
            message=message,
            end_line=end_line,
            end_column=end_column,
            name=name,
            suggestion=suggestion,
            repaired=repaired,
        )


class Need(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A name that a block uses and does not define."""

    name: str
    line: int
    column: int
    end_column: int | None = None
    import_line: str | None = None
    """The line that would supply it, where that is common knowledge: `import numpy as np`."""
    near: str | None = None
    """A name within the block's own scopes or the language's builtins that this looks like a misspelling of."""
    hosts: tuple[str, ...] = ()
    """Environments whose globals include the name: `browser`, `jest`, `ipython`, ..."""
    certain: bool = False
    """Used as only an import or a definition can serve it (a base class, a decorator): in a whole block, a mistake."""
    assumed: bool = False
    """Plainly left to the reader: a placeholder, or in an excerpt that shows itself to be one."""


class Reading(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What a checker says of one block alone: a pure function of its `Code`."""

    findings: tuple[Finding, ...] = ()
    defines: tuple[str, ...] = ()
    """Names that blocks further down the article may use."""
    imports: tuple[str, ...] = ()
    """Those of them that come from a module."""
    needs: tuple[Need, ...] = ()
    """In order of appearance, each name once."""
    hosts: tuple[str, ...] = ()
    """Environments that this block gives evidence of."""
    dialect: str | None = None
    """The form that was recognised: `transcript`, `notebook`, `python2`, `members`, ..."""
    whole: bool = False
    """It shows its imports, or is a whole script: a missing import is then a mistake, not an omission."""
    complete: bool = False
    """It is one file from its imports to its entry point: what earlier blocks import does not reach it."""
    script: bool = False
    """A script of which nothing but imports is missing; where an article shows no other, that is a mistake too."""
    opens: bool = False
    """A star import or the like: any name may have come from it, here and further down."""
    reason: str | None = None
    """Why it could not be checked; then there is nothing else."""
    holds: tuple[str, ...] = ()
    """What its functions name inside: a later excerpt may be about them."""


class CheckResult(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What became of one snippet."""

    snippet_id: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str | None = None
    """Always there when skipped or errored."""
    dialect: str | None = None
    silenced: tuple[Finding, ...] = ()
    """What `ignore` and the baseline keep out of `findings`: no report shows it, history knows it."""


class SourceStatus(Struct, frozen=True, kw_only=True):
    """What became of one source."""

    source: str
    kind: str | None
    status: Literal["ok", "failed", "stale"]
    reason: str | None = None
    articles: int = 0
    blocks: int = 0


class Judged(Struct, frozen=True, array_like=True, gc=False):
    """A snippet beside its result: one row of a run."""

    snippet: Snippet
    result: CheckResult


class PastRun(Struct, frozen=True, kw_only=True):
    """An earlier run in numbers."""

    started: str
    blocks: int
    failed: int
    errors: int
    warnings: int
    notes: int


class Changed(Struct, frozen=True, kw_only=True):
    """A finding that is in one of two runs only."""

    kind: Literal["new", "fixed", "gone"]
    """`gone`: its block or article is published no more."""
    code: str
    rule: str
    severity: Severity
    message: str
    title: str
    """Of the article."""
    path: str
    """Of the snippet, where it was last seen."""
    line: int
    column: int


class Run(Struct, frozen=True, kw_only=True):
    """All that a report may know; the same run gives the same bytes."""

    version: str
    started: str
    """ISO 8601 in UTC: the only time in a run."""
    sources: tuple[SourceStatus, ...]
    summary: Summary
    rows: Iterable[Judged]
    """In the order of the manifest; may be read any number of times, and may be streamed from disk."""
    rules: tuple[Rule, ...] = ()
    """The rules that there are, for reports that explain them."""
    output: str = ""
    """The snippets folder, as it is called from where the command was started."""
    past: tuple[PastRun, ...] = ()
    """Earlier runs, the oldest first, where a history is kept."""
    changes: tuple[Changed, ...] | None = None
    """What is not as it was in the run before; None where there is none to compare with."""


class Summary(Struct, frozen=True, kw_only=True):
    """A run in numbers; `blocks` = passed + failed + skipped + errored."""

    articles: int = 0
    blocks: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    errored: int = 0
    duplicates: int = 0
    """Of `blocks`: those that repeat an article published before."""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    silenced: int = 0
    """Findings that the configuration or the baseline accepts; not among the three above."""
    languages: dict[str, int] = {}
    skipped_because: dict[str, int] = {}


def digest(text: str) -> str:
    """The SHA-256 of a block's text, 64 hexadecimal digits; lone surrogates are allowed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
