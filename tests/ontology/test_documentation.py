"""docs/ontology.md: as the schema is now, with links that lead somewhere, true pictures, and queries that run."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.query import ResultRow

from kg.model import Class, Property
from kg.ontology import data_folder, load_ontology
from kg.ontology.documentation import document

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"
THINGS = "https://w3id.org/papergraph/id/"
KG = "https://w3id.org/papergraph/ontology#"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def anchors(page: str) -> list[str]:
    """The anchors that Markdown gives the headings."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def test_it_is_what_the_generator_writes_now(page: str) -> None:
    assert page == document(), "run: python -m kg.ontology.documentation > docs/ontology.md"


def test_the_command_writes_the_same_whatever_the_hash_seed(page: str) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "kg.ontology.documentation"]
    for seed in ("1", "2"):
        done = subprocess.run(
            command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, cwd=PAGE.parents[1]
        )
        assert done.stdout.decode("utf-8") == page


def test_every_class_and_property_has_a_section_with_its_definition_and_example(page: str) -> None:
    ontology = load_ontology()
    terms: list[Class | Property] = [*ontology.classes.values(), *ontology.properties.values()]
    for term in terms:
        kind = "class" if isinstance(term, Class) else "property"
        _, _, section = page.partition(f"\n### {term.name} ({kind})\n")
        section = section.partition("\n### ")[0]
        assert term.definition in section
        assert f"```turtle\n{term.example}\n```" in section


def test_every_link_leads_to_a_section(page: str) -> None:
    links, known = re.findall(r"\]\(#([^)]*)\)", page), anchors(page)
    assert len(links) > 200
    assert set(links) <= set(known)
    assert len(known) == len(set(known))


def test_every_arrow_of_a_picture_is_in_the_schema(page: str) -> None:
    ontology = load_ontology()
    arrows = [arrow for block in blocks(page, "mermaid") for arrow in re.findall(r"(\w+) -- (\w+) --> (\w+)", block)]
    assert len(arrows) > 25
    for from_, name, to in arrows:
        if to in ontology.classes:
            assert ontology.allows(from_, name, to), (from_, name, to)
        else:
            assert any(ontology.is_a(from_, domain) for domain in ontology.property_(name).domain)


def test_every_value_of_a_picture_is_in_the_schema(page: str) -> None:
    ontology = load_ontology()
    found = [one for block in blocks(page, "mermaid") for one in re.findall(r"(\w+) -\. (.*?) \.->", block)]
    assert found
    for class_, names in found:
        for name in names.split(", "):
            property_ = ontology.property_(name)
            assert property_.datatype is not None
            assert any(ontology.is_a(class_, domain) for domain in property_.domain), (class_, name)


def rows(query: str, graph: Graph) -> list[tuple[str, ...]]:
    """The answer of rdflib, which pyoxigraph has to share."""
    answered = (row for row in graph.query(query) if isinstance(row, ResultRow))
    found = [tuple(str(term) for term in row) for row in answered]
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    answer = store.query(query)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    theirs = [tuple(term.value for term in row) for row in answer]
    assert theirs == found
    return found


def test_the_query_on_evidence_finds_who_is_better_and_the_sentence(page: str, example_graph: Graph) -> None:
    (row,) = rows(blocks(page, "sparql")[0], example_graph)
    better, worse, on, sentence, start, end, confidence = map(str, row)
    assert (better, worse) == (f"{THINGS}method/tideppo", f"{THINGS}method/mappo")
    assert on == f"{THINGS}benchmark/smac"
    assert sentence == "TidePPO outperforms MAPPO on SMAC."
    assert int(end) - int(start) == len(sentence)
    assert Decimal(confidence) == Decimal("0.93")


def test_the_query_on_results_puts_the_best_first_whichever_way_the_metric_counts(
    page: str, example_graph: Graph
) -> None:
    more = "".join(
        f"<{THINGS}result/{metric}{value}> <{KG}benchmark> <{THINGS}benchmark/wikitext> ; "
        f"<{KG}method> <{THINGS}method/{method}> ; <{KG}metric> <{THINGS}metric/{metric}> ; "
        f'<{KG}value> {value} ; <{KG}valueText> "{value}" ; <{KG}resultKind> "absolute" .\n'
        for metric, method, value in (
            ("perplexity", "a", 17.5),
            ("perplexity", "b", 12.5),
            ("win-rate", "a", 17.5),
            ("win-rate", "b", 12.5),
        )
    )
    graph = example_graph + Graph().parse(data=more, format="turtle")
    found = [
        (str(row[1]).rpartition("/")[2], str(row[2]).rpartition("/")[2])
        for row in rows(blocks(page, "sparql")[1], graph)
    ]
    assert found == [
        ("win-rate", "tideppo"),
        ("perplexity", "b"),
        ("perplexity", "a"),
        ("win-rate", "a"),
        ("win-rate", "b"),
    ]


def test_with_the_alignments_a_graph_answers_in_the_terms_of_others(page: str, example_graph: Graph) -> None:
    query = blocks(page, "sparql")[2]
    assert rows(query, example_graph) == []
    whole = Graph() + example_graph
    for name in ("schema.ttl", "alignments.ttl"):
        whole.parse(data_folder() / name)
    (row,) = rows(query, whole)
    assert row[1] == "TidePPO: Steady Steps for Multi-Agent Learning"
