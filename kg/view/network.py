"""The graph, or the part of it that somebody wants to see, as a pyvis network."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from pyvis.network import Network

from kg.errors import UnknownTermError
from kg.graph.knowledge_graph import PROVENANCE_TYPES, KnowledgeGraph
from kg.graph.layout import lay_out
from kg.model import Literal, Node, Statement
from kg.ontology import load_ontology
from kg.view.inlining import inline, policy, static, vis_network
from kg.view.style import look

_WEAK = frozenset({"mentions"})
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_WRAPPED = {"widthConstraint": {"maximum": 170}, "font": {"size": 13}}

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
    focus: str | None = None,
    depth: int = 1,
    types: Collection[str] | None = None,
    max_nodes: int = 300,
) -> Network:
    """A pyvis network of the best connected part of the graph: at most `max_nodes` nodes, of `types` if given.

    With `focus`, an IRI or a name, only what lies within `depth` facts of it, the focus always among it. Node ids are
    IRIs, edges carry relation, confidence and the statements behind them; the places are those of `kg.graph.layout`.
    Titles stay unset: one that contains "href" makes pyvis's own template show every title as HTML. What the network
    writes and shows comes from a template of ours, offline and without pyvis's menus. Raises UnknownTermError for a
    focus or a class that is not there.
    """
    facts = graph.facts()
    nodes = _chosen(graph, facts, None if focus is None else graph.find(focus).iri, depth, _known(types))[:max_nodes]
    network = fill(nodes, facts, lay_out(graph.subgraph(node.iri for node in nodes)).places)
    _dress(network)
    return network


def _known(types: Collection[str] | None) -> frozenset[str] | None:
    if types is None:
        return None
    wanted = frozenset({types} if isinstance(types, str) else types)
    known = load_ontology().classes
    for name in sorted(wanted - known.keys()):
        raise UnknownTermError("class", name, known)
    return wanted


def _chosen(
    graph: KnowledgeGraph, facts: Facts, focus: str | None, depth: int, types: Collection[str] | None
) -> list[Node]:
    """What there is to show, the focus and what is near it first."""
    near = None if focus is None else _within(facts, focus, depth)
    nodes = [
        node
        for node in ranked(graph, facts)
        if (near is None or node.iri in near) and (types is None or node.type in types or node.iri == focus)
    ]
    nodes.sort(key=lambda node: (near[node.iri] if near else 0, node.iri != focus))
    return nodes


def _dress(network: Network) -> None:
    """Give the network a template that loads nothing, lets no script in that is not its own, and shows text as text."""
    scripts = [inline(vis_network(), "script"), inline(static("network.js"), "script")]
    style = inline(static("network.css"), "style")
    environment = Environment(loader=PackageLoader("kg.view"), autoescape=True)
    environment.globals |= {"scripts": scripts, "style": style, "policy": policy(scripts, style)}
    network.templateEnv, network.path = environment, "network.html"
    network.prep_notebook()


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
    network.options.nodes = _WRAPPED
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


def _id(iri: str) -> str:
    """The IRI, without what no IRI may hold: pyvis's menus would take it for markup."""
    return _NO_IRI.sub(lambda found: quote(found[0]), iri)


def _node(node: Node, position: tuple[int, int], degree: int) -> dict[str, object]:
    return {
        "id": _id(node.iri),
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
        "from": _id(subject),
        "to": _id(object_),
        "label": predicate,
        "arrows": "to",
        "confidence": statements[0].confidence,
        "statements": [statement.iri for statement in statements],
    }
