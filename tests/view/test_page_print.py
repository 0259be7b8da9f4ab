"""What the page puts on paper: the view as it stands, the card, and nothing to press."""

from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph

# What stands on the paper while it is printed, as a listener that comes after the page's own sees it.
ON_PAPER = """() => addEventListener("beforeprint", () => {
  const printed = document.querySelector(".printed");
  const picture = printed?.tagName === "CANVAS" ? printed.getContext("2d") : null;
  const pixels = picture?.getImageData(0, 0, printed.width, printed.height).data;
  globalThis.__paper = {
    theme: document.documentElement.dataset.theme, kind: printed?.tagName ?? null, text: printed?.textContent,
    place: printed?.parentElement.id, colours: pixels ? new Set(new Uint32Array(pixels.buffer)).size : 0,
  };
})"""
NOW = "() => [document.documentElement.dataset.theme ?? null, document.querySelectorAll('.printed').length]"


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize(
    ("view", "kind"), [("map", "CANVAS"), ("closeup", "CANVAS"), ("matrix", "svg"), ("results", None), ("table", "DIV")]
)
def test_every_view_is_printed_on_white_and_comes_back_as_it_was(
    opener: Any, graph: KnowledgeGraph, view: str, kind: str | None
) -> None:
    page = opener(graph, f"#view={view}&node=method/happo", color_scheme="dark")
    page.tab.evaluate(ON_PAPER)
    before = page.tab.evaluate(NOW)
    assert pages(page.tab.pdf(format="A4")) in {1, 2}
    paper = page.tab.evaluate("__paper")
    assert (paper["theme"], paper["kind"]) == ("light", kind)
    assert kind is None or paper["place"] == f"view-{view}"
    assert kind != "CANVAS" or paper["colours"] > 20
    assert kind != "DIV" or "StarCraft Multi-Agent Challenge" in paper["text"]
    assert page.tab.evaluate(NOW) == before
    assert page.complaints == []


def test_on_paper_there_is_nothing_to_press_and_no_card_is_cut_off(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, "#node=method/happo", viewport={"width": 1280, "height": 420})
    page.tab.emulate_media(media="print", reduced_motion="reduce")
    for name in ("Export", "Zoom in", "Show only its surroundings", "Copy link"):
        assert page.tab.get_by_text(name, exact=True).is_hidden(), name
    panel = page.tab.locator("#panel")
    assert panel.evaluate("(box) => box.scrollHeight <= box.clientHeight")
    assert "HAPPO" in panel.inner_text()


def test_of_a_long_table_the_first_rows_are_printed_and_how_many_there_are(opener: Any, make: Any) -> None:
    for number in range(700):
        make.node(f"method/m{number}", "Method", f"Method {number}")
    page = opener(make.graph, "#view=table&with-type=Method")
    page.tab.evaluate(ON_PAPER)
    page.tab.pdf(format="A4")
    assert "the first 500 of 700 rows" in page.tab.evaluate("__paper.text")
