"""SPARQL 1.1 Protocol: the cases of the W3C's protocol tests, written anew from the specification.

The test of each case bears the case's name. What each asks, what the protocol wants, what is answered:

| case | request | wanted | answered |
| --- | --- | --- | --- |
| query_get | GET ?query= | 2xx, true | 200 |
| query_post_form | POST form, graph in the address | 2xx, true | 200 |
| query_post_direct | POST application/sparql-query | 2xx, true | 200 |
| query_dataset_default_graphs_get | two default-graph-uri, GET | 2xx, true | 200 |
| query_dataset_default_graphs_post | two default-graph-uri, POST | 2xx, true | 200 |
| query_dataset_named_graphs_get | two named-graph-uri, GET | 2xx, true | 200 |
| query_dataset_named_graphs_post | two named-graph-uri, POST | 2xx, true | 200 |
| query_dataset_full | both kinds | 2xx, true | 200 |
| query_multiple_dataset | parameters and FROM NAMED | 2xx, parameters win | 200 |
| query_content_type_select | Accept for SELECT | 2xx, a type of results | 200 |
| query_content_type_ask | Accept for ASK | 2xx, a type of results | 200 |
| query_content_type_describe | DESCRIBE | 2xx, a type of RDF | 200 |
| query_content_type_construct | CONSTRUCT | 2xx, a type of RDF | 200 |
| update_dataset_default_graph | update with using-graph-uri | 2xx | 403, by design |
| update_dataset_default_graphs | update with two of them | 2xx | 403, by design |
| update_dataset_named_graphs | update with using-named-graph-uri | 2xx | 403, by design |
| update_dataset_full | update with both kinds | 2xx | 403, by design |
| update_post_form | POST form, update= | 2xx | 403, by design |
| update_post_direct | POST application/sparql-update | 2xx | 403, by design |
| update_base_uri | update with a relative IRI | 2xx | 403, by design |
| bad_query_method | PUT | 4xx | 405 |
| bad_multiple_queries | two query= | 4xx | 400 |
| bad_query_wrong_media_type | POST text/plain | 4xx | 415 |
| bad_query_missing_form_type | POST form without its type | 4xx | 415 |
| bad_query_missing_direct_type | POST a query without its type | 4xx | 415 |
| bad_query_non_utf8 | POST a query in UTF-16 | 4xx | 400 |
| bad_query_syntax | ASK { | 4xx | 400 |
| bad_update_get | GET ?update= | 4xx | 403 |
| bad_multiple_updates | two update= | 4xx | 403 |
| bad_update_wrong_media_type | POST text/plain | 4xx | 415 |
| bad_update_missing_form_type | POST update= without its type | 4xx | 415 |
| bad_update_non_utf8 | POST an update in UTF-16 | 4xx | 400 |
| bad_update_syntax | POST update= of nonsense | 4xx | 403 |
| bad_update_dataset_conflict | using-named-graph-uri and WITH | 4xx | 403 |
"""

import re
import sys
from typing import Any
from urllib.parse import quote, urlencode

import pytest

Client = Any

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
RESULTS = {"application/sparql-results+json", "application/sparql-results+xml"}
TRIPLES = {"text/turtle; charset=utf-8", "application/n-triples", "application/rdf+xml", "application/ld+json"}


def data(number: int) -> str:
    return f"https://ex.org/data/{number}"


def both_documents() -> str:
    return f"ASK {{ <{data(1)}> a ?type . <{data(2)}> a ?type }}"


def both_named() -> str:
    return f"ASK {{ GRAPH ?a {{ <{data(1)}> a ?type }} GRAPH ?b {{ <{data(2)}> a ?type }} }}"


def targeted(**fields: list[str]) -> str:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return "/sparql/?" + urlencode(named, doseq=True)


def test_query_get(client: Client) -> None:
    answer = client.request("GET", f"/sparql/?query={quote('ASK {}')}")
    assert (answer.status, answer.boolean) == (200, True)


