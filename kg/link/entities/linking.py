"""Which local entities of a corpus are one thing, and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from kg.link.entities import edges
from kg.link.entities.classes import Classes
from kg.link.entities.clusters import Clusters
from kg.link.entities.glossary import Glossary
from kg.link.entities.known import Known
from kg.link.entities.local import Local, locals_of
from kg.link.entities.names import name_key
from kg.link.entities.places import Places
from kg.link.entities.vertex import Edge, Linked, Vertex
from kg.link.entities.vetoes import Vetoes
from kg.link.labels import clean
from kg.model import Extraction, Paper, Vocabulary


def link(extractions: Sequence[Extraction], papers: Iterable[Paper], vocabulary: Vocabulary) -> list[Linked]:
    """The things that the local entities of a corpus come to, each with what holds it together, sorted.

    Names are joined by the strongest reasons first, and never across a veto.
    """
    papers = tuple(papers)
    locals_, known = locals_of(extractions), Known(vocabulary)
    locals_ = Classes(extractions, papers, known).settle(locals_, Glossary(locals_, vocabulary))
    paper_of = {document.key: paper.iri for paper in papers for document in paper.documents}
    glossary = Glossary(locals_, vocabulary)
    places = Places(extractions, locals_, papers, glossary, known)
    vertex_of = {id(local): places.of(local) for local in locals_}
    used = sorted(set(vertex_of.values()))
    records = {extraction.document.key: extraction.document.id for extraction in extractions}
    texts = {extraction.document.key: extraction.document.text for extraction in extractions}
    names, named = _names(locals_, vertex_of), _named(locals_, vertex_of)
    by_concept = [*edges.concepts(locals_, vertex_of, known, glossary), *edges.vocabulary(vocabulary, places)]
    reasons = chain(
        by_concept,
        edges.definitions(locals_, vertex_of, places, records),
        edges.borrowed(used, glossary, records),
        edges.spellings(used, glossary),
        edges.within(locals_, vertex_of, glossary),
        edges.type_words(used, names, named, known),
        edges.misspellings(locals_, vertex_of, paper_of, texts),
        places.edges,
    )
    clusters: Clusters[Vertex] = Clusters(Vetoes((edge.left for edge in by_concept), glossary))
    kept = _join(clusters, reasons)
    return _collect(clusters, kept, locals_, vertex_of, places)


def _join(clusters: Clusters[Vertex], reasons: Iterable[Edge]) -> list[Edge]:
    """The edges that make two things one, in their order: a spanning forest."""
    return [
        edge
        for edge in sorted(reasons, key=lambda e: e.order)
        if not clusters.same(edge.left, edge.right) and clusters.join(edge.left, edge.right)
    ]


def _collect(
    clusters: Clusters[Vertex],
    kept: Iterable[Edge],
    locals_: Iterable[Local],
    vertex_of: dict[int, Vertex],
    places: Places,
) -> list[Linked]:
    at: dict[Vertex, list[Local]] = {}
    for local in locals_:
        at.setdefault(vertex_of[id(local)], []).append(local)
    found = [tuple(sorted(members)) for members in clusters.sets(sorted(at))]
    home = {vertex: members for members in found for vertex in members}
    why: dict[tuple[Vertex, ...], list[Edge]] = {}
    for edge in kept:
        if edge.left in home:
            why.setdefault(home[edge.left], []).append(edge)
    return [
        Linked(
            vertices=members,
            edges=tuple(_pruned(why.get(members, []), at)),
            locals=tuple(local for vertex in members for local in at.get(vertex, ())),
            note=next((places.notes[v] for v in members if v in places.notes and len(members) == 1), None),
        )
        for members in found
    ]


def _pruned(tree: list[Edge], at: dict[Vertex, list[Local]]) -> list[Edge]:
    """The edges without the branches that lead to names which no document uses."""
    vertices = {vertex for edge in tree for vertex in (edge.left, edge.right)}
    forms = {name_key(form) for vertex in vertices for local in at.get(vertex, ()) for form in local.forms}
    while True:
        degree = Counter(vertex for edge in tree for vertex in (edge.left, edge.right))
        bare = {v for v, count in degree.items() if count == 1 and not v.concept and v.name not in forms}
        if not bare:
            return tree
        tree = [edge for edge in tree if edge.left not in bare and edge.right not in bare]


def _names(locals_: Iterable[Local], vertex_of: dict[int, Vertex]) -> dict[Vertex, str]:
    """How most documents write each vertex."""
    counts: dict[Vertex, Counter[str]] = {}
    for local in locals_:
        counts.setdefault(vertex_of[id(local)], Counter())[clean(local.full)] += 1
    return {vertex: min(found, key=lambda name: (-found[name], name)) for vertex, found in counts.items()}


def _named(locals_: Iterable[Local], vertex_of: dict[int, Vertex]) -> dict[Vertex, bool]:
    found: dict[Vertex, bool] = {}
    for local in locals_:
        vertex = vertex_of[id(local)]
        found[vertex] = found.get(vertex, False) or local.entity.named
    return found
