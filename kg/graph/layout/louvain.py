"""Communities of a weighted graph, by modularity."""

import random
from collections import deque
from collections.abc import Mapping, Sequence

Weights = Sequence[Mapping[int, int]]
"""For each node its neighbours and how strongly it is tied to them: symmetric, without itself, in whole numbers."""


def louvain(weights: Weights, seed: int) -> list[list[int]]:
    """The nodes of each community, sorted, the first in order first (Blondel et al. 2008).

    All sums are whole numbers, so every move raises modularity by something and the search ends; with floats it may
    move two nodes to and fro for ever, as networkx's does. Only nodes beside one that moved are looked at again
    (Traag et al. 2019).
    """
    groups = [[node] for node in range(len(weights))]
    inside = [0] * len(weights)
    while True:
        home = _moved(weights, inside, seed)
        number: dict[int, int] = {}
        for community in home:
            number.setdefault(community, len(number))
        if len(number) == len(weights):
            return sorted(sorted(group) for group in groups)
        home = [number[community] for community in home]
        weights, inside = _merged(weights, inside, home, len(number))
        merged: list[list[int]] = [[] for _ in number]
        for node, group in enumerate(groups):
            merged[home[node]] += group
        groups = merged


def _moved(weights: Weights, inside: Sequence[int], seed: int) -> list[int]:
    """The community of each node once no node gains by a move to a neighbour's."""
    degree = [sum(near.values()) + own for near, own in zip(weights, inside, strict=True)]
    total, held, home = sum(degree), degree[:], list(range(len(weights)))
    order = list(range(len(weights)))
    random.Random(seed).shuffle(order)
    waiting, queue = set(order), deque(order)
    while queue:
        node = queue.popleft()
        waiting.discard(node)
        held[home[node]] -= degree[node]
        best = _best(node, weights, home, held, degree[node], total)
        held[best] += degree[node]
        if best == home[node]:
            continue
        home[node] = best
        again = [near for near in weights[node] if home[near] != best and near not in waiting]
        waiting.update(again)
        queue.extend(again)
    return home


def _best(node: int, weights: Weights, home: Sequence[int], held: Sequence[int], degree: int, total: int) -> int:
    """The community that the node raises modularity most in; its own where no other is better."""
    ties: dict[int, int] = {home[node]: 0}
    for near, weight in weights[node].items():
        ties[home[near]] = ties.get(home[near], 0) + weight
    best, gain = home[node], total * ties[home[node]] - degree * held[home[node]]
    for community, tie in ties.items():
        here = total * tie - degree * held[community]
        if here > gain:
            best, gain = community, here
    return best


def _merged(
    weights: Weights, inside: Sequence[int], home: Sequence[int], count: int
) -> tuple[list[dict[int, int]], list[int]]:
    """The graph whose nodes are the communities, and the weight within each."""
    merged: list[dict[int, int]] = [{} for _ in range(count)]
    within = [0] * count
    for node, near in enumerate(weights):
        here = home[node]
        within[here] += inside[node]
        for other, weight in near.items():
            there = home[other]
            if there == here:
                within[here] += weight
            else:
                merged[here][there] = merged[here].get(there, 0) + weight
    return merged, within
