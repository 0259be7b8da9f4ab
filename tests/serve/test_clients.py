"""Clients that nobody here wrote, against the endpoint."""

import json
import subprocess
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

Client = Any

NUMBERS = "SELECT ?s ?n { ?s <https://ex.org/number> ?n } ORDER BY ?n LIMIT 3"
THING = "https://ex.org/thing/7"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_endpoint_as_a_graph(client: Client, method: str) -> None:
    graph = Graph(SPARQLStore(client.address, method=method))
    assert [int(str(row[1])) for row in graph.query(NUMBERS)] == [0, 1, 2]  # type: ignore[index]
    assert (URIRef(THING), URIRef("https://ex.org/next"), URIRef("https://ex.org/thing/8")) in graph
    assert len(list(graph.predicate_objects(URIRef(THING)))) == 3
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    graph.close()


@pytest.mark.parametrize("returned", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_each_format_of_results(client: Client, returned: str) -> None:
    graph = Graph(SPARQLStore(client.address, returnFormat=returned))
    assert [str(row[0]) for row in graph.query(NUMBERS)] == [f"https://ex.org/thing/{n}" for n in range(3)]  # type: ignore[index]
    graph.close()


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("format_", [JSON, XML, CSV])
def test_sparqlwrapper_reads_results(client: Client, method: str, format_: str) -> None:
    wrapper = SPARQLWrapper(client.address, returnFormat=format_)
    wrapper.setMethod(method)
    wrapper.setQuery(NUMBERS)
    found: Any = wrapper.query().convert()
    if format_ == JSON:
        assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["0", "1", "2"]
    elif format_ == XML:
        assert len(found.getElementsByTagName("result")) == 3
    else:
        assert found.decode().splitlines()[1] == "https://ex.org/thing/0,0"


@pytest.mark.parametrize("format_", [TURTLE, RDFXML])
def test_sparqlwrapper_reads_triples(client: Client, format_: str) -> None:
    wrapper = SPARQLWrapper(client.address, returnFormat=format_)
    wrapper.setQuery(f"DESCRIBE <{THING}>")
    found: Any = wrapper.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert len(graph) == 3


def test_sparqlwrapper_posts_queries_directly_and_chooses_graphs(client: Client) -> None:
    wrapper = SPARQLWrapper(client.address, returnFormat=JSON, defaultGraph="https://ex.org/data/1")
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    found: Any = wrapper.query().convert()
    assert found["results"]["bindings"][0]["n"]["value"] == "2"
    wrapper.setQuery("SELECT nothing")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


def curl(*arguments: str) -> str:
    return subprocess.run(
        ["curl", "-sS", "--max-time", "20", *arguments], check=True, capture_output=True
    ).stdout.decode()


def test_curl_asks_in_each_way(client: Client) -> None:
    asked = [
        ["-G", "--data-urlencode", "query=ASK {}", client.address],
        ["--data-urlencode", "query=ASK {}", client.address],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", "ASK {}", client.address],
        ["-H", "Transfer-Encoding: chunked", "--data-urlencode", "query=ASK {}", client.address],
        ["-H", "Expect: 100-continue", "--data-urlencode", "query=ASK {}", client.address],
        ["--http1.0", "-G", "--data-urlencode", "query=ASK {}", client.address],
    ]
    for arguments in asked:
        assert json.loads(curl(*arguments))["boolean"] is True


def test_curl_keeps_its_connection_for_several_queries(client: Client) -> None:
    ask = f"{client.address}?query=ASK%7B%7D"
    told = curl("-o", "/dev/null", "-w", "%{http_code} %{num_connects}\n", ask, "-o", "/dev/null", ask)
    assert told.splitlines() == ["200 1", "200 0"]
