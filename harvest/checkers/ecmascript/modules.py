"""The line that would supply a name, where that is common knowledge: Node.js itself, React, household packages."""

from __future__ import annotations

import re
from functools import cache

from harvest.checkers.ecmascript.environments import table
from harvest.checkers.ecmascript.lexer import words
from harvest.checkers.ecmascript.scopes import Use

_REACT = words(
    "useState useEffect useRef useMemo useCallback useContext useReducer useLayoutEffect useDeferredValue useId"
    " useImperativeHandle useInsertionEffect useSyncExternalStore useDebugValue useOptimistic useActionState"
    " createContext forwardRef createRef cloneElement startTransition Suspense Fragment StrictMode PureComponent"
)
_NAMED = {
    **dict.fromkeys(_REACT, "react"),
    **dict.fromkeys(words("createRoot hydrateRoot"), "react-dom/client"),
    **dict.fromkeys(words("useSelector useDispatch"), "react-redux"),
    **dict.fromkeys(words("createSlice configureStore createAsyncThunk"), "@reduxjs/toolkit"),
    **dict.fromkeys(words("combineReducers applyMiddleware"), "redux"),
    **dict.fromkeys(words("useNavigate useParams useLocation useSearchParams BrowserRouter"), "react-router-dom"),
    **dict.fromkeys(words("onMounted onUnmounted defineComponent watchEffect"), "vue"),
    **dict.fromkeys(words("useQuery useMutation QueryClient QueryClientProvider"), "@tanstack/react-query"),
}
_DEFAULTS = {
    "React": "react",
    "ReactDOM": "react-dom",
    "PropTypes": "prop-types",
    "Vue": "vue",
    "axios": "axios",
    "express": "express",
    "mongoose": "mongoose",
    "lodash": "lodash",
    "_": "lodash",
    "moment": "moment",
    "dayjs": "dayjs",
    "bcrypt": "bcrypt",
    "jwt": "jsonwebtoken",
    "dotenv": "dotenv",
    "chalk": "chalk",
    "cheerio": "cheerio",
    "puppeteer": "puppeteer",
    "webpack": "webpack",
    "gulp": "gulp",
}
_NICKNAMES = {
    "EventEmitter": "events",
    "dnsPromises": "dns/promises",
    "fsPromises": "fs/promises",
    "fsp": "fs/promises",
}
_USUAL = (
    "fs path child_process events http crypto util stream url os zlib net readline https worker_threads perf_hooks"
    " async_hooks stream/promises fs/promises timers/promises assert process"
)
"""Where several modules of Node.js export one name, the one that is meant most often."""
_PLAIN_WORDS = words("spawn exec fork execFile promisify pipeline")


_DISTINCT, _UNMISTAKABLE = 6, 8
"""Letters that a name of several words needs: where the block speaks of Node.js, and where it does not."""


def import_line(use: Use, *, node: bool, modules: bool) -> str | None:
    """The line that supplies a name.

    Args:
        use: the name as it is used.
        node: the block gives evidence of Node.js.
        modules: the block imports by `import`, not by `require`.
    """
    name = use.name
    if name in _NAMED:
        return f"import {{ {name} }} from '{_NAMED[name]}';"
    if name in _DEFAULTS and (len(name) > 1 or use.members):
        return _default(name, _DEFAULTS[name], modules=modules or name in {"React", "ReactDOM"})
    module = _module(use)
    if module is not None:
        return _default(name, module, modules=modules)
    source = _exporters().get(name)
    if source is None or not (_distinctive(name) if node else _unmistakable(name)):
        return None
    return f"import {{ {name} }} from '{source}';" if modules else f"const {{ {name} }} = require('{source}');"


def is_of_node(name: str) -> bool:
    """Whether Node.js itself supplies the name, as a module or from one."""
    return name in table()["modules"] or name in _NICKNAMES or (name in _exporters() and name not in _NAMED)


def _default(name: str, source: str, *, modules: bool) -> str:
    return f"import {name} from '{source}';" if modules else f"const {name} = require('{source}');"


def _module(use: Use) -> str | None:
    """A module of Node.js by its own name, told from a variable of that name by the members read of it."""
    exports = table()["modules"].get(use.name)
    if exports is None:
        nicknames = {
            "EventEmitter": "events",
            "dnsPromises": "dns/promises",
            "fsPromises": "fs/promises",
            "fsp": "fs/promises",
        }
        return nicknames.get(use.name)
    if use.members:
        return use.name if use.members <= exports | {"default", "promises", "constants", "webcrypto"} else None
    return use.name if use.called and use.name == "assert" else None


def _distinctive(name: str) -> bool:
    """Not a word that authors give to functions of their own."""
    return name in _PLAIN_WORDS or (len(name) >= _DISTINCT and name.lower() != name)


def _unmistakable(name: str) -> bool:
    """A name of several words that tells its module even where nothing else in the block speaks of Node.js."""
    if name in {"Readable", "Writable", "Duplex", "PassThrough", "hrtime"}:
        return True
    return (
        len(name) >= _UNMISTAKABLE
        and not name.startswith("is")
        and re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", name) is not None
    )


@cache
def _exporters() -> dict[str, str]:
    found: dict[str, str] = {}
    tables = table()["modules"]
    for module in [*_USUAL.split(), *sorted(set(tables) - words(_USUAL))]:
        for name in tables.get(module, ()):
            found.setdefault(name, module)
    return found
