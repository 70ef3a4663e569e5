"""Common knowledge of Python: which import a well-known name calls for, and where some names come for free."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ALIASES: Final[dict[str, str]] = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "mpl": "import matplotlib as mpl",
    "sns": "import seaborn as sns",
    "tf": "import tensorflow as tf",
    "nn": "from torch import nn",
    "jnp": "import jax.numpy as jnp",
    "nx": "import networkx as nx",
    "xr": "import xarray as xr",
    "gpd": "import geopandas as gpd",
    "sa": "import sqlalchemy as sa",
    "ET": "import xml.etree.ElementTree as ET",
    "mp": "import multiprocessing as mp",
    "dt": "import datetime as dt",
    "tk": "import tkinter as tk",
}
"""Aliases that nearly everybody uses; they count where an attribute of theirs is taken."""

PACKAGES: Final[frozenset[str]] = _set(
    "numpy pandas matplotlib seaborn scipy sklearn torch tensorflow keras transformers requests httpx aiohttp "
    "flask django fastapi uvicorn pytest yaml boto3 psutil sqlalchemy pydantic networkx sympy statsmodels cv2 "
    "nltk spacy bs4 attrs pymongo psycopg2 celery paramiko tqdm click typer openai anthropic cachetools "
    "joblib tenacity orjson simplejson pytz dateutil jinja2 selenium playwright scrapy mlflow xgboost "
    "lightgbm tokenizers tiktoken torchvision structlog loguru marshmallow websockets pika botocore freezegun respx"
)
"""Packages that are nearly always imported under their own name; they count where an attribute of theirs is taken."""

_FROM: Final[dict[str, str]] = {
    "pathlib": "Path PurePath PosixPath PurePosixPath",
    "collections": "defaultdict namedtuple OrderedDict Counter deque ChainMap",
    "dataclasses": "dataclass asdict astuple",
    "datetime": "timedelta",
    "decimal": "Decimal",
    "fractions": "Fraction",
    "enum": "Enum IntEnum StrEnum IntFlag",
    "abc": "ABC ABCMeta abstractmethod",
    "contextlib": "contextmanager asynccontextmanager suppress ExitStack AsyncExitStack redirect_stdout",
    "functools": "lru_cache partial wraps cached_property singledispatch total_ordering cmp_to_key reduce",
    "typing": "Any Optional Union List Dict Tuple Set FrozenSet Callable Iterable Iterator Generator Sequence Mapping "
    "Type TypeVar Generic Protocol Literal Final ClassVar NamedTuple TypedDict TYPE_CHECKING Annotated NoReturn "
    "Awaitable Coroutine AsyncIterator AsyncGenerator Hashable MutableMapping ParamSpec Self Never TypeAlias overload "
    "ForwardRef Required NotRequired Unpack Concatenate",
    "io": "StringIO BytesIO TextIOWrapper",
    "concurrent.futures": "ThreadPoolExecutor ProcessPoolExecutor as_completed",
    "multiprocessing": "cpu_count",
    "threading": "Thread",
    "subprocess": "Popen PIPE CalledProcessError",
    "urllib.parse": "urlparse urlencode urljoin parse_qs quote_plus urlsplit",
    "urllib.request": "urlopen urlretrieve",
    "http.server": "HTTPServer BaseHTTPRequestHandler SimpleHTTPRequestHandler",
    "itertools": "itertools islice starmap zip_longest combinations permutations groupby",
    "operator": "itemgetter attrgetter",
    "argparse": "ArgumentParser Namespace",
    "pprint": "pprint",
    "textwrap": "dedent",
    "time": "sleep perf_counter",
    "random": "randint",
    "math": "sqrt",
    "types": "SimpleNamespace MappingProxyType EllipsisType NoneType TracebackType ModuleType FunctionType",
    "unittest": "TestCase",
    "unittest.mock": "Mock MagicMock AsyncMock patch",
    "uuid": "uuid4 UUID",
    "json": "JSONDecodeError",
    "copy": "deepcopy",
    "glob": "iglob",
    "zoneinfo": "ZoneInfo",
    "getpass": "getpass",
    "collections.abc": "MutableSequence MutableSet",
    "bs4": "BeautifulSoup",
    "flask": "Flask jsonify render_template",
    "fastapi": "FastAPI APIRouter HTTPException",
    "pydantic": "BaseModel",
}
NAMES: Final[dict[str, str]] = {
    name: f"from {module} import {name}" for module, names in _FROM.items() for name in names.split()
}
"""Names that come from one well-known place; lower-case ones count where they are called or decorate."""

ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        "array": "array",
        "calendar": "monthrange month calendar isleap day_name month_name monthcalendar TextCalendar HTMLCalendar",
        "cmd": "Cmd",
        "code": "interact InteractiveConsole",
        "copy": "copy deepcopy",
        "dt": "datetime date timedelta timezone time",
        "email": "message_from_string message_from_bytes message mime utils policy",
        "html": "escape unescape",
        "io": "StringIO BytesIO open TextIOWrapper BufferedReader",
        "keyword": "iskeyword kwlist",
        "locale": "setlocale LC_ALL getlocale currency format_string",
        "mp": "Pool Process Queue cpu_count set_start_method Manager",
        "nn": "Module Linear Sequential Conv2d ReLU CrossEntropyLoss MSELoss Parameter Embedding LSTM functional",
        "numbers": "Number Integral Real",
        "operator": "itemgetter attrgetter add mul sub methodcaller",
        "platform": "system platform machine release python_version node uname processor",
        "pprint": "pprint pformat PrettyPrinter",
        "queue": "Queue PriorityQueue LifoQueue SimpleQueue Empty Full",
        "resource": "getrusage setrlimit getrlimit RUSAGE_SELF RLIMIT_AS",
        "sa": "Column Integer String create_engine select text MetaData Table",
        "secrets": "token_hex token_urlsafe token_bytes choice compare_digest randbelow",
        "select": "select poll epoll",
        "signal": "signal SIGINT SIGTERM SIGALRM SIGKILL SIGHUP alarm pause Signals",
        "site": "getsitepackages getusersitepackages",
        "socket": "socket gethostbyname gethostname create_connection create_server AF_INET AF_INET6 SOCK_STREAM "
        "SOCK_DGRAM SOL_SOCKET timeout gaierror getaddrinfo inet_aton inet_pton socketpair",
        "stat": "S_ISDIR S_ISREG S_IMODE filemode",
        "statistics": "mean median mode stdev pstdev variance quantiles fmean",
        "string": "ascii_letters ascii_lowercase ascii_uppercase digits punctuation Template printable hexdigits",
        "struct": "pack unpack calcsize Struct unpack_from pack_into",
        "token": "NAME NUMBER STRING tok_name",
        "trace": "Trace",
        "types": "SimpleNamespace ModuleType FunctionType MethodType MappingProxyType GeneratorType TracebackType",
        "warnings": "warn filterwarnings simplefilter catch_warnings",
    }.items()
}
"""Modules whose name is an everyday word: only these attributes tell that the module is meant."""

EVERYDAY: Final[frozenset[str]] = _set(
    "abc antigravity test this parser symbol profile formatter imp binhex crypt nis new user commands sets msilib "
    "chunk wave opcode pipes selectors nt posix sched graphlib encodings lib2to3 idlelib turtledemo ensurepip"
)
"""Names in the standard library that are no evidence of a missing import."""

STDLIB: Final[frozenset[str]] = frozenset(
    name for name in sys.stdlib_module_names if not name.startswith("_") and name not in EVERYDAY
)
DATETIME_METHODS: Final[frozenset[str]] = _set(
    "now utcnow today strptime fromtimestamp fromisoformat combine utcfromtimestamp fromordinal min max"
)

_BY_HOST: Final[dict[str, str]] = {
    "ipython": "display get_ipython In Out _ih _oh _dh",
    "spark": "spark sc sqlContext dbutils displayHTML",
    "scons": "Environment SConscript Import Export Return Glob Split Alias Default ARGUMENTS COMMAND_LINE_TARGETS",
    "sphinx": "tags",
    "python2": "unicode xrange raw_input basestring unichr long file execfile cmp apply buffer intern reduce reload",
}
HOSTS: Final[dict[str, tuple[str, ...]]] = {name: (host,) for host, names in _BY_HOST.items() for name in names.split()}
"""Names that some environments put into every block."""

_EVIDENCE: Final[dict[str, tuple[tuple[str, ...], re.Pattern[str]]]] = {
    "ipython": (("ython",), re.compile(r"\bIPython\b|\bget_ipython\(")),
    "spark": (
        ("spark", "dbutils."),
        re.compile(r"\bpyspark\b|\bdbutils\.|\bspark\.(?:read|sql|table|createDataFrame)\b"),
    ),
    "scons": (
        ("SConscript(", "env."),
        re.compile(r"\bSConscript\(|\benv\.(?:Program|Library|SharedLibrary|Object|Append)\("),
    ),
    "sphinx": (
        ("html_theme", "master_doc", "extensions", "templates_path", "app.add_config_value("),
        re.compile(r"^(?:html_theme|master_doc|extensions|templates_path)\s*=|\bapp\.add_config_value\(", re.MULTILINE),
    ),
}
"""What in a block tells that it is written for an environment, and before it words without which it is not there."""


def hosts_shown(text: str) -> Iterator[str]:
    """The environments that a block is written for, by what it says."""
    for host, (words, evidence) in _EVIDENCE.items():
        if any(word in text for word in words) and evidence.search(text):
            yield host


EVERYWHERE: Final[frozenset[str]] = _set(
    "self cls _ __ ___ reveal_type reveal_locals __class__ __path__ __spec__ __loader__ __cached__ __qualname__ "
    "__module__ WindowsError args kwargs"
)
"""Names that a reader can place wherever they stand: of an excerpt's surroundings, of typing tools, of the module."""

