"""Formulas as readers know them, in a real Chromium: signs for TeX, marks where they were, sources to the letter."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Span

NAME = r"$\alpha$-divergence"
SENTENCE = (
    r"We use $\alpha$-divergence \U0001f916 with $10^{-3}$ on \textit{SMAC} in $\mathcal{O}(n^2)$, for \$5 and 3\%."
).replace(r"\U0001f916", "\U0001f916")
# What is written, and what stands on the page; the signs ^ and _ are there for who copies or listens.
SHOWN = {
    r"$\mathcal{O}(n^2)$": "O(n^2)",
    r"$\alpha$-divergence": "α-divergence",
    r"$10^{-3}$": "10^−3",
    r"\textit{x} and \emph{nice one}": "x and nice one",
    r"66.2\% \& \_ \#": "66.2% & _ #",
    r"LiPO-{\lambda} and {\it single-loop}": "LiPO-λ and single-loop",
    r"$C_c(\mathbb{R})$": "C_c(ℝ)",
    r"$\tilde{O}(\sqrt{T})$ and $\frac{n+1}{2k}$": "Õ(√T) and (n+1)/(2k)",
    r"Erd\H{o}s, Poincar\'e, na\"{\i}ve": "Erdős, Poincaré, naïve",
    r"\href{https://a.example}{here}, \url{https://b.example/a_{b}~c}": "here, https://b.example/a_{b}~c",
    r"CO$_2$, 90$^\circ$, $x_{i_j}^{(t)}$": "CO_2, 90°, x_i_j^(t)",
    r"$O(n\log n)$ and $\log\log n$": "O(n log n) and log log n",
    r"$\mathbb{E}_{x\sim p}[f]$": "E_x∼p[f]",
    "costs $5 million and $10, US$5, $100-$200": "costs $5 million and $10, US$5, $100-$200",
    r"from $5 to $n$ now, $x left open": "from $5 to n now, $x left open",
    r"\oni{a} and $\foo{b}+\beta$": r"\oni{a} and \foo{b}+β",
    r"snake_case, {a, b}, x^2, \\server\share": r"snake_case, {a, b}, x^2, \\server\share",
    r"\d{3} and \frac{1": r"\d{3} and \frac{1",
}


@pytest.fixture
def formulas(make: Any) -> KnowledgeGraph:
    paper = make.node("paper/happo", "Paper", r"An $\mathcal{O}(n^2)$ bound")
    make.node(
        "document/one", "Document", "one", text=SENTENCE, title="one", sourceName="one.txt", line="3", recordId="1"
    )
    method = make.node("method/alpha", "Method", NAME, *SHOWN)
    smac = make.node("benchmark/smac", "Benchmark", "SMAC")

    def at(words: str) -> Span:
        return Span(SENTENCE.index(words), SENTENCE.index(words) + len(words))

    evidence = Evidence(
        kind="text", document="https://w3id.org/papergraph/id/document/one", source="one.txt", line=3, text=SENTENCE,
        start=0, end=len(SENTENCE), subject=at(NAME), object=at("SMAC"),
    )  # fmt: skip
    make.say(method, "evaluatedOn", smac, evidence)
    make.say(paper, "mentions", method, evidence)
    graph: KnowledgeGraph = make.graph
    return graph


def evidence_of(page: Any) -> Any:
    page.tab.get_by_role("button", name="Evidence: evaluated on").first.click()
    return page.tab.locator(".evidence .sentence")


def test_tex_is_shown_as_what_it_stands_for_and_what_is_not_known_to_the_letter(
    opener: Any, formulas: KnowledgeGraph
) -> None:
    page = opener(formulas, "#node=method%2Falpha")
    shown = {name.strip() for name in page.tab.locator(".alias").all_text_contents()}
    assert shown == set(SHOWN.values())
    assert page.tab.locator(".alias sup", has_text="−3").count() == 1
    assert page.tab.locator(".alias sub sub", has_text="j").count() == 1
    assert not page.complaints


def test_a_mark_encloses_what_its_part_of_a_formula_became(opener: Any, formulas: KnowledgeGraph) -> None:
    sentence = evidence_of(opener(formulas, "#node=method%2Falpha"))
    assert sentence.locator("mark").all_text_contents() == ["α-divergence", "SMAC"]
    assert sentence.text_content() == "We use α-divergence \U0001f916 with 10^−3 on SMAC in O(n^2), for $5 and 3%."


def test_the_source_of_a_formula_is_its_title(opener: Any, formulas: KnowledgeGraph) -> None:
    sentence = evidence_of(opener(formulas, "#node=method%2Falpha"))
    titles = [one.get_attribute("title") for one in sentence.locator(".formula").all()]
    assert titles == [r"$\alpha$", "$10^{-3}$", r"\textit{SMAC}", r"$\mathcal{O}(n^2)$", r"\$", r"\%"]


def test_formulas_in_names_are_read_out_found_and_listed_as_signs(opener: Any, formulas: KnowledgeGraph) -> None:
    page = opener(formulas, "#view=table")
    assert page.tab.get_by_role("gridcell", name="α-divergence", exact=True).is_visible()
    assert page.tab.get_by_role("gridcell", name="An O(n^2) bound").is_visible()
    page.tab.get_by_role("tab", name="Matrix").click()
    assert page.tab.get_by_role("rowheader", name="α-divergence, 1 cell").is_visible()
    page.tab.get_by_label("Search names and texts").fill("α-div")
    hit = page.tab.get_by_role("option").first
    assert hit.inner_text().startswith("α-divergence")
    hit.dispatch_event("mousedown")
    assert page.tab.locator("#announcer").inner_text() == "Method: α-divergence"
    page.tab.get_by_label("Search names and texts").fill("divergence")
    assert page.tab.locator("#found .context mark").all_text_contents() == ["divergence"]
    assert "We use α-divergence" in page.tab.locator("#found .context").inner_text()


def exported(page: Any, name: str) -> str:
    page.tab.get_by_role("button", name="Export").click()
    with page.tab.expect_download() as download:
        page.tab.get_by_role("menuitem", name=name).click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_exports_for_programs_keep_the_source_and_pictures_show_signs(opener: Any, formulas: KnowledgeGraph) -> None:
    page = opener(formulas)
    assert NAME.replace("\\", "\\\\") in exported(page, "Turtle (RDF)")
    assert NAME in exported(page, "GraphML")
    assert any(NAME in row for row in csv.reader(io.StringIO(exported(page, "CSV rows"))))
    assert ">α-divergence</text>" in exported(page, "SVG picture")


HOSTILE = {
    "braces in braces": "$" + "{" * 10_000 + "}" * 10_000 + "$",
    "powers of powers": "$x" + "^{" * 10_000 + "}" * 10_000 + "$",
    "fractions never closed": r"\frac{" * 10_000,
    "dollars": "$" * 30_000,
    "formulas never closed": r"\(" * 20_000,
    "accents on accents": r"\hat" * 15_000,
    "markup in TeX": r"$\text{<img src=x onerror=alert(1)>}^{</script>}$ \href{javascript:alert(1)}{<b>x</b>}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_tex_is_only_text_and_soon_read(opener: Any, make: Any, text: str) -> None:
    make.node("method/one", "Method", text[:200])
    sentence = Evidence(
        kind="text", document=make.node("document/one", "Document", "d", text=text, title="d", sourceName="s"),
        source="s", line=1, text=text, start=0, end=len(text),
    )  # fmt: skip
    make.say(
        make.node("method/a", "Method", "A"), "uses", make.node("method/b", "Method", "B"), sentence, paper="paper/p"
    )
    make.node("paper/p", "Paper", text)
    page = opener(make.graph, "#from=method%2Fa&to=method%2Fb")
    page.tab.locator(".evidence .sentence").wait_for()
    spent = page.tab.evaluate(
        "async (iri) => { const at = performance.now(); await papergraph.open(iri); return performance.now() - at; }",
        "https://w3id.org/papergraph/id/paper/p",
    )
    assert spent < 2000
    assert not page.tab.locator("#panel :is(img, script, b)").count()
    assert page.tab.locator("a[href^=javascript]").count() == 0
    assert not page.complaints
    assert page.requests == [page.tab.url.split("#")[0]]
