"""The graph as RDF files: N-Triples, Turtle and JSON-LD with the same triples, the same bytes every time."""

import pickle
from collections.abc import Iterable
from pathlib import Path

from kg.errors import TermError
from kg.graph import KnowledgeGraph
from kg.model import Ontology
from kg.rdf.files import ntriples
from kg.rdf.files.jsonld import jsonld
from kg.rdf.files.turtle import turtle
from kg.rdf.triples import described

NTRIPLES, TURTLE, JSONLD = "graph.nt", "graph.ttl", "graph.jsonld"


def write_all(graph: KnowledgeGraph, ontology: Ontology, folder: Path) -> tuple[Path, ...]:
    """Write the three files into a folder that exists, and return their paths.

    Raises TermError where something is no RDF, and UnknownTermError where something is not in the schema.
    """
    things = described(graph, ontology)
    paths = (folder / NTRIPLES, folder / TURTLE, folder / JSONLD)
    try:
        _write(paths[0], ntriples.lines(things))
        _write(paths[1], turtle(things, ontology))
        _write(paths[2], jsonld(things, ontology))
    except TermError:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return paths


def write_pickled(told: bytes, folder: Path) -> tuple[Path, ...]:
    """The same for a pickled pair of graph and ontology: what another process is told."""
    graph, ontology = pickle.loads(told)
    return write_all(graph, ontology, folder)


def _write(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)
