"""What cards say: what a thing is, why its names are one, what a number was measured on, and where all of it stands."""

from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Literal, Merge, Node, Polarity, Span
from kg.view.leading import leading

BASE = "https://w3id.org/papergraph/id/"
TEXT = (
    "We present FooNet (FN), a fast network. Our method beats BarNet on Bench. "
    "On the test set of Bench, zero-shot, FooNet reaches 81.5% accuracy. BarNet addresses sorting."
)


class Paper:
    """A text with nodes and statements about places in it."""

    def __init__(self, make: Any, name: str = "one", text: str = TEXT, *, issued: str | None = None) -> None:
        self.make, self.text = make, text
        self.path = f"paper/{name}"
        self.iri = make.node(self.path, "Paper", f"Paper {name}")
        self.document = make.node(f"document/{name}", "Document", name, text=text, sourceName="s.txt", line="7")
        if issued:
            at = Evidence(kind="metadata", document=self.document, source="s.txt", line=7, text=f"dated {issued}")
            make.say(self.iri, "issued", Literal(value=issued, datatype="date"), at, paper=self.path)

    def evidence(self, sentence: str, subject: str | None = None, object_: str | None = None) -> Evidence:
        start = self.text.index(sentence)
        end = self.text.find(". ", start) + 1 or len(self.text)

        def span(words: str | None) -> Span | None:
            return Span(at := self.text.index(words, start), at + len(words)) if words else None

        return Evidence(
            kind="text", document=self.document, source="s.txt", line=7, text=self.text[start:end], start=start,
            end=end, subject=span(subject), object=span(object_),
        )  # fmt: skip

    def say(self, subject: str, predicate: str, object_: Any, evidence: Evidence, **more: Any) -> Any:
        return self.make.say(subject, predicate, object_, evidence, paper=self.path, **more)


@pytest.fixture
def world(make: Any) -> KnowledgeGraph:
    paper = Paper(make)
    foo, bar = make.node("method/foo", "Method", "FooNet", "FN"), make.node("method/bar", "Method", "BarNet")
    bench, accuracy = make.node("benchmark/bench", "Benchmark", "Bench"), make.node("metric/a", "Metric", "accuracy")
    sorting = make.node("task/sorting", "Task", "sorting")
    result = make.node("result/r", "Result", "FooNet: 81.5%", valueText="81.5%", value="81.5", resultKind="absolute",
                       methodText="FooNet", onText="Bench")  # fmt: skip
    paper.say(paper.iri, "proposes", foo, paper.evidence("We present", None, "FooNet"), confidence=0.9)
    paper.say(paper.iri, "mentions", bar, paper.evidence("Our method", None, "BarNet"), confidence=0.9)
    paper.say(bar, "addresses", sorting, paper.evidence("BarNet addresses", "BarNet", "sorting"), confidence=0.7)
    paper.say(foo, "outperforms", bar, paper.evidence("Our method", None, "BarNet"), context=(bench,))
    paper.say(foo, "evaluatedOn", bench, paper.evidence("On the test", None, "Bench"))
    reports = paper.evidence("On the test", "81.5%")
    paper.say(result, "reportedIn", paper.iri, reports)
    paper.say(result, "metric", accuracy, paper.evidence("On the test", "81.5%", "accuracy"))
    paper.say(result, "split", Literal(value="test"), paper.evidence("On the test", "81.5%", "test set"))
    paper.say(result, "reportedAs", Literal(value="own"), paper.evidence("On the test", "81.5%", "FooNet"))
    short = TEXT.index("FN")
    make.graph.add_merges(
        foo,
        [
            Merge(left="FN", right="FooNet", rule="acronym definition", reason="“FN” is short for “FooNet”.",
                  confidence=0.97, document="one", span=Span(short, short + 2)),
            Merge(left="FooNet", right="Foo-Net", rule="normalised form", reason="they differ in a hyphen",
                  confidence=0.9),
        ],
    )  # fmt: skip
    graph: KnowledgeGraph = make.graph
    return graph


