"""YAML, TOML, XML and HTML beyond their case files: any text, hostile texts, entities, repairs."""

from __future__ import annotations

import tomllib
from time import perf_counter

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.checkers import html, toml, xml, yaml
from harvest.model import Code

READERS = {"yaml": yaml.read, "toml": toml.read, "xml": xml.read, "html": html.read}
PIECES = [
    "a",
    ": ",
    "\n",
    "  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "=",
    "<a>",
    "</a>",
    "<b/>",
    "&x;",
    "\t",
    "é",
    "#",
    "---\n",
    "<!DOCTYPE a>",
    "<",
    ">",
    "</",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    ' id="',
    "{{",
    "}}",
]
HOSTILE = [
    "[" * 50_000,
    "{" * 50_000,
    "<a>" * 50_000,
    "a: " * 20_000,
    "\0\ud800",
    "a." * 20_000 + "a = 1",
    "&a " * 10_000,
    "- " * 20_000,
    "<" * 256_000,
    "<a " * 85_000,
    '"' * 256_000,
    '<a b="' * 40_000,
    "<a b='\"" * 30_000,
    "<a " + "b" * 128_000 + " " * 128_000,
    "<a" + " b" * 100_000 + "<b>",
    "<div>" * 50_000 + "</dvi>",
    "<li>" * 60_000 + "</x>" * 4_000,
    "<b>" * 40_000 + "</i>" * 30_000 + "</b>" * 4_000,
    "<div>" + "<b a=1>" * 500 + "<p>" * 50_000 + "</div>",
    "<p>" + "".join(f"<b id={n}>" for n in range(9_000)) + "</p><p>x" * 9_000,
    "</b>" * 600 + "<p>" + "".join(f"<b id={n}>" for n in range(500)) + "</p><p>x" * 20_000 + "</pp>" + "</b>" * 500,
    "<!--" * 60_000,
    "<!-- -- " * 30_000,
    "<script>" * 30_000,
    "<script></" + "scrpt>" * 40_000,
    "<title></titel" * 18_000,
    "<script>a(</script>" * 12_000,
    "{{" * 128_000,
    "[[" * 128_000,
    "{" + "a" * 256_000,
    "<a " + "=" * 250_000,
    "</" * 128_000,
]


@settings(deadline=None)
@given(
    st.sampled_from(sorted(READERS)), st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15).map("".join)
)
def test_any_text_is_read_and_found_inside_itself(language: str, text: str) -> None:
    rows = text.split("\n")
    for finding in READERS[language](Code(text, language)).findings:
        assert 1 <= finding.line <= len(rows)
        assert 1 <= finding.column <= len(rows[finding.line - 1]) + 2
        assert "\n" not in finding.message


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", sorted(READERS))
def test_hostile_texts_are_read_in_a_moment(language: str, text: str) -> None:
    start = perf_counter()
    assert READERS[language](Code(text, language)).reason in {None, "nested too deeply to be read"}
    assert perf_counter() - start < 10


@settings(deadline=None)
@given(
    st.recursive(
        st.integers() | st.text(alphabet="ab :#-\n"),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner),
    )
)
def test_what_the_library_writes_is_sound_yaml(value: object) -> None:
    assert yaml.read(Code(pyyaml.safe_dump(value), "yaml")).findings == ()


@given(st.text(alphabet="a=[]\"\n.'1"))
@settings(deadline=None)
def test_toml_is_sound_exactly_where_the_library_reads_it(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        sound = False
    else:
        sound = True
    reading = toml.read(Code(text, "toml"))
    assert reading.dialect in {"fragment", "output"} or (reading.findings == ()) is sound


def test_entities_are_never_expanded() -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    assert xml.read(Code(f"<!DOCTYPE a [<!ENTITY e0 'x'>{nested}]><a>&e11;</a>", "xml")).dialect == "declares entities"


def test_a_file_outside_is_never_opened() -> None:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert xml.read(Code(text, "xml")).findings == ()


ELEMENTS = st.recursive(
    st.text(alphabet="ab 1.\n"),
    lambda inner: st.tuples(
        st.sampled_from(["div", "b", "a", "section", "my-bed", "span"]),
        st.dictionaries(st.sampled_from(["id", "class", "href"]), st.text(alphabet="ab <'\n")),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
Element = str | tuple[str, dict[str, str], list["Element"]]


def written(element: Element) -> str:
    if isinstance(element, str):
        return element
    name, attributes, inner = element
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(map(written, inner))}</{name}>"


@settings(deadline=None)
@given(ELEMENTS, st.data())
def test_what_is_written_in_full_is_sound_html_and_a_lost_sign_is_not(element: Element, data: st.DataObject) -> None:
    text = f"<main>{written(element)}<hr></main>"
    assert html.read(Code(text, "html")).findings == ()
    lost = data.draw(
        st.sampled_from([place for place, sign in enumerate(text[:-1]) if sign == ">" and text[place + 1] == "<"])
    )
    assert html.read(Code(text[:lost] + text[lost + 1 :], "html")).findings


def test_a_repair_of_html_reads_well() -> None:
    broken = '<p>\n<a href="/beans>Beans</a>\n<a href="/peas">Peas</a></p>\n'
    [finding] = html.read(Code(broken, "html")).findings
    assert finding.repaired == broken.replace("beans>", 'beans">')
    assert html.read(Code(finding.repaired, "html")).findings == ()
    [finding] = html.read(Code("<p>beans</p>\n<p class='", "html")).findings
    assert finding.repaired is None


def test_a_repaired_script_stands_in_its_page() -> None:
    broken = "<p>{{ beds }}</p><script>sow([1, 2);</script><hr>"
    [finding] = html.read(Code(broken, "html")).findings
    assert finding.repaired == broken.replace("2)", "2])")
    assert broken[finding.column - 1 :].startswith("2);")
