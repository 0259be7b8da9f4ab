"""A map of more nodes than a picture can show opens on communities, in a real Chromium."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Community, Layout
from kg.model import Evidence

EACH = 550
NAMES = ("pulling ropes", "$\\alpha$-cuts · saws", "bells")
STEP = 60


@pytest.fixture
def crowd(make: Any) -> KnowledgeGraph:
    """Three times 550 papers that mention a method each, ten edges between the three, twelve papers by themselves."""
    evidence = Evidence(
        kind="metadata", document=make.node("document/one", "Document", "one"), source="s", line=1, text="x"
    )

    def mention(paper: str, method: str) -> None:
        path = f"paper/{paper}"
        make.say(
            f"{make.node(path, 'Paper', paper)}",
            "mentions",
            make.node(f"method/{method}", "Method", method),
            evidence,
            paper=path,
        )

    for part in range(3):
        for number in range(EACH):
            mention(f"p{part}-{number:03}", f"m{part}-{number:03}")
    for number in range(7):
        mention(f"p0-{number:03}", f"m1-{number:03}")
    for number in range(3):
        mention(f"p1-{number:03}", f"m2-{number:03}")
    for number in range(12):
        make.node(f"paper/q{number:02}", "Paper", f"q{number:02}")
    graph: KnowledgeGraph = make.graph
    return graph


def placed(graph: KnowledgeGraph) -> Layout:
    """Each community a square, the three in a row, the rest below."""
    parts = [[n.iri for n in graph.nodes() if re.search(rf"/[pm]{part}-", n.iri)] for part in range(3)]
    places = {
        iri: (4000 * part + STEP * (at % 34), STEP * (at // 34))
        for part, found in enumerate(parts)
        for at, iri in enumerate(found)
    }
    places |= {n.iri: (STEP * at, 3600) for at, n in enumerate(n for n in graph.nodes() if n.iri not in places)}
    around = tuple(
        Community(name=NAMES[part], nodes=tuple(found), centre=(4000 * part + 1000, 1000), radius=1450)
        for part, found in enumerate(parts)
    )
    return Layout(places=places, communities=around)


@pytest.fixture(params=[False, True], ids=["WebGL", "no WebGL"])
def page(request: pytest.FixtureRequest, opener: Any, crowd: KnowledgeGraph) -> Any:
    return opener(crowd, layout=placed(crowd), without_webgl=request.param)


@pytest.fixture
def one_page(opener: Any, crowd: KnowledgeGraph) -> Any:
    return opener(crowd, layout=placed(crowd))


def listed(page: Any) -> dict[str, int]:
    group = page.tab.locator("section.group").filter(has=page.tab.get_by_role("heading", name="Communities"))
    rows = (row.rsplit("\n", 1) for row in group.locator("button.thing").all_inner_texts())
    return {name.strip(): int(count.split()[0].replace(",", "")) for name, count in rows}


def middle_of(page: Any, part: int) -> tuple[float, float]:
    """Between the four nodes in the middle of a community, in the window."""
    x, y = page.place(f"method/m{part}-000")
    far, low = page.place(f"paper/p{part}-{EACH - 1}")
    return (x + far) / 2, (y + low) / 2


def test_it_opens_on_communities_and_counts_what_the_filters_show(page: Any) -> None:
    assert (
        "Showing 3,312 of 3,312 nodes, 1,660 of 1,660 edges, in 3 communities"
        in page.tab.locator("#status").inner_text()
    )
    assert listed(page) == {"pulling ropes": 1100, "α-cuts · saws": 1100, "bells": 1100, "in no community": 12}
    page.tab.mouse.move(*middle_of(page, 0))
    tip = page.tab.locator("#tip")
    assert tip.inner_text() == "pulling ropes\n\n550 papers, 550 methods; most edges with α-cuts (7)"
    page.tab.mouse.move(*middle_of(page, 1))
    assert "most edges with pulling ropes (7), bells (3)" in tip.inner_text()
    assert not page.complaints


def test_a_click_goes_in_and_nodes_can_be_chosen(page: Any) -> None:
    page.tab.mouse.click(*middle_of(page, 1))
    page.settle()
    assert page.tab.locator("#announcer").inner_text().startswith("Community α-cuts · saws: 550 papers, 550 methods")
    page.tab.mouse.click(*page.place("paper/p1-300"))
    assert page.tab.locator("#card-title").inner_text() == "p1-300"
    page.tab.keyboard.press("Escape")
    page.tab.get_by_role("button", name="Fit the whole picture").click()
    page.tab.mouse.click(*page.place("paper/p1-300"))
    assert page.tab.locator("#card-title").count() == 0
    assert not page.complaints


def test_a_double_click_goes_in_as_a_click_does(one_page: Any) -> None:
    one_page.tab.mouse.click(*middle_of(one_page, 1))
    one_page.settle()
    there = one_page.place("paper/p1-000")
    one_page.tab.get_by_role("button", name="Fit the whole picture").click()
    one_page.tab.wait_for_timeout(600)
    one_page.tab.mouse.dblclick(*middle_of(one_page, 1))
    one_page.settle()
    assert one_page.place("paper/p1-000") == pytest.approx(there)
    assert one_page.tab.evaluate("() => location.hash") == ""
    expect(one_page.tab.locator("#view-map")).to_be_visible()


def test_zooming_fades_communities_into_nodes(one_page: Any) -> None:
    tab, middle = one_page.tab, middle_of(one_page, 1)
    opacities = []
    for _ in range(14):
        tab.mouse.move(*middle)
        tab.mouse.wheel(0, -60)
        tab.wait_for_timeout(60)
        opacities.append(float(tab.locator("#map-canvas").evaluate("(one) => getComputedStyle(one).opacity")))
    assert opacities == sorted(opacities)
    assert opacities[0] == 0
    assert any(0 < one < 1 for one in opacities)
    assert opacities[-1] == 1
    expect(tab.locator("#map-regions")).to_be_hidden()


def test_keyboard_and_list_lead_in_too(one_page: Any) -> None:
    tab = one_page.tab
    tab.locator("#canvas").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#announcer").inner_text().startswith("Community α-cuts")
    expect(tab.locator("#map-regions")).to_be_hidden()
    tab.keyboard.press("0")
    tab.get_by_role("button", name="bells 1,100 nodes").press("Enter")
    assert tab.locator("#announcer").inner_text().startswith("Community bells")
    x, y = one_page.place("paper/p2-300")
    box = tab.locator("#canvas").bounding_box()
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_filters_and_a_selection_bring_the_nodes_back(one_page: Any) -> None:
    tab = one_page.tab
    regions = tab.locator("#map-regions")
    expect(regions).to_be_visible()
    tab.get_by_label(re.compile("^Methods")).uncheck()
    expect(regions).to_be_hidden()
    assert "communities" not in tab.locator("#status").inner_text()
    tab.get_by_label(re.compile("^Methods")).check()
    expect(regions).to_be_visible()
    tab.get_by_label("Search names and texts").fill("m2-001")
    tab.keyboard.press("Enter")
    expect(regions).to_be_hidden()


def test_a_small_graph_shows_its_nodes_at_once(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    expect(page.tab.locator("#map-regions")).to_be_hidden()
    assert page.tab.get_by_role("heading", name=re.compile("^Communities")).count() == 0


def test_the_picture_of_communities_can_be_taken_along(one_page: Any) -> None:
    one_page.tab.get_by_role("button", name="Export").click()
    with one_page.tab.expect_download() as download:
        one_page.tab.get_by_role("menuitem", name="SVG picture").click()
    picture = Path(download.value.path()).read_text(encoding="utf-8")
    assert picture.count("<circle") == 3
    assert ">α-cuts</text>" in picture
    assert "7 edges" in picture