def test_the_surest_likely_sentence_that_names_a_thing_leads(make: Any) -> None:
    early, late = Paper(make, "early", issued="2020-01-01"), Paper(make, "late", issued="2021-01-01")
    foo, bar = make.node("method/foo", "Method", "FooNet"), make.node("method/bar", "Method", "BarNet")
    sorting = make.node("task/sorting", "Task", "sorting")
    for paper in (late, early):
        told = paper.say(paper.iri, "proposes", foo, paper.evidence("We present", None, "FooNet"), confidence=0.8)
    late.say(late.iri, "proposes", foo, late.evidence("We present"), confidence=0.99)
    late.say(late.iri, "proposes", bar, late.evidence("Our method", None, "BarNet"), confidence=0.49)
    denied = late.evidence("Our method", None, "BarNet")
    late.say(late.iri, "proposes", bar, denied, confidence=0.99, polarity=Polarity.NEGATED)
    assert leading(make.graph.statements()) == {foo: told}
    kind = late.say(bar, "addresses", sorting, late.evidence("BarNet addresses", "BarNet", "sorting"), confidence=0.5)
    assert leading(make.graph.statements()) == {foo: told, bar: kind}


def test_a_card_begins_with_the_sentence_that_says_what_the_thing_is(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=method/foo")
    lead = page.tab.locator("#panel .lead")
    assert lead.locator("blockquote").inner_text() == "We present FooNet (FN), a fast network."
    assert lead.locator("mark").all_inner_texts() == ["FooNet"]
    assert "Paper one" in lead.inner_text()
    assert "undated" in lead.inner_text()
    page.tab.locator("#search").fill("BarNet")
    page.tab.locator("#search").press("Enter")
    page.tab.get_by_text("BarNet addresses sorting.").wait_for()
    assert lead.locator("mark").all_inner_texts() == ["BarNet", "sorting"]
    page.tab.locator("#search").fill("Bench")
    page.tab.locator("#search").press("Enter")
    page.tab.get_by_role("heading", name="Bench").wait_for()
    assert lead.count() == 0


def test_why_names_are_one_thing_is_quoted_or_said_to_be_inferred(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=method/foo")
    page.tab.get_by_text("Why these are one thing").click()
    quoted, inferred = page.tab.locator("#panel .merge").all()
    assert quoted.locator("blockquote").inner_text() == "We present FooNet (FN), a fast network."
    assert quoted.locator("mark").inner_text() == "FN"
    assert "inferred" not in quoted.inner_text()
    assert "inferred" in inferred.inner_text()
    assert inferred.locator("blockquote").count() == 0


def test_where_a_sentence_says_our_method_the_one_that_names_it_stands_beside_it(
    opener: Any, world: KnowledgeGraph
) -> None:
    page = opener(world, "#from=method/foo&to=method/bar")
    card = page.tab.locator("#panel .evidence")
    assert card.locator("blockquote").all_inner_texts() == [
        "Our method beats BarNet on Bench.",
        "We present FooNet (FN), a fast network.",
    ]
    assert "This sentence does not name FooNet; the paper does here:" in card.inner_text()
    assert card.locator("mark.named").inner_text() == "FooNet"
    assert "Limited to" in card.inner_text()
    assert "undated" in card.inner_text()


def test_a_name_in_the_sentence_itself_is_marked_and_one_that_is_nowhere_is_inferred(
    opener: Any, world: KnowledgeGraph, make: Any
) -> None:
    make.graph = world
    make.count = 900
    paper = Paper(make)
    foo = BASE + "method/foo"
    paper.say(paper.iri, "mentions", foo, paper.evidence("On the test", None, "FooNet"))
    page = opener(world, "#from=method/foo&to=benchmark/bench")
    assert page.tab.locator("#panel mark").all_inner_texts() == ["Bench", "FooNet"]
    assert "does not name" not in page.panel()
    paper.say(make.node("method/ghost", "Method", "Ghost"), "uses", foo, paper.evidence("Our method"))
    page = opener(world, "#from=method/ghost&to=method/foo")
    assert "inferred This sentence does not name Ghost." in page.panel()


def test_a_result_says_what_it_was_measured_on_and_what_no_sentence_says(opener: Any, world: KnowledgeGraph) -> None:
    page = opener(world, "#node=result/r")
    assert page.tab.locator("#panel .evidence blockquote").inner_text().startswith("On the test set of Bench")
    rows = dict(row.split("\n")[:2] for row in page.tab.locator("#panel .result > div").all_inner_texts())
    assert rows == {
        "number": "81.5%", "kind": "a value", "metric": "accuracy", "method": "FooNet as written",
        "measured on": "Bench as written", "split": "test", "setting": "not said",
        "whose number": "the paper's own",
    }  # fmt: skip
    page.tab.get_by_role("button", name="Evidence: split test, 1 sentence").click()
    card = page.tab.locator("#panel .unfolded .evidence")
    assert card.locator("mark").all_inner_texts() == ["test set", "81.5%"]
    page.tab.get_by_role("button", name="Evidence: split test, 1 sentence").press("Enter")
    card.wait_for(state="detached")


def test_related_papers_share_what_is_rare(opener: Any, make: Any) -> None:
    papers = [Paper(make, f"p{n}") for n in range(8)]
    common, rare = make.node("method/common", "Method", "Common"), make.node("benchmark/rare", "Benchmark", "Rare")
    for n, paper in enumerate(papers):
        paper.say(paper.iri, "mentions", common, paper.evidence("We present"))
        if n in {0, 6}:
            paper.say(paper.iri, "mentions", rare, paper.evidence("Our method"))
    page = opener(make.graph, "#node=paper/p0")
    related = page.tab.locator("#panel .related")
    assert [text.split("\n")[0] for text in related.all_inner_texts()] == [
        "Paper p6", "Paper p1", "Paper p2", "Paper p3", "Paper p4",
    ]  # fmt: skip
    assert "both: Rare, Common" in related.first.inner_text().replace("\u2060", "")
    assert "inferred" in page.tab.locator("#panel .group", has_text="Related papers").inner_text()
    related.first.get_by_role("button", name="Rare").click()
    page.tab.get_by_role("heading", name="Rare").wait_for()


def test_a_date_shows_the_line_that_gives_it_and_identifiers_lead_out(opener: Any, make: Any) -> None:
    paper = Paper(make, issued="2023-04-19")
    at = Evidence(kind="metadata", document=paper.document, source="s.txt", line=7, text="arXiv 2304.09870")
    paper.say(paper.iri, "identifier", Literal(value="arxiv:2304.09870"), at)
    foo = make.node("method/foo", "Method", "FooNet")
    paper.say(paper.iri, "proposes", foo, paper.evidence("We present", None, "FooNet"))
    author = make.node("author/x", "Author", "Ada Xu", identifier="orcid:0000-0002-1825-0097")
    paper.say(paper.iri, "creator", author, at)
    page = opener(make.graph, "#node=paper/one")
    page.tab.get_by_text("Where title and date come from").click()
    page.tab.get_by_role("button", name="Evidence: issued 2023-04-19, 1 sentence").click()
    assert page.tab.locator("#panel .unfolded blockquote").first.inner_text() == "dated 2023-04-19"
    page.tab.get_by_role("button", name="Evidence: proposes, FooNet").click()
    outside = page.tab.locator("#panel .outside a")
    assert outside.get_attribute("href") == "https://arxiv.org/abs/2304.09870"
    assert "19 Apr 2023" in page.panel()
    page.tab.goto(page.tab.url.split("#")[0] + "#node=author/x")
    page.tab.get_by_role("link", name="orcid:0000-0002-1825-0097").wait_for()


def test_the_run_of_a_statement_is_told(opener: Any, make: Any) -> None:
    paper = Paper(make)
    run = BASE + "run/r1"
    said = {"software": "papergraph 9", "model": "trained abc", "settings": "vocabulary=x"}
    make.graph.add_node(
        Node(iri=run, type="Run", label="run", properties={k: (Literal(value=v),) for k, v in said.items()})
    )
    foo = make.node("method/foo", "Method", "FooNet")
    paper.say(paper.iri, "proposes", foo, paper.evidence("We present", None, "FooNet"), run=run)
    page = opener(make.graph, "#from=paper/one&to=method/foo")
    assert "papergraph 9, model trained abc, vocabulary=x" in page.panel()


def test_two_things_that_nothing_joins_are_said_to_be_so(opener: Any, graph: KnowledgeGraph) -> None:
    page = opener(graph, "#from=author/ada-xu&to=benchmark/smac")
    assert "No statement here joins Ada Xu and StarCraft Multi-Agent Challenge." in page.panel()
