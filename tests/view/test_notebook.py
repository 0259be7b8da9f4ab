"""A graph shows itself where IPython asks it to, and what it shows is the page, shut into a frame of its own."""

from pathlib import Path
from typing import Any

import pytest
from IPython.core.formatters import DisplayFormatter
from playwright.sync_api import Browser, Frame
from pyvis.network import Network

import kg
from kg.graph.knowledge_graph import KnowledgeGraph as PlainGraph
from kg.view import knowledge_graph
from kg.view.knowledge_graph import KnowledgeGraph

HOSTILE = '"></iframe><script>parent.__x=window.__x=1</script><img src=x onerror="window.__x=1">'


@pytest.fixture
def own(graph: PlainGraph) -> KnowledgeGraph:
    return KnowledgeGraph.of(graph)


def displayed(graph: PlainGraph) -> dict[str, str]:
    """What IPython shows of it, by media type."""
    formatter: Any = DisplayFormatter()
    data, _ = formatter.format(graph)
    return dict(data)


def shown(graph: KnowledgeGraph) -> str:
    data = displayed(graph)
    assert data["text/plain"].startswith("<KnowledgeGraph: ")
    return data["text/html"]


class Notebook:
    """A page that holds the output of a cell, as a notebook does."""

    def __init__(self, chromium: Browser, folder: Path, output: str) -> None:
        (folder / "notebook.html").write_text(
            f"<!doctype html><meta charset=utf-8><h1>Notebook</h1>{output}", encoding="utf-8"
        )
        self.tab = chromium.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("console", lambda message: self._hear(message.text))
        self.tab.goto((folder / "notebook.html").as_uri())
        self.frame: Frame = self.tab.frames[1]
        self.frame.locator("html[data-ready]").wait_for(timeout=10_000)

    def _hear(self, text: str) -> None:
        if "GL Driver Message" not in text:
            self.complaints.append(text)

    def cards(self) -> str:
        return self.frame.locator("#panel").inner_text()

    def search(self, words: str) -> None:
        self.frame.locator("#search").fill(words)
        self.frame.locator("#found [role=option]").first.wait_for()
        self.frame.locator("#search").press("Enter")


def test_kg_gives_graphs_that_show_themselves_and_parts_of_them_do_too(own: KnowledgeGraph) -> None:
    assert kg.KnowledgeGraph is KnowledgeGraph
    iri = own.find("HAPPO").iri
    for graph in (own, own.around(iri), own.subgraph([iri])):
        assert isinstance(graph, KnowledgeGraph)
        assert "srcdoc=" in shown(graph)
    assert isinstance(own.to_pyvis(focus="HAPPO", depth=1, types=["Method"], max_nodes=5), Network)
    assert {node["label"] for node in own.to_pyvis("HAPPO", types=["Method"]).nodes} == {"HAPPO", "QMIX"}
    assert "text/html" not in displayed(PlainGraph())


def test_a_graph_made_elsewhere_stays_the_same_graph(graph: PlainGraph, own: KnowledgeGraph, make: Any) -> None:
    assert own == graph
    make.node("method/new", "Method", "New")
    own.add_node(make.graph.nodes()[0])
    assert own == graph
    assert graph.find("New").type == "Method"


def test_in_a_notebook_cards_open_search_finds_and_nothing_is_asked_of_the_network(
    own: KnowledgeGraph, chromium: Browser, tmp_path: Path
) -> None:
    notebook = Notebook(chromium, tmp_path, shown(own))
    assert "What papers say" in notebook.cards()
    notebook.search("QMIX")
    assert "Q-MIX" in notebook.cards()
    notebook.frame.get_by_role("button", name="Evidence: outperformed by, HAPPO").click()
    assert "We propose HAPPO, which outperforms QMIX." in notebook.cards()
    assert notebook.tab.url.endswith("notebook.html")
    assert notebook.complaints == []
    assert {url.split(":")[0] for url in notebook.asked} <= {"file", "about"}
    assert len(notebook.asked) == 1
    notebook.tab.close()


def test_a_notebook_offers_no_link_since_its_frame_has_no_address(
    own: KnowledgeGraph, chromium: Browser, tmp_path: Path
) -> None:
    notebook = Notebook(chromium, tmp_path, shown(own))
    notebook.search("QMIX")
    notebook.frame.get_by_role("button", name="Export").click()
    assert notebook.frame.get_by_role("menuitem", name="CSV rows").is_visible()
    assert notebook.frame.get_by_text("Copy link").count() == 0


def test_hostile_names_neither_leave_the_frame_nor_run_in_it(
    own: KnowledgeGraph, make: Any, chromium: Browser, tmp_path: Path
) -> None:
    make.graph = own
    make.node("method/x", "Method", HOSTILE)
    notebook = Notebook(chromium, tmp_path, shown(own))
    notebook.search("iframe")
    assert HOSTILE in notebook.cards()
    assert [frame.evaluate("() => window.__x") for frame in notebook.tab.frames] == [None, None]
    assert len(notebook.tab.frames) == 2
    assert notebook.complaints == []
    notebook.tab.close()


def test_of_a_large_graph_the_best_connected_part_is_shown_with_its_texts(
    own: KnowledgeGraph, chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge_graph, "_SHOWN", 3)
    output = shown(own)
    assert output.startswith("<p>The 3 best connected of 6 nodes;")
    notebook = Notebook(chromium, tmp_path, output)
    assert "3 nodes" in notebook.cards()
    notebook.search("HAPPO: trust")
    assert "HAPPO reaches 96.5% win rate" in notebook.frame.locator(".abstract").inner_text()
    notebook.tab.close()
