import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from rdflib import Graph, Variable
from rdflib import Literal as RdfLiteral
from rdflib.query import Result

from kg.errors import QueryError
from kg.model import Ontology
from kg.rdf.names import Names
from kg.sparql.graph import RdfGraph
from kg.sparql.results import Answer, Term, formatted, visible

XSD = "http://www.w3.org/2001/XMLSchema#"
SCALARS = st.text(st.characters(exclude_categories=["Cs"]))
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def text(value: str) -> Term:
    return Term(kind="literal", value=value)


def table(*values: Term | None) -> Answer:
    return Answer(columns=tuple(f"c{number}" for number in range(len(values))), rows=(values,))


@pytest.fixture(scope="module")
def names(ontology: Ontology) -> Names:
    return Names(ontology)


MIXED = Answer(
    columns=("a", "b", "c"),
    rows=(
        (
            Term(kind="iri", value="https://w3id.org/papergraph/id/method/happo"),
            text('a "b", c\td\ne'),
            Term(kind="literal", value="0.9", datatype=f"{XSD}decimal"),
        ),
        (
            None,
            Term(kind="literal", value="chat", language="fr"),
            Term(kind="literal", value="1", datatype=f"{XSD}decimal"),
        ),
    ),
)


def test_json_is_read_by_rdflib_with_every_term_as_it_was(rdf_graph: RdfGraph, names: Names, outputs: Path) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    written = formatted(rdf_graph.query(query), "json", names)
    read = Result.parse(io.BytesIO(written.encode()), format="json")
    plain = set(Graph().parse(outputs / "graph.nt", format="nt"))
    assert {tuple(row[Variable(name)] for name in "spo") for row in read.bindings} == plain
    assert json.loads(formatted(rdf_graph.query("ASK {}"), "json", names)) == {"head": {}, "boolean": True}


def test_tsv_is_read_by_rdflib_with_every_term_as_it_was(names: Names) -> None:
    read = Result.parse(io.BytesIO(formatted(MIXED, "tsv", names).encode()), format="tsv")
    first, second = ({str(name): term for name, term in row.items()} for row in read.bindings)
    assert [str(first[name]) for name in "abc"] == [
        "https://w3id.org/papergraph/id/method/happo",
        'a "b", c\td\ne',
        "0.9",
    ]
    assert second == {
        "b": RdfLiteral("chat", lang="fr"),
        "c": RdfLiteral("1", datatype=f"{XSD}decimal", normalize=False),
    }


def test_csv_is_read_by_rdflib_and_the_csv_module(names: Names) -> None:
    written = formatted(MIXED, "csv", names)
    assert written.splitlines()[0] == "a,b,c"
    assert written.endswith("\r\n")
    assert list(csv.reader(io.StringIO(written, newline="")))[1][1] == 'a "b", c\td\ne'
    assert len(Result.parse(io.BytesIO(written.encode()), format="csv").bindings) == 2


