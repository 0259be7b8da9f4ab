"""What only a browser can prove, in a real Chromium that opens the file from disk."""

from operator import sub
from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal, Merge, Span
from kg.view.style import look

PAYLOADS = (
    "<img src=x onerror='window.__x=1'>",
    "</script><script>window.__x=2</script>",
    "<!--<script>",
    "javascript:window.__x=3",
    'href="https://example.org" onmouseover="window.__x=4"',
    "{{7*7}}${window.__x=5}]]>",
    "\u202egnp.exe\u202c \u2028\u2029",
    "nul\0 lone \ud83d surrogate",
    "多智能体强化学习 تعلم الآلة $\\alpha_{i}^2$",
    "long " + "wörd-" * 20_000,
)

UNNAMED = """() => {
  const label = (one) => one.ariaLabel || one.labels?.length || one.getAttribute('aria-labelledby');
  const name = (one) => label(one) || one.textContent.trim();
  const all = [...document.querySelectorAll('button, input, [role], a')];
  return all.filter((one) => one.checkVisibility() && !name(one)).map((one) => one.outerHTML);
}"""
CONTRASTS = """() => {
  const style = getComputedStyle(document.documentElement);
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = (name) => {
    const hex = style.getPropertyValue(name).trim();
    const part = (at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255);
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  };
  const ratio = (a, b) => {
    const [more, less] = [light(a), light(b)].sort((x, y) => y - x);
    return (more + 0.05) / (less + 0.05);
  };
  const grounds = ['--ground', '--surface', '--raised'];
  return ['--ink', '--faint', '--accent', '--warn'].flatMap((text) => grounds.map((ground) => ratio(text, ground)));
}"""


@pytest.fixture
def page(opener: Any, graph: KnowledgeGraph) -> Any:
    return opener(graph)


def test_the_page_asks_nothing_of_the_network_and_has_nothing_to_complain_of(page: Any) -> None:
    page.tab.locator("#tab-matrix").click()
    page.tab.locator("#theme").click()
    page.tab.locator("#tab-map").click()
    page.settle()
    assert len(page.requests) == 1
    assert page.requests[0].startswith("file:")
    assert page.complaints == []


def test_the_policy_stops_an_injected_script_and_any_request(page: Any) -> None:
    page.tab.evaluate(
        """() => { const script = document.createElement('script'); script.textContent = 'window.__x = 1';
           document.body.append(script); return fetch('https://example.org/').catch(() => null); }"""
    )
    assert page.tab.evaluate("() => window.__x") is None
    assert any("script-src" in complaint for complaint in page.complaints)
    assert any("connect-src" in complaint for complaint in page.complaints)


def test_the_header_and_the_legend_count_what_the_graph_holds(page: Any, graph: KnowledgeGraph) -> None:
    for type_ in ("Paper", "Method", "Benchmark"):
        total = page.tab.locator(f"#totals [data-total={type_}] b").inner_text()
        assert int(total) == len(graph.nodes(type_))
    rows = dict(line.rsplit("\n", 1) for line in page.tab.locator("#types label").all_inner_texts())
    assert rows == {"Papers": "1", "Methods": "2", "Benchmarks": "1", "Results": "1", "Authors": "1"}
    relations = dict(line.rsplit("\n", 1) for line in page.tab.locator("#relations label").all_inner_texts())
    assert relations["mentions"] == "3"
    assert relations["evaluated on"] == "1"
    assert "uses" not in relations


def test_a_click_on_a_line_shows_the_sentences_with_both_ends_marked(page: Any) -> None:
    (x1, y1), (x2, y2) = page.place("method/happo"), page.place("benchmark/smac")
    page.tab.mouse.click(x1 + 0.45 * (x2 - x1), y1 + 0.45 * (y2 - y1))
    first = page.tab.locator("#panel .evidence").first
    sentence = "We test HAPPO on the StarCraft Multi-Agent Challenge (SMAC)."
    assert first.locator("blockquote").inner_text() == sentence
    assert first.locator("mark.subject").inner_text() == "HAPPO"
    assert first.locator("mark.object").inner_text() == "StarCraft Multi-Agent Challenge"
    assert page.tab.locator("#panel .fact .evidence").count() == 2
    for words in ("one.txt, line 3", "92%", "patterns 1", "states this", "19 Apr 2023"):
        assert words in first.inner_text()


