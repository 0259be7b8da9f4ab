"""A map on which communities show and nothing overlaps."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from itertools import combinations
from math import hypot
from statistics import mean

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph
from kg.graph.layout import lay_out
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


def overlaps(graph: KnowledgeGraph, places: Mapping[str, tuple[int, int]]) -> int:
    ends = [end for subject, _, object_ in graph.facts() for end in (subject, object_)]
    size = {iri: 6 + 2.4 * ends.count(iri) ** 0.5 for iri in places}
    return sum(
        hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) < size[a] + size[b]
        for a, b in combinations(places, 2)
    )


def test_the_same_graph_gives_the_same_whole_numbers_in_another_process() -> None:
    code = (
        "import runpy, sys; made = runpy.run_path(sys.argv[1]);"
        "print(sorted(made['lay_out'](made['planted'](6, 30)).places.items()))"
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
    assert runs == {f"{sorted(lay_out(planted(6, 30)).places.items())}\n".encode()}


def test_no_two_nodes_overlap() -> None:
    graph = planted(8, 40)
    assert overlaps(graph, lay_out(graph).places) == 0


def test_communities_lie_together() -> None:
    graph = planted(8, 40)
    laid = lay_out(graph)
    places = laid.places
    assert len(laid.communities) >= 8
    share = []
    for iri, (x, y) in places.items():
        near = sorted((hypot(px - x, py - y), other) for other, (px, py) in places.items() if other != iri)[:5]
        share.append(mean(int(other[2:]) // 40 == int(iri[2:]) // 40 for _, other in near))
    assert mean(share) > 0.85


def test_a_node_is_in_one_community_at_most_and_within_its_circle() -> None:
    laid = lay_out(planted(5, 20))
    found = [iri for community in laid.communities for iri in community.nodes]
    assert len(found) == len(set(found))
    assert set(found) <= laid.places.keys()
    for community in laid.communities:
        x, y = community.centre
        assert all(
            hypot(laid.places[iri][0] - x, laid.places[iri][1] - y) <= community.radius for iri in community.nodes
        )


def test_circles_of_communities_do_not_meet() -> None:
    circles = [(community.centre, community.radius) for community in lay_out(planted(8, 40)).communities]
    for (one, its), (other, others) in combinations(circles, 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > 0.9 * (its + others)


def test_a_community_is_named_after_what_its_papers_share_and_others_do_not() -> None:
    made = KnowledgeGraph()
    for group in range(2):
        for number in range(8):
            made.add_node(Node(iri=f"p:{group}{number}", type="Paper", label=f"Paper {group}{number}"))
        made.add_node(Node(iri=f"t:{group}", type="Task", label=f"task {group}"))
    made.add_node(Node(iri="t:all", type="Task", label="learning"))
    for group in range(2):
        for number in range(8):
            for task in (f"t:{group}", "t:all"):
                made.add_statement(
                    Statement(
                        iri=f"s:{group}{number}{task}", subject=f"p:{group}{number}", predicate="mentions", object=task,
                        paper=f"p:{group}{number}", evidence=EVIDENCE, confidence=0.5, extractor="x",
                    )
                )  # fmt: skip
    assert [community.name.split(" · ")[0] for community in lay_out(made).communities] == ["task 0", "task 1"]


def test_documents_have_no_place_and_what_is_denied_ties_nothing(graph: KnowledgeGraph) -> None:
    assert set(lay_out(graph).places) == {node.iri for node in graph.nodes() if node.type != "Document"}
    denied = graph_of(4, [(0, 1), (2, 3)], Polarity.NEGATED)
    assert lay_out(denied).communities == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=60))
def test_any_graph_has_a_map_without_overlaps(pairs: list[tuple[int, int]]) -> None:
    graph = graph_of(25, pairs)
    places = lay_out(graph).places
    assert len(places) == 25
    assert overlaps(graph, places) == 0


def test_an_empty_graph_has_an_empty_map() -> None:
    assert lay_out(KnowledgeGraph()).places == {}
    assert lay_out(KnowledgeGraph()).communities == ()


def test_a_hub_with_many_leaves_is_laid_out_too() -> None:
    graph = graph_of(401, [(0, leaf) for leaf in range(1, 401)])
    assert overlaps(graph, lay_out(graph).places) == 0


def test_a_graph_of_a_few_thousand_nodes_takes_seconds() -> None:
    graph = planted(50, 50)
    started = time.process_time()
    lay_out(graph)
    assert time.process_time() - started < 10
