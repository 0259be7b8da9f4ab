"""The small graph of the RDF room's tests, as a graph that answers SPARQL."""

import importlib.util
from pathlib import Path

import pytest

from kg.model import Ontology
from kg.sparql.graph import RdfGraph, load

_FROM = Path(__file__).parents[1] / "rdf" / "conftest.py"
_spec = importlib.util.spec_from_file_location("small_graph", _FROM)
assert _spec is not None
assert _spec.loader is not None
_small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_small)

ontology, graph, outputs, hostile, texts = (
    getattr(_small, name) for name in ("ontology", "graph", "outputs", "hostile", "texts")
)


@pytest.fixture(scope="session")
def rdf_graph(outputs: Path, ontology: Ontology) -> RdfGraph:
    return load(outputs, ontology)
