"""The graph as RDF files: N-Triples, N-Quads, Turtle and JSON-LD with the same triples, and what they come to.

The same bytes every time.
"""

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from kg.errors import TermError
from kg.graph import KnowledgeGraph
from kg.model import Ontology
from kg.rdf.files import ntriples
from kg.rdf.files.counts import Counts, counted
from kg.rdf.files.dataset import dataset
from kg.rdf.files.jsonld import jsonld
from kg.rdf.files.nquads import Placement
from kg.rdf.files.turtle import turtle
from kg.rdf.triples import Things, described

NTRIPLES, NQUADS, TURTLE, JSONLD = "graph.nt", "graph.nq", "graph.ttl", "graph.jsonld"
DATASET = "dataset.ttl"


def write_all(graph: KnowledgeGraph, ontology: Ontology, folder: Path) -> tuple[Path, ...]:
    """Write the files into a folder that exists, and return their paths.

    Raises TermError where something is no RDF, and UnknownTermError where something is not in the schema.
    """
    things = described(graph, ontology)
    paths = tuple(folder / name for name in (NTRIPLES, NQUADS, TURTLE, JSONLD, DATASET))
    try:
        counts = _write_lines(things, ontology, paths[0], paths[1])
        _write(paths[2], turtle(things, ontology))
        _write(paths[3], jsonld(things, ontology))
        _write(paths[4], dataset(counts, paths[:4], things, ontology))
    except TermError:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return paths


def write_pickled(told: bytes, folder: Path) -> tuple[Path, ...]:
    """The same for a pickled pair of graph and ontology: what another process is told."""
    graph, ontology = pickle.loads(told)
    return write_all(graph, ontology, folder)


def _write_lines(things: Things, ontology: Ontology, ntriples_path: Path, nquads_path: Path) -> Counts:
    """N-Triples and N-Quads, which differ in how their lines end; the same pass counts them."""
    placement = Placement(things, ontology)
    columns: ntriples.Columns = {}
    with _opened(ntriples_path) as triples, _opened(nquads_path) as quads:
        for iri, said in ntriples.stated(things, columns):
            triples.write(ntriples.text(iri, said))
            quads.write(placement.text(iri, said))
    return counted(things, columns)


def _opened(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="\n")


def _write(path: Path, parts: Iterable[str]) -> None:
    with _opened(path) as stream:
        stream.writelines(parts)
