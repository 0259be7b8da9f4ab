"""What the page gives away: the query that any endpoint answers alike, tables, triples, graphs and pictures."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.graph.layout import Community, Layout
from kg.model import Evidence, Literal, Node

BASE = "https://w3id.org/papergraph/id/"
COPIED = "document.execCommand = () => { window.__copied = document.activeElement.value; return true; }"
HOSTILE = '=HYPERLINK("x")</title>\x07 "\\ \n多智能体'


@pytest.fixture
def store(graph: KnowledgeGraph, stored: Any) -> Any:
    return stored(graph)


@pytest.fixture
def page(opener: Any, graph: KnowledgeGraph) -> Any:
    opened = opener(graph)
    opened.tab.evaluate(COPIED)
    return opened


def record(make: Any, number: int) -> Evidence:
    document = make.node(f"document/d{number}", "Document", "d", text="d", title="d", sourceName="s", recordId="1")
    return Evidence(kind="metadata", document=document, source="s", line=1, text="a line")


def exported(page: Any, name: str) -> Any:
    page.tab.get_by_role("button", name="Export").click()
    with page.tab.expect_download() as download:
        page.tab.get_by_role("menuitem", name=name).click()
    return Path(download.value.path())


def query(page: Any) -> str:
    page.tab.get_by_role("button", name="Export").click()
    page.tab.get_by_role("menuitem", name="Copy SPARQL query").click()
    return str(page.tab.evaluate("() => window.__copied"))


def count(store: Store, asked: str) -> int:
    found = store.query(asked)
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)


def edges(page: Any) -> int:
    return int(page.tab.locator("#status").inner_text().split("nodes, ")[1].split()[0].replace(",", ""))


CHANGES: tuple[Callable[[Any], None], ...] = (
    lambda tab: tab.locator("#confidence").fill("90"),
    lambda tab: tab.get_by_label("mentions").uncheck(),
    lambda tab: tab.get_by_label("Methods").uncheck(),
    lambda tab: tab.locator("#sources input").uncheck(),
)


def test_the_query_of_the_map_counts_what_the_map_shows_under_every_filter(page: Any, store: Store) -> None:
    assert count(store, query(page)) == edges(page) == 10
    for change in CHANGES:
        change(page.tab)
        assert count(store, query(page)) == edges(page)
    assert edges(page) == 0


def test_years_filter_alike_in_page_and_query(opener: Any, make: Any, stored: Any) -> None:
    for number, issued in enumerate(("2019-03-01", "2021-05-06", "--07-08", None)):
        paper = make.node(f"paper/p{number}", "Paper", f"Paper {number}")
        evidence = record(make, number)
        if issued:
            datatype = "gMonthDay" if issued.startswith("--") else "date"
            make.say(paper, "issued", Literal(value=issued, datatype=datatype), evidence, paper=f"paper/p{number}")
        make.say(paper, "mentions", make.node("method/m", "Method", "M"), evidence, paper=f"paper/p{number}")
    page = opener(make.graph)
    page.tab.evaluate(COPIED)
    store = stored(make.graph)

    def agree() -> int:
        assert count(store, query(page)) == edges(page)
        return edges(page)

    assert agree() == 4
    page.tab.get_by_label("Last year").select_option("2020")
    assert agree() == 3
    page.tab.get_by_label("undated").uncheck()
    assert agree() == 1
    page.tab.get_by_label("First year").select_option("2021")
    page.tab.get_by_label("Last year").select_option("2021")
    assert agree() == 1


LIMITED = "community=author/ada-xu"


def rows_shown(page: Any) -> int:
    """How many rows the view says it has: edges of pictures, rows of tables, cells of the matrix."""
    if page.tab.locator("#view-table").is_visible():
        return int(page.tab.locator(".rows").inner_text().split()[0])
    return int(page.tab.locator(".cell").count()) if page.tab.locator("#view-matrix").is_visible() else edges(page)


@pytest.mark.parametrize(
    "view",
    ["view=map", "view=closeup", "view=matrix", "view=matrix&cells=results", "view=results", "view=table",
     "view=table&list=edges", "view=table&list=results"],
)  # fmt: skip
def test_queries_of_all_views_answer_with_what_is_shown_under_a_community(
    opener: Any, graph: KnowledgeGraph, store: Store, view: str
) -> None:
    page = opener(graph, f"#{view}")
    page.tab.evaluate(COPIED)
    found = []
    for filters in ("", LIMITED, f"{LIMITED}&confidence=90", f"{LIMITED}&no-type=Author", "no-relation=mentions"):
        page.tab.evaluate("(words) => { location.hash = words; }", f"{view}&{filters}")
        page.tab.wait_for_timeout(50)
        shown = page.tab.locator(".results tbody tr").count() if view == "view=results" else rows_shown(page)
        assert (filters, count(store, query(page))) == (filters, shown)
        found.append(shown)
    assert found[0] > 0
    assert page.complaints == []


def test_a_community_too_large_to_list_is_left_out_and_the_query_says_so(opener: Any, make: Any) -> None:
    said = record(make, 0)
    for number in range(2001):
        make.say(
            make.node(f"method/m{number}", "Method", f"M{number}"), "uses", make.node("method/x", "Method", "X"), said
        )
    graph = make.graph
    everything = Layout(
        places={node.iri: (0, 0) for node in graph.nodes()},
        communities=(Community(name="all", nodes=tuple(node.iri for node in graph.nodes()), centre=(0, 0), radius=9),),
    )
    page = opener(graph, "#community=method/x", layout=everything)
    page.tab.evaluate(COPIED)
    text = query(page)
    assert "too many to list" in text
    assert "VALUES ?subject {" not in text
    assert "says what it leaves out" in page.tab.locator("#toast").inner_text()


@pytest.mark.parametrize("fragment", ["#node=method/happo", "#from=method/happo&to=benchmark/smac", "#view=matrix"])
def test_queries_of_cards_and_matrix_are_answered(
    opener: Any, graph: KnowledgeGraph, store: Store, fragment: str
) -> None:
    page = opener(graph, fragment)
    page.tab.evaluate(COPIED)
    rows = count(store, query(page))
    happo = next(node.iri for node in graph.nodes("Method") if node.label == "HAPPO")
    asserted = [s for s in graph.about(happo) if s.polarity.value == "asserted"]
    assert rows == {"#node=method/happo": len(asserted), "#view=matrix": 1}.get(fragment, 2)


def test_turtle_and_graphml_hold_the_nodes_and_edges_that_are_shown(page: Any) -> None:
    triples = list(parse(path=str(exported(page, "Turtle (RDF)")), format=RdfFormat.TURTLE))
    assert len(triples) == 2 * 6 + 10
    graph = nx.read_graphml(exported(page, "GraphML"))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (6, 10)


def test_every_table_comes_as_rows(page: Any) -> None:
    for tab, heads in (("Map", ["Subject", "Relation"]), ("Matrix", ["Method"]), ("Table", ["Name", "Type"])):
        page.tab.get_by_role("tab", name=tab).click()
        text = exported(page, "CSV rows").read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0][: len(heads)] == heads
        assert len(rows) == {"Map": 11, "Matrix": 2, "Table": 7}[tab]


def test_pictures_are_pictures(page: Any) -> None:
    assert exported(page, "PNG picture").read_bytes().startswith(b"\x89PNG")
    svg = ElementTree.fromstring(exported(page, "SVG picture").read_text(encoding="utf-8"))
    assert len(svg.findall(".//{http://www.w3.org/2000/svg}path")) == 6


PICTURES = {"PNG picture": "png", "SVG picture": "svg"}
TEXTS = {"CSV rows": "csv", "Turtle (RDF)": "ttl", "GraphML": "graphml"}
HOLDS = {
    "view=map": ("map", 6, 10), "view=closeup": ("closeup", 4, 7), "view=matrix": ("matrix", 2, 1),
    "view=matrix&cells=results": ("matrix", 4, 3), "view=results": ("results", 4, 3),
    "view=table": ("table-things", 6, 10),
    "view=table&list=edges": ("table-edges", 6, 10), "view=table&list=results": ("table-results", 4, 3),
}  # fmt: skip


@pytest.mark.parametrize("view", HOLDS)
def test_everything_that_the_menu_offers_gives_a_named_file_of_what_is_shown(
    opener: Any, graph: KnowledgeGraph, view: str
) -> None:
    name, nodes, relations = HOLDS[view]
    for number in (1, 2) if view == "view=results" else ():
        add_result(graph, number)
    page = opener(graph, f"#{view}")
    page.tab.get_by_role("button", name="Export").click()
    offered = page.tab.get_by_role("menuitem").all_inner_texts()
    page.tab.keyboard.press("Escape")
    pictures = {} if "table" in view else PICTURES
    assert offered == [*pictures, *TEXTS, "Copy SPARQL query", "Copy link"]
    files = {}
    for item, ending in (pictures | TEXTS).items():
        page.tab.get_by_role("button", name="Export").click()
        with page.tab.expect_download() as download:
            page.tab.get_by_role("menuitem", name=item).click()
        assert download.value.suggested_filename == f"papergraph-{name}.{ending}"
        files[ending] = Path(download.value.path())
    if view == "view=results":
        nodes, relations = nodes + 3, relations + 8
    found = nx.read_graphml(files["graphml"])
    assert (found.number_of_nodes(), found.number_of_edges()) == (nodes, relations)
    assert len(list(parse(path=str(files["ttl"]), format=RdfFormat.TURTLE))) == 2 * nodes + relations
    if pictures:
        assert files["png"].read_bytes().startswith(b"\x89PNG")
        assert ElementTree.parse(files["svg"]).getroot().tag.endswith("svg")
    assert page.complaints == []


def test_tab_closes_the_menu(page: Any) -> None:
    page.tab.get_by_role("button", name="Export").press("Enter")
    page.tab.keyboard.press("Tab")
    assert page.tab.locator("#export-list").is_hidden()
    assert page.tab.evaluate("() => document.activeElement.id") == "theme"


def add_result(graph: KnowledgeGraph, number: int) -> None:
    """Another number on the benchmark of the hand-made graph, so that there is a chart."""
    known = next(iter(graph.nodes("Result")))
    metric = Node(iri=f"{known.iri.rsplit('/', 2)[0]}/metric/rate", type="Metric", label="win rate")
    graph.add_node(metric)
    added = replace(known, iri=f"{known.iri}-{number}")
    graph.add_node(added)
    for statement in graph.about(known.iri):
        graph.add_statement(replace(statement, iri=f"{statement.iri}-{number}", subject=added.iri))
    graph.add_statement(
        replace(
            next(iter(graph.about(known.iri))),
            iri=f"{BASE}statement/metric-{number}", subject=added.iri, predicate="metric", object=metric.iri,
        )
    )  # fmt: skip


def test_the_picture_of_the_matrix_holds_every_cell_and_name(opener: Any, make: Any) -> None:
    said = record(make, 0)
    for row in range(40):
        method = make.node(f"method/m{row}", "Method", HOSTILE if row == 7 else f"Method {row}")
        for column in range(row % 4):
            make.say(method, "evaluatedOn", make.node(f"benchmark/b{column}", "Benchmark", f"Bench {column}"), said)
    page = opener(make.graph, "#view=matrix")
    svg = ElementTree.fromstring(exported(page, "SVG picture").read_text(encoding="utf-8"))
    words = [text.text or "" for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("1") == 60
    assert {"Method 39", "Bench 2", "60 pairs, blank: not reported"} <= set(words)
    assert any(word.startswith("=HYPERLINK") for word in words)
    assert exported(page, "PNG picture").read_bytes().startswith(b"\x89PNG")
    page.tab.get_by_label("Only methods by name").fill("nothing of this name")
    page.tab.get_by_role("button", name="Export").click()
    page.tab.get_by_role("menuitem", name="SVG picture").click()
    assert "nothing to draw" in page.tab.locator("#toast").inner_text()


def test_of_a_matrix_too_large_for_a_picture_the_part_in_view_is_drawn(opener: Any, make: Any) -> None:
    said = record(make, 0)
    bench = make.node("benchmark/b", "Benchmark", "Bench")
    for row in range(500):
        make.say(make.node(f"method/m{row}", "Method", f"Method {row}"), "evaluatedOn", bench, said)
    page = opener(make.graph, "#view=matrix")
    picture = exported(page, "SVG picture").read_text(encoding="utf-8")
    assert "rows 1 to " in picture
    assert " of 500" in picture


def test_hostile_names_stay_names_in_every_format(opener: Any, make: Any) -> None:
    one, other = make.node("method/one", "Method", HOSTILE), make.node("method/other", "Method", "plain")
    make.say(one, "uses", other, record(make, 0))
    page = opener(make.graph)
    labels = [str(t.object) for t in parse(path=str(exported(page, "Turtle (RDF)")), format=RdfFormat.TURTLE)]
    assert any("HYPERLINK" in label for label in labels)
    assert nx.read_graphml(exported(page, "GraphML")).number_of_nodes() == 2
    rows = list(csv.reader(io.StringIO(exported(page, "CSV rows").read_bytes().decode("utf-8-sig"))))
    assert rows[1][0].startswith("'=HYPERLINK")
    ElementTree.fromstring(exported(page, "SVG picture").read_text(encoding="utf-8"))
