"""The address holds what is shown, filters and settings among it: whoever opens the link sees the same."""

import random
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Browser

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Layout
from kg.model import Evidence, Literal
from kg.view.page import write_page

QUIET = 400
ODD = 'a, "b" & c=é #1 多智能体.txt'
SOURCES = ("one.txt", ODD, "three/four.txt")
KINDS = ("Method", "Benchmark", "Task", "Author")
RAIL = """() => [...document.querySelectorAll('#filters :is(input, select, output)')]
  .map((one) => `${one.id} ${one.type === 'checkbox' ? one.checked : one.value}`)"""


def library(make: Any, papers: int = 18) -> KnowledgeGraph:
    """Papers of some years and sources, a few undated, each with things of every kind and relations between them."""
    for number in range(papers):
        path, source = f"paper/p{number}", SOURCES[number % 3]
        document = make.node(
            f"document/d{number}", "Document", "d", text="x", title="x", sourceName=source, recordId=str(number)
        )
        said = Evidence(kind="metadata", document=document, source=source, line=1, text=f"Said in {number}.")
        paper = make.node(path, "Paper", f"Paper {number}")
        if number % 5:
            make.say(paper, "issued", Literal(value=f"{2016 + number % 5}-02-03", datatype="date"), said, paper=path)
        method, benchmark, task, author = (
            make.node(f"{kind.lower()}/{kind.lower()}-{number % (3 + step)}", kind, f"{kind} {number % (3 + step)}")
            for step, kind in enumerate(KINDS)
        )
        sure = {"paper": path, "confidence": 0.3 + number % 7 / 10}
        make.say(method, "evaluatedOn", benchmark, said, **sure)
        make.say(method, "addresses", task, said, **sure)
        make.say(paper, "creator", author, said, **sure)
        for thing in (method, benchmark, task):
            make.say(paper, "mentions", thing, said, **sure)
    graph: KnowledgeGraph = make.graph
    return graph


def hash_of(page: Any) -> str:
    page.tab.wait_for_timeout(QUIET)
    return str(page.tab.evaluate("() => location.hash"))


def rail(page: Any) -> list[str]:
    found: list[str] = page.tab.evaluate(RAIL)
    return found


def counts(page: Any) -> dict[str, str]:
    """What every view says of how much it shows."""
    before = page.tab.evaluate("() => document.querySelector('[role=tab][aria-selected=true]').id")
    found = {}
    for view, place in (("map", "#status"), ("matrix", "#matrix-totals"), ("table", ".rows")):
        page.tab.locator(f"#tab-{view}").click()
        found[view] = page.tab.locator(place).inner_text()
    page.tab.locator(f"#{before}").click()
    return found


def change_something(page: Any, chance: random.Random) -> None:
    """A few of the changes that the rail offers."""
    boxes = page.tab.locator("#filters input[type=checkbox]").evaluate_all("(all) => all.map((one) => one.id)")
    for name in chance.sample(boxes, chance.randint(0, 4)):
        page.tab.locator(f"id={name}").click()
    if chance.random() < 0.6:
        page.tab.locator("#confidence").fill(str(chance.randrange(0, 101, 5)))
    for end in chance.sample(["from", "to"], chance.randint(0, 2)):
        page.tab.locator(f"#year-{end}").select_option(str(chance.randint(2017, 2020)))
    if chance.random() < 0.3:
        page.tab.locator("#community").select_option(index=1)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_filtered_a_reopened_link_shows_the_same(opener: Any, make: Any, seed: int) -> None:
    graph, chance = library(make), random.Random(seed)
    page = opener(graph)
    change_something(page, chance)
    fragment, before, controls = hash_of(page), counts(page), rail(page)
    page.tab.goto("about:blank")
    again = opener(graph, fragment)
    assert (rail(again), counts(again), hash_of(again)) == (controls, before, fragment)
    assert again.tab.locator("#toast").is_hidden()
    change_something(again, chance)
    fragment, before = hash_of(again), counts(again)
    again.tab.reload()
    again.tab.locator("html[data-ready]").wait_for()
    assert (counts(again), hash_of(again)) == (before, fragment)
    assert again.complaints == page.complaints == []


