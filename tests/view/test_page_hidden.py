"""What the filters hide: cards and search say that it is there, and results, queries and cards hide the same."""

from typing import Any

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal

COPIED = "document.execCommand = () => { window.__copied = document.activeElement.value; return true; }"
BASE = "https://w3id.org/papergraph/id/"
TOLD = """(groups) => groups.filter((one) => !/^(In papers|Related papers)/.test(one.innerText))
  .flatMap((one) => [...one.querySelectorAll(".row .thing")]).filter((one) => !one.closest(".untold"))
  .map((one) => one.dataset.node)"""


def record(make: Any, number: int) -> Evidence:
    document = make.node(
        f"document/d{number}", "Document", "d", text="x", title="x", sourceName="s", recordId=str(number)
    )
    return Evidence(kind="metadata", document=document, source="s", line=1, text=f"Said in {number}.")


@pytest.fixture
def world(make: Any) -> KnowledgeGraph:
    """Six papers of six years that speak of one method, each surer than the one before; two report a number."""
    method, bench = make.node("method/m", "Method", "Emm"), make.node("benchmark/b", "Benchmark", "Bee")
    for number in range(6):
        path, said = f"paper/p{number}", record(make, number)
        paper = make.node(path, "Paper", f"Paper {number}")
        sure = {"paper": path, "confidence": 0.4 + number / 10}
        make.say(paper, "issued", Literal(value=f"{2015 + number}-01-02", datatype="date"), said, paper=path)
        make.say(paper, "mentions", method, said, **sure)
        make.say(method, "uses", make.node(f"method/o{number}", "Method", f"Other {number}"), said, **sure)
        make.say(method, "evaluatedOn", bench, said, **sure)
        make.say(paper, "creator", make.node(f"author/a{number}", "Author", f"Author {number}"), said, **sure)
        if number < 2:
            result = make.node(f"result/r{number}", "Result", f"Number {number}", value="1", valueText=f"{number}.5")
            for relation, end in (("reportedIn", paper), ("method", method), ("benchmark", bench)):
                make.say(result, relation, end, said, **sure)
    graph: KnowledgeGraph = make.graph
    return graph


@pytest.fixture
def store(world: KnowledgeGraph, stored: Any) -> Any:
    return stored(world)


def answers(page: Any, store: Store) -> list[Any]:
    page.tab.evaluate(COPIED)
    page.tab.get_by_role("button", name="Export").click()
    page.tab.get_by_role("menuitem", name="Copy SPARQL query").click()
    found = store.query(page.tab.evaluate("() => window.__copied"))
    assert isinstance(found, QuerySolutions)
    return list(found)


def part(page: Any, title: str) -> Any:
    return page.tab.locator("#panel .group").filter(has=page.tab.get_by_role("heading", name=title))


def rows(group: Any) -> list[str]:
    return [str(text).split("\n")[0] for text in group.locator(".thing").all_inner_texts()]


