"""One run that shows every side of a report: shared by the tests of all of them. Every word and every line is ours."""

from __future__ import annotations

from harvest.model import (
    Changed,
    CheckResult,
    Finding,
    Judged,
    Outcome,
    PastRun,
    Provenance,
    Rule,
    Run,
    Snippet,
    SourceStatus,
    Summary,
    digest,
)

GARDEN = ("garden.xml", 0, "https://example.org/notes/garden", "Measuring a garden")
AGAIN = ("garden.xml", 1, "https://example.org/mirror/garden", "Measuring a garden")
HOSTILE = (
    "pages/trap.html",
    None,
    "https://example.net/trap?a=1&b=</script>",
    'A <b>trap</b> \x1b[31m"quoted" \u202egnp.exe ]]>',
)

SOIL = """\
import json


def moisture(readings):
    \"\"\"The mean of the readings, 土 included: 湿度.\"\"\"
    values = [float(r["湿度"]) for r in readings]
    return sum(values) / len(vlaues)


print(moisture(json.load(open("soil.json"))))
"""
WATER = """\
async function water(bed) {
  const level = await readSensor(bed);
  return level < 30 ? openValve(bed) : null;
}
"""
CONFIG = '{\n  "bed": 4,\n  "valve": “open”,\n}\n'
TRAP = (
    "print('</script><img src=x onerror=alert(1)>')\n"
    "name = '\x1b]0;owned\x07' + '\u202etxt.exe' + ']]>' + '\ud800'\n"
    "undefined_thing(name)\n"
)


def snippet(  # noqa: PLR0913 - a snippet's sides that the sample varies
    article: tuple[str, int | None, str, str],
    index: int,
    language: str,
    text: str,
    *,
    heading: str | None = None,
    duplicate_of: str | None = None,
) -> Snippet:
    source, entry, url, title = article
    folder = digest(url if duplicate_of is None else GARDEN[2])[:8]
    suffix = {"python": "py", "javascript": "js", "json": "json"}.get(language, "txt")
    return Snippet(
        id=digest(f"{url}#{index}")[:16],
        language=language,
        dialect=None,
        text=text,
        digest=digest(text),
        path=f"article-{folder}/{index + 1:02}.{suffix}",
        hint=None if language == "text" else f"highlight {language}",
        provenance=Provenance(
            source=source,
            entry=entry,
            article_url=url,
            article_title=title,
            published="2026-03-01T09:00:00Z",
            index=index,
            heading=heading,
            line=None,
        ),
        duplicate_of=duplicate_of,
    )


def judged(snip: Snippet, outcome: Outcome, *findings: Finding, reason: str | None = None) -> Judged:
    result = CheckResult(snippet_id=snip.id, outcome=outcome, findings=findings, reason=reason)
    return Judged(snip, result)


MISSPELLED = Finding(
    code="NAM002",
    rule="misspelled-name",
    severity="error",
    line=7,
    column=30,
    end_line=7,
    end_column=36,
    message="`vlaues` is not defined; `values` is",
    name="vlaues",
    suggestion="write `values`",
    repaired=SOIL.replace("vlaues", "values"),
)
SENSOR = Finding(
    code="NAM004",
    rule="undefined-name",
    severity="warning",
    line=2,
    column=23,
    end_line=2,
    end_column=33,
    message="`readSensor` is defined nowhere in the article",
    name="readSensor",
)
VALVE = Finding(
    code="NAM003",
    rule="used-before-defined",
    severity="warning",
    line=3,
    column=23,
    end_line=3,
    end_column=32,
    message="`openValve` is used here and defined later, in block 4",
    name="openValve",
)
QUOTES = Finding(
    code="TXT001",
    rule="smart-quotes",
    severity="error",
    line=3,
    column=12,
    end_line=3,
    end_column=18,
    message="typographic quotes stand where JSON needs straight ones",
    suggestion='write "open"',
    repaired=CONFIG.replace("“open”", '"open"'),
)
TRAILING = Finding(
    code="JSN003",
    rule="trailing-comma",
    severity="note",
    line=3,
    column=18,
    message="a comma before the closing brace",
)
TRAPPED = Finding(
    code="NAM004",
    rule="undefined-name",
    severity="warning",
    line=3,
    column=1,
    end_line=3,
    end_column=16,
    message="`undefined_thing` is defined nowhere \x1b[2J\u202e</script>",
    name="undefined_thing",
)

