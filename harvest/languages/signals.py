"""What tells languages apart: patterns with weights, gathered from their grammars and from how people publish them.

A weight is a logarithm of odds, by and large: how much likelier the language is where the pattern is found.
Every pattern is linear: no repetition inside a repetition.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Signal(NamedTuple):
    """A pattern, searched line by line, and how strongly it speaks for (or, negative, against) a language."""

    pattern: re.Pattern[str]
    weight: float


def _signals(*rows: tuple[float, str]) -> tuple[Signal, ...]:
    return tuple(Signal(re.compile(pattern, re.MULTILINE), weight) for weight, pattern in rows)


_PYTHON = _signals(
    (4, r"^\s*(?:async )?def \w+\s?\([^\n]*(?::|,|\()\s*(?:#.*)?$"),
    (4, r"^\s*class \w+(?:\([^()\n]*\))?:\s*(?:#.*)?$"),
    (4.5, r"^\s*from \.*[\w.]+ import [\w(*]"),
    (1.5, r"^\s*import [\w.]+(?:, [\w.]+)*(?: as \w+)?\s*$"),
    (2, r"^\s*import [\w.]+ as \w+\s*$"),
    (3, r"^\s*(?:elif|except|with|for|while|if) [^{}\n]*:\s*(?:#.*)?$"),
    (2.5, r"^\s*(?:else|try|finally|except):\s*(?:#.*)?$"),
    (3, r"\bself\.\w|\bcls\.\w|\(self[,)]"),
    (1.5, r"\b(?:None|True|False)\b"),
    (2.5, r"\b(?:__init__|__name__|__main__|__\w+__)\b"),
    (2, r"\b(?:print|len|range|isinstance|enumerate|sorted|super|zip)\([^;]*$"),
    (2, r"(?<![\w'\"])[fbr](?:'|\")"),
    (2, r"^\s*(?:[rf]?\"\"\"|''')|\"\"\"\s*$"),
    (2.5, r"\b(?:lambda [\w, ]*:|not in|is not None|is None)\b"),
    (1.5, r"\bfor \w+(?:, ?\w+)* in \S"),
    (1.5, r"^\s*@[a-z_][\w.]*(?:\(.*\))?\s*$"),
    (1.5, r"\b(?:and|or|not) \w"),
    (1.5, r"\(.*\b[a-z_]+=[\w'\"\[{(]"),
    (1.5, r"\b(?:np|pd|plt|tf|torch|os|sys|re|json|requests)\.\w+"),
    (1, r"^\w+ = [\w.]+\([^;]*\)\s*$"),
    (2.5, r"^\s*\w+: (?:int|str|list|dict|set|tuple|float|bool|Optional|Any)\b"),
    (1, r"^\s*print\([^;]*\)\s*$|^[a-z]+_[a-z_]+ = [^;]*$"),
    (3, r"^\s*(?:In \[\d+\]:|%(?:matplotlib|timeit|time|load_ext)\b)"),
    (-2, r";\s*$"),
    (-2.5, r"\{\s*$(?<!= \{)(?<!\(\{)(?<!: \{)(?<!\[\{)(?<!return \{)"),
    (-2.5, r"^\s*(?:const|let|var|function|end|fi|done|then|public|private|func|fn)\b"),
    (-2, r"&&|\|\||^\s*//|\bnull\b|=== |\$\w"),
    (-3, r"^\s*</?\w+[^\n]*>\s*$"),
)
_JAVASCRIPT = _signals(
    (3.5, r"^\s*(?:export )?(?:const|let) (?:\w|\$|[{\[])[^:=\n]*(?:=|;|$)"),
    (2.5, r"^\s*var [\w$]+\s*(?:=|;|,|$)"),
    (3, r"\bfunction\s?\*?\s?[\w$]*\s?\([\w$,\s{}=\[\].]*\)\s*\{"),
    (2.5, r"(?:\)|[\w$]) => [\w$({\[`'\"]|(?:\)|[\w$]) =>\s*\{?\s*$"),
    (
        5,
        r"\b(?:console\.(?:log|error|warn|info|table|dir)\(|module\.exports|require\(['\"`]|document\.\w+|window\.\w+)",
    ),
    (4.5, r"^\s*import (?:type )?[\w$*{][^\n]*(?: from ['\"]|$(?<=\{))|^\s*\} from ['\"]|^\s*import ['\"]"),
    (4, r"^\s*export (?:default|const|function|class|async|\{|\*)"),
    (2.5, r"(?:===|!==)"),
    (2.5, r"\b(?:async function|async \(|await \w|typeof \w|instanceof|undefined)\b"),
    (2, r"\.(?:then|catch|map|filter|forEach|reduce|addEventListener|push|querySelector\w*|getElementById|toString)\("),
    (2, r"`[^`\n]*\$\{"),
    (1.5, r"\b(?:null|true|false|this\.\w+)\b"),
    (1.5, r"\bnew (?:Promise|Map|Set|Date|Array|Object|Error|RegExp|[A-Z]\w*)\("),
    (1.5, r"^\s*\}\)?\)?;?\s*$"),
    (1, r";\s*(?://.*)?$"),
    (1, r"^\s*(?://|/\*|\*/)"),
    (1.5, r"\$\(['\"]|\bjQuery\b|\bMath\.\w+|\bJSON\.(?:parse|stringify)|\bObject\.\w+\(|\bArray\.\w+\("),
    (2.5, r"^\s*\w+\.(?:get|post|use|on|listen|then|use)\(.*(?:=>|function)"),
    (
        -2,
        r"^\s*(?:public|private|protected|package|using|namespace|#include|func|fn|impl|struct|def|elif|end|fun|val)\b",
    ),
    (-2, r":=|->|::"),
    (-5, r"^\s*(?:public|protected|private) (?:static )?function \w+\("),
    (-3, r"^\s*</?(?:html|head|body|div|script|p|h1|ul|li|link|meta|form|input|a|span|template)\b[^\n]*>\s*$"),
    (-3, r"\b(?:System\.out|public static|String\[\]|<\?php|fmt\.|println!|std::)"),
    (-1.5, r"^\s*(?:int|String|double|float|void|boolean|bool|char|long) \w+"),
)
_TYPED = _signals(
    (3, r"^\s*(?:export )?(?:declare )?interface \w+[^\n{]*\{"),
    (3.5, r"^\s*(?:export )?(?:declare )?type \w+(?:<[^>\n]*>)? ?= ?"),
    (3.5, r"[\w)\]?]\??: ?(?:string|number|boolean|any|unknown|void|never|Promise<|Array<|Record<|Observable<)"),
    (2.5, r"\b(?:as const|as unknown|readonly \w+|keyof \w|import type|implements \w+|enum \w+ \{|satisfies \w)"),
    (2.5, r"^\s*(?:public|private|protected) (?:readonly |static |async )*\w+(?:\(|:|\s?=)"),
    (2, r"\bconst \w+: [\w<>\[\]{}|& .]+ ="),
    (1.5, r"^\s*@(?:Component|Injectable|NgModule|Input|Output|Entity|Column)\b"),
)
_JSX = _signals(
    (3, r"^\s*(?:return )?\(?\s*<(?:[A-Z]\w*|>|[a-z]+)[^\n]*(?:>|$)"),
    (3, r"\bclassName=|\bon[A-Z]\w+=\{|=\{\w|\bstyle=\{\{"),
    (2, r"\buse(?:State|Effect|Ref|Memo|Callback|Context|Reducer)\(|\bReact\.\w|from ['\"]react"),
    (2.5, r"</?[A-Z]\w*(?:\.\w+)?[\s/>]"),
)
_SHELL = _signals(
    (6, r"\A#!\s?(?:/usr)?/(?:local/)?bin/(?:env )?(?:ba|z|k|da)?sh\b"),
    (4, r"^\s*(?:if|elif|while|until) [^\n]*;\s*(?:then|do)\s*$|^\s*(?:fi|done|esac)\b"),
    (4, r"^\s*(?:if|elif|while) \[\[?\s"),
    (2.5, r"^\s*(?:then|do)\s*$|^\s*for \w+ in [^\n]*;\s*do\b"),
    (2.5, r"\$\{\w[^}\n]*\}|\$\([a-z]|\"\$\w+\""),
    (2.5, r"^\s*(?:export [A-Z_a-z]+=|echo (?:-\w )?[\"'$\w]|source \S|set -[euxo])"),
    (2, r"^\s*[A-Z_][A-Z0-9_]*=[\"'$\w/(]"),
    (
        1.5,
        r"(?:\s\||&&|\\)\s*$|\| (?:grep|awk|sed|xargs|sort|head|tail|wc|tee|less|jq|sh|bash)\b|2>&1|>> ?\S|>/dev/null",
    ),
    (1.5, r"\s--?[a-zA-Z][\w-]*(?:[= ]\S|\s*$)"),
    (2, r"^\s*\w[\w-]*\s?\(\) ?\{"),
    (-2, r";\s*$|^\s*(?:const|let|var|def|class|import|from|return|function\s?\(|public|private|use) "),
    (-2.5, r"^\s*[\w.]+ = |=> |\{\s*$(?<!\) \{)(?<!\)\{)"),
    (-2.5, r"^\s*</?\w+|^\s*(?:FROM|RUN|COPY|ENTRYPOINT|WORKDIR) |^\s*[\w-]+:\s*$|^\s*- \w+:"),
)
_OTHERS: dict[str, tuple[Signal, ...]] = {
    "html": _signals(
        (7, r"(?i)\A\s*<(?:!doctype html|html|head|body|script|style|link|meta)\b"),
        (3, r"\A\s*<(?:!--|[a-z][\w-]*[\s>])"),
        (
            3.5,
            r"</?(?:div|span|p|a|ul|ol|li|h[1-6]|body|head|html|script|style|link|meta|form|input|button|img|table|tr|td|nav|section|header|footer|label|main|template|article|textarea|select|option|title|br|hr|b|i|video|audio|iframe|pre|code)(?:\s[^<>\n]*)?/?>",
        ),
        (2.5, r"^\s*<(?:[a-z][\w-]*)(?:\s[^<\n]*)?>?"),
        (2, r"^\s*</[a-z][\w-]*>\s*$"),
        (1.5, r"\b(?:class|href|src|id|rel)=\"|<!--|\{\{[^}\n]*\}\}|\{%"),
        (-1.5, r"^\s*(?:const|let|import|export|return|function|class|def|public|\$\w+ =) "),
    ),
    "xml": _signals(
        (7, r"\A\s*<\?xml\b"),
        (3, r"^\s*<[a-z][\w-]*:[a-zA-Z]|\bxmlns(?::\w+)?="),
        (2.5, r"^\s*<([A-Za-z][\w.-]*)>[^<\n]*</\1>\s*$"),
        (
            2,
            r"^\s*</?(?:[a-z]+[A-Z]\w*|[A-Z]\w*|dependency|project|version|plugin|configuration|property|bean)\b[^\n]*>",
        ),
        (2, r"<!\[CDATA\["),
    ),
    "css": _signals(
        (4, r"^\s*[.#]?[a-zA-Z][\w-]*(?:[ .:#>,+~\[][^{};\n]*)?\{\s*$(?<!\) \{)(?<!\)\{)"),
        (
            3.5,
            r"^\s*(?:-webkit-|-moz-|--)?(?:color|background|margin|padding|display|font|width|height|border|position|content|transition|transform|flex|grid|float|overflow|opacity|z-index|text-align|top|left|right|bottom|box|animation|list-style|line-height|max|min)(?:-[a-z-]+)?\s*:[^\n{]+;?\s*$",
        ),
        (3, r"^\s*@(?:media|import|keyframes|font-face|supports|include|mixin|charset|tailwind|apply|layer)\b"),
        (2, r":\s?-?[\d.]+(?:px|em|rem|%|vh|vw|s|fr)\b|#[0-9a-fA-F]{3,6};|!important"),
        (-3, r"^\s*(?:const|let|var|function|def|import|return|public|class|fn|func|type|interface|query) "),
    ),
    "yaml": _signals(
        (2, r"^[ ]*(?:- )?[\w./-]+:(?: [^{\n;]*[^{\n;,(]|\s*)$"),
        (2, r"^[\w.-]+:\s*\n(?: +- |  +[\w.-]+:)"),
        (1, r"^[ ]*- [\w./\"'-][^{}();\n]*$"),
        (3, r"\A---\s*$|^(?:apiVersion|kind|metadata|services|version|jobs|steps|on|name|image|spec):"),
        (1.5, r"^[ ]*[\w-]+: (?:\||>)-?\s*$"),
        (-3, r"[;{(]\s*$|^\s*(?:def|class|import|from|const|let|var|if|for|return|function) |^\s*[}\])]+[;,]?\s*$"),
        (-2, r" = |=>|^\s*\$ |^\s*<"),
        (-2, r"^\s*(?!- |#)[^\s:][^:\n]*$|^\s*[\w.]+ [\w ]+:|^[^\n]{100}"),
    ),
    "toml": _signals(
        (3, r"^\[\[?[\w.\"-]+\]\]?\s*$"),
        (2.5, r"^[\w.-]+ = (?:\"[^\"\n]*\"|\[[^\n]*|true|false|\d[\d.]*|\{[^\n]*\})\s*(?:#.*)?$"),
        (-3, r";\s*$|^\s*(?:def|class|import|from|const|let|var|return) |\(\w*\)"),
    ),
    "ini": _signals(
        (3, r"^\[[\w.: -]+\]\s*$"),
        (2, r"^[\w.-]+ ?= ?[^\"'\[{(\s;][^;(){}\n]*$"),
        (1, r"^;"),
        (-3, r"[;{(]\s*$|^\s*(?:def|class|import|from|const|let|var|return|export) |\w\(.*\)"),
    ),
    "sql": _signals(
        (
            4,
            r"(?i)^\s*(?:select\s+[\w*\"`.,( ]+|insert into \w|create (?:or replace )?(?:table|index|database|view|function|user|role|extension) |alter (?:table|user|role) |delete from |update \w+ set |drop (?:table|database|index) |with \w+ as \()",
        ),
        (2.5, r"(?i)^\s*(?:from|where|group by|order by|left join|inner join|join|having|limit|values|union) "),
        (2, r"(?i)\b(?:varchar|not null|primary key|foreign key|references|count\(\*\))\b"),
        (1, r"^\s*--\s"),
        (-3, r"[{=]\s*$|=>|^\s*(?:const|let|var|def|import|public|private|from \w+ import)\b"),
    ),
    "java": _signals(
        (
            4,
            r"^\s*(?:public|private|protected)\s+(?:static |final |abstract |synchronized )*(?:class|interface|enum|void|[\w<>\[\], .]+)\s+\w+\s*[({=;]",
        ),
        (
            5,
            r"\bSystem\.out\.print|\bpublic static void main\b|^\s*import (?:static )?(?:java|javax|org|com)\.[\w.*]+;|^\s*package [\w.]+;",
        ),
        (2, r"^\s*@(?:Override|Test|Autowired|Bean|Service|Entity|RestController|GetMapping|Inject)\b"),
        (
            2,
            r"^\s*(?:final )?(?:String|int|long|double|boolean|List<[^>\n]*>|Map<[^>\n]*>|[A-Z]\w+(?:<[^>\n]*>)?) \w+\s*(?:=|;)",
        ),
        (1.5, r"\bnew [A-Z]\w*(?:<[^>\n]*>)?\(|\bthrows \w|->"),
        (-2, r"^\s*(?:const|let|function|def|fun|val|func|fn|export|using|namespace)\b|=> |\$\w"),
    ),
    "kotlin": _signals(
        (4, r"^\s*(?:override |private |suspend |inline |open |internal )*fun (?:<[^>\n]*> )?[\w.<>]+\("),
        (3, r"^\s*(?:private |override |lateinit |const )*(?:val|var) \w+\s*(?::\s*[\w<>?, ]+)?\s*(?:=|by|$)"),
        (3.5, r"^\s*(?:data|sealed|open|enum|abstract|annotation) class |\bobject \w+ ?[:{]|\bcompanion object"),
        (2, r"\bprintln\(|\?\.|\?:|!!|\bwhen ?\(|\blistOf\(|\bmapOf\("),
        (-2.5, r";\s*$|^\s*(?:const|let|function|def|func|fn) |==="),
    ),
    "scala": _signals(
        (4, r"^\s*(?:override |private |implicit )*def \w+(?:\[[^\]\n]*\])?(?:\([^)\n]*\))*(?::\s*[\w\[\], .]+)?\s*="),
        (3.5, r"^\s*(?:case class|case object|object|trait|sealed trait|implicit (?:val|class|def)) \w"),
        (2.5, r"^\s*(?:lazy |private |implicit )*val \w+(?::\s*[\w\[\], ]+)?\s*="),
        (2, r"\bcase [^:\n]*=>|\bOption\[|\bSeq\(|\bprintln\("),
        (-2.5, r";\s*$|^\s*(?:const|let|function|fun|func|fn) |==="),
    ),
    "csharp": _signals(
        (5, r"^\s*using (?:static )?[A-Z][\w.]*;|\bConsole\.Write|^\s*namespace [\w.]+"),
        (
            3.5,
            r"\{ get; (?:private |protected )?(?:set|init)?;? ?\}|\basync Task\b|\bIEnumerable<|\bvar \w+ = new [A-Z]",
        ),
        (
            3,
            r"^\s*(?:public|private|protected|internal)\s+(?:static |override |virtual |async |readonly |sealed |partial |abstract )*[\w<>\[\],? .]+\s+\w+\s*[({=;]?",
        ),
        (2, r"^\s*\[\w+(?:\([^\n]*\))?\]\s*$|\bstring \w+|\bbool \w+|\?\?"),
        (-2, r"^\s*(?:const|let|function|def|fun|val|func|fn|export|import|package)\b"),
    ),
    "c": _signals(
        (5, r"^\s*#\s*(?:include\s*[<\"]\w+\.h|define \w+|ifdef|ifndef|endif)"),
        (
            3,
            r"^\s*(?:static |const |unsigned |extern |inline )*(?:int|char|void|float|double|long|size_t|uint\d+_t|struct \w+) \**\w+\s*(?:\(|=|;|\[)",
        ),
        (2.5, r"\b(?:printf|malloc|free|sizeof|strlen|memcpy|fprintf|NULL)\b\(?"),
        (2, r"->\w+|\*\w+\s*=|&\w+[,)]|typedef struct"),
        (
            -3,
            r"\bstd::|\bcout\b|^\s*(?:class|template|using|namespace|import|let|const \w+ =|function|def|fn|func|public|private) ",
        ),
    ),
    "cpp": _signals(
        (5, r"^\s*#\s*include\s*<[a-z_]+>\s*$|\bstd::\w+|\b(?:cout|cin) ?(?:<<|>>)|^\s*using namespace "),
        (3, r"^\s*template ?<|^\s*(?:public|private|protected):\s*$|\bvirtual \w|\bnullptr\b|\bconstexpr\b"),
        (2, r"\bauto \w+ =|\bvector<|::\w+\(|^\s*(?:int|void|bool|auto|double|float|char) \w+\("),
        (-2.5, r"^\s*(?:let|const \w+ =|function|def|fn|func|import|use|impl|pub|fun|val) "),
    ),
    "go": _signals(
        (5, r"^package \w+\s*$|\bfmt\.\w+\(|^func (?:\(\w+ \*?[\w.\[\]]+\) )?\w+\("),
        (3, r"\w(?:, \w+)* := |\bif err != nil\b|\bfunc\([^)\n]*\)[^{\n]*\{"),
        (
            2.5,
            r"^\s*type \w+ (?:struct|interface|func)\b|\bmap\[\w+\]\w|\bchan \w|\bgo func|\bdefer \w|\[\](?:string|byte|int)\b",
        ),
        (2, r"^import (?:\(|\")|^\s*\"[\w./-]+\"\s*$|^\s*(?:var|const) \w+ (?:\*?\w[\w.]*|\[\]\w+)\b"),
        (-2.5, r";\s*$|^\s*(?:let|def|class|fn|fun|function|public|private) |=>"),
    ),
    "rust": _signals(
        (5, r"\b(?:println|vec|format|panic|assert_eq|assert|write|dbg|matches|todo)!\s?[(\[]|^\s*#!?\[\w+"),
        (
            4,
            r"^\s*(?:pub(?:\(\w+\))? )?(?:async |const |unsafe )*fn \w+|\blet mut \w|^\s*impl\b|^\s*(?:pub )?(?:enum|trait|mod) \w+",
        ),
        (
            3,
            r"^\s*(?:pub )?use \w+(?:::[\w{*]+)+|&mut \w|&self|\bSome\(|\bOk\(|\bErr\(|\.unwrap\(\)|&str\b|\bResult<|\bOption<|'static\b",
        ),
        (2, r"\bmatch \w[^\n]*\{|-> [\w<>&:, ]+ \{|\w::\w|^\s*(?:pub )?struct \w+"),
        (2, r"^\s*let \w+(?:: [\w<>&\[\]; ]+)? = [^\n]*;\s*$"),
        (-2.5, r"^\s*(?:const \w+ =|function|def|func|class|var|public|private|import|export)\b|\$\w|=== "),
    ),
    "swift": _signals(
        (
            3.5,
            r"^\s*(?:override |private |public |static |mutating |@objc )*func \w+(?:<[^>\n]*>)?\([^)\n]*\)[^{\n]*\{",
        ),
        (
            3.5,
            r"^\s*import (?:UIKit|SwiftUI|Foundation|Combine|XCTest)\b|\bguard let\b|\bif let\b|@State\b|\bsome View\b",
        ),
        (2.5, r"^\s*(?:let|var) \w+(?:: \[?[A-Z]\w*\]?\??)? = [^;\n]*$|\bnil\b|\binit\("),
        (2, r"^\s*(?:struct|class|enum|extension|protocol) \w+(?:: [\w, ]+)? \{|\\\(\w"),
        (-2.5, r";\s*$|^\s*(?:const|function|def|fn|fun|val|package|public static)\b|=>|:="),
    ),
    "ruby": _signals(
        (3.5, r"^\s*def (?:self\.)?\w+[?!=]?(?:\s?\([^)\n]*\)|\s+\w[^:\n]*)?\s*$"),
        (3, r"^\s*end\s*(?:\.\w[^\n]*)?$"),
        (3.5, r"\bdo \|[^|\n]*\|\s*$|\{ ?\|[^|\n]*\|"),
        (
            3,
            r"^\s*(?:require|require_relative|include|extend|attr_\w+|gem|has_many|belongs_to|validates|describe|it|context|source|let|before_action) [:'\"A-Z]",
        ),
        (
            3,
            r"^\s*(?:class|module) [A-Z]\w*(?:::\w+)*(?: < [A-Z][\w:]*)?\s*$|\bputs [\"'\w]|\.each\b|\.nil\?|\bunless \w|\belsif\b",
        ),
        (1.5, r"(?<![\w:]):[a-z_]\w*\b(?!:)|=> ['\":\w]|#\{\w|@\w+ =|\b[a-z_]+: [:'\"\w]"),
        (-2.5, r";\s*$|\{\s*$|^\s*(?:const|let|var|function|import|from|public|private \w|fn|func|end\))\b|:\s*$|\$\("),
    ),
    "php": _signals(
        (7, r"<\?php\b|<\?="),
        (4, r"^\s*(?:public|protected|private) (?:static )?function \w+\("),
        (3, r"\$this->|^\s*\$\w+(?:\[[^\]\n]*\]|->\w+)* = [^\n]*;|\$\w+->\w|\bfunction \w*\([^)\n]*\$\w"),
        (2.5, r"^\s*use [A-Z]\w*(?:\\\w+)+;|^\s*namespace [A-Z]\w*(?:\\\w+)*;|\becho [\"'$]|::class\b|\w::\w+\("),
        (1.5, r"\$\w+[,;)]|'\w+' => "),
        (-2, r"^\s*(?:const \w+ =|let|var|import|def|fn \w|func|export) |\$\{"),
    ),
    "clojure": _signals(
        (
            5,
            r"^\s*\((?:defn-?|ns|def|defmacro|defmulti|defprotocol|deftest|let|require|fn|if|when|->>?|map|filter|println|comment|swap!|reduce|defrecord|loop|doseq|cond|assoc|str|=) ",
        ),
        (
            3,
            r"^\s*\([\w./!?*<>=+-]+ [^;{}=\n]*\)?\)\s*$|\[[^\]\n]*\]\)\)|\)\)\)\s*$|^\s*;;|#\(|\^:|\{:[a-z]|(?<![\w:]):[a-z][\w-]*/",
        ),
        (2, r"(?<![\w:]):[a-z][\w?!-]*[\s\])}]"),
        (
            -3,
            r";\s*$|=>\s*\{|\{\s*$|^\s*(?:const|let|var|function|import|def \w+\(|class|public|return|from|end) |\w\(\w*\)",
        ),
    ),
    "haskell": _signals(
        (4, r"^\w+'? :: [^;{}\n]+$|^module [A-Z][\w.]* |^import (?:qualified )?[A-Z][\w.]*(?: |$)"),
        (2.5, r"^\s*(?:data|newtype|instance|type|deriving) [A-Z]|<- |\bwhere\s*$|^\s*\| .* = | \$ |>>=|<\$>"),
        (-3, r"[;{]\s*$|^\s*(?:const|let \w+ = .*;|var|function|def|class \w+:|public|from) "),
    ),
    "elixir": _signals(
        (4, r"^\s*(?:defmodule|defp?|defmacro|defstruct) [^\n]* do\s*$|\|> |^\s*iex>|\bIO\.puts|@spec |\bfn [^\n]* ->"),
        (2, r"^\s*end\s*$|%\{|(?<![\w:]):ok\b|\{:\w+, "),
        (-2.5, r"[;{]\s*$|^\s*(?:const|var|function|class|import \w+ from|public) "),
    ),
    "lua": _signals(
        (3.5, r"^\s*local (?:function )?\w+|^\s*function [\w.:]+\([^)\n]*\)\s*$"),
        (2, r"\bthen\s*$|^\s*end\b|\.\. ?['\"\w]|~=|\bnil\b|\brequire ?\(?['\"]"),
        (-2.5, r"[;{]\s*$|^\s*(?:const|let|var|def|class|import) "),
    ),
    "r": _signals(
        (4, r"\w <- (?:function\(|\w)|^\s*library\(\w+\)|%>%|\bdata\.frame\(|\bggplot\("),
        (-2.5, r"[;]\s*$|^\s*(?:const|let|var|def|class|import) |:="),
    ),
    "perl": _signals(
        (4, r"^\s*(?:use strict|use warnings|my [$@%(]|sub \w+ \{|foreach my)|\$_\b|=~ ?[msty/]|@ARGV|\$self->"),
        (-2.5, r"^\s*(?:const|let|var|def|class|import|function) |<\?php"),
    ),
    "dockerfile": _signals(
        (4, r"^FROM [\w./:${}-]+(?: (?:AS|as) \w+)?\s*$"),
        (3, r"^(?:RUN|COPY|WORKDIR|ENTRYPOINT|CMD|EXPOSE|ENV|ADD|ARG|USER|VOLUME|LABEL) \S"),
    ),
    "makefile": _signals(
        (3, r"^\.PHONY:|^[\w./%-]+:(?: [\w./%$() -]*)?$\n\t\S|\$\((?:CC|MAKE|CFLAGS|shell|wildcard)\b|\$[@<^]"),
        (2, r"^\t@?\w|^\w+ ?[:?+]= "),
        (-2.5, r"[;{]\s*$"),
    ),
    "apache": _signals(
        (6, r"^\s*</?(?:VirtualHost|Directory\w*|FilesMatch|Files|Location\w*|IfModule)\b"),
        (
            3,
            r"^\s*(?:ServerName|DocumentRoot|Rewrite(?:Rule|Engine|Cond|Base)|ErrorLog|SetHandler|Options|Allow\w*) \S",
        ),
    ),
    "nginx": _signals(
        (3.5, r"^\s*(?:server|location [^\n]*|upstream \w+|http|events) \{\s*$"),
        (3, r"^\s*(?:listen|server_name|proxy_pass|root|proxy_set_header|try_files|ssl_certificate) [^\n]*;\s*$"),
    ),
    "terraform": _signals(
        (4.5, r"^(?:resource|data|variable|module|provider|output|terraform|locals)(?: \"[\w-]+\"){0,2} \{\s*$"),
        (1, r"^\s+\w+\s+= "),
    ),
    "graphql": _signals(
        (
            4,
            r"^\s*(?:query|mutation|subscription|fragment)(?: \w+)?[^;\n=]*\{\s*$|^\s*type \w+(?: @\w+[^\n]*| implements \w+)?\s*\{\s*$",
        ),
        (2.5, r"^\s*\w+(?:\([^)\n]*\))?: \[?(?:String|Int|ID|Boolean|Float|[A-Z]\w*)!?\]?!?\s*$"),
        (2, r"^\s{2,}\w+(?:\([^)\n]*\))?\s*\{?\s*$"),
        (-3, r";\s*$|^\s*(?:const|let|var|import|def|class|return|function)\b|=>|= "),
    ),
    "vim": _signals(
        (
            4,
            r"^\s*(?:nnoremap|inoremap|vnoremap|nmap|imap|noremap|autocmd|augroup|Plug|let g:\w+|set no\w+|syntax on|colorscheme|filetype plugin|call plug#)\b",
        ),
        (1.5, r"^\s*set \w+(?:[+-]?=\S+)?\s*$|^\""),
    ),
    "powershell": _signals(
        (
            5,
            r"(?<![\w-])(?:Get|Set|New|Remove|Add|Import|Write|Start|Stop|Invoke|Install|Test|Select|Where|ForEach|Enable|Out|Connect|Update|ConvertTo|Format)-[A-Z]\w+",
        ),
        (3, r"^\s*\$\w+ = [^;\n]*$|\$env:\w|\s-(?:eq|ne|like|match)\s|\[Parameter|\bparam ?\("),
        (-2.5, r";\s*$|=> |->|<\?php|^\s*(?:const|let|def|import) "),
    ),
    "batch": _signals((4, r"(?i)^\s*(?:@echo off|set \w+=|setlocal|if exist|goto \w|rem )|%\w+%|^\s*[A-Z]:\\")),
    "diff": _signals(
        (5, r"^(?:diff --git |@@ -\d+|--- \S|\+\+\+ \S|index [0-9a-f]{7})"),
        (2, r"^[-+](?![-+ \d])\s*\S"),
    ),
    "markdown": _signals(
        (1, r"^#{1,4} [A-Z]\w[^{};=]*$"),
        (3, r"\A# [A-Z][^\n]*\n\n|^##+ [A-Z]\w[^{};=\n]*$|^```\w*\s*$|\]\((?:https?:|\.?/)[^)\n]*\)|^---\s*$"),
        (1.5, r"\*\*[^*\n]+\*\*|^\s*[-*] \[[ x]\]|^> \w|^\d\. [A-Z]"),
        (-2.5, r"[;{]\s*$|^\s*(?:const|let|var|def|class|import|return|sudo|apt|pip|npm) "),
    ),
    "http": _signals(
        (6, r"\A(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /?\S*(?: HTTP/[\d.]+)?\s*$|^HTTP/[\d.]+ \d{3}"),
        (2, r"^(?:Content-Type|Host|Accept|Authorization|User-Agent|Location|Server|Cache-Control|Set-Cookie): "),
    ),
    "latex": _signals((4, r"\\(?:begin|end|documentclass|usepackage|section|frac|textbf)\{")),
    "jinja": _signals(
        (3, r"\{%-? ?(?:if|for|block|extends|include|endif|endfor|endblock|load|set|macro)\b|\{\{-? ?[\w.]+")
    ),
    "mermaid": _signals((7, r"\A\s*(?:graph (?:TD|LR|TB)|flowchart |sequenceDiagram|classDiagram|gantt|erDiagram)")),
    "text": _signals(
        (
            5,
            r"^Traceback \(most recent call last\)|^\s*File \"[^\"\n]*\", line \d+|^\s+at [\w.$<>]+ ?\(|^[\w.]*(?:Error|Exception): ",
        ),
        (3.5, r"[├└│─┌┐╔═]"),
        (
            2.5,
            r"^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\[?(?:INFO|WARN|WARNING|ERROR|DEBUG)\b|^\s*\d+ (?:passed|failed)|^\+-{3,}|^\|[^|\n]*\|[^|\n]*\|\s*$|^={5,}|^-{5,}",
        ),
        (2, r"^(?:[A-Z][a-z]+|[a-z]+,?)(?: [a-z',]+){4,40}[.!?:]?\s*$"),
        (1.5, r"^(?:[A-Z][\w']*)(?: [\w'(),-]+){3,40}[.:!]\s*$"),
        (1.5, r"\.\.\.\s*$|^\s*\d+(?:\.\d+)?%?\s*$|\d+(?:\.\d+)?(?: ?ms|s|MB|KB|kB|%)(?:\s|$)"),
    ),
}

SIGNALS: Final[dict[str, tuple[Signal, ...]]] = {
    "python": _PYTHON,
    "javascript": _JAVASCRIPT,
    "typescript": _TYPED,
    "jsx": _JSX,
    "shell": _SHELL,
    **_OTHERS,
}
"""Language -> its signals. Those of `typescript` and `jsx` are counted on top of JavaScript's."""

