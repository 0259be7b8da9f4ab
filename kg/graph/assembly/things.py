"""The nodes of a graph: papers and their documents, entities, people, web addresses."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from kg.graph.assembly.resources import address, resource_iri, resource_node
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Document, Entity, Extraction, Literal, Node, Paper, Resolution, Vocabulary

LINKED = {"creator": "Author", "affiliatedWith": "Organization"}
"""Facts of records whose value is a thing, and its class."""


def document_iri(things: str, document: Document) -> str:
    """The IRI of a document, from its key."""
    return f"{things}/document/{quote(document.key, safe='-._~')}"


def add_papers(graph: KnowledgeGraph, papers: Iterable[Paper], things: str) -> None:
    """Papers, and the documents that are their versions."""
    for paper in papers:
        titles = {document.title for document in paper.documents if document.title}
        aliases = tuple(sorted(titles - {paper.label, paper.title}))
        graph.add_node(Node(iri=paper.iri, type="Paper", label=paper.label, aliases=aliases))
        graph.add_merges(paper.iri, paper.merges)
        for document in paper.documents:
            node = _document_node(document_iri(things, document), document, paper)
            graph.add_node(node)
            graph.add_version(paper.iri, node.iri)


def _document_node(iri: str, document: Document, paper: Paper) -> Node:
    properties = {
        "line": (Literal(value=str(document.line), datatype="integer"),),
        "recordId": (Literal(value=document.id),),
        "sourceHash": (Literal(value=document.source.sha256),),
        "sourceName": (Literal(value=document.source.name),),
        "text": (Literal(value=document.text),),
    }
    if document.title:
        properties["title"] = (Literal(value=document.title),)
    label = f"{paper.label} ({document.source.name}:{document.line})"
    return Node(iri=iri, type="Document", label=label, properties=dict(sorted(properties.items())))


def add_entities(graph: KnowledgeGraph, resolution: Resolution, things: str, vocabulary: Vocabulary) -> None:
    """Entities, authors and organisations, with the reasons for their merges and for what was kept apart."""
    told = _told(resolution)
    documents = {d.key: document_iri(things, d) for paper in resolution.papers for d in paper.documents}
    for entity in resolution.entities:
        graph.add_node(_entity_node(entity, told.get(entity.iri, {}), vocabulary))
        graph.add_merges(entity.iri, entity.merges)
        graph.identities.add_forms(
            entity.iri, {form.text: [documents[key] for key in form.documents] for form in entity.forms}
        )
    graph.add_near_misses(resolution.near)
    graph.identities.add_retired(resolution.retired)


def _entity_node(entity: Entity, told: Mapping[str, Iterable[str]], vocabulary: Vocabulary) -> Node:
    aliases = sorted({form.text for form in entity.forms} - {entity.label})
    properties: dict[str, tuple[Literal, ...]] = {}
    if entity.concept:
        properties["concept"] = (Literal(value=entity.concept, datatype="anyURI"),)
    better = _higher_is_better(entity, vocabulary)
    if better is not None:
        properties["higherIsBetter"] = (Literal(value=str(better).lower(), datatype="boolean"),)
    for name, values in sorted(told.items()):
        found = tuple(Literal(value=value) for value in sorted(values))
        if found:
            properties[name] = found
    return Node(
        iri=entity.iri,
        type=entity.type,
        label=entity.label,
        aliases=tuple(aliases),
        named=entity.named,
        properties=properties,
    )


def _higher_is_better(entity: Entity, vocabulary: Vocabulary) -> bool | None:
    """Whether more of a metric is better, where the vocabulary knows the metric and says so."""
    concept = vocabulary.concepts.get(entity.concept or "")
    return concept.higher_is_better if concept and entity.type == concept.type == "Metric" else None


def _told(resolution: Resolution) -> Mapping[str, dict[str, set[str]]]:
    """The account names and identifiers that records give people and organisations, by IRI and property."""
    found: dict[str, dict[str, set[str]]] = {}
    for paper in resolution.papers:
        for document in paper.documents:
            for fact in document.facts:
                iri = resolution.entity_of.get((document.key, LINKED.get(fact.property, ""), fact.local))
                if iri:
                    told = found.setdefault(iri, {})
                    told.setdefault("handle", set()).update([fact.handle] if fact.handle else [])
                    told.setdefault("identifier", set()).update(fact.identifiers)
    return found


def add_resources(graph: KnowledgeGraph, extractions: Iterable[Extraction], things: str) -> None:
    """Web addresses, from texts and from records."""
    found: dict[str, set[tuple[str, str]]] = {}
    for extraction in extractions:
        said = [(resource.url, resource.kind) for resource in extraction.resources]
        said += [(fact.value, "page") for fact in extraction.document.facts if fact.property == "hasResource"]
        for url, kind in said:
            key = address(url)
            if key is not None:
                found.setdefault(key, set()).add((url.strip(), kind))
    for key, pairs in found.items():
        iri = resource_iri(things, key)
        graph.add_node(resource_node(iri, key, {url for url, _ in pairs}, {kind for _, kind in pairs}))
