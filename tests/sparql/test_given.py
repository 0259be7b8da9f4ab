from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral

from kg.errors import QueryError, TermError
from kg.model import Literal, Ontology
from kg.sparql.given import filled
from kg.sparql.graph import RdfGraph
from kg.sparql.tokens import tokens

EX = "urn:x:"
TURTLE = """
@prefix : <urn:x:> .
:a :p :b , :c ; :n 5 ; :l "one" . :b :p :c ; :n 7 ; :l "two" . :c :p :a ; :n 7 . :d :n 5 ; :l "one" .
"""

QUERIES = (
    "SELECT ?x ?y { ?x :p ?y }",
    "SELECT ?y { ?x :p ?y }",
    "SELECT $x ?y { $x :p ?y FILTER(?x != ?y) }",
    "SELECT ?x (COUNT(*) AS ?n) { ?x :p ?y } GROUP BY ?x ORDER BY ?x",
    "SELECT ?y (COUNT(?x) AS ?n) { ?x :p ?y } GROUP BY ?y ORDER BY DESC(?x) ?y",
    "SELECT ?y { ?y :n ?v FILTER(!BOUND(?x) || ?x = ?y) }",
    "SELECT ?y ?x { ?y :n ?v FILTER(!BOUND(?x) || ?x IN (?y, :a)) }",
    "SELECT ?y (BOUND(?x) AS ?is) { ?y :n ?v }",
    "SELECT ?z ?y { ?z :n ?v OPTIONAL { ?z :p ?y FILTER(?y != ?x) } }",
    "SELECT ?z ?y { ?z :n ?v OPTIONAL { ?x :p ?y } }",
    "SELECT ?z { ?z :n ?v MINUS { ?x :p ?z } }",
    "SELECT ?z { ?z :n ?v FILTER EXISTS { ?x :p ?z } }",
    "SELECT ?z { ?z :n ?v FILTER NOT EXISTS { ?x :p ?z FILTER(BOUND(?x)) } }",
    "SELECT ?x ?n { { SELECT ?x (COUNT(*) AS ?n) { ?x :p ?y } GROUP BY ?x } }",
    "SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?x :p ?y } } }",
    "SELECT ?x ?v { { SELECT DISTINCT ?x { ?x :p ?y } } ?x :n ?v }",
    "SELECT ?x ?y { ?x :p+ ?y }",
    "SELECT ?y { ?y :p/:p ?x }",
    "SELECT ?y ?x { { ?y :p ?x } UNION { ?x :p ?y } }",
    "SELECT ?y ?d { ?y :p ?x BIND(STR(?x) AS ?d) }",
    "SELECT DISTINCT ?x { ?x ?p ?o }",
)
NUMBERS = (
    "SELECT ?y { ?y :n ?v FILTER(?v >= ?least) }",
    "SELECT ?v (COUNT(?y) AS ?c) { ?y :n ?v } GROUP BY ?v HAVING (COUNT(?y) >= ?least) ORDER BY ?least ?v",
    "SELECT ?y { ?y :n ?least }",
    "SELECT ?y (?v - ?least AS ?d) { ?y :n ?v }",
)


def ours(query: str, values: dict[str, str | Literal]) -> Counter[tuple[str | None, ...]]:
    found = GRAPH.query(query, values)
    return Counter(tuple(cell.value if cell else None for cell in row) for row in found.rows)


def theirs(query: str, values: dict[str, URIRef | RdfLiteral]) -> Counter[tuple[str | None, ...]]:
    found = PLAIN.query(query, initNs={"": EX}, initBindings=values)
    names = list(found.vars or ())
    return Counter(tuple(str(row[n]) if n in row else None for n in names) for row in found.bindings)


PLAIN = Graph().parse(data=TURTLE, format="turtle")
GRAPH = RdfGraph((), Ontology(namespace="urn:o#", classes={}, properties={}, prefixes={"": EX}))
GRAPH.store.load(TURTLE, format=RdfFormat.TURTLE)


@pytest.mark.parametrize("query", QUERIES)
def test_a_value_means_what_it_means_to_rdflib(query: str) -> None:
    for key in "abc" if "GROUP" in query else "abcd":  # rdflib makes an empty row of no groups
        assert ours(query, {"x": EX + key}) == theirs(query, {"x": URIRef(EX + key)}), key


@pytest.mark.parametrize("query", NUMBERS)
def test_a_number_means_what_it_means_to_rdflib(query: str) -> None:
    for number in (1, 2, 5, 6):
        expected = theirs(query, {"least": RdfLiteral(number)})
        assert ours(query, {"least": Literal(value=str(number), datatype="integer")}) == expected, number


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_one_token_whatever_it_holds(value: str) -> None:
    text = filled("SELECT ?y { ?y ?p ?label . ?y ?q ?labels }", {"label": Literal(value=value)})
    kinds = [token.kind for token in tokens(text) if token.kind != "space"]
    assert kinds == ["SELECT", "VAR", "{", "VAR", "VAR", "STRING", ".", "VAR", "VAR", "VAR", "}"]
    (row,) = GRAPH.query("SELECT ?y { BIND(?label AS ?y) }", {"label": Literal(value=value)}).rows
    assert row[0] is not None
    assert row[0].value == value


@given(st.text())
def test_an_iri_is_one_token_or_refused(value: str) -> None:
    try:
        text = filled("ASK { ?x ?p ?o }", {"x": f"urn:x:{value}"})
    except TermError:
        return
    assert [token.kind for token in tokens(text) if token.kind != "space"] == ["ASK", "{", "IRIREF", "VAR", "VAR", "}"]


def test_what_only_looks_like_the_variable_stays() -> None:
    query = "SELECT ?xy { ?xy ?p '?x' } # ?x"
    assert filled(query, {"x": "urn:x:a"}) == query


def test_a_variable_that_the_query_sets_itself_takes_no_value() -> None:
    for query in ("SELECT ?y { BIND(1 AS ?x) }", "ASK { VALUES ?x { 1 } }", "ASK { VALUES (?y ?x) { (1 2) } }"):
        with pytest.raises(QueryError, match=r"\?x is given a value, and the query gives it another"):
            GRAPH.query(query, {"x": "urn:x:a"})
