"""The graph, or the part of it that somebody wants to see, as a pyvis network."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from pyvis.network import Network

from kg.errors import UnknownTermError
from kg.graph.knowledge_graph import PROVENANCE_TYPES, KnowledgeGraph
from kg.model import Literal, Node, Statement
from kg.view.style import look

_WEAK = frozenset({"mentions"})

Facts = Mapping[tuple[str, str, str | Literal], tuple[Statement, ...]]


def ranked(graph: KnowledgeGraph, facts: Facts | None = None) -> tuple[Node, ...]:
    """Every node on the map, the best connected first, classes taking turns by the share their look gives them.

    What joins papers counts most: an entity by its further papers and by its relations other than `mentions`, a paper
    by the entities it shares with others. So any head of the list, of any choice of classes, is a sensible picture.
    """
    weight = _weights(graph.facts() if facts is None else facts, graph)
    by_type: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes():
        if node.type not in PROVENANCE_TYPES:
            by_type[node.type].append(node)
    turns: list[tuple[float, str, Node]] = []
    for type_, nodes in by_type.items():
        nodes.sort(key=lambda node: (-weight[node.iri], node.iri))
        turns.extend(((place + 1) / look(type_).share, node.iri, node) for place, node in enumerate(nodes))
    return tuple(node for _, _, node in sorted(turns, key=lambda turn: turn[:2]))


def _weights(facts: Facts, graph: KnowledgeGraph) -> Counter[str]:
    papers: dict[str, set[str]] = defaultdict(set)
    degree: Counter[str] = Counter()
    for (subject, predicate, object_), statements in facts.items():
        if isinstance(object_, Literal):
            continue
        for end in (subject, object_):
            papers[end].update(statement.paper for statement in statements)
            degree[end] += predicate not in _WEAK
    weight = Counter({iri: degree[iri] + 2 * (len(found) - 1) for iri, found in papers.items()})
    for node in graph.nodes("Paper"):
        weight[node.iri] = 0
    for subject, predicate, object_ in facts:
        if predicate in _WEAK and isinstance(object_, str):
            weight[subject] += len(papers[object_]) > 1
    return weight


def to_pyvis(
    graph: KnowledgeGraph,
    positions: Mapping[str, tuple[int, int]],
    focus: str | None = None,
    depth: int = 1,
    types: Collection[str] | None = None,
    max_nodes: int = 300,
) -> Network:
    """A pyvis network of the best connected part of the graph: at most `max_nodes` nodes, of `types` if given.

    With `focus`, an IRI, only what lies within `depth` facts of it, the focus always among it. Node ids are IRIs, edges
    carry relation, confidence and the statements behind them. Titles stay unset: one that contains "href" makes
    pyvis's own template show every title as HTML. Raises UnknownTermError for a focus that is not in the graph.
    """
    if focus is not None and focus not in graph:
        raise UnknownTermError("node", focus, ())
    facts = graph.facts()
    near = None if focus is None else _within(facts, focus, depth)
    nodes = [
        node
        for node in ranked(graph, facts)
        if (near is None or node.iri in near) and (types is None or node.type in types or node.iri == focus)
    ]
    nodes.sort(key=lambda node: (near[node.iri] if near else 0, node.iri != focus))
    return fill(nodes[:max_nodes], facts, positions)


def _within(facts: Facts, focus: str, depth: int) -> dict[str, int]:
    """How many facts away from `focus` each node is, up to `depth`."""
    joined: dict[str, set[str]] = defaultdict(set)
    for subject, _, object_ in facts:
        if isinstance(object_, str):
            joined[subject].add(object_)
            joined[object_].add(subject)
    distance = {focus: 0}
    edge = [focus]
    for step in range(1, depth + 1):
        edge = sorted({other for iri in edge for other in joined[iri]} - distance.keys())
        distance.update(dict.fromkeys(edge, step))
    return distance


def fill(nodes: Collection[Node], facts: Facts, positions: Mapping[str, tuple[int, int]]) -> Network:
    """A pyvis network of these nodes, in this order, and of all facts between them.

    Filled in bulk: pyvis's add_node and add_edge search lists and take quadratic time.
    """
    network = Network(height="750px", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    network.set_edge_smooth("continuous")
    degree: Counter[str] = Counter()
    kept = {node.iri for node in nodes}
    for (subject, predicate, object_), statements in facts.items():
        if subject in kept and isinstance(object_, str) and object_ in kept:
            network.edges.append(_edge(subject, predicate, object_, statements))
            degree.update((subject, object_))
    for node in nodes:
        network.nodes.append(_node(node, positions.get(node.iri, (0, 0)), degree[node.iri]))
    network.node_ids.extend(node["id"] for node in network.nodes)
    network.node_map.update((node["id"], node) for node in network.nodes)
    return network


def _node(node: Node, position: tuple[int, int], degree: int) -> dict[str, object]:
    return {
        "id": node.iri,
        "label": node.label,
        "group": node.type,
        "color": look(node.type).light,
        "shape": look(node.type).shape,
        "size": round(6 + 2.4 * degree**0.5, 1),
        "x": position[0],
        "y": position[1],
        "physics": False,
    }


def _edge(subject: str, predicate: str, object_: str, statements: tuple[Statement, ...]) -> dict[str, object]:
    return {
        "from": subject,
        "to": object_,
        "label": predicate,
        "arrows": "to",
        "confidence": statements[0].confidence,
        "statements": [statement.iri for statement in statements],
    }
