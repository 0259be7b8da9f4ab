from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pyvis.network import Network

from kg.errors import UnknownTermError
from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import lay_out
from kg.view.network import ranked, to_pyvis

BASE = "https://w3id.org/papergraph/id/"
HOSTILE = 'href="</script><script>window.__x=1</script><img src=x onerror="window.__x=1">'


def ids(network: Network) -> set[str]:
    return {str(node["id"]).removeprefix(BASE) for node in network.nodes}


def test_the_whole_graph_is_a_directed_pyvis_network_at_its_places(graph: KnowledgeGraph) -> None:
    network = to_pyvis(graph)
    assert isinstance(network, Network)
    assert network.directed
    assert len(network.nodes) == 6
    facts = [fact for fact in graph.facts() if isinstance(fact[2], str)]
    assert [(edge["from"], edge["label"], edge["to"]) for edge in network.edges] == facts
    node = network.get_node(BASE + "method/happo")
    shown = graph.subgraph([node["id"] for node in network.nodes])
    assert (node["x"], node["y"]) == lay_out(shown).places[BASE + "method/happo"]
    assert network.get_nodes() == [node["id"] for node in network.nodes]


def test_a_focus_shows_what_lies_within_its_depth(graph: KnowledgeGraph) -> None:
    assert ids(to_pyvis(graph, BASE + "author/ada-xu")) == {"author/ada-xu", "paper/happo"}
    assert len(to_pyvis(graph, "Ada Xu", depth=2).nodes) == 6
    assert ids(to_pyvis(graph, "smac", types=["Method"])) == {"benchmark/smac", "method/happo"}


def test_types_and_size_limit_what_is_shown_but_never_the_focus(graph: KnowledgeGraph) -> None:
    paper = BASE + "paper/happo"
    assert ids(to_pyvis(graph, types=["Method"])) == ids(to_pyvis(graph, types="Method"))
    assert ids(to_pyvis(graph, types=["Method"])) == {"method/happo", "method/qmix"}
    assert ids(to_pyvis(graph, focus=paper, types=["Author"])) == {"paper/happo", "author/ada-xu"}
    assert ids(to_pyvis(graph, focus=paper, max_nodes=1)) == {"paper/happo"}


def test_what_is_not_there_is_an_error_that_names_the_nearest(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError, match="HAPPO"):
        to_pyvis(graph, focus="HAPP0")
    with pytest.raises(UnknownTermError, match="Method"):
        to_pyvis(graph, types=["Methods"])


def test_no_title_is_set_that_pyvis_could_take_for_markup(make: Any) -> None:
    make.node("method/x", "Method", 'href="<img src=x onerror=alert(1)>"')
    network = to_pyvis(make.graph)
    assert all("title" not in node for node in network.nodes)
    assert "<img src=x" not in network.generate_html(notebook=False)


@pytest.mark.parametrize("notebook", [False, True])
def test_what_a_network_writes_loads_nothing_and_runs_no_text_it_shows(
    make: Any, chromium: Browser, tmp_path: Path, notebook: bool
) -> None:
    first, second = make.node("method/x", "Method", HOSTILE), make.node(f"method/{HOSTILE}", "Method", "y")
    make.graph.add_node(make.graph.node(first))
    network = to_pyvis(make.graph)
    assert len(network.nodes) == 2
    assert second not in network.get_nodes()
    for node in network.nodes:
        node["title"] = HOSTILE
    network.heading, network.bgcolor, network.select_menu = HOSTILE, f"red'>{HOSTILE}", True
    network.write_html(str(tmp_path / "n.html"), notebook=notebook)
    tab = chromium.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((tmp_path / "n.html").as_uri())
    tab.locator("html[data-ready]").wait_for(timeout=10_000)
    tab.mouse.move(640, 400)
    assert tab.evaluate("() => window.__x") is None
    assert tab.locator("h1").inner_text() == HOSTILE
    assert (len(asked), complaints) == (1, [])
    tab.close()


def test_what_is_denied_makes_no_edge(graph: KnowledgeGraph) -> None:
    assert "uses" not in {edge["label"] for edge in to_pyvis(graph).edges}


def test_what_joins_papers_comes_first_and_classes_take_turns(make: Any, graph: KnowledgeGraph) -> None:
    order = [node.type for node in ranked(graph)]
    assert order[0] == "Method"
    assert set(order[:4]) == {"Method", "Benchmark", "Paper"}
    assert ranked(make.graph) == ()
