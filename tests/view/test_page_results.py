"""Reported results: what the view opens on, how much of the truth it holds, and why two numbers cannot be compared."""

from typing import Any

import pytest
from pyoxigraph import QuerySolutions

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal, Node

BASE = "https://w3id.org/papergraph/id/"
COPIED = "document.execCommand = () => { window.__copied = document.activeElement.value; return true; }"
HOSTILE = "<img src=x onerror='window.__x=1'></script> \u202egnp 多智能体"
STATED: dict[str, Any] = {
    "unit": "%",
    "resultKind": "absolute",
    "split": "test",
    "setting": "zero-shot",
    "reportedAs": "own",
}


class Reports:
    """Adds results with little typing, each from a paper of its own year."""

    def __init__(self, make: Any) -> None:
        self.make = make
        self.count = 0
        self.papers: set[str] = set()
        self.metric("accuracy", better="true")

    def metric(self, name: str, better: str | None = None) -> str:
        iri = f"{BASE}metric/{name}"
        values = {"higherIsBetter": (Literal(value=better, datatype="boolean"),)} if better else {}
        self.make.graph.add_node(Node(iri=iri, type="Metric", label=name, properties=values))
        return iri

    def paper(self, year: int) -> tuple[str, Evidence]:
        path = f"paper/p{year}"
        document = self.make.node(
            f"document/d{year}", "Document", "d", text="x", title="x", sourceName="s", recordId=str(year)
        )
        evidence = Evidence(
            kind="metadata", document=document, source="s", line=1, text=f"We reach a number in {year}."
        )
        if path not in self.papers:
            self.papers.add(path)
            self.make.node(path, "Paper", f"Paper of {year}")
            self.make.say(BASE + path, "issued", Literal(value=f"{year}-03-01", datatype="date"), evidence, paper=path)
        return path, evidence

    def add(
        self,
        value: str,
        on: str | None,
        year: int = 2020,
        *,
        metric: str | None = "accuracy",
        method: str = "m",
        confidence: float = 0.9,
        baseline: str | None = None,
        **values: str,
    ) -> str:
        self.count += 1
        path, evidence = self.paper(year)
        known = {"value": value, "valueText": value, **values}
        result = self.make.node(f"result/r{self.count}", "Result", f"{value} of {method}", **known)
        ends = [("reportedIn", BASE + path), ("method", self.make.node(f"method/{method}", "Method", method))]
        if on:
            ends.append((on.split("/")[0], self.make.node(on, on.split("/")[0].title(), on.split("/")[1])))
        if metric:
            ends.append(("metric", f"{BASE}metric/{metric}"))
        if baseline:
            ends.append(("baseline", self.make.node(f"method/{baseline}", "Method", baseline)))
        for relation, end in ends:
            self.make.say(result, relation, end, evidence, paper=path, confidence=confidence)
        return str(result)

    def speak(self, year: int, of: str) -> None:
        """A paper that only mentions what others report numbers on."""
        path, evidence = self.paper(year)
        self.make.say(BASE + path, "mentions", BASE + of, evidence, paper=path)


@pytest.fixture
def reports(make: Any) -> Reports:
    return Reports(make)


def texts(page: Any) -> list[str]:
    """The numbers in the order of the table."""
    return [str(text) for text in page.tab.locator(".results tbody th").all_inner_texts()]


def coverage(page: Any) -> str:
    return str(page.tab.locator("#coverage b").inner_text())


def reasons(opener: Any, reports: Reports, one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """What the page names between two results that agree in all but what is given."""
    for number, change in enumerate((one, other)):
        known = {**STATED, "value": str(90 + number), "on": "benchmark/b", **change}
        reports.add(**{name: value for name, value in known.items() if value is not None or name == "metric"})
    page = opener(reports.make.graph, "#view=results")
    for box in page.tab.get_by_role("checkbox", name="Compare").all():
        box.check()
    return [str(text) for text in page.tab.locator("#chosen-pair li").all_inner_texts()]


DIFFERENCES: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
    ({}, {"metric": "rouge"}, "different metric: accuracy; rouge"),
    ({}, {"metric": None}, "metric stated for one only: accuracy"),
    ({"metric": None}, {"metric": None}, "metric not stated for either"),
    ({}, {"unit": "points"}, "different unit: %; points"),
    ({}, {"unit": None}, "unit stated for one only: %"),
    ({}, {"split": "dev"}, "different split: test; dev"),
    ({"split": None}, {}, "split stated for one only: test"),
    ({"split": None}, {"split": None}, "split not stated for either"),
    ({}, {"setting": "few-shot"}, "different setting: zero-shot; few-shot"),
    ({}, {"setting": None}, "setting stated for one only: zero-shot"),
    ({"resultKind": None}, {"resultKind": None}, "kind not stated for either"),
    ({"resultKind": "gain"}, {"resultKind": "gain"}, "baseline not stated for either"),
    ({"resultKind": "gain", "baseline": "x"}, {"resultKind": "gain", "baseline": "y"}, "different baseline: x; y"),
)


