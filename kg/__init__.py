"""papergraph: reads paper abstracts and builds a typed knowledge graph of them.

    __main__ → cli → serve → pipeline → sparql → staging | rdf | view | curation → read | extract | link | graph
             → ontology → model → errors | collector

A room imports only from the floors below; rooms on one floor never import each other.

    read      files          → Document
    extract   Document       → LocalEntity, RelationMention, ResultMention      (spaCy)
    link      extractions    → Paper, Entity: one thing, one node
    graph     all of it      → KnowledgeGraph                                   (networkx)
    rdf       KnowledgeGraph → RDF, checked                                     (rdflib, pySHACL)
    view      KnowledgeGraph → page, tables                                     (pyvis)
    sparql    RDF            → answers                                          (pyoxigraph)
    serve     a built folder → SPARQL endpoint, pages                           (h11)

>>> from kg import KnowledgeGraph, build  # loads the libraries on first use, so that `import kg` stays light
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.pipeline import Build, Settings, build
    from kg.rdf.memory import to_rdflib
    from kg.view.knowledge_graph import KnowledgeGraph

__all__ = ["Build", "KnowledgeGraph", "Settings", "build", "to_rdflib"]

_HOMES = {
    "Build": "kg.pipeline",
    "KnowledgeGraph": "kg.view.knowledge_graph",
    "Settings": "kg.pipeline",
    "build": "kg.pipeline",
    "to_rdflib": "kg.rdf.memory",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
