"""What tests of the schema share: the graph that its examples make together."""

import pytest
from rdflib import Graph

from kg.model import Class, Ontology, Property
from kg.ontology import load_ontology
from kg.rdf.names import Names


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
