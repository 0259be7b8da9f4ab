"""What the endpoint answers beyond the protocol's own cases: formats, data sets, limits, its description, browsers."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from kg.sparql.limits import Limits

Client = Any
Serving = Any

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
EVERYTHING = "SELECT * { ?s ?p ?o }"
SHARED = "SELECT * { <https://ex.org/shared> ?p ?o }"


@pytest.fixture(scope="module")
def strict(folder: Path, serving: Serving) -> Iterator[Client]:
    """A server with low limits."""
    limits = Limits(seconds=1, memory_mb=256, rows=1000, answer_mb=1, query_kb=4, depth=16)
    with serving(folder, limits=limits, origins=("https://friend.example",)) as client:
        yield client


@pytest.mark.parametrize(
    ("accept", "told"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/csv;q=.5, text/tab-separated-values;q=.6", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.000, application/json;q=.001", "application/json"),
        ("APPLICATION/SPARQL-RESULTS+XML", "application/sparql-results+xml"),
        ("text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/sparql-results+json"),
    ],
)
def test_results_are_written_in_the_type_that_the_client_likes_best(client: Client, accept: str, told: str) -> None:
    answer = client.get(accept, query="SELECT (1 AS ?x) {}")
    assert (answer.status, answer.type) == (200, told)
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "told"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/sparql-results+json, application/ld+json;q=0.5", "application/ld+json"),
    ],
)
def test_triples_are_written_in_the_type_that_the_client_likes_best(client: Client, accept: str, told: str) -> None:
    answer = client.get(accept, query="CONSTRUCT WHERE { <https://ex.org/thing/7> ?p ?o }")
    assert (answer.status, answer.type) == (200, told)
    kind = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}
    assert len(Graph().parse(data=answer.body, format=kind.get(told.partition(";")[0], "json-ld"))) == 3


@pytest.mark.parametrize("accept", ["application/pdf", "text/turtle", "image/*", "*/*;q=0"])
def test_what_the_client_takes_none_of_is_406(client: Client, accept: str) -> None:
    answer = client.get(accept, query="ASK {}")
    assert answer.status == 406
    assert "sparql-results+json" in answer.text or "json, xml" in answer.text


def test_csv_and_xml_hold_the_same_rows_as_json(client: Client) -> None:
    text = "SELECT ?n ?s { ?s <https://ex.org/number> ?n } ORDER BY ?n LIMIT 20"
    rows = [[row["n"], row["s"]] for row in client.get(query=text).rows]
    assert list(csv.reader(io.StringIO(client.get("text/csv", query=text).text)))[1:] == rows
    assert client.get("application/sparql-results+xml", query=text).text.count("<result>") == len(rows) == 20


def test_two_default_graphs_are_merged_without_duplicates(client: Client) -> None:
    both = ["https://ex.org/data/1", "https://ex.org/data/2"]
    assert len(client.get(query=SHARED, default_graph_uri=both).rows) == 1
    froms = " ".join(f"FROM <{name}>" for name in both)
    assert len(client.get(query=SHARED.replace("{", f"{froms} {{", 1)).rows) == 1
    count = f"SELECT (COUNT(*) AS ?n) {froms} {{ ?s ?p ?o }}"
    assert client.get(query=count).rows == [{"n": "3"}]


def test_a_data_set_of_one_query_does_not_reach_the_next(client: Client) -> None:
    client.get(query=EVERYTHING, default_graph_uri=["https://ex.org/data/1", "https://ex.org/data/2"])
    assert client.get(query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == [{"n": "3000"}]
    assert client.get(query="SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows == [{"n": "6"}]


def test_only_named_graphs_leave_the_default_graph_empty(client: Client) -> None:
    named = "https://ex.org/data/1"
    assert client.get(query=EVERYTHING, named_graph_uri=named).rows == []
    assert client.get(query=EVERYTHING.replace("{", f"FROM NAMED <{named}> {{", 1)).rows == []
    assert client.get(query="SELECT DISTINCT ?g { GRAPH ?g {} }", named_graph_uri=named).rows == [{"g": named}]


def test_a_graph_that_is_not_here_is_refused(client: Client) -> None:
    for name in ("http://example.org/elsewhere", "file:///etc/passwd"):
        assert client.get(query="ASK {}", default_graph_uri=name).status == 403
        assert client.get(query=f"ASK FROM <{name}> {{}}").status == 403
    assert client.get(query="ASK {}", default_graph_uri="no iri").status == 400


def test_errors_tell_their_place_as_text_and_as_json(client: Client) -> None:
    text = "SELECT * {\n  ?s ?p\n}"
    answer = client.get(query=text)
    assert (answer.status, answer.type) == (400, "text/plain; charset=utf-8")
    assert answer.text.startswith("line 3, column 1: ")
    told = json.loads(client.get("application/sparql-results+json", query=text).body)
    assert {key: told[key] for key in ("status", "error", "line", "column")} == {
        "status": 400,
        "error": "syntax",
        "line": 3,
        "column": 1,
    }


def test_a_request_without_a_query_is_400(client: Client) -> None:
    assert client.post(b"", "application/x-www-form-urlencoded").status == 400
    assert client.get(query="").status == 400
    assert client.get(default_graph_uri="https://ex.org/data/1").status == 400


def test_rows_are_counted_exactly(strict: Client) -> None:
    numbers = "SELECT ?n { ?s <https://ex.org/number> ?n }"
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        assert strict.get(accept, query=numbers).status == 200
        more = numbers.replace("}", "} UNION { BIND(1 AS ?n) } }", 1).replace("{ ?s", "{ { ?s", 1)
        answer = strict.get(accept, query=more)
        assert answer.status == 507, answer.text
        assert "1000 rows" in answer.text or "1,000 rows" in answer.text
    construct = "CONSTRUCT { ?s <a:p> ?n } WHERE { ?s <https://ex.org/number> ?n }"
    assert strict.get(query=construct).status == 200
    assert strict.get(query=construct.replace("?s <a:p> ?n", "?s <a:p> ?n . <a:s> <a:p> 1")).status == 507


@pytest.mark.parametrize(
    ("status", "limit", "text"),
    [
        (504, "time", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
        (507, "memory", "SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?d ?c ?f"),
        (507, "rows", "SELECT * { ?a ?b ?c }"),
        (507, "size", f"SELECT * {{ ?a ?b ?c . BIND('{'x' * 2000}' AS ?d) }} LIMIT 900"),
        (413, "length", f"ASK {{}} #{'x' * 5000}"),
        (400, "depth", f"ASK {'{' * 20}{'}' * 20}"),
    ],
)
def test_beyond_a_limit_the_answer_is_an_error_that_names_it(
    strict: Client, status: int, limit: str, text: str
) -> None:
    answer = strict.post(text.encode(), "application/sparql-query", accept="application/json")
    assert answer.status == status, answer.text
    assert json.loads(answer.body)["limit"] == limit
    assert strict.get(query="ASK {}").boolean


def test_the_service_describes_itself(client: Client) -> None:
    for accept, kind in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")):
        answer = client.request("GET", "/sparql", {"Accept": accept})
        assert answer.status == 200
        graph = Graph().parse(data=answer.body, format=kind)
        service = URIRef(client.address)
        assert (service, RDF.type, SD.Service) in graph
        assert (service, SD.endpoint, service) in graph
        assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
        assert len(set(graph.objects(service, SD.resultFormat))) == 8
        default = graph.value(graph.value(service, SD.defaultDataset), SD.defaultGraph)
        assert int(str(graph.value(default, VOID.triples))) == 3000
        named = {str(graph.value(node, SD.name)): node for node in graph.subjects(RDF.type, SD.NamedGraph)}
        assert sorted(named) == [f"https://ex.org/data/{n}" for n in range(4)]
        inner = graph.value(named["https://ex.org/data/1"], SD.graph)
        assert int(str(graph.value(inner, VOID.triples))) == 2


def test_browsers_are_shown_the_page_where_queries_are_written(client: Client) -> None:
    answer = client.request("GET", "/sparql", {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status, answer.headers["location"]) == (303, "/query")


def test_head_tells_what_get_would_and_sends_nothing(client: Client) -> None:
    target = "/sparql?query=ASK%20%7B%7D"
    head, get = client.request("HEAD", target), client.request("GET", target)
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}
    assert get.headers["content-length"] == str(len(get.body))


def test_pages_of_other_origins_may_ask_only_where_named(client: Client, strict: Client) -> None:
    target = "/sparql?query=ASK%20%7B%7D"
    stranger = client.request("GET", target, {"Origin": "https://elsewhere.example"})
    assert stranger.status == 403
    assert not [name for name in stranger.headers if name.startswith("access-control")]
    own = client.request("GET", target, {"Origin": f"http://127.0.0.1:{client.port}"})
    assert own.status == 200
    friend = strict.request("GET", target, {"Origin": "https://friend.example"})
    assert (friend.status, friend.headers["access-control-allow-origin"]) == (200, "https://friend.example")
    asked = strict.request("OPTIONS", "/sparql", {"Origin": "https://friend.example"})
    assert (asked.status, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert strict.request("OPTIONS", "/sparql", {"Origin": "null"}).status == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:80", 200),
        ("rebound.example", 421),
        ("127.0.0.1.rebound.example", 421),
        ("localhost@rebound.example", 400),
        ("", 421),
    ],
)
def test_names_that_are_not_this_machine_are_not_served_on_loopback(client: Client, host: str, status: int) -> None:
    assert client.request("GET", "/sparql?query=ASK%20%7B%7D", {"Host": host}).status == status


def test_pages_of_other_sites_may_link_here_and_not_embed_what_is_here(client: Client) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.request("GET", "/", {**elsewhere, "Sec-Fetch-Dest": "document"}).status == 200
    assert client.request("GET", "/", {**elsewhere, "Sec-Fetch-Dest": "iframe"}).status == 403
    own = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "image"}
    assert client.request("GET", "/", own).status == 200


def test_the_host_of_a_whole_address_counts_more_than_the_header(client: Client) -> None:
    target = "/sparql?query=ASK%20%7B%7D"
    assert client.request("GET", f"http://localhost{target}", {"Host": "elsewhere.example"}).status == 200
    assert client.request("GET", f"http://elsewhere.example{target}", {"Host": "localhost"}).status == 421


def test_every_answer_forbids_browsers_what_is_not_meant(client: Client) -> None:
    for target in ("/sparql?query=ASK%20%7B%7D", "/sparql?query=ASK", "/nothing", "/"):
        headers = client.request("GET", target).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