def test_a_click_on_a_shape_shows_its_card(page: Any) -> None:
    page.tab.mouse.click(*page.place("benchmark/smac"))
    for words in (
        "Benchmark",
        "StarCraft Multi-Agent Challenge",
        "SMAC",
        "HAPPO: trust regions for teams",
        "id/benchmark/smac",
    ):
        assert words in page.panel()
    page.tab.locator("#panel summary").click()
    assert "the text defines SMAC" in page.panel()


def test_offsets_count_code_points_also_after_an_emoji(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('result/one')")
    page.tab.get_by_role("button", name="Evidence: result on benchmark").click()
    assert page.tab.locator("mark.object").first.inner_text() == "SMAC"
    assert "\U0001f916" in page.tab.locator("blockquote").first.inner_text()


def test_search_finds_by_alias_with_the_keyboard_alone(page: Any) -> None:
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("q-mi")
    assert "Q-MIX" in page.tab.locator("#found [aria-selected=true]").inner_text()
    page.tab.keyboard.press("Enter")
    assert page.tab.locator("#card-title").inner_text() == "QMIX"
    page.tab.keyboard.press("Escape")
    assert "What papers say" in page.panel()


def test_search_finds_what_the_texts_say(page: Any) -> None:
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("reaches 96.5%")
    hit = page.tab.locator("#found .said")
    assert hit.locator("mark").inner_text() == "reaches 96.5%"
    assert "HAPPO: trust regions for teams" in hit.inner_text()
    page.tab.keyboard.press("Enter")
    assert page.tab.locator("#card-title").inner_text() == "HAPPO: trust regions for teams"


def test_letters_that_grow_when_made_small_leave_the_marked_words_in_place(opener: Any, make: Any) -> None:
    title, said = "\u0130\u0130\u0130 in \u0130stanbul", "We test HAPPO in \u0130stanbul."
    text = f"{title}\n{said}"
    paper = make.node("paper/1", "Paper", title)
    document = make.node("document/1", "Document", title, text=text, title=title)
    start = text.index(said)
    evidence = Evidence(
        kind="text", document=document, source="one.txt", line=1, text=said, start=start, end=len(text),
        subject=None, object=Span(start + 8, start + 13),
    )  # fmt: skip
    make.say(paper, "mentions", make.node("method/happo", "Method", "HAPPO"), evidence, paper="paper/1")
    page = opener(make.graph)
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("test happo in")
    assert page.tab.locator("#found .said mark").inner_text() == "test HAPPO in"


def test_search_says_when_nothing_is_found(page: Any) -> None:
    page.tab.locator("#search").fill("zzyzx")
    page.tab.get_by_text("no text says it").wait_for()


def test_evidence_is_reached_from_a_card_with_the_keyboard_alone(page: Any) -> None:
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("HAPPO")
    page.tab.keyboard.press("Enter")
    button = page.tab.get_by_role("button", name="Evidence: outperforms, QMIX")
    button.focus()
    page.tab.keyboard.press("Enter")
    assert page.tab.locator("blockquote").first.inner_text() == "We propose HAPPO, which outperforms QMIX."


def test_what_a_text_denies_is_shown_as_denied_and_is_no_line(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('method/qmix')")
    page.tab.get_by_role("button", name="Evidence: used by, HAPPO").click()
    assert "The text denies this" in page.panel()
    page.tab.locator("#panel .back").click()
    assert page.tab.locator("#status").inner_text() == "Showing 6 of 6 nodes, 10 of 10 edges"


def test_a_comparison_shows_what_it_is_limited_to(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('method/qmix')")
    page.tab.get_by_role("button", name="Evidence: outperformed by, HAPPO").click()
    limits = page.tab.locator("dl.details div", has_text="Limited to")
    assert limits.first.inner_text().split("\n")[-1] == "StarCraft Multi-Agent Challenge"


def test_an_author_line_shows_the_record_s_own_line(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('author/ada-xu')")
    page.tab.get_by_role("button", name="Evidence: author of").click()
    assert page.tab.locator("blockquote.source-line").inner_text() == "Ada Xu, Bo Li et al."
    assert "A line of the record" in page.panel()


def test_filters_change_what_is_drawn_and_say_so(page: Any) -> None:
    status = page.tab.locator("#status")
    page.tab.get_by_label("Methods").uncheck()
    assert status.inner_text() == "Showing 4 of 6 nodes, 4 of 10 edges"
    page.tab.get_by_label("Methods").check()
    page.tab.get_by_label("mentions").uncheck()
    assert status.inner_text() == "Showing 6 of 6 nodes, 7 of 10 edges"
    page.tab.get_by_label("mentions").check()
    page.tab.locator("#confidence").fill("95")
    assert status.inner_text() == "Showing 5 of 6 nodes, 4 of 10 edges"  # nothing so sure is said of the result


def test_a_link_reopens_the_same_thing(opener: Any, graph: KnowledgeGraph) -> None:
    first = opener(graph)
    first.tab.mouse.click(*first.place("method/happo"))
    fragment = first.tab.evaluate("() => location.hash")
    assert fragment == "#node=method/happo"
    assert opener(graph, fragment).tab.locator("#card-title").inner_text() == "HAPPO"
    whole = "#node=https%3A%2F%2Fw3id.org%2Fpapergraph%2Fid%2Fmethod%2Fqmix"
    assert opener(graph, whole).tab.locator("#card-title").inner_text() == "QMIX"
    pair = opener(graph, "#from=method/happo&to=benchmark/smac")
    assert pair.tab.locator("#panel .fact .evidence").count() == 2
    lost = opener(graph, "#node=method/no-such-thing")
    assert "What papers say" in lost.panel()
    assert "not in this graph" in lost.tab.locator("#toast").inner_text()


def test_back_returns_to_the_thing_before(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('method/happo')")
    page.tab.evaluate("() => papergraph.open('method/qmix')")
    page.tab.go_back()
    assert page.tab.locator("#card-title").inner_text() == "HAPPO"


def test_back_returns_to_the_table_that_a_search_left(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, "#view=table")
    page.tab.locator("#search").fill("QMIX")
    page.tab.keyboard.press("Enter")
    assert page.tab.locator("#card-title").inner_text() == "QMIX"
    page.tab.go_back()
    page.tab.locator("#view-table").wait_for()


def test_an_empty_graph_has_every_view(opener: Any) -> None:
    for view in ("map", "closeup", "matrix", "results", "table"):
        page = opener(KnowledgeGraph(), f"#view={view}")
        assert page.tab.locator(f"#view-{view}").is_visible()
        assert page.complaints == []


def test_a_double_click_shows_only_the_surroundings(page: Any) -> None:
    page.tab.mouse.dblclick(*page.place("author/ada-xu"))
    page.settle()
    assert page.tab.locator("#status").inner_text() == "Showing 2 of 6 nodes, 1 of 10 edges"
    page.tab.get_by_role("button", name="Whole map").click()
    assert page.tab.locator("#status").inner_text() == "Showing 6 of 6 nodes, 10 of 10 edges"


def test_the_matrix_counts_papers_and_opens_the_sentences(page: Any) -> None:
    page.tab.get_by_role("tab", name="Matrix").click()
    cell = page.tab.get_by_role("gridcell", name="HAPPO on StarCraft Multi-Agent Challenge: 1 paper")
    assert cell.inner_text() == "1"
    cell.click()
    assert "We test HAPPO" in page.panel()


def test_a_paper_s_card_shows_its_text_with_the_names_in_it_as_links(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('paper/happo')")
    assert "It does not use QMIX." in page.tab.locator(".abstract").inner_text()
    page.tab.locator("a.mention", has_text="QMIX").first.click()
    assert page.tab.locator("#card-title").inner_text() == "QMIX"


def test_only_web_addresses_become_links(opener: Any, make: Any) -> None:
    paper = make.node("paper/happo", "Paper", "HAPPO")
    make.node("document/one", "Document", "HAPPO")
    evidence = Evidence(kind="metadata", document=make.graph.nodes("Document")[0].iri, source="s", line=1, text="HAPPO")
    for number, url in enumerate(("https://github.com/a/b", "javascript:alert(1)", "data:text/html,x")):
        make.say(
            paper, "hasResource", make.node(f"resource/{number}", "Resource", f"address {number}", url=url), evidence
        )
    for value in ("arxiv:2206.08686", "doi:10.1000/182", "doi:javascript:1"):
        make.say(paper, "identifier", Literal(value=value), evidence)
    page = opener(make.graph, "#node=paper/happo")
    links = page.tab.locator("#panel a.link")
    assert links.evaluate_all("(all) => all.map((one) => one.href)") == [
        "https://arxiv.org/abs/2206.08686",
        "https://doi.org/10.1000/182",
        "https://github.com/a/b",
    ]
    assert set(links.evaluate_all("(all) => all.map((one) => one.rel)")) == {"noopener noreferrer"}


def test_focus_stays_in_the_panel_from_card_to_card(page: Any) -> None:
    page.tab.evaluate("() => papergraph.open('method/happo')")
    page.tab.get_by_role("button", name="Evidence: outperforms, QMIX").press("Enter")
    assert page.tab.evaluate("() => document.activeElement.id") == "panel"


def test_every_control_has_a_name(page: Any) -> None:
    for view in ("matrix", "map"):
        page.tab.locator(f"#tab-{view}").click()
        unnamed = page.tab.evaluate(UNNAMED)
        assert unnamed == []


def test_the_phone_shows_the_card_as_a_sheet_and_nothing_sticks_out(opener: Any, graph: KnowledgeGraph) -> None:
    phone = opener(graph, "#node=method/happo", viewport={"width": 390, "height": 800}, has_touch=True)
    sheet = phone.tab.locator("#panel").bounding_box()
    assert sheet["y"] > 300
    assert sheet["y"] + sheet["height"] <= 801
    assert phone.tab.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert phone.tab.locator("#card-title").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_contrast_is_enough(opener: Any, graph: KnowledgeGraph, scheme: str) -> None:
    page = opener(graph, "#node=method/happo", color_scheme=scheme)
    ratios = page.tab.evaluate(CONTRASTS)
    assert min(ratios) >= 4.5


@pytest.fixture
def large(make: Any) -> KnowledgeGraph:
    """600 papers by 600 authors, every third paper about one of two shared methods."""
    make.node("document/one", "Document", "one")
    evidence = Evidence(kind="metadata", document=make.graph.nodes("Document")[0].iri, source="s", line=1, text="line")
    shared = [make.node(f"method/m{number}", "Method", f"Shared {number}") for number in range(2)]
    for number in range(600):
        path = f"paper/p{number:03}"
        paper, author = make.node(path, "Paper", f"Paper {number}"), f"author/a{number:03}"
        make.say(paper, "creator", make.node(author, "Author", f"Author {number}"), evidence, paper=path)
        if number % 3 == 0:
            make.say(paper, "mentions", shared[number % 2], evidence, paper=path)
    graph: KnowledgeGraph = make.graph
    return graph


def test_a_large_graph_shows_authors_on_demand(opener: Any, large: KnowledgeGraph) -> None:
    page = opener(large)
    status = page.tab.locator("#status")
    assert status.inner_text() == "Showing 602 of 1,202 nodes, 200 of 800 edges"
    assert not page.tab.get_by_label("Authors").is_checked()
    page.tab.get_by_label("Authors").check()
    assert status.inner_text() == "Showing 1,202 of 1,202 nodes, 800 of 800 edges"
    assert page.tab.locator("#totals [data-total=Paper] b").inner_text() == "600"


def test_without_webgl_the_map_is_drawn_on_a_plain_canvas(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, without_webgl=True)
    happo = page.place("method/happo")
    page.tab.mouse.click(*happo)
    assert page.tab.locator("#card-title").inner_text() == "HAPPO"
    assert len(set(page.colours_at(*happo, reach=8))) > 1


@pytest.mark.parametrize("without_webgl", [False, True])
def test_every_class_is_drawn_in_its_own_colour(opener: Any, graph: KnowledgeGraph, without_webgl: bool) -> None:
    page = opener(graph, without_webgl=without_webgl, color_scheme="light")
    for path, class_ in (("method/qmix", "Method"), ("benchmark/smac", "Benchmark"), ("author/ada-xu", "Author")):
        red, green, blue = (int(look(class_).light[at : at + 2], 16) for at in (1, 3, 5))
        assert (red, green, blue) in page.colours_at(*page.place(path), reach=10)


@pytest.mark.parametrize("without_webgl", [False, True])
def test_what_a_drag_shifts_is_what_is_drawn_there_anew(
    opener: Any, large: KnowledgeGraph, without_webgl: bool
) -> None:
    page = opener(large, without_webgl=without_webgl, color_scheme="light")
    box = page.tab.locator("#canvas").bounding_box()
    left, middle = int(box["x"]) + 20, int(box["y"] + box["height"] / 2)
    theme = page.tab.get_by_role("button", name="Switch between light and dark")
    for far in (40, 150):  # within the bleed, and beyond it
        page.tab.mouse.move(left, middle)
        page.tab.mouse.down()
        before = page.place("paper/p301")
        page.tab.mouse.move(left + far, middle - 30, steps=5)
        page.tab.mouse.up()
        theme.hover()
        page.settle()
        assert page.place("paper/p301") == pytest.approx((before[0] + far, before[1] - 30), abs=0.1)
        there = [round(at) for at in page.place("paper/p301")]
        shifted = page.colours_at(*there, reach=100)
        for _ in range(2):
            theme.click()
        page.settle()
        anew = page.colours_at(*there, reach=100)
        other = [pair for pair in zip(shifted, anew, strict=True) if max(map(abs, map(sub, *pair))) > 24]
        assert len(other) < 0.002 * len(anew)  # graphics cards round
        assert len(set(anew)) > 1


def test_a_hand_on_the_map_goes_before_a_flight(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    page.tab.emulate_media(reduced_motion="no-preference")
    box = page.tab.locator("#canvas").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for hand in ("drag", "zoom"):
        for _ in range(4):
            page.tab.get_by_role("button", name="Zoom in").click()
        page.tab.mouse.move(*middle)
        page.tab.evaluate("() => void papergraph.open('author/ada-xu')")
        if hand == "drag":
            page.tab.mouse.down()
            page.tab.mouse.move(middle[0] + 80, middle[1] + 10, steps=2)
            page.tab.mouse.up()
        else:
            page.tab.mouse.wheel(0, -100)
            page.tab.wait_for_timeout(50)
        left = page.place("method/qmix")
        page.tab.wait_for_timeout(600)
        assert page.place("method/qmix") == left, hand
        page.tab.keyboard.press("Escape")


def inside(page: Any) -> int:
    """How many nodes stand in the picture of the map."""
    box = page.tab.locator("#canvas").bounding_box()
    places = [page.place(one) for one in ("author/ada-xu", "method/qmix", "method/happo", "benchmark/smac")]
    (left, top), (right, bottom) = (box["x"], box["y"]), (box["x"] + box["width"], box["y"] + box["height"])
    return sum(left < x < right and top < y < bottom for x, y in places)


def test_the_map_cannot_be_dragged_out_of_sight(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    for _ in range(3):
        page.tab.mouse.move(300, 200)
        page.tab.mouse.down()
        page.tab.mouse.move(1200, 780, steps=3)
        page.tab.mouse.up()
    assert inside(page)


def test_a_map_that_is_whole_stays_so_in_a_window_of_another_size(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph)
    for size in ((760, 420), (390, 844), (844, 390)):
        page.tab.set_viewport_size({"width": size[0], "height": size[1]})
        page.settle()
        assert inside(page) == 4, size


def test_a_map_that_lost_its_webgl_comes_back(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, color_scheme="light")
    at = page.place("method/qmix")
    before = page.colours_at(*at, reach=12)
    page.tab.evaluate("""async () => {
      const surface = document.getElementById('map-canvas');
      const loss = surface.getContext('webgl2').getExtension('WEBGL_lose_context');
      const back = new Promise((done) => surface.addEventListener('webglcontextrestored', done));
      surface.addEventListener('webglcontextlost', () => setTimeout(() => loss.restoreContext(), 50));
      loss.loseContext();
      await Promise.race([back, new Promise((done) => setTimeout(done, 2000))]);
    }""")
    page.settle()
    page.tab.get_by_role("button", name="Fit the whole picture").click()
    page.settle()
    assert page.colours_at(*at, reach=12) == before


def test_what_is_not_drawn_is_found_and_brings_its_surroundings(opener: Any, large: KnowledgeGraph) -> None:
    page = opener(large)
    page.tab.locator("#search").fill("Author 301")
    page.tab.keyboard.press("Enter")
    assert "Paper 301" in page.panel()
    assert page.tab.evaluate("(iri) => papergraph.placeOf(iri)", "https://w3id.org/papergraph/id/paper/p301")
    page.tab.get_by_role("button", name="Close").click()
    assert page.tab.locator("#status").inner_text() == "Showing 602 of 1,202 nodes, 200 of 800 edges"


def hostile(make: Any, payload: str, number: int) -> None:
    """Adds the payload in every field that a source can fill."""
    text = f"{payload}\nWe test {payload} on it."
    paper = make.node(f"paper/{number}", "Paper", payload, payload)
    document = make.node(
        f"document/{number}", "Document", payload, text=text, title=payload, sourceName=payload, recordId=payload
    )
    classes = ("Method", "Benchmark", "Author", "Organization", "Resource", "Result", payload)
    ends = [
        make.node(f"x/{number}-{place}", class_, payload, payload, url=payload, valueText=payload)
        for place, class_ in enumerate(classes)
    ]
    evidence = Evidence(kind="text", document=document, source=payload, line=1, text=text, start=0, end=len(text))
    predicates = ("mentions", "mentions", "creator", "affiliatedWith", "hasResource", "uses", payload)
    for end, predicate in zip(ends, predicates, strict=True):
        make.say(paper, predicate, end, evidence, paper=f"paper/{number}")
    make.say(ends[0], "evaluatedOn", ends[1], evidence, paper=f"paper/{number}")
    for predicate in ("title", "issued", "identifier", "subject"):
        make.say(paper, predicate, Literal(value=payload), evidence, paper=f"paper/{number}")
    make.graph.add_merges(paper, [Merge(left=payload, right=payload, rule=payload, reason=payload, confidence=1.0)])


OPEN_EVERYTHING = """async (iris) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (const [place, iri] of iris.entries()) {
    await papergraph.open(iri);
    if (place % 8 === 0) await frame();
    for (const summary of document.querySelectorAll('#panel summary')) summary.click();
    document.querySelector('#panel .quote')?.click();
  }
}"""


def test_hostile_text_is_only_ever_text(opener: Any, make: Any) -> None:
    for number, payload in enumerate(PAYLOADS):
        hostile(make, payload, number)
    page = opener(make.graph)
    scripts = page.tab.evaluate("() => document.scripts.length")
    page.tab.evaluate(OPEN_EVERYTHING, [node.iri for node in make.graph.nodes()])
    page.tab.mouse.move(*page.place("x/0-0"))
    page.tab.get_by_role("tab", name="Matrix").click()
    for payload in PAYLOADS:
        page.tab.locator("#search").fill(payload.strip()[:3])
    page.settle()
    assert page.tab.evaluate("() => window.__x") is None
    assert page.tab.evaluate("() => document.scripts.length") <= scripts
    assert page.tab.evaluate("() => document.querySelectorAll('img, iframe, object, embed, form').length") == 0
    links = page.tab.evaluate("() => [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))")
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    assert page.complaints == []
    assert len(page.requests) == 1
    assert page.tab.evaluate("() => document.documentElement.scrollWidth") <= 1280


def test_hostile_names_read_as_they_were_written(opener: Any, make: Any) -> None:
    for number, payload in enumerate(PAYLOADS[:6]):
        make.node(f"method/{number}", "Method", payload)
    page = opener(make.graph)
    for number, payload in enumerate(PAYLOADS[:6]):
        page.tab.evaluate("(iri) => papergraph.open(iri)", f"method/{number}")
        assert page.tab.locator("#card-title").text_content() == payload


@pytest.mark.parametrize(
    ("fragment", "at_once"), [("", 1), ("#node=method/happo", 1), ("#no-type=Method", 0), ("#view=matrix", 0)]
)
def test_a_link_to_a_part_does_not_draw_the_whole_map_first(
    opener: Any, graph: KnowledgeGraph, fragment: str, at_once: int
) -> None:
    page = opener(graph, fragment)
    assert page.tab.evaluate("() => performance.getEntriesByName('first-picture').length") == at_once
    shown = page.tab.locator("[role=tabpanel]:not([hidden])")
    assert shown.get_attribute("id") == ("view-matrix" if "matrix" in fragment else "view-map")
    assert page.tab.get_by_text("Opening…").is_hidden()
    assert page.complaints == []


def test_on_a_screen_of_finer_pixels_the_map_is_drawn_finer(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, viewport={"width": 900, "height": 640})
    coarse = int(page.tab.locator("#map-canvas").get_attribute("width"))
    screen = {"width": 900, "height": 640, "deviceScaleFactor": 2, "mobile": False}
    page.tab.context.new_cdp_session(page.tab).send("Emulation.setDeviceMetricsOverride", screen)
    page.tab.get_by_role("button", name="Zoom in").press("Enter")
    page.tab.locator(f"#map-canvas[width='{2 * coarse}']").wait_for()
