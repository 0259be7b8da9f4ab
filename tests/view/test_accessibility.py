"""That the page serves everybody: axe-core's rules, keyboard alone, large text, small screens, little motion."""

import re
from importlib.resources import files
from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}"""
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
VIEWS = ("map", "closeup", "matrix", "results", "table")
HAPPO = "node=method/happo"

ACTIVE = """() => {
  const one = document.activeElement;
  const name = one.ariaLabel || one.textContent.trim().slice(0, 40);
  return one === document.body ? "" : `${one.tagName} ${one.id} ${name}`;
}"""
HIDDEN_FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  const seen = one.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.right > 0 && box.bottom > 0
    && box.left < innerWidth && box.top < innerHeight;
  return seen ? null : one.outerHTML.slice(0, 160);
}"""
SMALL = """() => [...document.querySelectorAll("button, input, select, a[href], summary, [role=option]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !one.matches(".skip, .mention, p a, p button, .inline"))
  .map((one) => [one.closest("label") || one, one])
  .map(([target, one]) => [target.getBoundingClientRect(), one])
  .filter(([box]) => box.width < 24 || box.height < 24)
  .map(([box, one]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`)"""
MOVING = """() => document.getAnimations().length"""
OUTSIDE = """() => [...document.querySelectorAll("header *, .view-head *, .matrix-head *, #panel *, #focus-bar *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !one.closest(".tabs, .scroll, .off, .off-screen, .skip"))
  .map((one) => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
  .map(([, one]) => one.outerHTML.slice(0, 120))"""


def violations(tab: Any) -> list[str]:
    if not tab.evaluate("() => typeof axe === 'object'"):
        tab.evaluate(AXE + "; undefined")
    return list(tab.evaluate(RULES))


def show(tab: Any, view: str, *, card: str = "") -> None:
    """Goes where a link would lead."""
    parts = [card] if card else []
    tab.evaluate("(hash) => { location.hash = hash; }", "&".join([*parts, f"view={view}"]))
    tab.locator(f"main[data-view={view}]").wait_for()
    tab.locator("#card-title" if card else ".home").wait_for(state="attached")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(opener: Any, graph: KnowledgeGraph, scheme: str, size: dict[str, int]) -> None:
    page = opener(graph, color_scheme=scheme, viewport=size)
    found = {}
    for view in VIEWS:
        for card in ("", HAPPO):
            show(page.tab, view, card=card)
            found[f"{view} {card}"] = violations(page.tab)
    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_what_opens(opener: Any, graph: KnowledgeGraph, size: dict[str, int]) -> None:
    page = opener(graph, viewport=size)
    found = {}
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("a")
    found["search"] = violations(page.tab)
    page.tab.keyboard.press("Escape")
    page.tab.get_by_role("button", name="Export").click()
    found["export"] = violations(page.tab)
    page.tab.keyboard.press("Escape")
    if size is PHONE:
        page.tab.get_by_role("button", name="Filters").click()
        found["filters"] = violations(page.tab)
        page.tab.get_by_role("button", name="Filters").click()
    for fragment in (
        "view=results&node=method/happo",
        "from=method/happo&to=benchmark/smac",
        "path=author/ada-xu&until=benchmark/smac",
        "node=paper/happo",
        "node=result/one&no-relation=method&no-type=Paper",
        "node=method/happo&confidence=95",
    ):
        page.tab.evaluate("(hash) => { location.hash = hash; }", fragment)
        page.tab.get_by_role("button", name="Close").wait_for()
        found[fragment] = violations(page.tab)
    hidden = page.tab.get_by_role("button", name="hidden by the filters")
    for _ in range(hidden.count()):
        hidden.first.click()
    found["hidden"] = violations(page.tab)
    page.tab.locator("#search").fill("96.5")
    page.tab.locator("#found").get_by_text("hidden by the filters").first.wait_for()
    found["hidden in search"] = violations(page.tab)
    assert {place: rules for place, rules in found.items() if rules} == {}


