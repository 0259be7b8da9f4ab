"""The graph in rdflib's memory, for those who want rdflib's own interface."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.term import Identifier

from kg.collector import collector_at_rest
from kg.graph import KnowledgeGraph
from kg.model import Literal, Ontology
from kg.ontology import load_ontology
from kg.rdf.files.folder import triples_of
from kg.rdf.names import Names
from kg.rdf.terms import XSD, Triple
from kg.rdf.triples import triples


def to_rdflib(place: KnowledgeGraph | Path | str) -> Graph:
    """A graph, or the one of a folder that `kg build` wrote, as an `rdflib.Graph` with the prefixes of the files.

    >>> from kg import KnowledgeGraph, to_rdflib
    >>> len(to_rdflib(KnowledgeGraph()))
    0

    Raises ReadError where the folder holds no graph.
    """
    ontology = load_ontology()
    found = triples(place, ontology) if isinstance(place, KnowledgeGraph) else triples_of(Path(place))
    return bound(in_memory(found), ontology)


def bound(graph: Graph, ontology: Ontology) -> Graph:
    """The same rdflib graph, which now knows the prefixes of a schema."""
    for prefix, namespace in Names(ontology).prefixes.items():
        graph.bind(prefix, namespace)
    return graph


def in_memory(triples: Iterable[Triple]) -> Graph:
    """An rdflib graph of the triples: what its own parser makes of them, several times faster."""
    store = SimpleMemory()
    graph = Graph(store=store, bind_namespaces="none")
    iri, literal = cache(URIRef), cache(rdf_literal)
    with collector_at_rest():
        for s, p, o in triples:
            term: Identifier = literal(o) if isinstance(o, Literal) else iri(o)
            store.add((iri(s), iri(p), term), graph)
    return graph


def rdf_literal(literal: Literal) -> RdfLiteral:
    """The literal as rdflib has it, its digits as written."""
    datatype = None if literal.datatype == "string" else URIRef(XSD + literal.datatype)
    return RdfLiteral(literal.value, datatype=datatype, normalize=False)