@pytest.mark.parametrize("value", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_text_is_never_a_formula(value: str, names: Names) -> None:
    rows = list(csv.reader(io.StringIO(formatted(table(text(value)), "csv", names), newline="")))
    assert rows[1][0].startswith("'")


def test_csv_numbers_stay_numbers(names: Names) -> None:
    minus = Term(kind="literal", value="-2.5", datatype=f"{XSD}decimal")
    assert formatted(table(minus), "csv", names) == "c0\r\n-2.5\r\n"


@given(SCALARS)
def test_no_format_sends_control_characters_to_a_terminal(value: str) -> None:
    names = Names(Ontology(namespace="https://ex.org/o#", classes={}, properties={}, prefixes={}))
    for format_ in ("table", "csv", "tsv", "json", "xml", "markdown"):
        written = formatted(table(text(value), None), format_, names)
        body = written.replace("\t", "").replace("\r", "") if format_ in ("csv", "tsv") else written
        assert not CONTROLS.search(body), format_


def test_xml_is_read_by_rdflib_and_the_engine_with_every_term_as_it_was(names: Names) -> None:
    written = formatted(MIXED, "xml", names).encode()
    read = Result.parse(io.BytesIO(written), format="xml")
    assert len(read.bindings) == 2
    assert read.bindings[1][Variable("b")] == RdfLiteral("chat", lang="fr")
    found = parse_query_results(written, format=QueryResultsFormat.XML)
    assert isinstance(found, QuerySolutions)
    row = next(found)
    assert [row[name].value for name in "abc"] == [cell.value for cell in MIXED.rows[0] if cell]
    truth = Answer(columns=("answer",), rows=((None,),), boolean=True)
    assert "<boolean>true</boolean>" in formatted(truth, "xml", names)


@given(SCALARS)
def test_xml_is_well_formed_whatever_the_text(value: str) -> None:
    names = Names(Ontology(namespace="https://ex.org/o#", classes={}, properties={}, prefixes={}))
    literal = ElementTree.fromstring(formatted(table(text(value)), "xml", names)).findtext(".//{*}literal")
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", value)
    assert (literal or "").replace("\r", "\n") == kept.replace("\r", "\n")


@given(SCALARS)
def test_json_and_tsv_keep_any_text(value: str) -> None:
    names = Names(Ontology(namespace="https://ex.org/o#", classes={}, properties={}, prefixes={}))
    (row,) = json.loads(formatted(table(text(value)), "json", names))["results"]["bindings"]
    assert row["c0"]["value"] == value
    lines = formatted(table(text(value)), "tsv", names).split("\n")
    assert len(lines) == 3


@given(SCALARS)
def test_a_markdown_row_stays_one_row_of_as_many_cells(value: str) -> None:
    names = Names(Ontology(namespace="https://ex.org/o#", classes={}, properties={}, prefixes={}))
    lines = formatted(table(text(value), text("x")), "markdown", names).splitlines()
    assert len(lines) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", lines[2])) == 3
    assert "<" not in lines[2]


def test_markdown_makes_markup_inert(names: Names) -> None:
    written = formatted(table(text("a|b <b>[x](javascript:y)</b> `c` *d* \\|")), "markdown", names)
    assert "a\\|b &lt;b&gt;\\[x\\](javascript:y)&lt;/b&gt; \\`c\\` \\*d\\* \\\\\\|" in written


@given(st.lists(st.tuples(SCALARS, SCALARS, SCALARS), min_size=1, max_size=4), st.integers(40, 120))
def test_a_table_is_as_wide_as_asked_and_loses_no_word(cells: list[tuple[str, str, str]], width: int) -> None:
    names = Names(Ontology(namespace="https://ex.org/o#", classes={}, properties={}, prefixes={}))
    answer = Answer(columns=("a", "b", "c"), rows=tuple(tuple(map(text, row)) for row in cells))
    written = formatted(answer, "table", names, width=width)
    if all(char.isascii() for row in cells for cell in row for char in cell):
        assert max(map(len, written.split("\n"))) <= max(width, 3 * 16 + 4)
    for row in cells:
        for cell in row:
            shown = "".join(visible(cell).split())
            assert all(char in written for char in shown)


def test_a_table_wraps_at_blanks(names: Names) -> None:
    answer = table(text("one two three four five six seven eight nine ten eleven twelve"), text("x"))
    written = formatted(answer, "table", names, width=40)
    assert [line.split("  ")[0] for line in written.splitlines()[2:]] == [
        "one two three four five six seven",
        "eight nine ten eleven twelve",
    ]


def test_people_see_short_names(names: Names) -> None:
    cells = MIXED.texts(names)
    assert cells[0] == ("method:happo", 'a "b", c d e', "0.9")
    assert cells[1] == ("", "chat", "1")
    assert names.short("https://elsewhere.org/x") == "<https://elsewhere.org/x>"


def test_an_unknown_format_names_those_there_are(names: Names) -> None:
    with pytest.raises(QueryError, match="table, csv, tsv, json, xml, markdown"):
        formatted(MIXED, "turtle", names)