def test_an_address_says_in_words_what_differs_and_no_more(opener: Any, make: Any) -> None:
    page = opener(library(make))
    assert hash_of(page) in {"", "#"}
    for label in ("Tasks", "mentions", ODD, "undated"):
        page.tab.get_by_label(label).uncheck()
    page.tab.locator("#confidence").fill("45")
    page.tab.get_by_label("First year").select_option("2018")
    page.tab.get_by_label("Last year").select_option("2019")
    page.tab.locator("#community").select_option(index=1)
    words = unquote_plus(hash_of(page)).removeprefix("#")
    assert words == (
        f"no-type=Task&no-relation=mentions&confidence=45&years=2018-2019&undated=no&no-source={ODD}&community=author/author-0"
    )
    for label in ("Tasks", "mentions", ODD, "undated"):
        page.tab.get_by_label(label).check()
    page.tab.locator("#confidence").fill("0")
    page.tab.get_by_label("First year").select_option("2017")
    page.tab.get_by_label("Last year").select_option("2020")
    page.tab.locator("#community").select_option(index=0)
    assert hash_of(page) in {"", "#"}


def test_filters_stay_as_one_opens_things_and_views_and_goes_back(opener: Any, make: Any) -> None:
    page = opener(library(make), "#confidence=40")
    status = page.tab.locator("#status").inner_text()
    page.tab.evaluate("() => papergraph.open('paper/p1')")
    page.tab.locator("#card-title").wait_for()
    assert hash_of(page) == "#node=paper/p1&confidence=40"
    page.tab.locator("#tab-matrix").click()
    assert hash_of(page) == "#node=paper/p1&view=matrix&confidence=40"
    page.tab.go_back()
    page.tab.go_back()
    page.tab.locator(".home").wait_for()
    assert page.tab.locator("#status").inner_text() == status


def test_filters_are_no_steps_of_the_history(opener: Any, make: Any) -> None:
    page = opener(library(make))
    page.tab.evaluate("() => papergraph.open('method/method-1')")
    before = page.tab.evaluate("() => history.length")
    for confidence in range(0, 100, 5):
        page.tab.locator("#confidence").fill(str(confidence))
    page.tab.get_by_label("Tasks").uncheck()
    assert hash_of(page) == "#node=method/method-1&no-type=Task&confidence=95"
    assert page.tab.evaluate("() => history.length") == before


STRANGE = (
    "no-type=Dragon", "with-type=", "no-relation=title", "no-relation=__proto__", "confidence=abc", "confidence=105",
    "confidence=42", "years=2018", "years=2019-2018", "years=1700-1800", "undated=yes", "no-source=%F0%28%8C%28",
    "community=method/none", "community=%ZZ", "view=nothing", "nonsense=1", "view=matrix&cells=gold",
    "view=matrix&order=x",
    "view=table&list=all", "view=table&sort=weight", "view=results&sort=weight", "view=closeup&hops=9", "=",
    "view=results&metric=constructor&on=toString", f"years={'9' * 5000}-2020",
)  # fmt: skip


@pytest.fixture
def page(opener: Any, make: Any) -> Any:
    return opener(library(make))


def test_words_that_mean_nothing_here_are_told_and_passed_over(page: Any) -> None:
    plain = page.tab.locator("#status").inner_text()
    for words in STRANGE:
        page.tab.evaluate("(words) => { location.hash = words; }", f"no-type=Task&{words}")
        page.tab.locator("#toast").get_by_text("not in this graph").wait_for()
        assert not page.tab.get_by_role("checkbox", name="Tasks").is_checked()
        page.tab.evaluate("() => { document.getElementById('toast').hidden = true; }")
        page.tab.evaluate("() => { location.hash = ''; }")
        page.tab.get_by_role("checkbox", name="Tasks", checked=True).wait_for()
        assert page.tab.locator("#toast").is_hidden()
    assert page.tab.locator("#status").inner_text() == plain
    assert page.complaints == []


def test_years_of_a_link_that_reach_beyond_the_graph_end_with_it(opener: Any, make: Any) -> None:
    page = opener(library(make), "#years=2019-2030")
    assert [page.tab.locator(f"#year-{end}").input_value() for end in ("from", "to")] == ["2019", "2020"]