COMMANDS: Final = frozenset(
    "alias ansible ansible-playbook apk apt apt-get aptitude aws awk az bash brew bun bundle bunx cabal cargo cat cd chmod chown "
    "choco cmake code composer conda corepack cp createdb createuser crontab curl cut date dd deno df dig django-admin dnf "
    "docker docker-compose dotnet dpkg du echo env eval exec exit export fdisk ffmpeg find firebase flask fly flutter gcc gcloud gem gh git "
    "go gpg gradle grep gulp gunicorn gunzip gzip head helm heroku hexo history hostname hugo ifconfig ip java javac jekyll "
    "journalctl jq jupyter k6 kill kubectl lein less ln locate ls lsof make man meteor minikube mix mkdir mongo mongod mount mv mvn "
    "mysql mysqldump nano nc netlify netstat ng nix nmap node nohup npm npx nslookup nvm openssl pacman passwd patch pip pip3 pipenv pipx "
    "pkill pm2 pnpm poetry printenv printf ps psql pulumi pwd pyenv pytest python python2 python3 rails rake rbenv react-native read "
    "redis-cli redis-server rm rmdir rsync ruby rustc rustup rvm sam scp screen sed serverless service sh sleep snap sort source ssh ssh-add ssh-copy-id "
    "ssh-keygen strace su sudo svn swift systemctl tail tar tee telnet terraform test time tmux top touch tox tr tree "
    "tsc ufw umount uname uniq unset unzip useradd usermod uv uvicorn vagrant vercel vi vim virtualenv vue wc webpack wget "
    "which while who whoami wp xargs xcode-select yarn yay yum zappa zip zsh zypper".split()
)
"""Words that begin a line of shell, and hardly a line of anything else."""
