"""The graph as RDF files: N-Triples, Turtle and JSON-LD with the same triples, the same bytes every time."""

from pathlib import Path

from kg.graph import KnowledgeGraph
from kg.model import Ontology
from kg.rdf.files import ntriples
from kg.rdf.files.jsonld import jsonld
from kg.rdf.files.turtle import write_turtle
from kg.rdf.sparql.memory import in_memory
from kg.rdf.triples import triples

NTRIPLES, TURTLE, JSONLD = "graph.nt", "graph.ttl", "graph.jsonld"


def write_all(graph: KnowledgeGraph, ontology: Ontology, folder: Path) -> tuple[Path, ...]:
    """Write the three files into a folder that exists, and return their paths.

    Raises TermError where something is no RDF, and UnknownTermError where something is not in the schema.
    """
    lines = ntriples.lines(triples(graph, ontology))
    paths = (folder / NTRIPLES, folder / TURTLE, folder / JSONLD)
    with paths[0].open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)
    ordered = tuple(ntriples.read("".join(lines), NTRIPLES))
    with paths[1].open("wb") as binary:
        write_turtle(in_memory(ordered), ontology, binary)
    with paths[2].open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(jsonld(ordered, ontology))
    return paths