_SOIL = snippet(GARDEN, 0, "python", SOIL, heading="Soil moisture")
_WATER = snippet(GARDEN, 1, "javascript", WATER, heading="Water")
_CONFIG = snippet(GARDEN, 2, "json", CONFIG, heading="Water")
_VALVE = snippet(GARDEN, 3, "javascript", "function openValve(bed) {\n  return bed + 1;\n}\n", heading="Valves")
_NOTES = snippet(GARDEN, 4, "text", "bed 4: tomatoes\n")
_TRAP = snippet(HOSTILE, 0, "python", TRAP, heading="<i>Trap</i>")
_DEEP = snippet(HOSTILE, 1, "json", "[" * 30 + "\n")

GARDEN_ROWS = (
    judged(_SOIL, "failed", MISSPELLED),
    judged(_WATER, "failed", SENSOR, VALVE),
    judged(_CONFIG, "failed", QUOTES, TRAILING),
    judged(_VALVE, "passed"),
    judged(_NOTES, "skipped", reason="plain text"),
)


def again(row: Judged) -> Judged:
    """The same block in the article published a second time."""
    first = row.snippet
    place = first.provenance
    copy = snippet(AGAIN, place.index, first.language, first.text, heading=place.heading, duplicate_of=first.id)
    return judged(copy, row.result.outcome, *row.result.findings, reason=row.result.reason)


RULES = (
    Rule(
        code="NAM002",
        name="misspelled-name",
        severity="error",
        summary="A name is one slip away from one that is defined.",
        why="The sample stops with a `NameError` at that line, and a reader has to find the typing mistake first.",
        bad="total = 3\nprint(totl)\n",
        good="total = 3\nprint(total)\n",
    ),
    Rule(
        code="NAM003",
        name="used-before-defined",
        severity="warning",
        summary="A name is defined only further down the article.",
        why="Who follows the article from top to bottom cannot run this block yet.",
        bad="show(4)\n",
        good="show = print\nshow(4)\n",
    ),
    Rule(
        code="NAM004",
        name="undefined-name",
        severity="warning",
        summary="A name is defined nowhere in the article.",
        why="The reader has to guess what it stands for.",
        bad="print(bed)\n",
        good="bed = 4\nprint(bed)\n",
    ),
    Rule(
        code="TXT001",
        name="smart-quotes",
        severity="error",
        summary="Typographic quotes stand where code needs straight ones.",
        why="The sample cannot be pasted: no language takes “ for a quote.",
        bad="print(“bed”)\n",
        good='print("bed")\n',
    ),
)

RUN = Run(
    version="0.1.0",
    started="2026-03-02T03:30:00Z",
    sources=(
        SourceStatus(source="garden.xml", kind="feed", status="ok", articles=2, blocks=10),
        SourceStatus(source="pages/trap.html", kind="page", status="ok", articles=1, blocks=2),
        SourceStatus(source="empty.xml", kind=None, status="failed", reason="it holds \x1b[1mno entry"),
        SourceStatus(source="slow.xml", kind="feed", status="stale", reason="the last good copy is used", articles=0),
    ),
    summary=Summary(
        articles=3,
        blocks=12,
        passed=2,
        failed=7,
        skipped=2,
        errored=1,
        duplicates=5,
        errors=2,
        warnings=3,
        notes=1,
        silenced=2,
        languages={"javascript": 4, "json": 3, "python": 3, "text": 2},
        skipped_because={"plain text": 2},
    ),
    rules=RULES,
    output="snippets",
    past=tuple(
        PastRun(started=f"2026-02-{20 + day}T03:30:00Z", blocks=12, failed=5, errors=errors, warnings=5 - day, notes=0)
        for day, errors in enumerate((4, 4, 3, 5, 2))
    ),
    changes=(
        Changed(
            kind="new",
            code="NAM002",
            rule="misspelled-name",
            severity="error",
            message="`vlaues` is not defined; `values` is",
            title="Measuring a garden",
            path=_SOIL.path,
            line=7,
            column=30,
        ),
        Changed(
            kind="fixed",
            code="TXT001",
            rule="smart-quotes",
            severity="error",
            message="typographic quotes stand where straight ones belong \x1b[1m",
            title="A <b>trap</b>",
            path="article-0/01.py",
            line=2,
            column=3,
        ),
    ),
    rows=(
        *GARDEN_ROWS,
        *(again(row) for row in GARDEN_ROWS),
        judged(_TRAP, "failed", TRAPPED),
        judged(_DEEP, "errored", reason="nested deeper than 1,000 levels"),
    ),
)

EMPTY = Run(version="0.1.0", started="2026-03-02T03:30:00Z", sources=(), summary=Summary(), rows=())