PYTHON2: Final[dict[str, str]] = {
    "unicode": "str",
    "xrange": "range",
    "raw_input": "input",
    "basestring": "str",
    "unichr": "chr",
    "execfile": "exec",
}
"""Builtins that Python 3 took away, and what took their place."""

OLD_MODULES: Final[dict[str, str]] = {
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "robotparser": "urllib.robotparser",
    "httplib": "http.client",
    "cookielib": "http.cookiejar",
    "BaseHTTPServer": "http.server",
    "SimpleHTTPServer": "http.server",
    "CGIHTTPServer": "http.server",
    "SocketServer": "socketserver",
    "xmlrpclib": "xmlrpc.client",
    "HTMLParser": "html.parser",
    "htmlentitydefs": "html.entities",
    "ConfigParser": "configparser",
    "Queue": "queue",
    "cPickle": "pickle",
    "StringIO": "io",
    "cStringIO": "io",
    "Tkinter": "tkinter",
    "tkMessageBox": "tkinter.messagebox",
    "tkFileDialog": "tkinter.filedialog",
    "__builtin__": "builtins",
    "copy_reg": "copyreg",
    "anydbm": "dbm",
}
"""Modules that only Python 2 has under this name, and where Python 3 keeps them (PEP 3108)."""

LITERALS: Final[dict[str, str]] = {"true": "True", "false": "False", "null": "None"}
"""What JSON and JavaScript call the constants of Python."""
