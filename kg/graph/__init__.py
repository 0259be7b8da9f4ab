"""What the papers say, as one typed graph: nodes, statements with their evidence, GraphML and a layout."""

from kg.graph.assembly.assemble import assemble
from kg.graph.assembly.verdicts import CURATED, REPORTED, judge, statement_key
from kg.graph.facts import Fact, Refusal
from kg.graph.identities import merge_path
from kg.graph.knowledge_graph import ENTITY_TYPES, PROVENANCE_TYPES, KnowledgeGraph

__all__ = [
    "CURATED",
    "ENTITY_TYPES",
    "PROVENANCE_TYPES",
    "REPORTED",
    "Fact",
    "KnowledgeGraph",
    "Refusal",
    "assemble",
    "judge",
    "merge_path",
    "statement_key",
]
