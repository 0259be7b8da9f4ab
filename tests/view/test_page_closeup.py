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


@pytest.mark.parametrize("leaving", ["Escape", "back"])
def test_a_path_that_is_not_ended_is_left(opener: Any, chain: KnowledgeGraph, leaving: str) -> None:
    page = opener(chain, "#node=method/m1")
    page.tab.evaluate("() => papergraph.open('method/m0')")
    page.tab.get_by_role("button", name="Path from here").press("Enter")
    if leaving == "back":
        page.tab.go_back()
    else:
        page.tab.wait_for_timeout(3200)
        assert "choose where the path ends" in page.tab.locator("#toast").inner_text()  # as long as it is so
        page.tab.keyboard.press(leaving)
    page.tab.locator("#toast").wait_for(state="hidden")
    page.tab.evaluate("() => papergraph.open('method/m4')")
    page.tab.locator("#panel .type", has_text="Method").wait_for()
    assert "path=" not in page.tab.evaluate("() => location.hash")


def test_a_path_reopens_from_its_address_and_none_is_said_to_be_none(opener: Any, chain: KnowledgeGraph) -> None:
    page = opener(chain, "#view=closeup&path=method/m0&until=method/m4")
    assert page.tab.locator("#panel .thing").count() == 5
    lost = opener(chain, "#view=closeup&path=method/m0&until=method/m9")
    assert "Nothing that is shown joins the two" in lost.panel()


SLIM = {"viewport": {"width": 390, "height": 844}, "has_touch": True}

# Every text that is drawn into a canvas from now on, and where, in pixels of the canvas.
WRITTEN = """() => {
  globalThis.__written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { a, d, e, f } = this.getTransform();
    const [start, wide] = [a * x + e, a * this.measureText(text).width];
    const left = this.textAlign === 'center' ? start - wide / 2 : start;
    globalThis.__written.push({ text, start: left, wide, top: d * y + f });
    return write.call(this, text, x, y);
  };
}"""


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_on_a_phone_every_label_ends_within_the_picture(opener: Any, make: Any, hops: int) -> None:
    names = (
        "Heterogeneous-agent mirror learning",
        "Maximum entropy reinforcement learning",
        "长名称的多智能体强化学习基准测试方法",
    )
    evidence = Evidence(
        kind="metadata", document=make.node("document/one", "Document", "one"), source="s", line=1, text="x"
    )
    centre = make.node("method/centre", "Method", "A centre with a rather long name of its own")
    for at in range(9):
        near = make.node(f"method/near{at}", "Method", f"{at} {names[at % 3]}")
        make.say(centre, "uses", near, evidence)
        make.say(near, "uses", make.node(f"task/far{at}", "Task", f"far {at} {names[at % 3]}"), evidence)
    page = opener(make.graph, "", **SLIM)
    page.tab.evaluate(WRITTEN)
    page.tab.evaluate(f"location.hash = 'around=method/centre&view=closeup&hops={hops}'")
    page.tab.get_by_text("Surroundings of").wait_for()
    page.settle()
    labels = [one for one in page.tab.evaluate("__written") if len(one["text"]) > 3]
    assert len({one["text"] for one in labels}) >= 10
    assert all(one["start"] >= 3 and one["start"] + one["wide"] <= 387 for one in labels)


def places(page: Any) -> dict[str, tuple[float, float]]:
    """Where names stand in the close-up when it is next drawn, in whole pixels."""
    page.tab.evaluate(WRITTEN)
    page.tab.mouse.move(640, 300)
    page.tab.get_by_role("application", name="What surrounds").press("+")
    page.tab.get_by_role("application", name="What surrounds").press("0")
    page.settle()
    return {one["text"]: (round(one["start"]), round(one["top"])) for one in page.tab.evaluate("__written")}


def test_what_was_asked_for_and_pinned_is_in_the_link_and_back_takes_it_away(
    opener: Any, chain: KnowledgeGraph
) -> None:
    page = opener(chain, "#view=closeup&around=method/m0&node=method/m1")
    assert nodes_shown(page) == 2
    page.tab.get_by_role("button", name="+31 more around Method 1").press("Enter")
    assert nodes_shown(page) == 22
    page.tab.get_by_role("button", name="+11 more around Method 1").press("Enter")
    assert nodes_shown(page) == 33
    left, top = places(page)["Method 0"]
    box = page.tab.locator("#closeup-canvas").bounding_box()
    page.tab.mouse.move(box["x"] + left + 27, box["y"] + top - 20)
    page.tab.mouse.down()
    page.tab.mouse.move(box["x"] + left + 90, box["y"] + top + 90, steps=4)
    page.tab.mouse.up()
    page.tab.get_by_role("button", name="Unpin").wait_for()
    page.tab.wait_for_timeout(250)
    link = page.tab.evaluate("() => location.hash")
    assert "&more=method/m1&more=method/m1&pin=method/m0" in link
    again = opener(chain, link)
    assert nodes_shown(again) == 33
    assert places(again) == places(page)
    again.tab.get_by_role("button", name="Unpin").click()
    again.tab.wait_for_timeout(250)
    assert "pin=" not in again.tab.evaluate("() => location.hash")
    page.tab.go_back()
    assert nodes_shown(page) == 22
    assert page.complaints == again.complaints == []


def test_on_a_phone_a_card_does_not_cover_what_it_is_about(opener: Any, chain: KnowledgeGraph) -> None:
    page = opener(chain, "#view=closeup&around=method/m1", **SLIM)
    page.tab.evaluate(WRITTEN)
    for name in ("Bench 16", "Bench 25"):
        page.tab.evaluate("() => { globalThis.__written.length = 0; }")
        page.tab.locator("#search").fill(name)
        page.tab.locator("#search").press("Enter")
        page.tab.locator("#card-title", has_text=name).wait_for()
        page.settle()
        *_, last = (one for one in page.tab.evaluate("__written") if one["text"] == name)
        canvas, sheet = page.tab.locator("#closeup-canvas").bounding_box(), page.tab.locator("#panel").bounding_box()
        assert canvas["y"] + 90 < canvas["y"] + last["top"] < sheet["y"]
