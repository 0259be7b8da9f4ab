"""From extractions and what they were resolved to, the graph."""

from collections.abc import Iterable

from kg.graph.assembly.lookup import Lookup
from kg.graph.assembly.said import Said
from kg.graph.assembly.statements import Statements, run_iri
from kg.graph.assembly.things import add_entities, add_papers, add_resources
from kg.graph.assembly.versions import own_sentences
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Extraction, Literal, Node, Ontology, Resolution, Run, Vocabulary


def assemble(
    extractions: Iterable[Extraction],
    resolution: Resolution,
    ontology: Ontology,
    *,
    extractor: str,
    run: Run | None = None,
    vocabulary: Vocabulary | None = None,
) -> KnowledgeGraph:
    """The graph of a corpus; `extractor` names what read the texts, and `run` with what, for statements' provenance.

    `vocabulary` says of the metrics that it knows whether a higher value is better.

    What the schema does not allow, and what cannot be linked, is left out and listed in `graph.refused`.
    """
    graph = KnowledgeGraph()
    statements = Statements(graph, ontology, run)
    ordered = sorted(extractions, key=lambda extraction: extraction.document.key)
    if run is not None:
        graph.add_node(_run_node(run_iri(statements.things, run), run))
    add_papers(graph, resolution.papers, statements.things)
    add_entities(graph, resolution, statements.things, vocabulary or Vocabulary(concepts={}))
    add_resources(graph, ordered, statements.things)
    paper_of = {document.key: paper.iri for paper in resolution.papers for document in paper.documents}
    own = own_sentences(resolution.papers, ordered)
    for extraction in ordered:
        paper = paper_of[extraction.document.key]
        said = Said(extraction, paper, Lookup(extraction, resolution, paper), statements, extractor)
        said.add()
        said.add_own(own[extraction.document.key])
    graph.refused = tuple(sorted(statements.refused))
    return graph


def _run_node(iri: str, run: Run) -> Node:
    said = {"model": run.model, "settings": run.settings, "software": run.software}
    properties = {name: (Literal(value=value),) for name, value in said.items() if value}
    label = ", ".join(part for part in (run.software, run.model, run.settings) if part)
    return Node(iri=iri, type="Run", label=label, properties=properties)
