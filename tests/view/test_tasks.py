"""Eight tasks on the graph of the seeds, done as a person does them: by what is written, by roles and keys."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Locator, Page, expect
from pyoxigraph import QuerySolutions, RdfFormat, Store

FEW = 4
PREFIXES = """PREFIX kg: <https://w3id.org/papergraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
SAID = """?statement a kg:Statement ; kg:polarity "asserted" ; rdf:subject ?subject ; rdf:predicate ?relation ;
  rdf:object ?object ; kg:evidenceText ?sentence ; kg:fromPaper ?paper .
  ?subject rdfs:label ?from . ?object rdfs:label ?to ."""


class Asked:
    """The same graph behind a SPARQL endpoint."""

    def __init__(self, file: Path) -> None:
        self.store = Store()
        self.store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)

    def rows(self, query: str) -> list[tuple[str, ...]]:
        found = self.store.query(PREFIXES + query)
        assert isinstance(found, QuerySolutions)
        return [tuple(cell.value if cell is not None else "" for cell in row) for row in found]

    def first(self, query: str) -> str:
        return self.rows(query)[0][0]

    def sentences(self, relation: str, **ends: str) -> set[str]:
        """The sentences that assert a relation between things of these names."""
        wanted = " ".join(f'FILTER (?{end} = "{name}")' for end, name in ends.items())
        rows = self.rows(f"SELECT DISTINCT ?sentence {{ VALUES ?relation {{ {relation} }} {SAID} {wanted} }}")
        return {spaced(sentence) for (sentence,) in rows}


