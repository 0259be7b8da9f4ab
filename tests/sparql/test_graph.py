import os
import re
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import EngineError, LimitError, QueryError, RefusedError, TermError
from kg.model import Literal, Ontology
from kg.sparql.graph import RdfGraph
from kg.sparql.limits import Limits
from kg.sparql.results import Answer

ID = "https://w3id.org/papergraph/id/"


def rows(answer: Answer) -> list[tuple[str | None, ...]]:
    return [tuple(cell.value if cell else None for cell in row) for row in answer.rows]


def test_common_prefixes_need_no_declaration(rdf_graph: RdfGraph) -> None:
    text = """SELECT ?label { ?m a kg:Method ; rdfs:label ?label ; skos:prefLabel ?label . ?p dcterms:creator ?a .
              ?s rdf:subject ?m ; prov:wasDerivedFrom ?p ; kg:evidenceLine ?l . FILTER(DATATYPE(?l) = xsd:integer) }"""
    assert {row[0] for row in rows(rdf_graph.query(text))} == {"HAPPO", "QMIX", "PPO"}


def test_things_have_short_names_in_queries(rdf_graph: RdfGraph) -> None:
    assert rdf_graph.query("ASK { method:happo kg:evaluatedOn benchmark:smac }").boolean is True
    assert rdf_graph.query("ASK { method:happo kg:evaluatedOn benchmark:none }").boolean is False


def test_construct_and_describe_give_triples_in_one_order(rdf_graph: RdfGraph) -> None:
    made = rdf_graph.query("CONSTRUCT { ?p kg:mentions ?x } WHERE { ?p kg:introduces ?x }")
    assert made.columns == ("subject", "predicate", "object")
    assert [row[2] for row in rows(made)] == [
        f"{ID}benchmark/gridworld-plus",
        f"{ID}dataset/griddata",
        f"{ID}method/happo",
    ]
    assert ("Z.ai",) in {row[2:] for row in rows(rdf_graph.query("DESCRIBE organization:z-ai"))}


def test_blank_nodes_of_a_construct_are_numbered_in_order(rdf_graph: RdfGraph) -> None:
    query = "CONSTRUCT { ?p rdfs:seeAlso [] } WHERE { ?p kg:introduces ?x }"
    assert [row[2] for row in rows(rdf_graph.query(query))] == ["b0", "b1", "b2"]
    assert rdf_graph.query(query) == rdf_graph.query(query)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p ?o OPTIONAL { SERVICE SILENT ?s { ?s ?p ?o } } }", "SERVICE"),
        ("ASK { FILTER EXISTS { SERVICE <http://localhost:9/> { ?s ?p ?o } } }", "SERVICE"),
        ("SELECT * { { SELECT * { { ?a ?b ?c } UNION { sErViCe <http://localhost:9/> { ?s ?p ?o } } } } }", "SERVICE"),
        ("SELECT * { S\\u0045RVICE <http://localhost:9/> { ?s ?p ?o } }", "SERVICE"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o MINUS { SERVICE <http://localhost:9/> { ?s ?p ?o } } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://localhost:9/> { ?s ?p ?o }", "FROM"),
        ("DESCRIBE ?s FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("CONSTRUCT { ?s ?p ?o } FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "FROM"),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", "GRAPH"),
        ("LOAD <file:///etc/passwd>", "updates"),
        ("LOAD SILENT <http://localhost:9/> INTO GRAPH <a:b>", "updates"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "updates"),
        ("DELETE WHERE { ?s ?p ?o }", "updates"),
        ("DROP ALL", "updates"),
        ("CLEAR DEFAULT ; LOAD <file:///etc/passwd>", "updates"),
    ],
)
def test_what_writes_or_leaves_the_graph_is_refused(
    query: str, word: str, rdf_graph: RdfGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("left the machine"))
    before = len(rdf_graph.store)
    with pytest.raises(RefusedError, match=f"^{word} (is|are) refused"):
        rdf_graph.query(query)
    assert len(rdf_graph.store) == before