def test_the_year_chosen_last_counts(opener: Any, make: Any) -> None:
    page = opener(library(make), "#years=2017-2018")
    page.tab.get_by_label("First year").select_option("2020")
    assert hash_of(page) == "#years=2020-2020"
    page.tab.get_by_label("Last year").select_option("2017")
    assert hash_of(page) == "#years=2017-2017"


def test_on_a_large_graph_a_link_holds_which_classes_were_added_and_which_refused(opener: Any, make: Any) -> None:
    graph = library(make, 420)
    page = opener(graph)
    author = page.tab.get_by_role("checkbox", name="Authors")
    assert not author.is_checked()
    author.check()
    page.tab.get_by_role("checkbox", name="Papers").uncheck()
    assert hash_of(page) == "#with-type=Author&no-type=Paper"
    before = counts(page)
    again = opener(graph, "#with-type=Author&no-type=Paper")
    assert (counts(again), again.tab.get_by_role("checkbox", name="Authors").is_checked()) == (before, True)
    author.uncheck()
    assert hash_of(page) == "#no-type=Paper&no-type=Author"


def test_a_community_is_named_by_its_best_known_thing_and_found_by_any(opener: Any, make: Any) -> None:
    page = opener(library(make), "#community=author/author-3")
    assert page.tab.locator("#community").input_value() == "0"
    shown = page.tab.locator("#status").inner_text()
    page.tab.get_by_role("checkbox", name="Tasks").uncheck()
    assert hash_of(page) == "#no-type=Task&community=author/author-0"
    page.tab.get_by_role("checkbox", name="Tasks").check()
    assert page.tab.locator("#status").inner_text() == shown


def test_matrix_and_table_reopen_as_they_were_set(opener: Any, make: Any) -> None:
    graph = library(make)
    page = opener(graph, "#view=matrix")
    page.tab.get_by_label("Order").select_option("by name")
    page.tab.get_by_label("Only methods by name").fill("method 1")
    assert hash_of(page) == "#view=matrix&order=name&methods=method+1"
    again = opener(graph, hash_of(page))
    assert again.tab.locator("#matrix-totals").inner_text() == page.tab.locator("#matrix-totals").inner_text()
    assert again.tab.get_by_label("Only methods by name").input_value() == "method 1"
    page.tab.locator("#tab-table").click()
    page.tab.get_by_role("button", name="Edges", exact=True).first.click()
    for _ in range(2):
        page.tab.get_by_role("columnheader", name="Confidence").get_by_role("button").click()
    assert hash_of(page) == "#view=table&list=edges&sort=confidence+reversed"
    page.tab.locator("#confidence").fill("50")
    again = opener(graph, hash_of(page))
    head = again.tab.get_by_role("columnheader", name="Confidence")
    assert head.get_attribute("aria-sort") == "descending"
    assert again.tab.locator(".grid-body .grid-row").first.inner_text() == (
        page.tab.locator(".grid-body .grid-row").first.inner_text()
    )


IN_A_HURRY = """const Real = DecompressionStream;
let begun = 0;
globalThis.DecompressionStream = class extends Real {
  constructor(format) {
    super(format);
    begun += 1;
    if (begun === 5) location.hash = "#node=method/qmix";
  }
};"""


def test_an_address_that_changes_while_the_first_card_is_fetched_is_followed(
    chromium: Browser, hand_made: Any, tmp_path: Path
) -> None:
    graph = hand_made()
    write_page(graph, Layout(places={node.iri: (0, 0) for node in graph.nodes()}, communities=()), tmp_path / "g.html")
    context = chromium.new_context()
    context.add_init_script(IN_A_HURRY)
    tab = context.new_page()
    tab.goto((tmp_path / "g.html").as_uri() + "#node=paper/happo")
    tab.locator("#card-title", has_text="QMIX").wait_for()
    context.close()


def test_the_link_that_is_copied_holds_what_was_just_set(page: Any) -> None:
    page.tab.evaluate("document.execCommand = () => { window.__copied = document.activeElement.value; return true; }")
    page.tab.get_by_role("checkbox", name="Tasks").uncheck()
    page.tab.get_by_role("button", name="Export").click()
    page.tab.get_by_role("menuitem", name="Copy link").click()
    assert str(page.tab.evaluate("() => window.__copied")).endswith("#no-type=Task")
