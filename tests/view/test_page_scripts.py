"""Names in any script, in a real Chromium: their own direction, whole letters, nothing past the edge."""

from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence

ARABIC = "الشبكة العصبية العميقة للتعلم المعزز متعدد الوكلاء (2.0)"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
NAMES = (
    ARABIC,
    "מאגר הנתונים (SMAC) 2.0",
    "多智能体强化学习的异质策略镜像学习方法及其在星际争霸基准上的应用研究",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4,
    f"{FAMILY} net",
    "Z" + "\u0351\u036b\u0353\u036a\u0302" * 4 + "algo",
    r"$\mathcal{O}(n^2)$-שיטה with $10^{-3}$",
)

# Every text that is drawn into a canvas from now on, and from which side.
WRITTEN = """() => {
  globalThis.__written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    globalThis.__written.push([text, this.direction]);
    return write.call(this, text, ...rest);
  };
}"""


@pytest.fixture
def scripts(make: Any) -> KnowledgeGraph:
    document = make.node(
        "document/one", "Document", "one", text="x", title="one", sourceName="شبكة_{x}.txt", line="1", recordId="1"
    )
    evidence = Evidence(kind="metadata", document=document, source="شبكة_{x}.txt", line=1, text="x")
    benchmark = make.node("benchmark/b", "Benchmark", NAMES[1])
    for at, name in enumerate(NAMES):
        method = make.node(f"method/m{at}", "Method", name)
        make.say(make.node("paper/p", "Paper", NAMES[2]), "mentions", method, evidence, paper="paper/p")
        make.say(method, "evaluatedOn", benchmark, evidence, paper="paper/p")
    graph: KnowledgeGraph = make.graph
    return graph


def test_labels_of_the_map_keep_letters_whole_and_begin_on_their_side(opener: Any, scripts: KnowledgeGraph) -> None:
    page = opener(scripts)
    page.tab.evaluate(WRITTEN)
    page.tab.get_by_role("button", name="Fit the whole picture").click()
    page.settle()
    drawn = dict(page.tab.evaluate("__written"))
    assert drawn[f"{FAMILY} net"] == "ltr"
    assert any(text.endswith("…") and ARABIC.startswith(text[:-1]) and side == "rtl" for text, side in drawn.items())
    assert "Z\u0351\u036balgo" in drawn
    assert any("O(n²)" in text for text in drawn)


VIEWS = [
    "",
    "#node=method/m0",
    "#node=method/m3",
    "#view=matrix",
    "#view=results",
    "#view=table",
    "#around=benchmark/b&view=closeup",
]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_name_widens_the_page_or_the_panel(
    opener: Any, scripts: KnowledgeGraph, view: str, size: tuple[int, int]
) -> None:
    page = opener(scripts, view, viewport={"width": size[0], "height": size[1]})
    assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.tab.locator("#panel").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert not page.complaints


def test_a_formula_without_letters_keeps_its_order_and_others_that_of_the_line(
    opener: Any, scripts: KnowledgeGraph
) -> None:
    page = opener(scripts, "#node=method/m6")
    formulas = page.tab.locator("#card-title .formula")
    assert [one.get_attribute("dir") for one in formulas.all()] == [None, "ltr"]


def test_names_of_files_run_from_left_to_right(opener: Any, scripts: KnowledgeGraph) -> None:
    page = opener(scripts)
    assert page.tab.locator("#sources bdi").get_attribute("dir") == "ltr"
    assert page.tab.locator("#sources bdi").inner_text() == "شبكة_{x}.txt"
