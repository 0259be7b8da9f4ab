from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.ontology import load_ontology
from kg.rdf.triples import triples
from kg.sparql.graph import RdfGraph

CLASSES = {"Papers": "Paper", "Methods": "Method", "Benchmarks": "Benchmark", "Results": "Result", "Authors": "Author"}
RELATIONS = {
    "evaluated on": "evaluatedOn",
    "outperforms": "outperforms",
    "uses": "uses",
    "proposes": "proposes",
    "mentions": "mentions",
    "written by": "creator",
    "reported in": "reportedIn",
    "result of method": "method",
    "result on benchmark": "benchmark",
}


@pytest.fixture
def rdf(graph: KnowledgeGraph) -> RdfGraph:
    ontology = load_ontology()
    return RdfGraph(triples(graph, ontology), ontology)


def count(rdf: RdfGraph, pattern: str) -> int:
    ((cell,),) = rdf.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows
    assert cell is not None
    return int(cell.value)


def legend(page: Any, group: str) -> dict[str, int]:
    rows = (text.rsplit("\n", 1) for text in page.tab.locator(f"#{group} label").all_inner_texts())
    return {name: int(number) for name, number in rows}


def test_what_the_page_counts_is_what_sparql_counts(opener: Any, graph: KnowledgeGraph, rdf: RdfGraph) -> None:
    page = opener(graph)
    ontology = load_ontology()
    assert legend(page, "types") == {
        name: count(rdf, f"?x a <{ontology.class_(c).iri}>") for name, c in CLASSES.items()
    }
    relations = {name: count(rdf, f"?s <{ontology.property_(p).iri}> ?o") for name, p in RELATIONS.items()}
    assert legend(page, "relations") == {name: number for name, number in relations.items() if number}
    assert relations["uses"] == 0
