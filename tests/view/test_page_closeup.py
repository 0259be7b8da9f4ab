"""The close-up: how far it reaches, what it leaves out and says so, and paths."""

from itertools import pairwise
from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence


@pytest.fixture
def chain(make: Any) -> KnowledgeGraph:
    """Methods m0 to m4, each using the next; m1 has 30 benchmarks besides; m9 is tied to nothing."""
    make.node("document/one", "Document", "one", text="one", title="one", sourceName="s")
    make.node("paper/one", "Paper", "One")
    evidence = Evidence(kind="metadata", document=make.graph.nodes("Document")[0].iri, source="s", line=1, text="line")
    methods = [make.node(f"method/m{number}", "Method", f"Method {number}") for number in (0, 1, 2, 3, 4, 9)]
    for one, other in pairwise(methods[:5]):
        make.say(one, "uses", other, evidence, paper="paper/one")
    for number in range(30):
        benchmark = make.node(f"benchmark/b{number}", "Benchmark", f"Bench {number}")
        make.say(methods[1], "evaluatedOn", benchmark, evidence, paper="paper/one")
    graph: KnowledgeGraph = make.graph
    return graph


def nodes_shown(page: Any) -> int:
    return int(page.tab.locator("#status").inner_text().split()[1])


def test_more_hops_show_more(opener: Any, chain: KnowledgeGraph) -> None:
    page = opener(chain, "#around=method/m4")
    assert nodes_shown(page) == 2
    page.tab.get_by_role("button", name="2 hops").click()
    assert nodes_shown(page) == 3
    page.tab.get_by_role("button", name="3 hops").click()
    assert nodes_shown(page) == 4
    assert page.tab.evaluate("() => location.hash") == "#view=closeup&around=method/m4&hops=3"
    again = opener(chain, page.tab.evaluate("() => location.hash"))
    assert nodes_shown(again) == 4


def test_a_path_is_found_with_the_keyboard_and_shows_its_sentences(opener: Any, chain: KnowledgeGraph) -> None:
    page = opener(chain)
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("Method 0")
    page.tab.keyboard.press("Enter")
    page.tab.get_by_role("button", name="Path from here").press("Enter")
    page.tab.keyboard.type("Method 3")
    page.tab.keyboard.press("Enter")
    steps = page.tab.locator("#panel .thing").all_inner_texts()
    assert steps == ["Method 0", "Method 1", "Method 2", "Method 3"]
    assert nodes_shown(page) == 4
    page.tab.locator("#panel .quote").first.click()
    assert page.tab.locator("blockquote").first.inner_text() == "line"


def test_a_path_reopens_from_its_address_and_none_is_said_to_be_none(opener: Any, chain: KnowledgeGraph) -> None:
    page = opener(chain, "#view=closeup&path=method/m0&until=method/m4")
    assert page.tab.locator("#panel .thing").count() == 5
    lost = opener(chain, "#view=closeup&path=method/m0&until=method/m9")
    assert "Nothing that is shown joins the two" in lost.panel()
