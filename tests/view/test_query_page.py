"""The query page in a browser, against the server as a user starts it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Node
from kg.ontology import load_ontology
from kg.rdf.files.export import write_all
from kg.sparql.graph import RdfGraph, load
from kg.sparql.questions import ask, questions

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://w3id.org/papergraph/id/"
HOSTILE = "<img src=x onerror=\"document.title='owned'\">"
LABELS = "SELECT ?label WHERE { ?m a kg:Method ; rdfs:label ?label } ORDER BY ?label"


SCRIPTS = sorted((ROOT / "kg" / "view" / "static").glob("[sq]*/*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_our_scripts_never_make_markup_or_code_from_text_nor_ask_elsewhere(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|import\("
    assert not re.findall(banned, source)
    assert all(re.match(r"[\"`']?/|\(", found) for found in re.findall(r"fetch\(([^\s)]+)", source))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, hand_made: Callable[[], KnowledgeGraph]) -> Path:
    graph = hand_made()
    for at in range(120):
        graph.add_node(Node(iri=f"{BASE}task/number-{at}", type="Task", label=f"task {at}"))
    graph.add_node(Node(iri=f"{BASE}method/hostile", type="Method", label=HOSTILE))
    folder = tmp_path_factory.mktemp("served") / "outputs"
    folder.mkdir()
    files = {path.name: "" for path in write_all(graph, load_ontology(), folder)}
    (folder / "build.json").write_text(json.dumps({"generator": "papergraph", "files": files}))
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A server with a limit of two seconds, as a user starts it."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", "--seconds", "2", "--workers", "2"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().split("  ")[0].rstrip("/")
        server.terminate()


NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("off", "SecurityError"); },
});"""


class Desk:
    """The query page, and everything it should not have done."""

    def __init__(self, lent: Any, address: str) -> None:
        self.tab: Page = lent.page
        self.address, self.requests, self.complaints = address, lent.requests, lent.complaints

    def open(self, path: str = "/query") -> "Desk":
        self.tab.goto(self.address + path)
        if path.startswith("/query"):
            self.tab.locator("html[data-ready]").wait_for()
        return self

    @property
    def text(self) -> str:
        return self.tab.locator("#text").input_value()

    def write(self, query: str) -> None:
        """Put a query into the editor at once, as pasting does."""
        self.tab.locator("#text").fill(query)

    def type(self, words: str, delay: int = 0) -> None:
        self.tab.keyboard.type(words, delay=delay)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)

    def run(self, query: str) -> None:
        self.write(query)
        self.press("Control+Enter")

    def state(self, words: str | re.Pattern[str]) -> None:
        expect(self.tab.locator("#state")).to_contain_text(words)

    def column(self, name: str) -> list[str]:
        return self.tab.locator(f'td[data-column="{name}"]').all_inner_texts()


@pytest.fixture
def desk(tabs: Any, address: str) -> Iterator[Desk]:
    with tabs.lend(viewport={"width": 1280, "height": 860}) as lent:
        yield (desk := Desk(lent, address))
    allowed = re.compile("status of (400|403|404|504|507)")
    assert [one for one in desk.complaints if not allowed.search(one)] == []
    assert all(url.startswith((address, "blob:")) for url in desk.requests)


def test_ctrl_enter_runs_the_query_and_names_lead_to_their_pages(desk: Desk) -> None:
    desk.open().run("SELECT ?m ?n WHERE { ?m kg:outperforms ?n }")
    desk.state("1 row")
    assert desk.column("m") == ["method:happo"]
    desk.tab.get_by_role("link", name="method:happo").click()
    expect(desk.tab.locator("h1")).to_have_text("HAPPO")


def test_a_column_of_iris_lends_its_links_to_the_names_beside_it(desk: Desk) -> None:
    desk.open().run("SELECT ?m ?mIri WHERE { ?mIri kg:outperforms ?o ; rdfs:label ?m }")
    desk.state("1 row")
    assert desk.column("m") == ["HAPPO"]
    assert desk.column("mIri") == []
    expect(desk.tab.locator('td[data-column="m"] a')).to_have_attribute("href", "/id/method/happo")


def test_a_mistake_is_marked_at_its_place_and_named_by_line_and_column(desk: Desk) -> None:
    desk.open().run("SELECT ?m\nWHERE {\n  ?m kg:uses ?n\n} ORDER BYE ?m")
    expect(desk.tab.locator("#mistake")).to_contain_text("Line 4, column 9")
    expect(desk.tab.locator("#paint .wrong")).to_have_text("BYE")
    expect(desk.tab.locator("#gutter .wrong")).to_have_text("4")
    assert desk.tab.evaluate("document.activeElement.id + document.activeElement.selectionStart") == "text42"
    desk.type("x")
    expect(desk.tab.locator("#mistake")).to_be_hidden()


def test_terms_are_completed_with_what_they_mean_and_undo_takes_them_back(desk: Desk) -> None:
    desk.open().write("SELECT * WHERE { ?a ")
    desk.tab.locator("#text").press("End")
    desk.type("kg:outp", delay=15)
    option = desk.tab.get_by_role("option").first
    expect(option).to_contain_text("kg:outperforms")
    expect(option).to_contain_text(load_ontology().property_("outperforms").definition)
    desk.press("Tab")
    assert desk.text.endswith("kg:outperforms")
    desk.press("Control+z")
    assert desk.text.endswith("kg:outp")


