"""Communities by modularity."""

import random

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.layout.louvain import louvain

Weighted = list[dict[int, int]]


def weighted(count: int, edges: dict[tuple[int, int], int]) -> Weighted:
    weights: Weighted = [{} for _ in range(count)]
    for (one, other), weight in edges.items():
        weights[one][other] = weights[other][one] = weight
    return weights


def modularity(weights: Weighted, parts: list[list[int]]) -> float:
    return float(nx.community.modularity(as_networkx(weights), [set(part) for part in parts]))


def as_networkx(weights: Weighted) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(weights)))
    graph.add_weighted_edges_from(
        (one, other, weight) for one, near in enumerate(weights) for other, weight in near.items()
    )
    return graph


def planted(groups: int, size: int, seed: int) -> Weighted:
    """Groups whose members are mostly tied to each other."""
    draw = random.Random(seed)
    count = groups * size
    edges: dict[tuple[int, int], int] = {}
    for one in range(count):
        for _ in range(4):
            home = one // size * size
            other = draw.randrange(home, home + size) if draw.random() < 0.85 else draw.randrange(count)
            if one != other:
                edges[min(one, other), max(one, other)] = draw.randrange(1, 10)
    return weighted(count, edges)


@st.composite
def graphs(draw: st.DrawFn) -> Weighted:
    count = draw(st.integers(1, 14))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    return weighted(count, draw(st.dictionaries(pairs, st.integers(1, 20), max_size=40)) if count > 1 else {})


@given(graphs(), st.integers(0, 5))
def test_every_node_is_in_one_community_and_joining_pays(weights: Weighted, seed: int) -> None:
    parts = louvain(weights, seed)
    assert sorted(node for part in parts for node in part) == list(range(len(weights)))
    if any(weights):
        assert modularity(weights, parts) >= modularity(weights, [[node] for node in range(len(weights))]) - 1e-12
    assert parts == louvain(weights, seed)


def test_planted_groups_are_found() -> None:
    weights = planted(12, 25, 3)
    parts = louvain(weights, 1)
    pure = sum(max(sum(node // 25 == group for node in part) for group in range(12)) for part in parts)
    assert pure >= 290


def test_modularity_is_at_least_that_of_the_groups_that_were_planted() -> None:
    for seed in range(6):
        weights = planted(10, 30, seed)
        groups = [list(range(start, start + 30)) for start in range(0, 300, 30)]
        assert modularity(weights, louvain(weights, seed)) >= 0.97 * modularity(weights, groups)


def test_nodes_without_ties_stay_alone_and_nothing_gives_nothing() -> None:
    assert louvain([{}, {}, {}], 1) == [[0], [1], [2]]
    assert louvain([], 1) == []
