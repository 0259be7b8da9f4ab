from typing import Any

import pytest
from pyvis.network import Network

from kg.errors import UnknownTermError
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.view.network import ranked, to_pyvis

BASE = "https://w3id.org/papergraph/id/"
Positions = dict[str, tuple[int, int]]


def ids(network: Network) -> set[str]:
    return {str(node["id"]).removeprefix(BASE) for node in network.nodes}


def test_the_whole_graph_is_a_directed_pyvis_network_at_its_places(graph: KnowledgeGraph, positions: Positions) -> None:
    network = to_pyvis(graph, positions)
    assert isinstance(network, Network)
    assert network.directed
    assert len(network.nodes) == 6
    facts = [fact for fact in graph.facts() if isinstance(fact[2], str)]
    assert [(edge["from"], edge["label"], edge["to"]) for edge in network.edges] == facts
    node = network.get_node(BASE + "method/happo")
    assert (node["x"], node["y"]) == positions[BASE + "method/happo"]
    assert network.get_nodes() == [node["id"] for node in network.nodes]


def test_a_focus_shows_what_lies_within_its_depth(graph: KnowledgeGraph, positions: Positions) -> None:
    author = BASE + "author/ada-xu"
    assert ids(to_pyvis(graph, positions, focus=author)) == {"author/ada-xu", "paper/happo"}
    assert len(to_pyvis(graph, positions, focus=author, depth=2).nodes) == 6


def test_types_and_size_limit_what_is_shown_but_never_the_focus(graph: KnowledgeGraph, positions: Positions) -> None:
    paper = BASE + "paper/happo"
    assert ids(to_pyvis(graph, positions, types=["Method"])) == {"method/happo", "method/qmix"}
    assert ids(to_pyvis(graph, positions, focus=paper, types=["Author"])) == {"paper/happo", "author/ada-xu"}
    assert ids(to_pyvis(graph, positions, focus=paper, max_nodes=1)) == {"paper/happo"}


def test_an_unknown_focus_is_an_error(graph: KnowledgeGraph, positions: Positions) -> None:
    with pytest.raises(UnknownTermError):
        to_pyvis(graph, positions, focus="x:none")


def test_no_title_is_set_that_pyvis_could_take_for_markup(make: Any) -> None:
    make.node("method/x", "Method", 'href="<img src=x onerror=alert(1)>"')
    network = to_pyvis(make.graph, {})
    assert all("title" not in node for node in network.nodes)
    assert "<img src=x" not in network.generate_html(notebook=False)


def test_what_is_denied_makes_no_edge(graph: KnowledgeGraph, positions: Positions) -> None:
    assert "uses" not in {edge["label"] for edge in to_pyvis(graph, positions).edges}


def test_what_joins_papers_comes_first_and_classes_take_turns(make: Any, graph: KnowledgeGraph) -> None:
    order = [node.type for node in ranked(graph)]
    assert order[0] == "Method"
    assert set(order[:4]) == {"Method", "Benchmark", "Paper"}
    assert ranked(make.graph) == ()