def test_query_post_form(client: Client) -> None:
    answer = client.post(b"query=ASK%20%7B%7D", FORM, targeted(default_graph_uri=[data(0)]))
    assert (answer.status, answer.boolean) == (200, True)


def test_query_post_direct(client: Client) -> None:
    answer = client.post(b"ASK {}", QUERY)
    assert (answer.status, answer.boolean) == (200, True)


def test_query_dataset_default_graphs_get(client: Client) -> None:
    answer = client.get(query=both_documents(), default_graph_uri=[data(1), data(2)])
    assert (answer.status, answer.boolean) == (200, True)
    assert not client.get(query=both_documents(), default_graph_uri=[data(1)]).boolean


def test_query_dataset_default_graphs_post(client: Client) -> None:
    answer = client.post(both_documents().encode(), QUERY, targeted(default_graph_uri=[data(1), data(2)]))
    assert (answer.status, answer.boolean) == (200, True)


def test_query_dataset_named_graphs_get(client: Client) -> None:
    answer = client.get(query=both_named(), named_graph_uri=[data(1), data(2)])
    assert (answer.status, answer.boolean) == (200, True)
    assert not client.get(query=both_named(), named_graph_uri=[data(1)]).boolean


def test_query_dataset_named_graphs_post(client: Client) -> None:
    answer = client.post(both_named().encode(), QUERY, targeted(named_graph_uri=[data(1), data(2)]))
    assert (answer.status, answer.boolean) == (200, True)


def test_query_dataset_full(client: Client) -> None:
    text = f"ASK {{ <{data(3)}> a ?type GRAPH ?a {{ <{data(1)}> a ?type }} GRAPH ?b {{ <{data(2)}> a ?type }} }}"
    target = targeted(default_graph_uri=[data(3)], named_graph_uri=[data(1), data(2)])
    answer = client.post(text.encode(), QUERY, target)
    assert (answer.status, answer.boolean) == (200, True)


def test_query_multiple_dataset(client: Client) -> None:
    text = f"ASK FROM <{data(3)}> {{ GRAPH ?a {{ <{data(1)}> a ?type }} <{data(2)}> a ?type }}"
    target = targeted(default_graph_uri=[data(2)], named_graph_uri=[data(1)])
    answer = client.post(text.encode(), QUERY, target)
    assert (answer.status, answer.boolean) == (200, True)


def test_query_content_type_select(client: Client) -> None:
    answer = client.get("application/sparql-results+xml, application/sparql-results+json", query="SELECT (1 AS ?x) {}")
    assert answer.status == 200
    assert answer.type in RESULTS


def test_query_content_type_ask(client: Client) -> None:
    answer = client.get("application/sparql-results+xml, application/sparql-results+json", query="ASK {}")
    assert answer.status == 200
    assert answer.type in RESULTS


def test_query_content_type_describe(client: Client) -> None:
    answer = client.get("application/rdf+xml, text/turtle", query=f"DESCRIBE <{data(1)}>")
    assert answer.status == 200
    assert answer.type in TRIPLES


def test_query_content_type_construct(client: Client) -> None:
    answer = client.get("application/rdf+xml, text/turtle", query="CONSTRUCT { <a:s> <a:p> 1 } WHERE {}")
    assert answer.status == 200
    assert answer.type in TRIPLES


def refused(answer: Any) -> bool:
    return answer.status == 403 and "updates are refused" in answer.text


def test_update_dataset_default_graph(client: Client) -> None:
    text = b"INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert refused(client.post(text, UPDATE, targeted(using_graph_uri=[data(1)])))


def test_update_dataset_default_graphs(client: Client) -> None:
    text = b"INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert refused(client.post(text, UPDATE, targeted(using_graph_uri=[data(1), data(2)])))


