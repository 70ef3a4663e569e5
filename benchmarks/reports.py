"""Writes every report of a run with 5,000 findings (or as many as asked for) and prints sizes and processor times.

python benchmarks/reports.py /tmp/reports-5000 [FINDINGS]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from harvest import __version__
from harvest.model import CheckResult, Finding, Judged, Provenance, Run, Severity, Snippet, SourceStatus, digest
from harvest.reports import REPORTS, write_report
from harvest.rules import RULES
from harvest.runs import Rows, spool

LINES = {
    "python": ["import json", "def water(bed, litres=3):", "    # one can for each bed", "    for plant in bed.plants:",
               "        plant.water(litres / 2)", "    return json.dumps({'bed': bed.name, 'litres': litres})", ""],
    "javascript": ["const beds = load('b.json');", "function water(bed, litres = 3) {", "  // one can for each bed",
                   "  bed.plants.forEach((plant) => plant.water(litres));", "  return `${bed.name}: ${litres}`;", "}"],
    "json": ["{", '  "bed": "north",', '  "plants": ["bean", "pea", "leek"],', '  "litres": 3.5', "}"],
    "shell": ["cd garden", "for bed in north south; do", '  water "$bed" --litres 3', "done", "ls -l | sort -k 5 -n"],
}  # fmt: skip
NOUNS = "bed bean soil frost spade seed rain worm shed leaf root hedge".split()


def rows(findings: int) -> list[Judged]:
    """As many findings as asked for, two to a flagged block, among as many sound blocks."""
    pick = random.Random(7)
    made: list[Judged] = []
    while findings > 0:
        number = len({row.snippet.provenance.article_url for row in made})
        title = f"How to keep the {pick.choice(NOUNS)} from the {pick.choice(NOUNS)}, part {number}"
        for index in range(pick.randint(2, 6)):
            language = pick.choice(list(LINES))
            lines = [pick.choice(LINES[language]) for _ in range(pick.randint(6, 45))]
            found = tuple(finding(pick, lines) for _ in range(2)) if pick.getrandbits(1) else ()
            findings -= len(found)
            made.append(row(language, "\n".join(lines) + "\n", found, (number, title, index)))
    return made


def finding(pick: random.Random, lines: list[str]) -> Finding:
    """A finding somewhere in the lines."""
    rule = pick.choice(list(RULES.values()))
    at = pick.randrange(len(lines))
    name = pick.choice(NOUNS)
    severity: Severity = rule.severity
    fixed = [*lines[:at], f"{lines[at]} {name}", *lines[at + 1 :]]
    return rule.finding(
        at + 1,
        1 + len(lines[at]) // 3,
        f"`{name}` is not what it should be",
        end_line=at + 1,
        end_column=2 + len(lines[at]) // 2,
        severity=severity,
        suggestion=f"write `{name}`",
        repaired="\n".join(fixed) + "\n" if pick.getrandbits(1) else None,
    )


def row(language: str, text: str, found: tuple[Finding, ...], place: tuple[int, str, int]) -> Judged:
    """A block in its article."""
    number, title, index = place
    url = f"https://example.org/{number}"
    where = Provenance(
        source=f"feed-{number % 7}.xml",
        entry=number,
        article_url=url,
        article_title=title,
        published="2026-03-01T09:00:00Z",
        index=index,
        heading=title[:20],
        line=None,
    )
    snippet = Snippet(
        id=digest(f"{url}#{index}")[:16],
        language=language,
        dialect=None,
        text=text,
        digest=digest(text),
        path=f"article-{number:012x}/{index + 1:02}.txt",
        hint=language,
        provenance=where,
    )
    ordered = tuple(sorted(found, key=lambda one: (one.line, one.column)))
    return Judged(
        snippet, CheckResult(snippet_id=snippet.id, outcome="failed" if found else "passed", findings=ordered)
    )


def main(folder: Path, findings: int) -> None:
    """Write the reports, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    spooled = tempfile.TemporaryFile()  # noqa: SIM115 - it lasts as long as the run does
    summary = spool(rows(findings), spooled)
    status = tuple(SourceStatus(source=f"feed-{n}.xml", kind="feed", status="ok", articles=1) for n in range(7))
    run = Run(
        version=__version__,
        started="2026-03-02T03:30:00Z",
        sources=status,
        summary=summary,
        rows=Rows(spooled),
        rules=tuple(RULES.values()),
    )
    print(f"{summary.blocks} blocks, {summary.errors + summary.warnings + summary.notes} findings")
    for kind in REPORTS:
        path = folder / f"report.{kind}"
        start = time.process_time()
        write_report(kind, str(path), run)
        written = [path, *folder.glob("report-pages/*")] if kind == "html" else [path]
        size = sum(file.stat().st_size for file in written)
        print(f"{kind:10} {time.process_time() - start:6.2f} s {size / 1e6:8.2f} MB in {len(written)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5000)