def test_a_refused_word_in_a_string_comment_or_name_is_harmless(rdf_graph: RdfGraph) -> None:
    text = """# SERVICE <http://x> { } FROM <file:///x>
        SELECT ?FROM { ?FROM rdfs:label ?SERVICE . FILTER(?SERVICE != "SERVICE <http://x> { } GRAPH ?g {}") } LIMIT 1"""
    assert len(rdf_graph.query(text).rows) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHERE {\n  ?x kg:a }", r"^line 2, column 11: '}' does not fit; .*three parts"),
        ("SELECT ?x { ?x a kg:Method . FILTERR(?x) }", r"^line 1, column 30: 'FILTERR' .* Did you mean FILTER\?"),
        ("SELECT ?x {", r"column 12: the query ends too early; .* The { of line 1, column 11 is not closed"),
        ("", "line 1, column 1: the query ends too early; expected ASK, .* or SELECT"),
        ("   \n ", "too early"),
        ("SELECT * { ?s foo:b ?o }", r"^line 1, column 15: no PREFIX is declared for 'foo:'"),
        ("SELECT * { ?s ?p 'x'^^foo:b }", "no PREFIX is declared for 'foo:'"),
        ("SELECT * { ?s ?p mehtod:x }", "did you mean method:"),
        ("SELECT * { ?s ?p '\\U00FFFFFF' }", "column 19: .* stands for no character"),
        ("SELECT * { ?s <p> ?o }", r"^line 1, column 15: <p> is a relative IRI"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", r"^line 1, column 8: \?x is neither in GROUP BY nor"),
        ("SELECT ?x ?y { ?x ?p ?y }\nGROUP BY ?x", r"^line 1, column 11: \?y is neither in GROUP BY nor"),
        ("SELECT * { ?x ?p ?y BIND(1 AS ?y) }", r"^line 1, column 31: \?y has a value already"),
        ("SELECT (1 AS ?x) { ?x ?p ?y }", r"^line 1, column 14: \?x has a value already"),
        ("SELECT * { VALUES (?x ?y) { (1 2) (1) } }", r"^line 1, column 35: a row of VALUES needs as many .* 2"),
        ("SELECT * { ?s ?p ?o . FILTER" + "(" * 300 + "1" + ")" * 300 + "}", "nested more than 64 deep"),
        ("SELECT * " + "{" * 5000 + "?s ?p ?o" + "}" * 5000, "nested more than 64 deep"),
        ("#" * 70_000, "65,536"),
        ("SELECT ?a, ?b { ?a ?p ?b }", "column 10: ',' .* without commas"),
        ("SELECT COUNT(?a) AS ?n { ?a ?p ?b }", r"in brackets and gets a name: \(COUNT\(…\) AS \?name\)"),
        ("SELECT ?a COUNT(?b) { ?a ?p ?b }", r"in brackets and gets a name: \(COUNT\(…\) AS \?name\)"),
        ("SELECT names { ?a ?p ?b }", r"A variable begins with \?, as \?names"),
        ("SELECT * { ?a ?p ?b } ORDER BY DESC ?a", r"in brackets: DESC\(\?a\)"),
        ("SELECT * { ?a ?p ?b } LIMIT ten", r"column 29: 'ten' does not fit; expected a number\. (?!Did you mean)"),
        ("PREFIX ex <http://ex.org/> ASK {}", "A prefix ends with a colon: PREFIX ex:"),
        ("SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", r"^line 1, column 37: \?x has a value already"),
        ("SELECT ?x (COUNT(?y) AS ?n) { BIND(1 AS ?x) ?x ?p ?y }", r"column 8: \?x is neither in GROUP BY nor"),
        ("SELECT * { ?a ?p ?b ?c ?p ?d }", r"column 21: '\?c' .* A \. or ; is missing before it"),
        ("SELECT * { ?a ?p ?b FILTER ?b = 1 }", "condition of FILTER goes in brackets"),
        ("SELECT * { ?a ?p ?b FILTER(?b == 1) }", "column 32: '=' .* Equality is one ="),
        ("SELECT * { ?a ?p ?b FILTER(?b = 1 AND ?a = 2) }", "Write && for and"),
        ("SELECT * { ?a ?p ?b } LIMIT 1 ORDER BY ?a", "The order is GROUP BY, HAVING, ORDER BY, LIMIT"),
        ("SELECT * { ?a ?p ?b }}", "It closes nothing"),
        ("SELECT * { ?a ?p (1 }", r"The \( before it is still open"),
        ("SELECT * { ?a a Method }", "A name needs a prefix"),
        ("SELECT * { ?a ?p 'it's' }", r"does not fit"),
        ("SELECT * { ?a ?p 'open }", "does not end in its line"),
        ("SELECT * { ?a ?p 'C:\\dir' }", "for itself write"),
        ("SELECT * { ?a ?p “x” }", "straight quotes"),
        ("SELECT * { ?a <http://x/a b> ?b }", "An IRI holds no blanks"),
    ],
)
def test_a_query_that_cannot_run_gets_one_clear_line(query: str, message: str, rdf_graph: RdfGraph) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        rdf_graph.query(query)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_an_error_of_a_condition_is_no_match(rdf_graph: RdfGraph) -> None:
    assert rdf_graph.query("SELECT * { ?s ?p ?o FILTER regex(?o, '(') }").rows == ()
    with pytest.raises(EngineError, match=r"cannot be answered: .*urn:x:f"):
        rdf_graph.query("SELECT (<urn:x:f>(1) AS ?x) {}")