@pytest.mark.parametrize(("one", "other", "reason"), DIFFERENCES, ids=[reason for _, _, reason in DIFFERENCES])
def test_each_reason_against_a_comparison_is_named_and_no_other(
    opener: Any, reports: Reports, one: dict[str, Any], other: dict[str, Any], reason: str
) -> None:
    reports.metric("rouge")
    assert reasons(opener, reports, one, other) == [reason]


def test_a_gain_and_a_value_differ_in_kind_and_baseline(opener: Any, reports: Reports) -> None:
    found = reasons(opener, reports, {}, {"resultKind": "gain", "baseline": "x"})
    assert sorted(found) == ["different baseline: x; none", "different kind: gain; absolute"]


def test_results_that_state_the_same_are_held_apart_by_nothing(opener: Any, reports: Reports) -> None:
    reports.add("90", "benchmark/b", **STATED)
    reports.add("91", "benchmark/b", **STATED)
    page = opener(reports.make.graph, "#view=results")
    assert "1 of 1 pair agrees" in page.tab.locator(".compare").inner_text()
    boxes = page.tab.get_by_role("checkbox", name="Compare")
    assert "Tick two results" in page.tab.locator("#chosen-pair").inner_text()
    boxes.first.check()
    boxes.last.press("Space")
    assert "Nothing that the abstracts state keeps apart" in page.tab.locator("#chosen-pair").inner_text()


def test_only_the_last_two_ticks_count(opener: Any, reports: Reports) -> None:
    for value in ("1", "2", "3"):
        reports.add(value, "benchmark/b", **STATED)
    page = opener(reports.make.graph, "#view=results")
    for box in page.tab.get_by_role("checkbox", name="Compare").all():
        box.check()
    assert page.tab.locator(".results input:checked").count() == 2


@pytest.fixture
def several(reports: Reports) -> KnowledgeGraph:
    """Many numbers on a task, fewer that can share an axis on a benchmark, one on another."""
    reports.metric("loss", better="false")
    for year in range(2018, 2022):
        reports.add(
            str(year - 1950), "benchmark/best", year, method=f"m{year}", confidence=0.5 + (year - 2018) / 10, **STATED
        )
    for place in range(6):
        reports.add(str(place), "task/talked-about", metric=None, **STATED)
    reports.add("0.5", "benchmark/best", 2022, metric="loss", method="lossy", **{**STATED, "reportedAs": "quoted"})
    reports.add("7", "benchmark/other", 2022, **STATED)
    reports.add("8", None, 2022, **STATED)
    reports.speak(2023, "benchmark/best")
    graph: KnowledgeGraph = reports.make.graph
    return graph


def test_it_opens_where_most_papers_can_be_put_side_by_side(opener: Any, several: KnowledgeGraph) -> None:
    page = opener(several, "#view=results")
    assert page.tab.get_by_label("Measured on").locator("option:checked").inner_text() == "best (5)"
    assert page.tab.get_by_label("Metric", exact=True).locator("option").all_inner_texts() == [
        "any metric (5)",
        "accuracy (4)",
        "loss (1)",
    ]
    assert "1 more number in this graph names nothing known" in page.tab.locator("#coverage").inner_text()