def test_tab_visits_every_control_in_sight_and_comes_round(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    for view in VIEWS:
        show(page.tab, view, card=HAPPO)
        page.tab.evaluate("() => document.activeElement.blur()")
        visited: list[str] = []
        for _ in range(120):
            page.tab.keyboard.press("Tab")
            here = page.tab.evaluate(ACTIVE)
            if not here and visited:
                break
            assert page.tab.evaluate(HIDDEN_FOCUS) is None, here
            visited.append(here)
        else:
            pytest.fail(f"focus never leaves {visited[-3:]} in {view}")
        for words in ("search", "theme", "export", "confidence", f"tab-{view}", "Copy link"):
            assert any(words in one for one in visited), (view, words)


def test_every_view_is_reached_and_used_with_keys_alone(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    press = page.tab.keyboard.press

    def tab_to(words: str) -> None:
        for _ in range(80):
            if re.search(words, page.tab.evaluate(ACTIVE)):
                return
            press("Tab")
        pytest.fail(f"Tab never reaches {words}")

    tab_to("tab-map")
    press("ArrowRight")
    assert page.tab.evaluate(ACTIVE).startswith("BUTTON tab-closeup")
    tab_to("DIV closeup-canvas")
    press("+")
    press("ArrowLeft")
    tab_to("2 hops")
    press("Enter")
    assert page.tab.get_by_role("button", name="2 hops").get_attribute("aria-pressed") == "true"
    assert "2 hops" in page.tab.evaluate(ACTIVE)
    page.tab.get_by_role("tab", name="Close-up").focus()
    press("ArrowRight")
    tab_to("DIV  Method by benchmark")
    press("Home")
    press("Enter")
    page.tab.locator("#panel").get_by_text("We test").first.wait_for()
    page.tab.get_by_role("tab", name="Matrix").focus()
    press("ArrowRight")
    tab_to("96.5%")
    press("Enter")
    assert "96.5%" in page.panel()
    page.tab.get_by_role("tab", name="Results").focus()
    press("ArrowRight")
    tab_to("DIV  Things")
    press("ArrowDown")
    press("Enter")
    page.tab.locator("#card-title").wait_for()


def test_focus_is_never_lost(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    press = page.tab.keyboard.press

    def somewhere() -> bool:
        page.settle()
        return bool(page.tab.evaluate(ACTIVE))

    press("/")
    page.tab.keyboard.type("HAPPO")
    press("Enter")
    assert somewhere()
    for name in ("Evidence: outperforms, QMIX", "Close"):
        page.tab.get_by_role("button", name=name).first.focus()
        press("Enter")
        assert somewhere(), name
    page.tab.get_by_role("tab", name="Close-up").click()
    for name in ("2 hops", "Whole map"):
        page.tab.get_by_role("button", name=name).focus()
        press("Enter")
        assert somewhere(), name
    page.tab.get_by_role("tab", name="Table").click()
    for name in ("Edges", "Things"):
        page.tab.get_by_role("button", name=name, exact=True).first.focus()
        press("Enter")
        assert somewhere(), name
    page.tab.get_by_label("Methods").focus()
    press("Space")
    assert page.tab.evaluate(ACTIVE).startswith("INPUT type-")
    page.tab.get_by_role("button", name="Export").focus()
    press("Enter")
    assert somewhere()
    press("Escape")
    assert "export" in page.tab.evaluate(ACTIVE)


def test_links_past_what_comes_first_move_the_focus_and_nothing_else(opener: Any, graph: KnowledgeGraph) -> None:
    for view in VIEWS:
        page = opener(graph, f"#view={view.lower()}&no-type=Author")
        before = page.tab.evaluate("() => location.hash")
        for name, place in (("Skip to the view", f"#view-{view.lower()}"), ("Skip to the details", "#panel")):
            page.tab.get_by_role("link", name=name).press("Enter")
            page.settle()
            assert page.tab.evaluate(f"() => document.activeElement.closest('{place}') !== null"), (view, name)
            assert page.tab.evaluate("() => location.hash") == before
            assert page.tab.locator("#toast").is_hidden()


def test_what_is_selected_is_said(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("HAPPO")
    page.tab.keyboard.press("Enter")
    spoken = page.tab.locator("[aria-live=polite]", has_text="Method: HAPPO")
    spoken.wait_for(state="attached")


def test_nothing_moves_where_less_motion_is_wished(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    for view in VIEWS:
        show(page.tab, view, card=HAPPO)
        assert page.tab.evaluate(MOVING) == 0
    show(page.tab, "map")
    page.tab.get_by_role("button", name="Zoom in").click()
    page.tab.evaluate("() => new Promise(requestAnimationFrame)")
    before = page.place("method/happo")
    page.settle()
    assert page.place("method/happo") == before


@pytest.mark.parametrize("size", [{"width": 640, "height": 400}, {"width": 320, "height": 640}], ids=["200 %", "400 %"])
def test_enlarged_pages_lose_nothing_at_the_side(opener: Any, graph: KnowledgeGraph, size: dict[str, int]) -> None:
    page = opener(graph, viewport=size)
    for view in VIEWS:
        for card in ("", HAPPO):
            show(page.tab, view, card=card)
            assert page.tab.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
            assert page.tab.evaluate(OUTSIDE) == []


def test_large_text_breaks_nothing(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, viewport={"width": 640, "height": 400}, device_scale_factor=2)
    show(page.tab, "results", card=HAPPO)
    page.tab.locator("#card-title").scroll_into_view_if_needed()
    assert page.tab.evaluate(OUTSIDE) == []


def test_targets_on_a_phone_are_large_enough(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, viewport=PHONE, has_touch=True)
    found = {}
    for view in VIEWS:
        for card in ("", HAPPO, "node=paper/happo"):
            show(page.tab, view, card=card)
            found[f"{view} {card}"] = page.tab.evaluate(SMALL)
    show(page.tab, "map")
    page.tab.get_by_role("button", name="Filters").click()
    found["filters"] = page.tab.evaluate(SMALL)
    assert {place: small for place, small in found.items() if small} == {}