def test_a_card_lists_what_passes_and_says_how_much_more_there_is(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=method/m&years=2018-2019")
    papers = part(page, "In papers")
    assert papers.locator(".count").first.inner_text() == "2 of 6"
    assert rows(papers) == ["Paper 3", "Paper 4"]
    papers.get_by_role("button", name="4 more hidden by the filters").press("Enter")
    assert sorted(rows(papers)) == [f"Paper {number}" for number in range(6)]
    assert papers.locator(".untold .thing").count() == 4
    assert page.tab.evaluate("() => document.activeElement.innerText").startswith("Paper")
    assert part(page, "uses").locator(".count").first.inner_text() == "2 of 6"


def test_without_filters_nothing_is_called_hidden(opener: Any, world: KnowledgeGraph) -> None:
    for fragment in ("#node=method/m", "#node=paper/p1", "#node=result/r1", "#from=method/m&to=benchmark/b", ""):
        assert "hidden" not in opener(world, fragment).panel()


def test_a_card_follows_the_filters_while_it_is_open(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=method/m")
    page.tab.locator("#confidence").fill("80")
    page.tab.locator("#panel").get_by_text("2 of 6").first.wait_for()
    page.tab.get_by_role("checkbox", name="uses").uncheck()
    part(page, "uses").get_by_role("button", name="6 hidden by the filters", exact=True).wait_for()
    page.tab.get_by_role("checkbox", name="Papers").uncheck()
    part(page, "In papers").get_by_role("button", name="6 hidden by the filters", exact=True).wait_for()
    page.tab.evaluate("() => { location.hash = '#node=method/m'; }")
    page.tab.locator("#panel").get_by_text("hidden").first.wait_for(state="detached")


def test_evidence_that_does_not_pass_is_held_back_and_counted(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#from=method/m&to=benchmark/b&confidence=80")
    assert page.tab.locator("#panel .evidence").count() == 2
    assert "2 of 6 pieces of evidence" in page.panel()
    page.tab.get_by_role("button", name="4 more hidden by the filters").click()
    assert page.tab.locator("#panel .evidence").count() == 6


def test_related_papers_are_those_that_pass_and_the_others_are_counted(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=paper/p0&years=2015-2017")
    related = part(page, "Related papers")
    assert [name for name in rows(related) if name.startswith("Paper")] == ["Paper 1", "Paper 2"]
    related.get_by_role("button", name="3 more hidden by the filters").click()
    assert len([name for name in rows(related) if name.startswith("Paper")]) == 5


def test_rows_of_a_result_s_card_that_the_filters_hide_say_so(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=result/r1&no-relation=method")
    assert page.tab.locator("#panel dl.result .hidden-tag").count() == 1


def test_search_finds_what_is_hidden_and_says_that_it_is(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#no-type=Author&years=2018-2019")
    for words, hidden in (("Author 3", True), ("Paper 1", True), ("Paper 3", False), ("Emm", False)):
        page.tab.locator("#search").fill(words)
        hit = page.tab.locator("#found [role=option]").first
        hit.get_by_text(words).wait_for()
        assert ("hidden by the filters" in hit.inner_text()) is hidden
    page.tab.locator("#search").fill("Author 3")
    page.tab.locator("#search").press("Enter")
    assert page.tab.locator("#card-title").inner_text() == "Author 3"


FILTERS = (
    "", "years=2018-2019", "confidence=85", "no-relation=uses&no-relation=mentions", "no-type=Paper",
    "no-type=Method&confidence=50", "no-type=Benchmark&no-relation=creator&years=2016-2018",
)  # fmt: skip


@pytest.mark.parametrize("path", ["method/m", "paper/p2"])
def test_the_query_of_a_card_answers_with_what_the_card_tells(
    opener: Any, world: KnowledgeGraph, store: Store, path: str
) -> None:
    page = opener(world)
    for filters in FILTERS:
        page.tab.evaluate("(words) => { location.hash = words; }", f"node={path}&{filters}")
        page.tab.wait_for_timeout(80)
        found = [row for row in answers(page, store) if "mentions" not in str(row["relation"]) or path == "paper/p2"]
        ends = {str(row[end]) for row in found for end in ("subject", "object")} - {f"<{BASE}{path}>"}
        for more in page.tab.locator("#panel .more", has_text="Show").all():
            more.click()
        told = page.tab.locator("#panel .group").evaluate_all(TOLD)
        assert (filters, len(set(told))) == (filters, len({end for end in ends if end.startswith("<")}))


def test_the_query_of_two_things_answers_with_the_evidence_that_their_card_shows(
    opener: Any, world: KnowledgeGraph, store: Store
) -> None:
    page = opener(world)
    for filters in (*FILTERS, "no-relation=evaluatedOn"):
        page.tab.evaluate("(words) => { location.hash = words; }", f"from=method/m&to=benchmark/b&{filters}")
        page.tab.wait_for_timeout(80)
        assert (filters, page.tab.locator("#panel .fact .evidence").count()) == (filters, len(answers(page, store)))


@pytest.mark.parametrize(
    ("filters", "count"),
    [("", 2), ("no-type=Result", 0), ("no-relation=benchmark", 0), ("no-relation=method", 2), ("no-type=Method", 2),
     ("no-type=Benchmark", 0), ("confidence=50", 1), ("no-relation=mentions", 2)],
)  # fmt: skip
def test_results_obey_the_filters_of_types_and_relations(
    opener: Any, world: KnowledgeGraph, store: Store, filters: str, count: int
) -> None:
    page = opener(world, f"#view=results&on=benchmark/b&metric=none&{filters}")
    assert page.tab.locator(".results tbody tr").count() == len(answers(page, store)) == count
    partly = filters in {"no-relation=method", "no-type=Method"}
    assert page.tab.locator("#whole-rows").count() == int(partly)
    page = opener(world, f"#view=matrix&cells=results&{filters}")
    cells = 0 if not count or partly else 1
    assert page.tab.locator(".cell").count() == len(answers(page, store)) == cells
    page = opener(world, f"#view=table&list=results&{filters}")
    listed = int(page.tab.locator(".rows").inner_text().split()[0])
    assert listed == len(answers(page, store))
    assert listed == {"no-type=Result": 0, "confidence=50": 1}.get(filters, 2)


def test_results_that_are_refused_are_none_and_the_view_says_why(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#view=results")
    page.tab.get_by_role("checkbox", name="Results").uncheck()
    assert "not ticked under Show" in page.tab.locator("#view-results").inner_text()
    page.tab.get_by_role("checkbox", name="Results").check()
    assert page.tab.locator(".results tbody tr").count() == 2
    assert page.complaints == []