class Person:
    """Somebody at the page, who counts what they do: a click, a choice, a text typed with its Enter."""

    def __init__(self, lent: Any, address: str) -> None:
        self.tab: Page = lent.page
        self.complaints: list[str] = lent.complaints
        self.done = 0
        self.tab.goto(address)
        self.tab.get_by_text("What papers say").or_(self.tab.get_by_text("× Close")).first.wait_for()

    @property
    def details(self) -> Locator:
        return self.tab.get_by_role("complementary", name="Details")

    def click(self, role: str, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        self.done += 1
        place = within or self.tab
        place.get_by_role(role, name=name, exact=isinstance(name, str)).first.click()  # type: ignore[arg-type]

    def search(self, text: str) -> None:
        """Type a name, after "/" unless the search has the focus, and take the first that is found."""
        self.done += 1
        if "Search" not in str(self.tab.evaluate("() => document.activeElement.ariaLabel")):
            self.tab.keyboard.press("/")
        self.tab.keyboard.type(text)
        self.tab.get_by_role("listbox", name="Search results").get_by_role("option").first.wait_for()
        self.tab.keyboard.press("Enter")
        self.tab.get_by_role("heading", name=text, level=2).or_(
            self.details.get_by_text("Path", exact=True)
        ).first.wait_for()

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        self.done += 1
        choices = self.tab.get_by_role("combobox", name=re.compile(f"^{label}"))
        texts = choices.locator("option").all_inner_texts()
        choices.select_option(label=next(text for text in texts if re.search(option, text)))

    def save(self, name: str) -> Download:
        self.done += 1
        with self.tab.expect_download() as download:
            self.tab.get_by_role("menuitem", name=name).click()
        return download.value

    def part(self, heading: str) -> Locator:
        """The part of the details under a heading."""
        title = self.tab.get_by_role("heading", name=re.compile(rf"^{heading}\s*[\d,]*$"), level=3)
        return self.details.locator("section").filter(has=title).last

    def count(self, heading: str) -> int:
        """The number beside a heading, once what is counted has settled."""
        expect(self.details).not_to_have_attribute("aria-busy", "true")
        text = self.part(heading).get_by_role("heading").first.inner_text()
        return int(re.sub(r"\D", "", text))

    def sentence(self) -> str:
        """The sentence that the details show first."""
        return spaced(self.details.get_by_role("blockquote").first.inner_text())


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def asked(seeds_folder: Path) -> Asked:
    return Asked(seeds_folder / "graph.nt")


@pytest.fixture
def person(tabs: Any, seeds_folder: Path) -> Iterator[Person]:
    with tabs.lend() as lent:
        yield (someone := Person(lent, (seeds_folder / "graph.html").as_uri()))
        assert someone.complaints == []
        assert someone.done <= FEW


def most(relation: str, one: str, other: str) -> str:
    """The name that most different things are tied to by a relation, as a query."""
    return f"""SELECT ?{one} (COUNT(DISTINCT ?{other}) AS ?count) {{ VALUES ?relation {{ {relation} }} {SAID} }}
      GROUP BY ?{one} ORDER BY DESC(?count) ?{one} LIMIT 1"""


def test_the_results_reported_on_a_benchmark_and_the_sentence_of_one(person: Person, asked: Asked) -> None:
    benchmark = asked.first(
        """SELECT ?name (COUNT(DISTINCT ?result) AS ?count)
        { ?result a kg:Result ; kg:benchmark ?on . ?on rdfs:label ?name }
        GROUP BY ?name ORDER BY DESC(?count) ?name LIMIT 1"""
    )
    reported = asked.rows(
        f"""SELECT DISTINCT ?result ?text ?sentence {{ ?result a kg:Result ; kg:benchmark ?on ; kg:valueText ?text .
        ?on rdfs:label "{benchmark}" . ?statement rdf:subject ?result ; kg:evidenceText ?sentence }}"""
    )
    person.click("tab", "Results")
    person.choose("Measured on", f"^{re.escape(benchmark)}")
    rows = person.tab.get_by_role("rowheader")
    assert rows.count() == len({result for result, _, _ in reported})
    chosen = spaced(rows.first.inner_text())
    person.click("button", re.compile("show the sentence"), rows.first)
    if not person.details.get_by_role("blockquote").count():
        person.click("button", re.compile("^Evidence"), person.details)
    assert person.sentence() in {spaced(sentence) for _, text, sentence in reported if spaced(text) == chosen}


def test_what_a_method_was_evaluated_on(person: Person, asked: Asked) -> None:
    method = asked.first(most("kg:evaluatedOn", "from", "to"))
    places = {
        to
        for (to,) in asked.rows(
            f'SELECT DISTINCT ?to {{ VALUES ?relation {{ kg:evaluatedOn }} {SAID} FILTER (?from = "{method}") }}'
        )
    }
    person.search(method)
    part = person.part("evaluated on")
    assert person.count("evaluated on") == len(places)
    for place in places:
        part.get_by_role("button", name=place, exact=False).first.wait_for()
    person.click("button", re.compile("^Evidence: evaluated on"), part)
    assert person.sentence() in asked.sentences("kg:evaluatedOn", **{"from": method})


def test_who_outperforms_a_method(person: Person, asked: Asked) -> None:
    method = asked.first(most("kg:outperforms", "to", "from"))
    better = {
        name
        for (name,) in asked.rows(
            f'SELECT DISTINCT ?from {{ VALUES ?relation {{ kg:outperforms }} {SAID} FILTER (?to = "{method}") }}'
        )
    }
    person.search(method)
    part = person.part("outperformed by")
    assert person.count("outperformed by") == len(better)
    for name in better:
        part.get_by_role("button", name=name, exact=False).first.wait_for()
    person.click("button", re.compile("^Evidence: outperformed by"), part)
    assert person.sentence() in asked.sentences("kg:outperforms", to=method)


def test_the_path_between_two_methods(person: Person, asked: Asked) -> None:
    middle = asked.first(most("kg:outperforms", "to", "from"))
    one, other = sorted(
        name
        for (name,) in asked.rows(
            f'SELECT DISTINCT ?from {{ VALUES ?relation {{ kg:outperforms }} {SAID} FILTER (?to = "{middle}") }}'
        )
    )[:2]
    person.search(one)
    person.click("button", re.compile("^Path from here"))
    person.search(other)
    steps = person.part("Steps")
    assert person.count("Steps") in {1, 2}
    for name in (one, other):
        steps.get_by_role("button", name=name).first.wait_for()
    person.click("button", re.compile("^Evidence"), steps)
    first, second = (spaced(person.details.get_by_role("button").nth(place).inner_text()) for place in (1, 2))
    known = asked.rows(f"SELECT ?from ?to ?sentence {{ {SAID} }}")
    assert (first, second, person.sentence()) in {(start, end, spaced(sentence)) for start, end, sentence in known}


def test_the_benchmarks_introduced_in_a_year(person: Person, asked: Asked) -> None:
    introduced = """VALUES ?relation { kg:introducesBenchmark } ?paper dcterms:issued ?issued .
      BIND (SUBSTR(STR(?issued), 1, 4) AS ?year) FILTER (?year > "2")"""
    year = asked.first(
        f"""SELECT ?year (COUNT(DISTINCT ?to) AS ?count) {{ {SAID} {introduced} }}
        GROUP BY ?year ORDER BY DESC(?count) ?year LIMIT 1"""
    )
    names = {to for (to,) in asked.rows(f'SELECT DISTINCT ?to {{ {SAID} {introduced} FILTER (?year = "{year}") }}')}
    person.choose("First year", year)
    person.choose("Last year", year)
    person.click("checkbox", re.compile("^undated"))
    person.tab.get_by_text("Counted under the filters").wait_for()
    part = person.part("Benchmarks introduced")
    assert person.count("Benchmarks introduced") == len(names)
    person.click("button", re.compile("^Evidence: introduced as a benchmark"), part)
    assert person.sentence() in asked.sentences("kg:introducesBenchmark")


def test_the_papers_of_an_author(person: Person, asked: Asked) -> None:
    author = asked.first(most("dcterms:creator", "to", "from"))
    titles = {
        title
        for (title,) in asked.rows(
            f'SELECT DISTINCT ?from {{ VALUES ?relation {{ dcterms:creator }} {SAID} FILTER (?to = "{author}") }}'
        )
    }
    person.search(author)
    assert person.count("author of") == len(titles)
    person.click("button", re.compile(r"^Show \d+ more"), person.part("author of"))
    shown = {spaced(text) for text in person.part("author of").locator("bdi").all_inner_texts()}
    assert shown >= {spaced(title) for title in titles}


def test_a_matrix_is_taken_away_as_rows(person: Person, asked: Asked) -> None:
    counts = asked.rows(
        f"""SELECT ?subject ?object (SAMPLE(?from) AS ?a) (SAMPLE(?to) AS ?b) (COUNT(DISTINCT ?paper) AS ?papers)
        {{ VALUES ?relation {{ kg:evaluatedOn }} {SAID} }} GROUP BY ?subject ?object"""
    )
    person.click("tab", "Matrix")
    person.click("button", "Export")
    rows = list(csv.reader(io.StringIO(Path(person.save("CSV rows").path()).read_text(encoding="utf-8-sig"))))
    columns = [rows[0].index(name) for name in ("Method", "Benchmark or dataset", "Papers")]
    assert sorted([row[column] for column in columns] for row in rows[1:]) == sorted(list(row[2:]) for row in counts)


def test_a_link_brings_back_what_was_seen(person: Person, asked: Asked, tabs: Any) -> None:
    method = asked.first(most("kg:evaluatedOn", "from", "to"))
    person.search(method)
    person.click("tab", "Close-up")
    person.click("button", re.compile("^Evidence: evaluated on"), person.details)
    seen = person.details.inner_text()
    with tabs.lend() as lent:
        other = Person(lent, person.tab.url)
        other.details.get_by_role("blockquote").first.wait_for()
        assert other.details.inner_text() == seen
        assert other.tab.get_by_role("tab", selected=True).inner_text() == "Close-up"