def test_bindings_reach_the_query_as_values(rdf_graph: RdfGraph, hostile: str) -> None:
    query = "SELECT ?p { ?p skos:prefLabel ?label }"
    found = rdf_graph.query(query, {"label": Literal(value=f"Odd {hostile}")})
    assert {row[0] for row in rows(found)} == {f"{ID}document/d5", f"{ID}paper/odd"}
    injected = '" } { SERVICE <http://localhost:9/> { ?s ?p ?o } } #'
    assert rdf_graph.query(query, {"label": Literal(value=injected)}).rows == ()
    with pytest.raises(TermError):
        rdf_graph.query(query, {"p": "urn:x:> } DROP ALL #"})


def test_there_is_an_end_to_rows(rdf_graph: RdfGraph) -> None:
    for query in ("SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        with pytest.raises(LimitError, match="more than 10 rows") as caught:
            rdf_graph.query(query, limits=Limits(rows=10))
        assert caught.value.limit == "rows"
    assert len(rdf_graph.query("SELECT ?s { ?s ?p ?o } LIMIT 10", limits=Limits(rows=10)).rows) == 10


def test_all_variables_come_in_order_of_appearance(rdf_graph: RdfGraph) -> None:
    assert rdf_graph.query("SELECT * { ?z kg:uses ?y . ?y ?x ?w }").columns == ("z", "y", "x", "w")
    (row,) = rdf_graph.query("SELECT * { VALUES (?z ?a ?m) { (1 2 3) } }").rows
    assert [cell.value for cell in row if cell] == ["1", "2", "3"]


QUERIES = (
    "SELECT ?m ?b (COUNT(DISTINCT ?p) AS ?n) { ?s rdf:subject ?m ; rdf:object ?b ; kg:fromPaper ?p } GROUP BY ?m ?b",
    "SELECT ?a ?b { ?a kg:outperforms+ ?b }",
    "SELECT ?a ?b { ?a (kg:uses|kg:isA)* ?b . ?a a kg:Method }",
    "SELECT ?x ?l { ?x a kg:Entity OPTIONAL { ?x skos:altLabel ?l FILTER(STRLEN(?l) < 6) } }",
    "SELECT ?x { ?x a kg:Paper FILTER NOT EXISTS { ?x dcterms:creator/skos:prefLabel 'Ada Lovelace' } }",
    "SELECT ?x { ?x a kg:Paper MINUS { ?x dcterms:creator ?a . ?a skos:prefLabel 'Ada Lovelace' } }",
    "SELECT ?s ?p ?o { ?s ?p ?o . ?o ?q ?s }",
    "SELECT ?s { ?s kg:outperforms+ ?s }",
    "SELECT ?l ?r { ?s kg:role ?r . ?s rdf:object/^kg:proposes/dcterms:creator/skos:prefLabel ?l }",
    "SELECT ?x ?y { { ?x kg:uses ?y } UNION { ?y kg:isA ?x } ?x skos:prefLabel ?l . ?y skos:prefLabel ?k }",
    "SELECT ?l ?n { VALUES (?l ?n) { ('PPO' 1) ('QMIX' UNDEF) } ?x skos:prefLabel ?l }",
    "SELECT ?x ?n { VALUES ?x { method:ppo method:qmix } { SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y } GROUP BY ?x } }",
    "SELECT ?a { ?s kg:confidence ?c BIND(?c * 2 AS ?a) FILTER(?a > 1.7) }",
    "SELECT ?t (MAX(?c) AS ?m) { ?x a ?t . ?s rdf:subject ?x ; kg:confidence ?c } GROUP BY ?t HAVING (COUNT(?s) > 1)",
    "SELECT ?x ?k { ?x !(rdf:type|rdfs:label) ?k . ?x a kg:Benchmark }",
    "SELECT ?a ?b { ?a a kg:Benchmark . ?b a kg:Dataset }",
    "SELECT ?p ?t { ?p dcterms:hasVersion [ kg:line ?l ; kg:text ?t ] }",
    "SELECT ?x { ?x a kg:Method . FILTER EXISTS { ?x kg:evaluatedOn ?b . FILTER(?b != ?x) ?b a kg:Benchmark } }",
    "SELECT ?x ?w ?v { ?x a kg:Method OPTIONAL { ?x kg:uses ?w OPTIONAL { ?w kg:uses ?v } } OPTIONAL {?x kg:isA ?v} }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT DISTINCT ?p { ?s ?p ?o . ?s a kg:Statement }",
)  # fmt: skip


def plainly(text: str) -> str:
    """A text; a decimal without the zeros that rdflib leaves at its end."""
    return text.rstrip("0").rstrip(".") if re.fullmatch(r"[0-9]+\.[0-9]+", text) else text


@pytest.mark.parametrize("query", QUERIES)
def test_rows_are_those_that_rdflib_gives(query: str, rdf_graph: RdfGraph, outputs: Path) -> None:
    plain = Graph().parse(outputs / "graph.nt", format="nt")
    theirs = plain.query(query, initNs=rdf_graph.names.prefixes)
    ours = rdf_graph.query(query)
    names = list(theirs.vars or ())
    expected = Counter(tuple(plainly(str(row[n])) if n in row else None for n in names) for row in theirs.bindings)
    assert ours.columns == tuple(map(str, names))
    assert Counter(tuple(cell and plainly(cell) for cell in row) for row in rows(ours)) == expected
    assert expected


def test_a_variable_twice_in_a_pattern_means_one_thing(ontology: Ontology) -> None:
    a, b = "urn:x:a", "urn:x:b"
    graph = RdfGraph([(a, a, b), (a, b, a), (b, a, a), (b, b, b)], ontology)
    expected = {"?x ?y ?x": [(a, b), (b, b)], "?x ?x ?y": [(a, b), (b, b)], "?y ?x ?x": [(a, b), (b, b)]}
    for pattern, pairs in expected.items():
        assert sorted(rows(graph.query(f"SELECT ?x ?y {{ {pattern} }}"))) == pairs, pattern
    assert rows(graph.query("SELECT ?x { ?x ?x ?x }")) == [(b,)]


PROGRAM = """
import sys
from pathlib import Path
from kg.ontology import load_ontology
from kg.sparql.graph import load
graph = load(Path(sys.argv[1]), load_ontology())
for query in sys.stdin.read().split("\\n"):
    print(graph.query(query))
"""


def test_rows_come_in_one_order_in_every_process(outputs: Path) -> None:
    queries = (*QUERIES, "SELECT ?c ?s ?x { ?s kg:confidence ?c ; rdf:subject ?x } ORDER BY DESC(?c) LIMIT 9")
    answers = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(outputs)],
            input="\n".join(queries),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


def test_groups_of_nothing_are_no_rows_and_their_counts_are_zero(rdf_graph: RdfGraph) -> None:
    assert rdf_graph.query("SELECT ?x (COUNT(?y) AS ?n) { ?x kg:none ?y } GROUP BY ?x").rows == ()
    assert rows(rdf_graph.query("SELECT (COUNT(?y) AS ?n) (MAX(?y) AS ?m) { ?x kg:none ?y }")) == [("0", None)]


def test_an_empty_graph_answers_with_no_rows(ontology: Ontology) -> None:
    empty = RdfGraph((), ontology)
    assert empty.query("SELECT ?s { ?s ?p ?o }").rows == ()
    assert empty.query("ASK { ?s ?p ?o }").boolean is False
