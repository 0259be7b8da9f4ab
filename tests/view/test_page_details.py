"""What the page must not cover, reorder or leave unsaid, in a real Chromium."""

from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
OVERRIDE = "\u202e"

# The horizontal places of a text's letters, in the order in which they are written.
LETTERS = """(one) => {
  const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    for (let at = 0; at < walk.currentNode.length; at += 1) {
      if (!/[a-z]/i.test(walk.currentNode.data[at])) continue;
      const range = document.createRange();
      range.setStart(walk.currentNode, at);
      range.setEnd(walk.currentNode, at + 1);
      found.push(range.getBoundingClientRect().x);
    }
  }
  return found;
}"""


def boxes_meet(a: dict[str, float], b: dict[str, float]) -> bool:
    across = a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
    return across and a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]


def test_on_a_phone_nothing_covers_the_matrix_and_its_heading(opener: Any, graph: KnowledgeGraph) -> None:
    phone = opener(graph, "#view=matrix", **PHONE)
    assert not phone.tab.locator("#panel").is_visible()
    words = phone.tab.locator(".matrix-head h2").evaluate(
        "(one) => { const range = document.createRange(); range.selectNodeContents(one);"
        " return range.getBoundingClientRect().toJSON(); }"
    )
    assert not boxes_meet(words, phone.tab.locator("#filters").bounding_box())
    phone.tab.locator(".cell").first.click()
    assert "We test HAPPO" in phone.panel()
    sheet = phone.tab.locator("#panel").bounding_box()
    assert not boxes_meet(sheet, phone.tab.locator("#view-matrix").bounding_box())
    assert sheet["height"] < 0.5 * 844
    phone.tab.get_by_role("button", name="Close").click()
    assert phone.tab.locator(".matrix-head h2").is_visible()
    phone.tab.get_by_role("tab", name="Map").click()
    assert phone.tab.locator("#panel").is_visible()


@pytest.fixture
def many(make: Any) -> KnowledgeGraph:
    """450 methods, each in a paper of its own, and 60 authors, whom the first view leaves out."""
    evidence = Evidence(
        kind="metadata", document=make.node("document/one", "Document", "one"), source="s", line=1, text="x"
    )
    for number in range(450):
        path = f"paper/p{number:03}"
        paper = make.node(path, "Paper", f"Paper {number}")
        make.say(paper, "mentions", make.node(f"method/m{number:03}", "Method", f"M {number}"), evidence, paper=path)
        if number < 60:
            make.say(paper, "creator", make.node(f"author/a{number:02}", "Author", f"A {number}"), evidence, paper=path)
    graph: KnowledgeGraph = make.graph
    return graph


def test_the_map_draws_all_that_the_filters_let_through(opener: Any, many: KnowledgeGraph) -> None:
    page = opener(many)
    status = page.tab.locator("#status")
    assert status.inner_text() == "Showing 900 of 960 nodes, 450 of 510 edges"
    page.tab.get_by_label("Authors").check()
    assert status.inner_text() == "Showing 960 of 960 nodes, 510 of 510 edges"


@pytest.mark.parametrize("control", [OVERRIDE, "\u2069\u202e", "\u202b", "\u2067"])
def test_a_character_that_reorders_moves_no_letter_anywhere(opener: Any, make: Any, control: str) -> None:
    text = f"We test {control}abc on QMIX now."
    paper = make.node("paper/happo", "Paper", f"T {control}title", f"a{control}b", "cd")
    document = make.node("document/one", "Document", "one", text=text, sourceName="s")
    method = make.node("method/m", "Method", f"{control}abc", f"x{control}y", "zw")
    evidence = Evidence(kind="text", document=document, source="s", line=1, text=text, start=0, end=len(text))
    make.say(paper, "mentions", method, evidence)
    make.say(paper, "subject", Literal(value=f"su{control}bj"), evidence)
    page = opener(make.graph, "#node=paper/happo")
    places = ["#card-title", ".aliases", ".abstract", ".paper-head p"]
    page.tab.locator("#panel summary").first.wait_for()
    for place in places:
        found = page.tab.locator(f"#panel {place}").first.evaluate(LETTERS)
        assert found == sorted(found), place
    page.tab.locator("#panel .quote").first.click()
    found = page.tab.locator("blockquote").first.evaluate(LETTERS)
    assert found == sorted(found)
    assert page.tab.locator("blockquote").first.text_content() == text


def test_the_tip_of_a_node_stands_clear_of_its_label(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    x, y = page.place("author/ada-xu")
    page.tab.mouse.move(x, y)
    tip = page.tab.locator("#tip")
    tip.wait_for()
    page.settle()
    page.tab.mouse.move(x + 1, y + 1)
    box = tip.bounding_box()
    assert "Ada Xu" in tip.inner_text()
    assert box["y"] + box["height"] < y or box["y"] > y + 24
    page.tab.mouse.click(x, y)
    page.settle()
    page.tab.mouse.move(x + 200, y + 90)
    page.tab.mouse.move(*page.place("author/ada-xu"))
    page.settle()
    assert not tip.is_visible()


def test_a_paper_s_card_gives_the_sentences_of_one_version_with_their_source(
    opener: Any, graph: KnowledgeGraph, make: Any
) -> None:
    words = "It does not use QMIX."
    document = graph.nodes("Document")[0]
    text = document.properties["text"][0].value
    start = text.index(words)
    evidence = Evidence(
        kind="text", document=document.iri, source="one.txt", line=3, text=words, start=start, end=start + len(words)
    )
    make.graph = graph
    make.count = 900
    make.say(graph.nodes("Paper")[0].iri, "saysInOneVersion", Literal(value=words), evidence)
    page = opener(graph, "#node=paper/happo")
    own = page.tab.locator("#panel .own")
    assert own.locator("h3").inner_text().startswith("Only in one version")
    assert own.locator(".hint").inner_text() == "In one.txt, line 3"
    assert own.locator("blockquote").inner_text() == words
    assert own.locator("a, button").count() == 0
    assert "says in one version" not in page.tab.locator("#relations").inner_text()
    assert page.tab.locator("#status").inner_text() == "Showing 6 of 6 nodes, 10 of 10 edges"


def test_a_link_to_the_surroundings_of_a_thing_opens_them(opener: Any, graph: KnowledgeGraph) -> None:
    phone = opener(graph, "#around=method/happo", **PHONE)
    assert "Surroundings of HAPPO" in phone.tab.locator("#focus-bar").inner_text()
    button = phone.tab.get_by_role("button", name="Whole map")
    assert not boxes_meet(button.bounding_box(), phone.tab.locator("#filters").bounding_box())
    button.click()
    assert phone.complaints == []