def test_the_share_of_papers_that_report_is_right_under_filters(
    opener: Any, several: KnowledgeGraph, stored: Any
) -> None:
    page = opener(several, "#view=results")
    page.tab.evaluate(COPIED)
    store = stored(several)

    def agree() -> int:
        page.tab.get_by_role("button", name="Export").click()
        page.tab.get_by_role("menuitem", name="Copy SPARQL query").click()
        found = store.query(page.tab.evaluate("() => window.__copied"))
        assert isinstance(found, QuerySolutions)
        assert len({row[0].value for row in found}) == len(texts(page))
        return len(texts(page))

    assert (agree(), coverage(page)) == (5, "Reported in abstracts: 5 of 6 papers")
    page.tab.get_by_label("Last year").select_option("2020")
    assert (agree(), coverage(page)) == (3, "Reported in abstracts: 3 of 3 papers")
    page.tab.get_by_label("Last year").select_option("2023")
    page.tab.locator("#confidence").fill("75")
    assert (agree(), coverage(page)) == (2, "Reported in abstracts: 2 of 3 papers")
    page.tab.get_by_label("Metric", exact=True).select_option(label="loss (1)")
    assert agree() == 1
    page.tab.locator("#confidence").fill("95")
    assert (agree(), coverage(page)) == (0, "Reported in abstracts: 0 of 0 papers")


def test_a_link_reopens_benchmark_and_metric(opener: Any, several: KnowledgeGraph) -> None:
    page = opener(several, "#view=results&on=benchmark/best&metric=metric/loss")
    assert texts(page) == ["0.5"]
    assert page.tab.locator("#direction b").inner_text() == "lower is better"
    page.tab.get_by_label("Metric", exact=True).select_option(label="accuracy (4)")
    assert page.tab.url.endswith("#view=results&on=benchmark/best&metric=metric/accuracy")
    assert page.tab.locator("#direction b").inner_text() == "higher is better"
    page.tab.get_by_label("Measured on").select_option(label="talked-about (6)")
    assert page.tab.url.endswith("#view=results&on=task/talked-about&metric=none")
    assert page.tab.locator("#results-on").evaluate("(one) => one === document.activeElement")
    page.tab.go_back()
    page.tab.get_by_text("higher is better").first.wait_for()
    assert len(texts(page)) == 4
    assert page.complaints == []


def test_a_link_reopens_order_and_comparison(opener: Any, several: KnowledgeGraph) -> None:
    page = opener(several, "#view=results&on=benchmark/best&metric=metric/accuracy")
    for box in page.tab.get_by_role("checkbox", name="Compare").all()[:2]:
        box.check()
    page.tab.get_by_role("button", name="Reported", exact=True).click()
    page.tab.wait_for_function("() => location.hash.includes('sort=reported')")
    again = opener(several, page.tab.evaluate("() => location.hash"))
    assert texts(again) == texts(page)
    assert again.tab.locator("#chosen-pair").inner_text() == page.tab.locator("#chosen-pair").inner_text()
    assert again.tab.locator(".results input:checked").count() == 2


def test_the_card_of_a_benchmark_leads_to_its_results(opener: Any, several: KnowledgeGraph) -> None:
    page = opener(several, "#node=benchmark/other")
    page.tab.get_by_role("button", name="Reported results").click()
    assert texts(page) == ["7"]
    assert "view=results&on=benchmark/other" in page.tab.url
    page.tab.evaluate("() => papergraph.open('method/m')")
    page.tab.locator("#card-title", has_text="m").wait_for()
    assert page.tab.get_by_role("button", name="Reported results").count() == 0


