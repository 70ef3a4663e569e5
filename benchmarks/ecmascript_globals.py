"""Rewrite the table of ECMAScript globals: `python benchmarks/ecmascript_globals.py GLOBALS_JSON`.

GLOBALS_JSON is the file of that name in the npm package `globals`, the data ESLint uses. The exports of Node.js's own
modules are asked of the `node` on the path. Both are facts about platforms; the list's licence is kept beside them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

TABLE = Path(__file__).parent.parent / "harvest" / "checkers" / "ecmascript" / "globals.json"
LICENCE = "Environments: the list `globals` 17, (c) Sindre Sorhus, MIT licence. Modules: exported names of Node.js."
ENVIRONMENTS = {
    "amd": "amd",
    "applescript": "applescript",
    "browser": "browser",
    "bun": "bunBuiltin",
    "chai": "chai",
    "deno": "denoBuiltin",
    "greasemonkey": "greasemonkey",
    "jasmine": "jasmine",
    "jest": "jest",
    "jquery": "jquery",
    "meteor": "meteor",
    "mocha": "mocha",
    "mongo": "mongo",
    "node": "node",
    "phantomjs": "phantomjs",
    "prototypejs": "prototypejs",
    "protractor": "protractor",
    "qunit": "qunit",
    "rhino": "rhino",
    "serviceworker": "serviceworker",
    "vitest": "vitest",
    "webextensions": "webextensions",
    "worker": "worker",
    "wsh": "wsh",
}
PROBE = """
const names = {};
for (const name of require('module').builtinModules) {
  if (name.startsWith('_') || ['punycode', 'sys', 'constants'].includes(name)) continue;
  try { names[name] = Object.keys(require(name)).filter((key) => /^[A-Za-z$][\\w$]*$/.test(key)); } catch {}
}
for (const name of ['test', 'sqlite', 'sea', 'test/reporters']) {
  try { names['node:' + name] = Object.keys(require('node:' + name)); } catch {}
}
console.log(JSON.stringify(names));
"""


def main() -> None:
    """Write the table."""
    published = json.loads(Path(sys.argv[1]).read_text())
    shared = set(published["shared-node-browser"])
    table = {
        "licence": LICENCE,
        "language": " ".join(sorted({*published["builtin"], *shared})),
        "environments": {
            name: " ".join(sorted(set(published[key]) - set(published["builtin"]) - shared))
            for name, key in ENVIRONMENTS.items()
        },
        "modules": {
            name: " ".join(sorted(exports))
            for name, exports in json.loads(
                subprocess.run(
                    [shutil.which("node") or "node", "-e", PROBE], capture_output=True, check=True, text=True
                ).stdout
            ).items()
        },
    }
    TABLE.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
