import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.graph.knowledge_graph import KnowledgeGraph
from kg.model import Evidence, Node, Statement
from kg.view.tables import NAMES, write_tables


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def tables(graph: KnowledgeGraph, tmp_path: Path) -> Path:
    write_tables(graph, tmp_path)
    return tmp_path


def test_all_tables_are_there_and_nothing_else(tables: Path) -> None:
    assert sorted(path.name for path in tables.iterdir()) == sorted(NAMES)


def test_a_paper_has_its_metadata_and_what_it_mentions(tables: Path) -> None:
    (paper,) = read(tables, "papers.csv")
    assert paper["title"] == "HAPPO: trust regions for teams"
    assert (paper["authors"], paper["date"], paper["versions"]) == ("Ada Xu", "2023-04-19", "1")
    assert paper["sources"] == "one.txt:3"
    assert (paper["methods"], paper["benchmarks"], paper["results"]) == ("2", "1", "1")


def test_an_entity_has_its_aliases_papers_and_why_they_are_one(tables: Path) -> None:
    smac = next(row for row in read(tables, "entities.csv") if row["type"] == "Benchmark")
    assert (smac["aliases"], smac["paper_count"], smac["merge_reasons"]) == ("SMAC", "1", "the text defines SMAC")


def test_every_statement_has_a_row_with_its_sentence(graph: KnowledgeGraph, tables: Path) -> None:
    rows = read(tables, "statements.csv")
    assert [row["iri"] for row in rows] == [s.iri for s in graph.statements()]
    assert [row["sentence"] for row in rows] == [s.evidence.text for s in graph.statements()]
    assert {row["polarity"] for row in rows} == {"asserted", "negated"}


def test_a_result_names_method_benchmark_and_metric(tables: Path) -> None:
    (result,) = read(tables, "results.csv")
    assert (result["method"], result["on"]) == ("HAPPO", "StarCraft Multi-Agent Challenge")
    assert (result["metric"], result["value"], result["unit"]) == ("win rate", "96.5", "%")


def test_the_matrix_counts_papers_and_leaves_the_rest_blank(tables: Path) -> None:
    assert read(tables, "method_benchmark.csv") == [{"method": "HAPPO", "StarCraft Multi-Agent Challenge": "1"}]


def test_two_benchmarks_of_one_name_are_two_columns(tmp_path: Path) -> None:
    graph = KnowledgeGraph()
    for iri, type_, label in (("x:m/a", "Method", "A"), ("x:b/go", "Benchmark", "Go"), ("x:d/go", "Dataset", "Go")):
        graph.add_node(Node(iri=iri, type=type_, label=label))
    evidence = Evidence(kind="text", document="x:doc", source="s", line=1, text="A on Go.", start=0, end=8)
    for number, end in enumerate(("x:b/go", "x:d/go")):
        graph.add_statement(
            Statement(iri=f"x:s{number}", subject="x:m/a", predicate="evaluatedOn", object=end, paper="x:p",
                      evidence=evidence, confidence=1.0, extractor="e")
        )  # fmt: skip
    write_tables(graph, tmp_path)
    assert list(read(tmp_path, "method_benchmark.csv")[0]) == ["method", "Go (x:b/go)", "Go (x:d/go)"]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
@example("'quoted'")
@example("=1+1")
@example("-5.2")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_label_comes_back_and_never_begins_a_formula(tmp_path: Path, label: str) -> None:
    graph = KnowledgeGraph()
    graph.add_node(Node(iri="x:m", type="Method", label=label))
    write_tables(graph, tmp_path)
    (row,) = read(tmp_path, "entities.csv")
    assert row["label"].removeprefix("'") == label
    assert not row["label"].startswith(("=", "@", "\t", "\r"))


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "=1+1", '"quoted"', "two\nlines", "a, b", "\u202e"])
def test_odd_names_give_readable_utf_8(tmp_path: Path, name: str) -> None:
    graph = KnowledgeGraph()
    graph.add_node(Node(iri="x:m", type="Method", label=name))
    write_tables(graph, tmp_path)
    assert len(read(tmp_path, "entities.csv")) == 1