def test_the_table_sorts_both_ways_and_leaves_what_is_not_stated_last(opener: Any, reports: Reports) -> None:
    for value, year, unit in (("10", 2020, "%"), ("9", 2022, "points"), ("100", 2021, None)):
        stated: dict[str, Any] = {"unit": unit, "split": str(year)} if unit else {}
        reports.add(value, "benchmark/b", year, **stated)
    page = opener(reports.make.graph, "#view=results")
    assert texts(page) == ["9", "100", "10"]
    head = page.tab.get_by_role("columnheader", name="Reported")
    head.get_by_role("button").press("Enter")
    assert texts(page) == ["9", "10", "100"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert texts(page) == ["100", "10", "9"]
    for _ in range(2):
        page.tab.get_by_role("button", name="Split").click()
        assert texts(page)[-1] == "100"
    assert "Stated by none of them: kind, setting, whose number." in page.tab.locator("#view-results").inner_text()


def test_a_number_opens_the_sentence_it_stands_in(opener: Any, several: KnowledgeGraph) -> None:
    page = opener(several, "#view=results&on=benchmark/other")
    page.tab.get_by_role("button", name="7: show the sentence").click()
    page.tab.get_by_text("The sentence").wait_for()
    assert "We reach a number in 2022." in page.panel()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chart_tells_values_from_changes_and_own_from_quoted(opener: Any, reports: Reports, scheme: str) -> None:
    for year, whose in ((2019, "own"), (2020, "quoted"), (2021, "own")):
        reports.add(
            str(year - 1940), "benchmark/b", year, method=f"m{year}", unit="%", resultKind="absolute", reportedAs=whose
        )
        reports.add("3", "benchmark/b", year, method=f"g{year}", unit="%", resultKind="gain")
    page = opener(reports.make.graph, "#view=results", color_scheme=scheme)
    charts = page.tab.locator(".chart")
    assert charts.count() == 2
    values, changes = charts.all_text_contents()
    assert "accuracy (%): higher is better" in values
    assert "date of the paper" in values
    assert "change of accuracy (%)" in changes
    legends = page.tab.locator(".chart-legend").all_inner_texts()
    assert "filled: a value, the paper's own number" in legends[0]
    assert "filled: a value, quoted from elsewhere" in legends[0]
    assert "hollow: a gain or reduction, whose number is not stated" in legends[1]
    fills = charts.locator(".point").evaluate_all(
        "(all) => all.map((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke])"
    )
    assert sum(fill != stroke for fill, stroke in fills) == 3
    assert len({fill for fill, stroke in fills if fill == stroke}) == 2


def test_hostile_names_are_only_ever_text(opener: Any, reports: Reports) -> None:
    for value in ("1", "2"):
        reports.add(value, "benchmark/b", **{**STATED, "unit": HOSTILE, "setting": HOSTILE, "split": HOSTILE})
    for path, kind in (("benchmark/b", "Benchmark"), ("method/m", "Method"), ("metric/accuracy", "Metric")):
        reports.make.node(path, kind, HOSTILE)
    page = opener(reports.make.graph, "#view=results")
    for box in page.tab.get_by_role("checkbox", name="Compare").all():
        box.check()
    page.tab.locator(".results tbody th button").first.click()
    assert page.tab.locator(".chart .point").count() == 2
    assert page.tab.evaluate("() => window.__x ?? null") is None
    assert page.tab.locator("img").count() == 0
    assert page.complaints == []


def test_nothing_is_called_best(opener: Any, several: KnowledgeGraph) -> None:
    page = opener(several, "#view=results")
    words = page.tab.locator("#view-results").inner_text().lower()
    assert "state of the art" not in words
    assert "sota" not in words
    assert "this is no ranking" in words


def test_the_numbers_of_the_matrix_equal_the_answers_of_an_endpoint(
    opener: Any, several: KnowledgeGraph, stored: Any
) -> None:
    page = opener(several, "#view=matrix")
    page.tab.evaluate(COPIED)
    page.tab.get_by_label("Cells", exact=True).select_option("reported numbers")
    store = stored(several)

    def agree() -> int:
        page.tab.get_by_role("button", name="Export").click()
        page.tab.get_by_role("menuitem", name="Copy SPARQL query").click()
        found = store.query(page.tab.evaluate("() => window.__copied"))
        assert isinstance(found, QuerySolutions)
        answered = [int(row[2].value) for row in found]
        assert page.tab.locator(".cell").count() == len(answered)
        assert f" {len(answered)} pair" in page.tab.locator("#matrix-totals").inner_text()
        return sum(answered)

    assert agree() == 6
    page.tab.locator("#confidence").fill("75")
    assert agree() == 3
    page.tab.get_by_label("Only benchmarks").fill("other")
    assert agree() == 1


@pytest.mark.parametrize("view", ["matrix&cells=results", "results&on=benchmark/sure&metric=any"])
def test_a_sure_number_of_an_unsure_method_counts_neither_here_nor_at_an_endpoint(
    opener: Any, reports: Reports, stored: Any, view: str
) -> None:
    for value, confidence in (("1", 0.9), ("2", 0.5)):
        result = reports.add(value, "benchmark/sure", method=f"m{value}", confidence=confidence)
        path, evidence = reports.paper(2020)
        reports.make.say(result, "value", Literal(value=value), evidence, paper=path, confidence=0.9)
    page = opener(reports.make.graph, f"#view={view}&confidence=75")
    page.tab.evaluate(COPIED)
    page.tab.get_by_role("button", name="Export").click()
    page.tab.get_by_role("menuitem", name="Copy SPARQL query").click()
    answered = stored(reports.make.graph).query(page.tab.evaluate("() => window.__copied"))
    assert isinstance(answered, QuerySolutions)
    assert len(list(answered)) == 1 == page.tab.locator("#view-matrix .cell, #view-results tbody tr").count()