def test_things_are_completed_by_any_of_their_names(desk: Desk) -> None:
    desk.open().write("SELECT * WHERE { ?a kg:evaluatedOn ")
    desk.tab.locator("#text").press("End")
    desk.type("benchmark:starcraft-m", delay=15)
    expect(desk.tab.get_by_role("option").first).to_contain_text("StarCraft Multi-Agent Challenge")
    desk.press("Enter")
    assert desk.text.endswith("benchmark:smac")
    desk.type(" . ?b kg:uses q-mix")
    desk.press("Control+Space")
    desk.tab.get_by_role("option").filter(has_text="QMIX").click()


def test_the_editor_indents_pairs_and_comments(desk: Desk) -> None:
    desk.open().write("")
    desk.tab.locator("#text").focus()
    desk.type("SELECT * WHERE {")
    desk.press("Enter")
    desk.type("?a ?b ?c")
    desk.press("Escape")
    assert desk.text == "SELECT * WHERE {\n  ?a ?b ?c\n}"
    desk.type(" }")
    assert desk.text == "SELECT * WHERE {\n  ?a ?b ?c \n}"
    desk.press("ArrowUp", "Control+/")
    assert desk.text == "SELECT * WHERE {\n#   ?a ?b ?c \n}".replace("#   ", "  # ")
    desk.press("Control+Home", "End")
    expect(desk.tab.locator("#paint .paired")).to_have_count(2)


def test_a_question_is_found_filled_in_and_run_by_keyboard_alone(desk: Desk) -> None:
    desk.open()
    desk.tab.locator("#ask-filter").focus()
    desk.type("methods are evaluated sentence says")
    desk.press("ArrowDown", "Enter")
    expect(desk.tab.locator("#asked")).to_contain_text("Which methods are evaluated on a benchmark")
    assert desk.tab.evaluate("document.activeElement.labels[0].textContent") == "benchmark"
    desk.type("SMA", delay=15)
    expect(desk.tab.get_by_role("option").first).to_contain_text("StarCraft")
    desk.press("ArrowDown", "Enter")
    desk.state("2 rows")
    assert "VALUES ?benchmark { benchmark:smac }" in desk.text
    assert "We test HAPPO on the StarCraft" in " ".join(desk.column("sentence"))


def test_the_address_brings_everything_back(desk: Desk) -> None:
    desk.open("/query#question=methods-on-benchmark&benchmark=benchmark/smac")
    desk.state("2 rows")
    expect(desk.tab.locator("#asked input").first).to_have_value("StarCraft Multi-Agent Challenge")
    desk.run(LABELS)
    desk.state("3 rows")
    address = desk.tab.url
    desk.open("/").open(address.removeprefix(desk.address))
    desk.state("3 rows")
    assert desk.text == LABELS


def test_rows_are_sorted_as_numbers_and_paged(desk: Desk) -> None:
    desk.open().run("SELECT ?task (STRLEN(?task) AS ?long) WHERE { ?t a kg:Task ; rdfs:label ?task }")
    desk.state("120 rows")
    assert len(desk.column("task")) == 50
    sort = desk.tab.get_by_role("columnheader", name="long").get_by_role("button")
    sort.click()
    assert desk.column("long")[0] == "6"
    sort.click()
    assert desk.column("long")[0] == "8"
    expect(desk.tab.get_by_role("columnheader", name="long")).to_have_attribute("aria-sort", "descending")
    desk.tab.get_by_role("button", name="Later rows").click()
    assert len(desk.column("task")) == 50
    assert (
        desk.tab.locator('td[data-column="long"]').first.evaluate("cell => getComputedStyle(cell).textAlign") == "end"
    )


def test_triples_come_as_a_table_and_as_turtle(desk: Desk) -> None:
    desk.open().run("CONSTRUCT WHERE { ?m kg:outperforms ?n ; rdfs:label ?label }")
    desk.state("2 triples")
    assert set(desk.column("subject")) == {"method:happo"}
    desk.tab.get_by_role("tab", name="Turtle").click()
    turtle = desk.tab.locator(".turtle").inner_text()
    assert "kg:outperforms method:qmix" in turtle
    assert '"HAPPO"' in turtle


def test_a_yes_or_no_question_is_answered_so(desk: Desk) -> None:
    desk.open().run("ASK { method:happo kg:outperforms method:qmix }")
    desk.state("Yes")
    desk.run("ASK { method:qmix kg:outperforms method:happo }")
    desk.state("No")
    expect(desk.tab.locator("#answer")).to_contain_text("nothing that fits")


def test_an_empty_answer_says_what_to_try_and_mends_a_wrong_term(desk: Desk) -> None:
    desk.open().run("SELECT * WHERE { ?s a kg:Metod ; rdfs:label ?label }")
    expect(desk.tab.locator("#answer")).to_contain_text("kg:Metod is no term of the vocabulary")
    desk.tab.get_by_role("button", name="kg:Method", exact=True).click()
    desk.state("3 rows")


CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?d) }"


def test_a_limit_is_told_in_plain_words(desk: Desk) -> None:
    desk.open().run(CROSS)
    expect(desk.tab.locator("#answer")).to_contain_text("This query takes too long")
    desk.run("DELETE WHERE { ?s ?p ?o }")
    expect(desk.tab.locator("#answer")).to_contain_text("only reads")


def test_a_query_can_be_cancelled_and_the_next_one_runs(desk: Desk) -> None:
    desk.open().run(CROSS)
    desk.tab.get_by_role("button", name="Cancel").click()
    desk.state("Cancelled")
    desk.run(LABELS)
    desk.state("3 rows")


def test_hostile_text_stays_text(desk: Desk) -> None:
    desk.open().run(LABELS)
    desk.state("3 rows")
    assert HOSTILE in desk.column("label")
    desk.write("SELECT * WHERE { ?a kg:uses method:img")
    desk.tab.locator("#text").press("End")
    desk.press("Control+Space")
    expect(desk.tab.get_by_role("option").first).to_contain_text("<img src=x")
    desk.open("/query#query=" + quote(f'SELECT ("{HOSTILE.replace(chr(34), "")}" AS ?x) WHERE {{}} #</script><script>'))
    desk.state("1 row")
    assert desk.tab.title().startswith("Query")
    assert desk.tab.locator("main img, main script:not(#island)").count() == 0


def test_what_was_asked_is_remembered_even_where_nothing_can_be_stored(tabs: Any, address: str) -> None:
    with tabs.lend(NO_STORAGE) as lent:
        desk = Desk(lent, address).open()
        desk.run(LABELS)
        desk.state("3 rows")
        desk.run("ASK {}")
        desk.state("Yes")
        desk.tab.get_by_role("tab", name="History").click()
        desk.tab.locator("#panel-history .ask").nth(1).click()
        desk.state("3 rows")
        assert desk.text == LABELS
        assert desk.complaints == []


def test_answers_are_saved_as_files(desk: Desk) -> None:
    desk.open().run(LABELS)
    desk.state("3 rows")
    with desk.tab.expect_download() as saved:
        desk.tab.get_by_role("button", name="CSV").click()
    assert saved.value.suggested_filename == "answer.csv"
    assert "HAPPO" in saved.value.path().read_text()


def things_for(graph: RdfGraph) -> Mapping[str, str]:
    """Something of each class that the graph has."""
    found: dict[str, str] = {}
    for iri, (classes, _) in graph.forms.items():
        for class_ in load_ontology().classes.values():
            if class_.iri in classes:
                found.setdefault(class_.name, iri)
    return found


def test_every_question_filled_in_on_the_page_gives_what_kg_query_gives(desk: Desk, folder: Path) -> None:
    desk.open()
    graph = load(folder, load_ontology())
    things = things_for(graph)
    filled = 0
    for question in questions():
        values = {p.name: p.default for p in question.parameters if p.default is not None and p.types[0] != "string"}
        for parameter in question.parameters:
            thing = next((things[name] for name in parameter.types if name in things), None)
            if parameter.default is not None or thing is None:
                continue
            text = desk.tab.evaluate(
                "([name, things, values]) => papergraph.filled(name, things, values)",
                [question.name, {parameter.name: thing}, values],
            )
            page, named = graph.query(text), ask(question, {parameter.name: thing}, graph)
            assert sorted(map(str, page.rows)) == sorted(map(str, named.rows)), question.name
            filled += 1
    assert filled >= 30


@pytest.mark.parametrize("path", ["/", "/query#question=coverage", "/id/method/happo", "/id/paper/happo", "/data"])
def test_no_page_is_wider_than_the_screen(desk: Desk, path: str) -> None:
    desk.open(path)
    for width in (390, 1280):
        desk.tab.set_viewport_size({"width": width, "height": 800})
        assert desk.tab.evaluate("document.documentElement.scrollWidth") <= width


def named_controls(tab: Page) -> list[Any]:
    unnamed: list[Any] = tab.evaluate(
        """() => [...document.querySelectorAll('button, input, textarea, a, [role=region]')]
             .filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length))
             .map((one) => one.outerHTML)"""
    )
    return unnamed


@pytest.mark.parametrize("path", ["/", "/query#question=methods-on-benchmark", "/id/paper/happo"])
def test_every_control_has_a_name_for_screen_readers(desk: Desk, path: str) -> None:
    desk.open(path)
    assert named_controls(desk.tab) == []


def test_the_theme_is_kept_from_page_to_page(desk: Desk) -> None:
    desk.open("/").tab.get_by_role("button", name="Switch between light and dark").click()
    desk.open("/query")
    assert desk.tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_search_field_leads_to_things_by_keyboard(desk: Desk) -> None:
    desk.open("/data")
    desk.press("/")
    desk.type("q-m", delay=15)
    expect(desk.tab.get_by_role("option").first).to_contain_text("QMIX")
    desk.press("ArrowDown", "Enter")
    expect(desk.tab.locator("h1")).to_have_text("QMIX")
