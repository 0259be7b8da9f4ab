"""From extractions and what they were resolved to, the graph."""

from collections.abc import Iterable

from kg.graph.assembly.lookup import Lookup
from kg.graph.assembly.said import Said
from kg.graph.assembly.statements import Statements
from kg.graph.assembly.things import add_entities, add_papers, add_resources
from kg.graph.assembly.versions import own_sentences
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Extraction, Ontology, Resolution


def assemble(
    extractions: Iterable[Extraction], resolution: Resolution, ontology: Ontology, *, extractor: str
) -> KnowledgeGraph:
    """The graph of a corpus; `extractor` names what read the texts, for the provenance of statements.

    What the schema does not allow, and what cannot be linked, is left out and listed in `graph.refused`.
    """
    graph = KnowledgeGraph()
    statements = Statements(graph, ontology)
    ordered = sorted(extractions, key=lambda extraction: extraction.document.key)
    add_papers(graph, resolution.papers, statements.things)
    add_entities(graph, resolution, statements.things)
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
