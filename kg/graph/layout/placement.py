"""Where nodes lie on the map.

Louvain communities (Blondel et al. 2008) that are too large to lay out at once are split again; the parts are laid out
one by one (`springs`) and packed as circles, most connected next to each other (`packing`). Nothing depends on a clock,
on threads or on the order of sets: the same graph gives the same numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt, sqrt

import networkx as nx
import numpy as np

from kg.graph.knowledge_graph import PROVENANCE_TYPES, KnowledgeGraph
from kg.graph.layout.louvain import louvain
from kg.graph.layout.naming import names
from kg.graph.layout.packing import pack, rows
from kg.graph.layout.springs import Points, springs
from kg.model import Node

_SEED = 20
_WHOLE = 160
"""Nodes up to which a community is laid out in one piece."""
_SMALL = 12
"""Nodes up to which a component of its own goes to the rows below the map."""
_FINE = 10_000
"""How finely the weights of edges are told apart."""
_GAP = 14
"""Room between nodes, in the units of the map, in which a node of n facts has the radius 6 + 2.4 √n."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Nodes that facts tie together more than to the rest, by IRI, sorted; all of them lie within a circle."""

    name: str
    nodes: tuple[str, ...]
    centre: tuple[int, int]
    radius: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each node lies, by IRI, and the communities, the largest first."""

    places: Mapping[str, tuple[int, int]]
    communities: tuple[Community, ...]


def lay_out(graph: KnowledgeGraph) -> Layout:
    """A place for every node but documents and runs, in whole numbers, so that no two nodes overlap.

    Only facts count as edges. Small components and nodes without facts lie in rows below the rest, in no community.
    """
    whole = _undirected(graph)
    iris = [node.iri for node in _placed(graph)]
    sizes = np.array([_radius(whole.nodes[place]["degree"]) for place in range(len(iris))])
    small, large = _components(whole)
    parts = [_split(whole, part) for component in large for part in _parts(whole, component)]
    below = [_Part(nodes) for nodes in small]
    places = np.zeros((len(iris), 2))
    leaves = [leaf for part in (*parts, *below) for leaf in part.leaves()]
    laid = springs([(_matrix(whole, leaf), sizes[leaf]) for leaf in leaves], _GAP, _SEED)
    for leaf, points in zip(leaves, laid, strict=True):
        places[leaf] = points
    _place_packed(whole, parts, sizes, places)
    _place_rows(below, sizes, places, [place for part in parts for place in part.nodes])
    found = sorted((part.nodes for part in parts), key=lambda nodes: (-len(nodes), nodes))
    groups = [tuple(iris[place] for place in nodes) for nodes in found]
    return Layout(
        places={iri: (int(x), int(y)) for iri, (x, y) in zip(iris, np.rint(places).tolist(), strict=True)},
        communities=tuple(
            _circled(name, group, nodes, sizes, places)
            for name, group, nodes in zip(names(graph, groups), groups, found, strict=True)
        ),
    )


def _circled(name: str, group: tuple[str, ...], nodes: list[int], sizes: Points, places: Points) -> Community:
    """The community with the circle that holds its nodes."""
    middle = (places[nodes].max(axis=0) + places[nodes].min(axis=0)) / 2
    away = np.sqrt(((places[nodes] - middle) ** 2).sum(axis=1)) + sizes[nodes]
    x, y = (int(axis) for axis in np.rint(middle))
    return Community(name=name, nodes=group, centre=(x, y), radius=int(np.ceil(away.max())) + 1)


def _placed(graph: KnowledgeGraph) -> Iterator[Node]:
    """The nodes that the map shows."""
    return (node for node in graph.nodes() if node.type not in PROVENANCE_TYPES)


def _components(whole: nx.Graph) -> tuple[list[list[int]], list[list[int]]]:
    """The small and the large components, each sorted, the largest first."""
    found = sorted((sorted(part) for part in nx.connected_components(whole)), key=lambda part: (-len(part), part[0]))
    return [part for part in found if len(part) <= _SMALL], [part for part in found if len(part) > _SMALL]


def _undirected(graph: KnowledgeGraph) -> nx.Graph:
    """Nodes as numbers in the order of their IRIs; an edge weighs less the more facts its ends have."""
    number = {node.iri: place for place, node in enumerate(_placed(graph))}
    between: Counter[tuple[int, int]] = Counter()
    for subject, _, object_ in graph.facts():
        if isinstance(object_, str) and subject in number and object_ in number and subject != object_:
            one, other = sorted((number[subject], number[object_]))
            between[one, other] += 1
    degree: Counter[int] = Counter()
    for (one, other), count in between.items():
        degree.update({one: count, other: count})
    whole: nx.Graph = nx.Graph()
    whole.add_nodes_from((place, {"degree": degree[place]}) for place in range(len(number)))
    for (one, other), count in sorted(between.items()):
        whole.add_edge(one, other, weight=max(1, round(_FINE * count / (degree[one] * degree[other]) ** 0.5)))
    return whole


def _parts(whole: nx.Graph, nodes: list[int]) -> list[list[int]]:
    """The communities of some nodes, each sorted, the first in order first."""
    number = {node: place for place, node in enumerate(nodes)}
    weights = [
        {number[near]: data["weight"] for near, data in whole.adj[node].items() if near in number} for node in nodes
    ]
    return [[nodes[place] for place in part] for part in louvain(weights, _SEED)]


@dataclass(frozen=True, slots=True)
class _Part:
    """Nodes that lie together; those of a large part in pieces."""

    nodes: list[int]
    pieces: tuple["_Part", ...] = ()

    def leaves(self) -> Iterator[list[int]]:
        """The nodes of each part that is in one piece."""
        if not self.pieces:
            yield self.nodes
        for piece in self.pieces:
            yield from piece.leaves()


def _split(whole: nx.Graph, nodes: list[int]) -> _Part:
    """A part in pieces that are small enough, where its edges allow that."""
    pieces = _parts(whole, nodes) if len(nodes) > _WHOLE else []
    return _Part(nodes, tuple(_split(whole, piece) for piece in pieces) if len(pieces) > 1 else ())


def _place_packed(whole: nx.Graph, parts: Sequence[_Part], sizes: Points, places: Points) -> None:
    """Pack the parts, whose leaves lie around the origin, most connected side by side; writes into `places`."""
    radii = [_place_part(whole, part, sizes, places) for part in parts]
    centres = pack(radii, _ties(whole, [part.nodes for part in parts]), gap=3 * _GAP)
    for part, centre in zip(parts, centres, strict=True):
        places[part.nodes] += centre


def _place_part(whole: nx.Graph, part: _Part, sizes: Points, places: Points) -> float:
    """Place a part around the origin; its radius comes back."""
    nodes = part.nodes
    if part.pieces:
        _place_packed(whole, part.pieces, sizes, places)
        places[nodes] -= (places[nodes].max(axis=0) + places[nodes].min(axis=0)) / 2
    return _radius_of(nodes, sizes, places)


def _radius_of(nodes: list[int], sizes: Points, places: Points) -> float:
    return float((np.sqrt((places[nodes] ** 2).sum(axis=1)) + sizes[nodes]).max())


def _matrix(whole: nx.Graph, part: list[int]) -> Points:
    number = {node: place for place, node in enumerate(part)}
    weights = np.zeros((len(part), len(part)))
    for node in part:
        for near, data in whole.adj[node].items():
            if near in number:
                weights[number[node], number[near]] = data["weight"]
    return weights


def _ties(whole: nx.Graph, parts: list[list[int]]) -> Points:
    """How strongly each two parts are tied."""
    home = {node: place for place, part in enumerate(parts) for node in part}
    ties = np.zeros((len(parts), len(parts)))
    for node, place in sorted(home.items()):
        for near, data in whole.adj[node].items():
            if home.get(near, place) != place:
                ties[place, home[near]] += data["weight"]
    return ties


def _place_rows(small: Sequence[_Part], sizes: Points, places: Points, above: list[int]) -> None:
    """Put small components into rows as wide as the map above them."""
    radii = [_radius_of(part.nodes, sizes, places) for part in small]
    spread = (places[above].max(axis=0), places[above].min(axis=0)) if above else (np.zeros(2), np.zeros(2))
    width = max(float(spread[0][0] - spread[1][0]), 2.0 * isqrt(int(sum((2 * r + _GAP) ** 2 for r in radii)) + 1))
    centres = rows(radii, width, gap=_GAP)
    middle = float(spread[0][0] + spread[1][0]) / 2
    top = float(spread[0][1]) + 8 * _GAP if above else 0.0
    for part, (x, y) in zip(small, centres, strict=True):
        places[part.nodes] += (x + middle, y + top)


def _radius(degree: int) -> float:
    return 6 + 2.4 * sqrt(degree)
