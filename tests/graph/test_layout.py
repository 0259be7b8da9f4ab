"""A map on which communities show and nothing overlaps."""

import os
import random
import subprocess
import sys
import time
from itertools import combinations
from math import hypot
from statistics import mean

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph
from kg.graph.layout.placement import communities, positions
from kg.model import Evidence, Node, Polarity, Statement

EVIDENCE = Evidence(kind="text", document="d:1", source="s", line=1, text="x")


def graph_of(count: int, pairs: list[tuple[int, int]], polarity: Polarity = Polarity.ASSERTED) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for place in range(count):
        graph.add_node(Node(iri=f"n:{place:05}", type="Method", label=str(place)))
    for number, (one, other) in enumerate(pairs):
        graph.add_statement(
            Statement(
                iri=f"s:{number}",
                subject=f"n:{one:05}",
                predicate="uses",
                object=f"n:{other:05}",
                paper="p:1",
                evidence=EVIDENCE,
                confidence=0.5,
                extractor="x",
                polarity=polarity,
            )
        )
    return graph


def planted(groups: int, size: int, seed: int = 3) -> KnowledgeGraph:
    """Groups within which nodes are tied, with a few ties between them."""
    draw = random.Random(seed)
    pairs = []
    for group in range(groups):
        for member in range(size):
            mine = group * size
            pairs += [(mine + member, mine + draw.randrange(size)) for _ in range(2)]
            if draw.random() < 0.15:
                pairs.append((mine + member, draw.randrange(groups * size)))
    return graph_of(groups * size, [(one, other) for one, other in pairs if one != other])


def overlaps(graph: KnowledgeGraph, places: dict[str, tuple[int, int]]) -> int:
    ends = [end for subject, _, object_ in graph.facts() for end in (subject, object_)]
    size = {iri: 6 + 2.4 * ends.count(iri) ** 0.5 for iri in places}
    return sum(
        hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) < size[a] + size[b]
        for a, b in combinations(places, 2)
    )


def test_the_same_graph_gives_the_same_whole_numbers_in_another_process() -> None:
    code = (
        "import runpy, sys; made = runpy.run_path(sys.argv[1]);"
        "print(sorted(made['positions'](made['planted'](6, 30)).items()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, __file__],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{sorted(positions(planted(6, 30)).items())}\n".encode()}


def test_no_two_nodes_overlap() -> None:
    graph = planted(8, 40)
    assert overlaps(graph, positions(graph)) == 0


def test_communities_lie_together() -> None:
    graph = planted(8, 40)
    places = positions(graph)
    assert len(communities(graph)) >= 8
    share = []
    for iri, (x, y) in places.items():
        near = sorted((hypot(px - x, py - y), other) for other, (px, py) in places.items() if other != iri)[:5]
        share.append(mean(int(other[2:]) // 40 == int(iri[2:]) // 40 for _, other in near))
    assert mean(share) > 0.85


def test_communities_are_a_partition_of_what_has_a_place() -> None:
    graph = planted(5, 20)
    found = [iri for part in communities(graph) for iri in part]
    assert sorted(found) == sorted(positions(graph))


def test_documents_have_no_place_and_what_is_denied_ties_nothing(graph: KnowledgeGraph) -> None:
    assert set(positions(graph)) == {node.iri for node in graph.nodes() if node.type != "Document"}
    denied = graph_of(4, [(0, 1), (2, 3)], Polarity.NEGATED)
    assert [len(part) for part in communities(denied)] == [1, 1, 1, 1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=60))
def test_any_graph_has_a_map_without_overlaps(pairs: list[tuple[int, int]]) -> None:
    graph = graph_of(25, pairs)
    places = positions(graph)
    assert len(places) == 25
    assert overlaps(graph, places) == 0


def test_an_empty_graph_has_an_empty_map() -> None:
    assert positions(KnowledgeGraph()) == {}
    assert communities(KnowledgeGraph()) == ()


def test_a_hub_with_many_leaves_is_laid_out_too() -> None:
    graph = graph_of(401, [(0, leaf) for leaf in range(1, 401)])
    assert overlaps(graph, positions(graph)) == 0


def test_a_graph_of_a_few_thousand_nodes_takes_seconds() -> None:
    graph = planted(50, 50)
    started = time.process_time()
    positions(graph)
    assert time.process_time() - started < 10