def test_update_dataset_named_graphs(client: Client) -> None:
    text = b"INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert refused(client.post(text, UPDATE, targeted(using_named_graph_uri=[data(1)])))


def test_update_dataset_full(client: Client) -> None:
    text = b"INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert refused(client.post(text, UPDATE, targeted(using_graph_uri=[data(1)], using_named_graph_uri=[data(2)])))


def test_update_post_form(client: Client) -> None:
    assert refused(client.post(b"update=CLEAR+ALL", FORM))


def test_update_post_direct(client: Client) -> None:
    assert refused(client.post(b"CLEAR ALL", UPDATE))
    assert client.get(query=f"ASK {{ GRAPH <{data(1)}> {{ ?s ?p ?o }} }}").boolean


def test_update_base_uri(client: Client) -> None:
    assert refused(client.post(b"INSERT DATA { GRAPH <a:g> { <a:s> <a:p> <relative> } }", UPDATE))


def test_bad_query_method(client: Client) -> None:
    answer = client.request("PUT", f"/sparql/?query={quote('ASK {}')}", {"Content-Type": FORM}, b"")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(client: Client) -> None:
    assert client.get(query=["ASK {}", "SELECT * {}"]).status == 400
    assert client.post(b"query=ASK%20%7B%7D", FORM, targeted(query=["ASK {}"])).status == 400
    assert client.post(b"ASK {}", QUERY, targeted(query=["ASK {}"])).status == 400


def test_bad_query_wrong_media_type(client: Client) -> None:
    assert client.post(b"ASK {}", "text/plain").status == 415


def test_bad_query_missing_form_type(client: Client) -> None:
    assert client.post(b"query=ASK%20%7B%7D", None).status == 415


def test_bad_query_missing_direct_type(client: Client) -> None:
    assert client.post(b"ASK {}", None).status == 415


def test_bad_query_non_utf8(client: Client) -> None:
    assert client.post("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16").status == 400
    assert client.post("ASK {}".encode("utf-16"), QUERY).status == 400


def test_bad_query_syntax(client: Client) -> None:
    answer = client.request("GET", "/sparql/?query=ASK%20%7B")
    assert answer.status == 400
    assert "line 1, column 6" in answer.text


def test_bad_update_get(client: Client) -> None:
    assert refused(client.request("GET", "/sparql/?update=CLEAR%20ALL"))


def test_bad_multiple_updates(client: Client) -> None:
    assert refused(client.post(b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM))


def test_bad_update_wrong_media_type(client: Client) -> None:
    assert client.post(b"CLEAR NAMED", "text/plain").status == 415


def test_bad_update_missing_form_type(client: Client) -> None:
    assert client.post(b"update=CLEAR%20NAMED", None).status == 415


def test_bad_update_non_utf8(client: Client) -> None:
    assert client.post("CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16").status == 400


def test_bad_update_syntax(client: Client) -> None:
    assert refused(client.post(b"update=CLEAR%20XYZ", FORM))


def test_bad_update_dataset_conflict(client: Client) -> None:
    text = b"WITH <a:g> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }"
    assert refused(client.post(text, UPDATE, targeted(using_named_graph_uri=["https://ex.org/people"])))


def test_each_of_the_34_cases_has_its_test() -> None:
    cases = re.findall(r"^\| ((?:query|update|bad)_\w+) \|", __doc__ or "", re.MULTILINE)
    assert len(cases) == len(set(cases)) == 34
    assert [case for case in cases if not hasattr(sys.modules[__name__], f"test_{case}")] == []


@pytest.mark.parametrize("case", ["bad", "update"])
def test_the_table_tells_of_every_refusal_that_it_is_a_client_error(case: str) -> None:
    answers = re.findall(rf"^\| {case}_\w+ \|.*\| (\d+)[^|]* \|$", __doc__ or "", re.MULTILINE)
    assert answers
    assert all(400 <= int(status) < 500 for status in answers)
