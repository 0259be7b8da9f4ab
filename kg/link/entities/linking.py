"""Which local entities of a corpus are one thing, and why."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kg.link.entities import decided, edges, families
from kg.link.entities.classes import Classes
from kg.link.entities.clusters import Clusters
from kg.link.entities.decided import Decided
from kg.link.entities.glossary import Glossary
from kg.link.entities.known import Known
from kg.link.entities.local import Local, locals_of
from kg.link.entities.names import name_key
from kg.link.entities.near import Near, Resemblance
from kg.link.entities.places import Places
from kg.link.entities.slips import Slips
from kg.link.entities.vertex import Edge, Linked, Vertex
from kg.link.entities.vetoes import Veto, Vetoes
from kg.link.labels import clean
from kg.model import Decision, Extraction, Paper, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """The things of a corpus, sorted, and how most papers write each name; names that were kept apart; versions with
    their families; what was decided.
    """

    things: tuple[Linked, ...]
    names: Mapping[Vertex, str]
    near: tuple[Near, ...]
    families: tuple[tuple[Vertex, Vertex], ...]
    decided: Decided


def link(
    extractions: Sequence[Extraction],
    papers: Iterable[Paper],
    vocabulary: Vocabulary,
    decisions: Iterable[Decision] = (),
) -> Linking:
    """The things that the local entities of a corpus come to, each with what holds it together.

    Names are joined by the strongest reasons first, and never across a veto.
    """
    papers, known = tuple(papers), Known(vocabulary)
    records = {extraction.document.key: extraction.document.id for extraction in extractions}
    judged = Decided(decisions, records, known)
    locals_ = _settled(extractions, papers, vocabulary, known, judged)
    glossary = Glossary(locals_, vocabulary)
    places = Places(extractions, locals_, papers, glossary, known)
    vertex_of = {id(local): places.of(local) for local in locals_}
    judged.place(locals_, vertex_of)
    at = _by_vertex(locals_, vertex_of)
    used, names = sorted(at), _names(at)
    named = {vertex: any(local.entity.named for local in found) for vertex, found in at.items()}
    paper_of = {document.key: paper.iri for paper in papers for document in paper.documents}
    texts = {extraction.document.key: extraction.document.text for extraction in extractions}
    by_concept = [*edges.concepts(locals_, vertex_of, known, glossary), *edges.vocabulary(vocabulary, places)]
    reasons = chain(
        judged.edges(),
        by_concept,
        edges.definitions(locals_, vertex_of, places, records),
        edges.borrowed(used, glossary, records),
        edges.spellings(used, glossary),
        edges.bracketed(used, names, known),
        edges.within(locals_, vertex_of, glossary),
        edges.type_words(used, names, named, known),
        edges.empty_words(used, names, named, known),
        edges.misspellings(locals_, vertex_of, paper_of, texts),
        Slips(names, locals_, known).edges(used, at),
        places.edges,
    )
    vetoes = Vetoes((edge.left for edge in by_concept), glossary, vocabulary, judged.apart)
    clusters: Clusters[Vertex] = Clusters(vetoes)
    kept, refused = _join(clusters, vetoes, reasons)
    at = {vertex: [_own(local, vertex, clusters, at, known) for local in here] for vertex, here in at.items()}
    resemblance = Resemblance(names, named, clusters, vetoes)
    near = [*resemblance.refused(refused), *resemblance.pairs(used)]
    return Linking(
        things=tuple(_collect(clusters, kept, at, places)),
        names=names,
        near=tuple(pair for pair in near if not clusters.same(pair.left, pair.right)),
        families=tuple(families.families(used, names, named)),
        decided=judged,
    )


def _settled(
    extractions: Sequence[Extraction], papers: Iterable[Paper], vocabulary: Vocabulary, known: Known, judged: Decided
) -> list[Local]:
    """The local entities, each of the class that the corpus, or a person, gives it."""
    found = locals_of(extractions)
    return judged.recast(Classes(extractions, papers, known).settle(found, Glossary(found, vocabulary)))


def _join(
    clusters: Clusters[Vertex], vetoes: Vetoes, reasons: Iterable[Edge]
) -> tuple[list[Edge], list[tuple[Edge, Veto]]]:
    """The edges that make two things one, in their order: a spanning forest; and those that a veto stopped."""
    kept, refused = [], []
    for edge in sorted(reasons, key=lambda e: e.order):
        if clusters.same(edge.left, edge.right):
            continue
        if edge.rank == decided.RANK:
            clusters.force(edge.left, edge.right)
            kept.append(edge)
            continue
        pair = clusters.between(edge.left, edge.right)
        veto = vetoes.why(*pair) if pair else None
        if veto is None:
            clusters.force(edge.left, edge.right)
            kept.append(edge)
        else:
            refused.append((edge, veto))
    return kept, refused


def _own(local: Local, vertex: Vertex, clusters: Clusters[Vertex], used: Container[Vertex], known: Known) -> Local:
    """The local entity without those passing names that are another thing's name in the corpus or the vocabulary.

    A text that calls "visual RL" just "RL" once said it has not made "RL" a name of it.
    """

    def another(form: str) -> bool:
        named, concept = Vertex(local.group, name_key(form)), known.listed(form, local.group)
        listed = Vertex(local.group, concept=concept.iri) if concept else None
        return (named in used and not clusters.same(named, vertex)) or (
            listed is not None and not clusters.same(listed, vertex)
        )

    partial = [definition.short for definition in local.definitions if not definition.whole]
    away = {form for form in (*local.loose, *partial) if another(form)}
    if not away:
        return local
    return replace(
        local,
        loose=tuple(form for form in local.loose if form not in away),
        definitions=tuple(d for d in local.definitions if d.whole or d.short not in away),
        dropped=(*local.dropped, *sorted(away)),
    )


def _collect(
    clusters: Clusters[Vertex], kept: Iterable[Edge], at: Mapping[Vertex, Sequence[Local]], places: Places
) -> list[Linked]:
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


def _pruned(tree: list[Edge], at: Mapping[Vertex, Sequence[Local]]) -> list[Edge]:
    """The edges without the branches that lead to names which no document uses."""
    vertices = {vertex for edge in tree for vertex in (edge.left, edge.right)}
    forms = {name_key(form) for vertex in vertices for local in at.get(vertex, ()) for form in local.forms}
    while True:
        degree = Counter(vertex for edge in tree for vertex in (edge.left, edge.right))
        bare = {v for v, count in degree.items() if count == 1 and not v.concept and v.name not in forms}
        if not bare:
            return tree
        tree = [edge for edge in tree if edge.left not in bare and edge.right not in bare]


def _by_vertex(locals_: Iterable[Local], vertex_of: Mapping[int, Vertex]) -> dict[Vertex, list[Local]]:
    found: dict[Vertex, list[Local]] = {}
    for local in locals_:
        found.setdefault(vertex_of[id(local)], []).append(local)
    return found


def _names(at: Mapping[Vertex, Sequence[Local]]) -> dict[Vertex, str]:
    """How most documents write each vertex."""
    found = {}
    for vertex, locals_ in at.items():
        counts = Counter(clean(local.full) for local in locals_)
        found[vertex] = min(counts, key=lambda name: (-counts[name], name))
    return found
