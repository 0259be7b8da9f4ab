"""What tests of the schema share: the graph that its examples make together, and a small one that was built."""

import json
from pathlib import Path

import pytest
from rdflib import Graph

from kg.model import Class, Ontology, Property
from kg.ontology import load_ontology
from kg.pipeline import Settings, build
from kg.rdf.names import Names

RECORDS = (
    {
        "title": "TidePPO: Steady Steps",
        "authors": ["Ada Lovelace", "Noor Haddad"],
        "published": "2026-03-14",
        "abstract": "We propose TidePPO, an extension of PPO. TidePPO outperforms MAPPO on SMAC. TidePPO reaches a win "
        "rate of 92.5% on SMAC. Code is at https://github.com/tide-lab/tideppo.",
    },
    {
        "title": "TideBench: A Benchmark of Tides",
        "authors": [{"name": "Ada Lovelace", "affiliation": "Tide Lab"}],
        "abstract": "We introduce TideBench, a benchmark for multi-agent reinforcement learning. We compare PPO with "
        "QMIX on TideBench. QMIX does not outperform PPO. Tidal Policy Optimization (TPO) may help.",
    },
    {
        "title": "TidePPO: Steady Steps",
        "authors": ["Ada Lovelace"],
        "abstract": "We propose TidePPO, an extension of PPO. TidePPO outperforms MAPPO on SMAC. TidePPO is trained on "
        "the TideLogs dataset.",
    },
)


def parsed(term: Class | Property, ontology: Ontology) -> Graph:
    """The example of a term under the prefixes that the documentation names."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in Names(ontology).prefixes.items())
    return Graph(bind_namespaces="none").parse(data=prefixes + term.example, format="turtle")


@pytest.fixture(scope="session")
def examples() -> dict[str, Graph]:
    """The example of each term, by the term's IRI."""
    ontology = load_ontology()
    terms: list[Class | Property] = [*ontology.classes.values(), *ontology.properties.values()]
    return {term.iri: parsed(term, ontology) for term in terms}


@pytest.fixture(scope="session")
def example_graph(examples: dict[str, Graph]) -> Graph:
    """All examples together."""
    whole = Graph(bind_namespaces="none")
    for graph in examples.values():
        whole += graph
    return whole


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a build of three papers."""
    folder = tmp_path_factory.mktemp("small")
    lines = "".join(f"{json.dumps(record)}\n" for record in RECORDS)
    (folder / "small.jsonl").write_text(lines, encoding="utf-8")
    return build(folder / "small.jsonl", folder / "out", settings=Settings(model="rules", jobs=1)).folder
