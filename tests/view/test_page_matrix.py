"""The matrix of methods and what they were evaluated on: what it counts, its order, and how one walks through it."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal

COPIED = "document.execCommand = () => { window.__copied = document.activeElement.value; return true; }"
HOSTILE = "<img src=x onerror='window.__x=1'> \u202egnp 多智能体 تعلم"


def evidence(make: Any, number: int) -> Evidence:
    document = make.node(
        f"document/d{number}", "Document", f"d{number}", text="x", title="x", sourceName="s", recordId=str(number)
    )
    return Evidence(kind="metadata", document=document, source="s", line=1, text=f"Method was tested, says {number}.")


def tell(make: Any, cells: dict[tuple[str, str], int]) -> KnowledgeGraph:
    """Methods evaluated on benchmarks, each pair in so many papers, of the years from 2020 on."""
    papers = []
    for number in range(max(cells.values())):
        paper = make.node(f"paper/p{number}", "Paper", f"Paper {number}")
        said = evidence(make, number)
        make.say(
            paper, "issued", Literal(value=f"{2020 + number}-01-02", datatype="date"), said, paper=f"paper/p{number}"
        )
        papers.append(said)
    for (method, benchmark), count in cells.items():
        ends = (
            make.node(f"method/{method}", "Method", method),
            make.node(f"benchmark/{benchmark}", "Benchmark", benchmark),
        )
        for number in range(count):
            make.say(
                ends[0], "evaluatedOn", ends[1], papers[number], paper=f"paper/p{number}", confidence=0.9 - number / 10
            )
    graph: KnowledgeGraph = make.graph
    return graph


CELLS = {("alpha", "one"): 3, ("alpha", "two"): 1, ("beta", "one"): 1, ("beta", "two"): 2, ("gamma", "three"): 1}


@pytest.fixture
def cells(make: Any) -> KnowledgeGraph:
    return tell(make, CELLS)


@pytest.fixture
def page(opener: Any, cells: KnowledgeGraph) -> Any:
    opened = opener(cells, "#view=matrix")
    opened.tab.evaluate(COPIED)
    return opened


@pytest.fixture
def store(cells: KnowledgeGraph, stored: Any) -> Any:
    return stored(cells)


def shown(page: Any) -> dict[tuple[str, str], str]:
    """What every filled cell of the matrix says."""
    names = page.tab.locator("[role=gridcell]:has(.cell)").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    pairs = [name.removesuffix(", show the sentences").split(": ") for name in names]
    return {(pair.split(" on ")[0], pair.split(" on ")[1]): text for pair, text in pairs}


def heads(page: Any, role: str) -> list[str]:
    return [
        name.split(",")[0]
        for name in page.tab.locator(f"[role={role}].matrix-name").evaluate_all(
            "(all) => all.map((one) => one.ariaLabel)"
        )
    ]


def answered(page: Any, store: Store) -> dict[tuple[str, str], int]:
    """What an endpoint says to the query that the page gives for its matrix."""
    page.tab.get_by_role("button", name="Export").click()
    page.tab.get_by_role("menuitem", name="Copy SPARQL query").click()
    found = store.query(page.tab.evaluate("() => window.__copied"))
    assert isinstance(found, QuerySolutions)
    return {(row[0].value.rsplit("/", 1)[1], row[1].value.rsplit("/", 1)[1]): int(row[2].value) for row in found}


def agree(page: Any, store: Store) -> dict[tuple[str, str], int]:
    counts = {pair: int(text.split()[0]) for pair, text in shown(page).items()}
    assert counts == answered(page, store)
    totals = page.tab.locator("#matrix-totals").inner_text()
    assert f" {len(counts)} pair" in totals
    return counts


def test_cells_count_papers_and_equal_the_answers_of_an_endpoint_under_every_filter(page: Any, store: Store) -> None:
    assert agree(page, store) == CELLS
    assert (
        "3 methods, 3 benchmarks and datasets, 5 pairs from 3 papers" in page.tab.locator("#matrix-totals").inner_text()
    )
    page.tab.locator("#confidence").fill("80")
    assert agree(page, store) == {**dict.fromkeys(CELLS, 1), ("alpha", "one"): 2, ("beta", "two"): 2}
    page.tab.locator("#confidence").fill("0")
    page.tab.get_by_label("First year").select_option("2021")
    assert agree(page, store) == {("alpha", "one"): 2, ("beta", "two"): 1}
    page.tab.get_by_label("First year").select_option("2020")
    page.tab.get_by_label("Only methods by name").fill("ALP")
    assert agree(page, store) == {("alpha", "one"): 3, ("alpha", "two"): 1}
    page.tab.get_by_label("Only benchmarks by name").fill("two")
    assert agree(page, store) == {("alpha", "two"): 1}
    page.tab.get_by_label("Only methods by name").fill("")
    page.tab.get_by_label("Only benchmarks by name").fill("")
    page.tab.get_by_label("evaluated on").uncheck()
    assert agree(page, store) == {}
    assert page.tab.get_by_role("grid").is_hidden()


def test_a_class_that_is_left_out_is_not_in_the_matrix(page: Any, store: Store) -> None:
    page.tab.get_by_role("checkbox", name="Benchmarks").uncheck()
    assert agree(page, store) == {}


def test_a_community_limits_the_matrix_and_its_query(opener: Any, make: Any, stored: Any) -> None:
    graph = tell(make, {("a", "z"): 1, ("b", "z"): 1, ("c", "z"): 1})
    page = opener(graph, "#view=matrix")
    page.tab.evaluate(COPIED)
    page.tab.locator("#community").select_option(index=1)
    assert agree(page, stored(graph)) == {("a", "z"): 1, ("b", "z"): 1}


def test_a_blank_says_not_reported_and_never_nought(page: Any) -> None:
    blank = page.tab.get_by_role("gridcell", name="gamma on one: not reported")
    assert blank.inner_text() == ""
    blank.click()
    assert "not reported" in page.tab.locator("#toast").inner_text()
    assert "0" not in page.tab.locator(".matrix-cell").all_inner_texts()


def test_the_keyboard_walks_through_heads_and_cells_and_opens_the_sentences(page: Any) -> None:
    page.tab.get_by_label("Order").select_option("by name")
    grid = page.tab.get_by_role("grid")
    grid.focus()

    def at() -> str:
        place = grid.get_attribute("aria-activedescendant")
        return str(page.tab.locator(f"id={place}").get_attribute("aria-label"))

    assert at() == "alpha on one: 3 papers, show the sentences"
    for key, place in (
        ("ArrowRight", "alpha on three: not reported"),
        ("ArrowDown", "beta on three: not reported"),
        ("End", "beta on two: 2 papers, show the sentences"),
        ("Control+End", "gamma on two: not reported"),
        ("Home", "gamma on one: not reported"),
        ("ArrowLeft", "gamma, 1 cell"),
        ("Control+Home", "alpha on one: 3 papers, show the sentences"),
        ("ArrowUp", "one, 2 cells"),
        ("ArrowDown", "alpha on one: 3 papers, show the sentences"),
        ("PageDown", "gamma on one: not reported"),
        ("PageUp", "alpha on one: 3 papers, show the sentences"),
    ):
        grid.press(key)
        assert at() == place
    assert page.tab.locator("#matrix-said").inner_text() == "alpha on one: 3 papers"
    grid.press("Enter")
    page.tab.get_by_text("Method was tested, says 0.").wait_for()
    assert "from=method/alpha&to=benchmark/one&view=matrix" in page.tab.url
    assert page.tab.locator("[role=gridcell][aria-selected]").count() == 1
    grid.press("ArrowLeft")
    grid.press("Enter")
    assert page.tab.locator("#card-title").inner_text() == "alpha"


def test_the_grid_tells_its_size_and_the_place_of_each_cell(page: Any) -> None:
    grid = page.tab.get_by_role("grid", name="Method by benchmark or dataset")
    assert (grid.get_attribute("aria-rowcount"), grid.get_attribute("aria-colcount")) == ("4", "4")
    assert page.tab.get_by_role("row").count() == 4
    assert page.tab.get_by_role("columnheader").count() == 4
    assert page.tab.get_by_role("rowheader").count() == 3


def test_the_pointer_lights_row_and_column_and_says_what_stands_there(page: Any) -> None:
    page.tab.get_by_role("gridcell", name="beta on two: 2 papers").hover()
    assert page.tab.locator("#matrix-said").inner_text() == "beta on two: 2 papers"
    lit = page.tab.locator(".matrix-name.lit").evaluate_all("(all) => all.map((one) => one.ariaLabel)")
    assert sorted(lit) == ["beta, 2 cells", "two, 2 cells"]
    assert page.tab.locator(".matrix-band:visible").count() == 2


def test_order_by_count_and_by_name(page: Any) -> None:
    page.tab.get_by_label("Order").select_option("most cells first")
    assert sorted(heads(page, "rowheader")[:2]) == ["alpha", "beta"]
    assert heads(page, "rowheader")[2] == "gamma"
    page.tab.get_by_label("Order").select_option("by name")
    assert heads(page, "rowheader") == ["alpha", "beta", "gamma"]
    assert heads(page, "columnheader") == ["one", "three", "two"]


def test_similar_rows_and_columns_stand_together_whatever_order_they_were_told_in(opener: Any, make: Any) -> None:
    shuffled = [(7 * place) % 30 for place in range(30)]
    blocks = {
        (f"m{row:02}", f"b{(row % 3) * 4 + step}"): 1 for row in shuffled for step in range(4) if (row // 3 + step) % 4
    }
    bridges = {("m00", "b4"): 1, ("m01", "b8"): 1}
    page = opener(tell(make, blocks | bridges), "#view=matrix", viewport={"width": 1600, "height": 1400})
    rows = [int(name[1:]) % 3 for name in heads(page, "rowheader")]
    columns = [int(name[1:]) // 4 for name in heads(page, "columnheader")]
    assert len(rows) == 30
    assert sum(one != other for one, other in pairwise(rows)) == 2
    assert sum(one != other for one, other in pairwise(columns)) == 2


def test_reported_numbers_fill_cells_that_open_their_sentences(opener: Any, hand_made: Any) -> None:
    page = opener(hand_made(), "#view=matrix")
    page.tab.get_by_label("Cells", exact=True).select_option("reported numbers")
    cell = page.tab.get_by_role("gridcell", name="HAPPO on StarCraft Multi-Agent Challenge: 96.5%")
    assert cell.inner_text() == "96.5%"
    cell.click()
    page.tab.get_by_text("Reported in numbers").wait_for()
    assert "HAPPO reaches 96.5% win rate" in page.panel()


def test_a_matrix_of_thousands_draws_only_what_is_in_view(opener: Any, make: Any) -> None:
    said = evidence(make, 0)
    make.node("paper/p0", "Paper", "Paper")
    benchmarks = [make.node(f"benchmark/b{number}", "Benchmark", f"Benchmark {number}") for number in range(500)]
    for number in range(2000):
        method = make.node(f"method/m{number}", "Method", f"Method {number}")
        for step in range(3):
            make.say(method, "evaluatedOn", benchmarks[(number * 7 + step * 31) % 500], said, paper="paper/p0")
    page = opener(make.graph)
    page.tab.get_by_role("tab", name="Matrix").click()
    assert "2,000 methods, 500 benchmarks and datasets, 6,000 pairs" in page.tab.locator("#matrix-totals").inner_text()
    assert page.tab.get_by_role("gridcell").count() < 1000
    grid = page.tab.get_by_role("grid")
    took = page.tab.evaluate(
        """() => { const box = document.querySelector('.matrix-box'); const start = performance.now();
        for (let step = 1; step <= 20; step += 1) {
          box.scrollTop = step * 2000;
          box.dispatchEvent(new Event('scroll'));
        }
        return (performance.now() - start) / 20; }"""
    )
    assert took < 250
    grid.press("Control+End")
    page.tab.locator(f"id={grid.get_attribute('aria-activedescendant')}").wait_for()


def test_hostile_names_are_only_ever_text(opener: Any, make: Any) -> None:
    page = opener(tell(make, {("m", "b"): 1}), "#view=matrix")
    assert page.complaints == []
    make.node("method/m", "Method", HOSTILE)
    make.node("benchmark/b", "Benchmark", HOSTILE * 400)
    page = opener(make.graph, "#view=matrix")
    page.tab.locator(".cell").hover()
    page.tab.get_by_label("Only methods by name").fill("<img")
    page.tab.locator(".cell").click()
    assert "Method was tested" in page.panel()
    assert page.tab.evaluate("() => window.__x ?? null") is None
    assert page.tab.locator("img").count() == 0
    assert page.tab.locator("[role=rowheader] bdi").first.inner_text().startswith("<img src=x")
    assert page.complaints == []


def test_an_empty_matrix_says_why(opener: Any, make: Any) -> None:
    make.node("method/m", "Method", "M")
    page = opener(make.graph, "#view=matrix")
    assert page.complaints == []
    assert "No abstract here says" in page.tab.locator("#view-matrix").inner_text()


def test_a_lone_gain_is_hollow_and_named_as_one(opener: Any, hand_made: Any) -> None:
    graph = hand_made()
    result = next(iter(graph.nodes("Result")))
    graph.add_node(replace(result, properties={**result.properties, "resultKind": (Literal(value="gain"),)}))
    page = opener(graph, "#view=matrix")
    page.tab.get_by_label("Cells", exact=True).select_option("reported numbers")
    cell = page.tab.get_by_role("gridcell", name="96.5%, gain")
    assert "hollow" in str(cell.locator(".cell").get_attribute("class"))
