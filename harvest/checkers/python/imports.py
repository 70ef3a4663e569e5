"""Common knowledge of Python: which import a well-known name calls for."""

from __future__ import annotations

import sys
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
    "px": "import plotly.express as px",
    "go": "import plotly.graph_objects as go",
    "st": "import streamlit as st",
    "pl": "import polars as pl",
    "sm": "import statsmodels.api as sm",
    "smf": "import statsmodels.formula.api as smf",
    "mdates": "import matplotlib.dates as mdates",
    "ccrs": "import cartopy.crs as ccrs",
}
"""Aliases that nearly everybody uses; they count where an attribute of theirs is taken."""

PACKAGES: Final[frozenset[str]] = _set(
    "aiofiles aiohttp aiosqlite anthropic anyio asyncpg attrs bcrypt bokeh boto3 botocore bs4 cachetools catboost "
    "cattrs celery chromadb click cloudpickle colorama cryptography cupy cv2 cvxpy dateutil discord django duckdb "
    "eventlet faiss fastapi feedparser flask freezegun gensim geopandas geopy gevent gradio graphene h5py httplib2 "
    "httpx hypothesis imageio ipywidgets jinja2 joblib jsonschema jwt keras langchain librosa lightgbm litellm loguru "
    "lxml marshmallow matplotlib mlflow mongoengine moto mpmath msgpack msgspec netmiko networkx nltk nox numba "
    "numexpr numpy openai openpyxl optuna orjson pandas paramiko peewee pendulum pexpect pika playwright plotly "
    "plumbum polars prometheus_client psutil psycopg psycopg2 pyarrow pyaudio pyautogui pycurl pydantic pydub pygame "
    "pyglet pygments pymongo pymysql pynput pyparsing pypdf pyperclip pyproj pytesseract pytest pyttsx3 pytz quart "
    "rasterio requests respx sanic scipy scrapy seaborn selenium sentry_sdk shap shapely simplejson simpy skimage "
    "sklearn spacy sqlalchemy sqlmodel starlette statsmodels streamlit structlog sympy tabulate telebot telethon "
    "tenacity tensorflow textblob tiktoken tokenizers tomli tomlkit toolz torch torchvision tornado tqdm transformers "
    "trio tweepy twilio typer ujson urllib3 uvicorn watchdog websockets werkzeug wrapt xarray xgboost xlsxwriter xlwt "
    "xmltodict yaml yfinance zmq"
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
    "fastapi": "FastAPI APIRouter",
    "pydantic": "BaseModel ConfigDict field_validator model_validator",
    "django.http": "HttpResponse JsonResponse",
    "django.shortcuts": "get_object_or_404",
    "dotenv": "load_dotenv",
    "openai": "OpenAI AsyncOpenAI",
    "openpyxl": "load_workbook",
    "pymongo": "MongoClient",
    "pypdf": "PdfReader PdfWriter",
    "rest_framework.views": "APIView",
    "sentence_transformers": "SentenceTransformer",
    "sklearn.cluster": "KMeans",
    "sklearn.ensemble": "RandomForestClassifier RandomForestRegressor",
    "sklearn.linear_model": "LinearRegression LogisticRegression",
    "sklearn.metrics": "accuracy_score confusion_matrix classification_report mean_squared_error",
    "sklearn.model_selection": "train_test_split GridSearchCV cross_val_score",
    "sklearn.preprocessing": "StandardScaler MinMaxScaler LabelEncoder OneHotEncoder",
    "sqlalchemy": "create_engine",
    "sqlalchemy.orm": "sessionmaker declarative_base",
    "torch.utils.data": "DataLoader",
    "transformers": "AutoTokenizer AutoModel AutoModelForCausalLM AutoModelForSequenceClassification",
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
        "go": "Figure Scatter Bar Layout Heatmap Indicator Candlestick",
        "html": "escape unescape",
        "http": "HTTPStatus HTTPMethod client server cookies cookiejar",
        "io": "StringIO BytesIO open TextIOWrapper BufferedReader",
        "keyword": "iskeyword kwlist",
        "locale": "setlocale LC_ALL getlocale currency format_string",
        "mp": "Pool Process Queue cpu_count set_start_method Manager",
        "nn": "Module Linear Sequential Conv2d ReLU CrossEntropyLoss MSELoss Parameter Embedding LSTM functional",
        "numbers": "Number Integral Real",
        "operator": "itemgetter attrgetter add mul sub methodcaller",
        "pl": "DataFrame LazyFrame Series col lit read_csv scan_csv read_parquet scan_parquet when concat",
        "platform": "system platform machine release python_version node uname processor",
        "pprint": "pprint pformat PrettyPrinter",
        "px": "scatter line bar histogram box pie imshow density_heatmap data choropleth",
        "queue": "Queue PriorityQueue LifoQueue SimpleQueue Empty Full",
        "resource": "getrusage setrlimit getrlimit RUSAGE_SELF RLIMIT_AS",
        "sa": "Column Integer String create_engine select text MetaData Table",
        "secrets": "token_hex token_urlsafe token_bytes choice compare_digest randbelow",
        "select": "select poll epoll",
        "signal": "signal SIGINT SIGTERM SIGALRM SIGKILL SIGHUP alarm pause Signals",
        "site": "getsitepackages getusersitepackages",
        "socket": "socket gethostbyname gethostname create_connection create_server AF_INET AF_INET6 SOCK_STREAM "
        "SOCK_DGRAM SOL_SOCKET timeout gaierror getaddrinfo inet_aton inet_pton socketpair",
        "sm": "OLS Logit GLM add_constant tsa datasets stats graphics",
        "st": "title write header subheader sidebar button markdown dataframe text_input slider selectbox columns "
        "cache_data session_state file_uploader set_page_config pyplot",
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
