"""Common knowledge of Python: names that come for free somewhere, and names that Python 2 had."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BUILTINS: Final[frozenset[str]] = frozenset(dir(builtins)) | {"__file__", "__name__", "__annotations__", "__debug__"}
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
    "self cls _ __ ___ reveal_type reveal_locals __class__ __builtins__ __path__ __spec__ __loader__ __cached__ "
    "__qualname__ __module__ WindowsError args kwargs"
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
