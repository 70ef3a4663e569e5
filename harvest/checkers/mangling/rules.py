"""The rules about what publishing does to code."""

from __future__ import annotations

from harvest.model import Rule

SMART_QUOTES = Rule(
    code="TXT001",
    name="smart-quotes",
    severity="error",
    summary="Typographic quotes stand where the language wants straight ones.",
    why="An editor or a blog engine made them pretty; no language takes them for the beginning of a string.",
    bad="greeting = \u201chello\u201d\nprint(greeting)",
    good='greeting = "hello"\nprint(greeting)',
)
SMART_DASHES = Rule(
    code="TXT002",
    name="smart-dashes",
    severity="error",
    summary="A typographic dash or a full-width sign stands where the language wants the plain one.",
    why="It looks the same in print, and every shell and compiler refuses it.",
    bad="```shell\ngit push \u2014force\n```",
    good="```shell\ngit push --force\n```",
)
NO_BREAK_SPACE = Rule(
    code="TXT003",
    name="no-break-space",
    severity="error",
    summary="No-break spaces stand in the place of spaces.",
    why="They cannot be seen, and for this language they are letters, not white space.",
    bad="if ready:\n\u00a0\u00a0\u00a0\u00a0start()",
    good="if ready:\n    start()",
)
INVISIBLE = Rule(
    code="TXT004",
    name="invisible-character",
    severity="error",
    summary="A character without width stands in the code.",
    why="Nobody can see why the copied line fails.",
    bad="import\u200b json",
    good="import json",
)
BIDI = Rule(
    code="TXT005",
    name="bidirectional-control",
    severity="error",
    summary="A control character reverses the order in which the code is shown.",
    why="What a reader sees is not what runs (CVE-2021-42574, `Trojan Source`).",
    bad="level = 'user\u202e \u2066# admin only\u2069 \u2066'",
    good="level = 'user'  # admin only",
)
ENTITIES = Rule(
    code="TXT006",
    name="escaped-entity",
    severity="error",
    summary="Characters are shown as HTML entities: they were escaped twice.",
    why="A reader sees and copies `&lt;` where the author wrote `<`.",
    bad="if a &lt; b &amp;&amp; c",
    good="if a < b && c",
)
LINE_NUMBERS = Rule(
    code="TXT007",
    name="pasted-line-numbers",
    severity="error",
    summary="Line numbers are part of the text.",
    why="They are copied with the code, and have to be removed by hand from each line.",
    bad="```javascript\n1 const beds = 4;\n2 const rows = 2 * beds;\n3 console.log(rows);\n```",
    good="```javascript\nconst beds = 4;\nconst rows = 2 * beds;\nconsole.log(rows);\n```",
)
MERGE = Rule(
    code="TXT008",
    name="merge-markers",
    severity="warning",
    summary="The marks of an unfinished merge stand in the code.",
    why="Two versions are mixed; a reader cannot know which one counts.",
    bad="<<<<<<< HEAD\nport = 80\n=======\nport = 8080\n>>>>>>> main",
    good="port = 8080",
)
TRUNCATED = Rule(
    code="TXT009",
    name="truncated-sample",
    severity="error",
    summary="The block breaks off inside a string.",
    why="The rest was lost in publishing; a reader cannot know what it was.",
    bad='open("https:',
    good='open("https://example.org")',
)
MOJIBAKE = Rule(
    code="TXT011",
    name="mojibake",
    severity="warning",
    summary="Letters were read in the wrong encoding, or lost.",
    why="The text is garbled, and so is every string or name that is copied from it.",
    bad="name = 'Ren\u00c3\u00a9'",
    good="name = 'Ren\u00e9'",
)
LEFTOVER = Rule(
    code="TXT012",
    name="leftover-markup",
    severity="error",
    summary="The marks that were round the code, or that coloured it, are part of it.",
    why="Two blocks or code and prose run into each other, or the copied lines are full of tags.",
    bad='```lua\nlocal beds = <span class="mi">4</span>\n```',
    good="```lua\nlocal beds = 4\n```",
)
RULES = (
    SMART_QUOTES, SMART_DASHES, NO_BREAK_SPACE, INVISIBLE, BIDI, ENTITIES, LINE_NUMBERS, MERGE, TRUNCATED, MOJIBAKE,
    LEFTOVER,
)  # fmt: skip
