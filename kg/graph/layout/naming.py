"""What a community is about, in the names of its own things."""

from collections.abc import Mapping, Sequence

from kg.graph.knowledge_graph import ENTITY_TYPES, KnowledgeGraph

_TELLING = {"Task": 1.5, "Benchmark": 1.2, "Dataset": 1.1, "Method": 1.0}
"""How well the classes say what a group of papers is about; metrics do not."""
_NAMES = 2
_EVERYWHERE = 2
"""Papers added to an entity's own, so that one paper's only entity does not name the group."""


def names(graph: KnowledgeGraph, communities: Sequence[Sequence[str]]) -> list[str]:
    """A name for each community, larger ones choosing first: the entities that most of its papers and few others share.

    An entity names one community only. A community without entities has the label of its first node.
    """
    home = {iri: place for place, community in enumerate(communities) for iri in community}
    papers = _papers(graph)
    counted: list[list[tuple[float, str]]] = [[] for _ in communities]
    for node in graph.entities():
        spread: dict[int, int] = {}
        for paper in papers.get(node.iri, ()):
            spread[home.get(paper, -1)] = spread.get(home.get(paper, -1), 0) + 1
        for place, count in spread.items():
            if place >= 0 and node.type in _TELLING:
                score = _TELLING[node.type] * count * count / (len(papers[node.iri]) + _EVERYWHERE)
                counted[place].append((-score, node.iri))
    taken: set[str] = set()
    return [_name(graph, community, found, taken) for community, found in zip(communities, counted, strict=True)]


def _papers(graph: KnowledgeGraph) -> Mapping[str, set[str]]:
    """The papers that state something of each entity."""
    found: dict[str, set[str]] = {}
    for (subject, _, object_), statements in graph.facts().items():
        for end in (subject, object_):
            if isinstance(end, str) and graph.node(end).type in ENTITY_TYPES:
                found.setdefault(end, set()).update(statement.paper for statement in statements)
    return found


def _name(graph: KnowledgeGraph, community: Sequence[str], found: list[tuple[float, str]], taken: set[str]) -> str:
    chosen = [iri for _, iri in sorted(found) if iri not in taken][:_NAMES]
    taken.update(chosen)
    return " · ".join(graph.node(iri).label for iri in chosen) or graph.node(community[0]).label
