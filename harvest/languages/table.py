"""The table of languages: their names, what authors call them, and which of them share their names."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct


class Language(Struct, frozen=True):
    """A row of the table."""

    name: str
    suffix: str
    tags: tuple[str, ...] = ()
    """What authors and highlighters call it, beside its name."""
    dialects: dict[str, str] = {}
    """Tags that say more than the language -> the dialect."""
    family: str = ""
    """Languages of one family share their names; its own where it is empty."""


class Tag(NamedTuple):
    """What an author's tag means."""

    language: str
    dialect: str | None


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ROWS = (
    Language("text", "txt", _words("plaintext plain txt none nohighlight no-highlight output raw")),
    Language(
        "python",
        "py",
        _words("py python3 py3 python2 py2 pyi gyp sage ipython ipython3 bython"),
        {"pycon": "pycon", "python-repl": "pycon", "python-console": "pycon", "pyrepl": "pycon", "doctest": "pycon"},
    ),
    Language("cython", "pyx", _words("pyx pyrex")),
    Language("javascript", "js", _words("js mjs cjs node nodejs ecmascript es6")),
    Language("jsx", "jsx", _words("javascriptreact react"), family="javascript"),
    Language("typescript", "ts", _words("ts mts cts"), family="javascript"),
    Language("tsx", "tsx", _words("typescriptreact"), family="javascript"),
    Language(
        "json",
        "json",
        _words("json-object json-doc geojson topojson webmanifest jsonld json-ld"),
        {
            "jsonc": "jsonc",
            "json5": "json5",
            "jsonl": "jsonl",
            "ndjson": "jsonl",
            "hujson": "jsonc",
            "jsonlines": "jsonl",
        },
    ),
    Language(
        "shell",
        "sh",
        _words("bash sh zsh ksh shellscript shell-script bash-script openrc"),
        dict.fromkeys(
            _words(
                "console shell-session shellsession sh-session bash-session terminal term shell_session zsh-session"
            ),
            "console",
        ),
    ),
    Language("fish", "fish", _words("fishshell")),
    Language("powershell", "ps1", _words("ps1 pwsh posh ps")),
    Language("batch", "bat", _words("bat cmd dosbatch dos winbatch batchfile")),
    Language("html", "html", _words("htm html5 xhtml markup html+jinja text-html text-html-basic")),
    Language("vue", "vue", _words("vue-html")),
    Language("svelte", "svelte"),
    Language("astro", "astro"),
    Language("xml", "xml", _words("text-xml svg rss atom xsl xslt xsd mathml wsdl plist")),
    Language("css", "css"),
    Language("scss", "scss", _words("sass")),
    Language("less", "less"),
    Language("yaml", "yaml", _words("yml eyaml")),
    Language("toml", "toml", _words("tml")),
    Language("ini", "ini", _words("cfg dosini conf properties editorconfig gitconfig dotenv env")),
    Language("sql", "sql", _words("mysql pgsql postgresql postgres plpgsql sqlite sqlite3 tsql plsql")),
    Language("graphql", "graphql", _words("gql graphqls")),
    Language("c", "c", _words("h")),
    Language("cpp", "cpp", _words("c++ cc cxx hpp h++ arduino")),
    Language("csharp", "cs", _words("cs c# dotnet")),
    Language("java", "java", _words("jsp")),
    Language("kotlin", "kt", _words("kt kts")),
    Language("scala", "scala"),
    Language("groovy", "groovy", _words("gradle")),
    Language("go", "go", _words("golang")),
    Language("rust", "rs", _words("rs")),
    Language("swift", "swift"),
    Language("objectivec", "m", _words("objective-c objc obj-c")),
    Language("coffeescript", "coffee", _words("coffee coffee-script")),
    Language("dart", "dart"),
    Language("php", "php", _words("php5 php7 text-html-php")),
    Language("ruby", "rb", _words("rb irb rails")),
    Language("perl", "pl", _words("pl")),
    Language("lua", "lua"),
    Language("r", "r", _words("rlang splus")),
    Language("julia", "jl", _words("jl")),
    Language("haskell", "hs", _words("hs")),
    Language("elixir", "ex", _words("ex exs iex")),
    Language("erlang", "erl", _words("erl")),
    Language("clojure", "clj", _words("clj cljs edn")),
    Language("lisp", "lisp", _words("common-lisp cl elisp emacs-lisp scheme racket")),
    Language("ocaml", "ml", _words("ml reasonml")),
    Language("fsharp", "fs", _words("f# fs")),
    Language("dockerfile", "dockerfile", _words("docker containerfile")),
    Language("makefile", "mk", _words("make mf mk")),
    Language("nginx", "nginx", _words("nginxconf")),
    Language("apache", "conf", _words("apacheconf htaccess")),
    Language("terraform", "tf", _words("hcl tf")),
    Language("protobuf", "proto", _words("proto proto3")),
    Language("solidity", "sol", _words("sol")),
    Language("zig", "zig"),
    Language("nix", "nix", _words("nixos")),
    Language("vim", "vim", _words("viml vimscript")),
    Language("diff", "diff", _words("patch udiff")),
    Language("markdown", "md", _words("text-md md mkd mdx gfm markdown-it")),
    Language("latex", "tex", _words("tex")),
    Language(
        "jinja", "j2", _words("jinja2 django htmldjango html+django j2 twig liquid handlebars hbs mustache erb ejs")
    ),
    Language("http", "http", _words("https")),
    Language("regex", "regex", _words("regexp")),
    Language("mermaid", "mmd"),
    Language("matlab", "m", _words("octave")),
    Language("assembly", "asm", _words("asm nasm")),
    Language("csv", "csv", _words("tsv")),
    Language("wasm", "wat", _words("wat wast")),
)

LANGUAGES: Final[dict[str, Language]] = {row.name: row for row in _ROWS}

TAGS: Final[dict[str, Tag]] = {
    tag: Tag(row.name, row.dialects.get(tag)) for row in _ROWS for tag in (row.name, *row.tags, *row.dialects)
}


def family(name: str) -> str:
    """The language whose names this one shares: `javascript` for `tsx`."""
    return LANGUAGES[name].family or name


def is_tag(word: str) -> bool:
    """Whether a word is a language's tag or name."""
    return word.lower() in TAGS
