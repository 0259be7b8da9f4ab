"""Qualifiers of results and contexts of comparisons: from an extraction to statements, file, triples and tables."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.graph import KnowledgeGraph, assemble, graphml, judge, statement_key
from kg.link import resolve
from kg.model import (
    Decision,
    Extraction,
    Limit,
    Literal,
    Polarity,
    Qualifier,
    Subject,
    Verdict,
    Vocabulary,
)
from kg.ontology import load_ontology
from kg.rdf.triples import triples
from kg.view.tables import write_tables

TEXT = "We propose HAPPO. On the test set, HAPPO beats QMIX on SMAC with a zero-shot win rate of 12.50%."


@pytest.fixture
def extraction(builder: Callable[..., Any]) -> Extraction:
    made = (
        builder("d1", None, TEXT)
        .entity("Method", "proposed", "HAPPO")
        .entity("Method", "compared", "QMIX")
        .entity("Benchmark", "evaluated", "SMAC")
        .relation("HAPPO", "outperforms", "QMIX", "On the test")
        .result("12.50%", "On the test", "HAPPO", "SMAC", None)
    )
    said = [("reportedAs", "own", "HAPPO beats"), ("setting", "zero-shot", "zero-shot"), ("split", "test", "test set")]
    qualifiers = tuple(
        Qualifier(property=name, value=value, span=made.span(words), confidence=0.91) for name, value, words in said
    )
    limits = (Limit(name="SMAC", span=made.span("SMAC")), Limit(name="QMIX", span=made.span("QMIX")))
    found: Extraction = made.made
    return replace(
        found,
        results=tuple(replace(result, qualifiers=qualifiers) for result in found.results),
        relations=tuple(replace(relation, context=limits) for relation in found.relations),
    )


def graph_of(extraction: Extraction) -> KnowledgeGraph:
    resolution = resolve([extraction], Vocabulary(concepts={}))
    return assemble([extraction], resolution, load_ontology(), extractor="rules 1.0")


def said_of(graph: KnowledgeGraph) -> dict[str, str]:
    (result,) = graph.nodes("Result")
    return {
        predicate: object_.value
        for subject, predicate, object_ in graph.facts()
        if subject == result.iri and isinstance(object_, Literal)
    }


def test_a_qualifier_is_a_fact_of_the_result(extraction: Extraction) -> None:
    assert said_of(graph_of(extraction)) == {"split": "test", "setting": "zero-shot", "reportedAs": "own"}


def test_a_qualifier_has_the_sentence_the_number_and_its_own_words_as_evidence(extraction: Extraction) -> None:
    graph = graph_of(extraction)
    (split,) = [s for s in graph.statements() if s.predicate == "split"]
    assert split.evidence.subject is not None
    assert split.evidence.object is not None
    assert split.evidence.text == TEXT.partition(". ")[2]
    assert (split.evidence.subject.of(TEXT), split.evidence.object.of(TEXT)) == ("12.50%", "test set")
    assert (split.confidence, split.extractor) == (0.91, "rules 1.0/qualifiers")


def test_what_is_said_of_a_denied_number_is_denied_with_it(extraction: Extraction) -> None:
    denied = tuple(replace(result, polarity=Polarity.NEGATED) for result in extraction.results)
    graph = graph_of(replace(extraction, results=(), marked_results=denied))
    assert said_of(graph) == {}
    assert {s.polarity for s in graph.statements() if s.predicate == "split"} == {Polarity.NEGATED}


def test_a_rejected_number_takes_its_qualifiers_along(extraction: Extraction) -> None:
    graph = graph_of(extraction)
    reported = next(s for s in graph.statements() if s.predicate == "reportedIn")
    subject = Subject(name=statement_key(graph, reported))
    judge(graph, [Decision(verdict=Verdict.REJECT, subjects=(subject,), source="decisions.txt", line=1)])
    assert said_of(graph) == {}


def test_the_context_of_a_comparison_holds_no_method(extraction: Extraction) -> None:
    graph = graph_of(extraction)
    (said,) = [s for s in graph.statements() if s.predicate == "outperforms"]
    assert [graph.node(iri).label for iri in said.context] == ["SMAC"]


def test_the_same_words_have_one_iri_with_a_context_or_without(extraction: Extraction) -> None:
    bare = replace(extraction, relations=tuple(replace(relation, context=()) for relation in extraction.relations))
    assert [s.iri for s in graph_of(bare).statements()] == [s.iri for s in graph_of(extraction).statements()]


def test_all_of_it_survives_the_file(extraction: Extraction, tmp_path: Path) -> None:
    graph = graph_of(extraction)
    graphml.write(graph, tmp_path / "graph.graphml")
    assert KnowledgeGraph.load(tmp_path) == graph


def test_all_of_it_is_in_the_triples(extraction: Extraction) -> None:
    graph, kg = graph_of(extraction), "https://w3id.org/papergraph/ontology#"
    (result,) = graph.nodes("Result")
    (said,) = [s for s in graph.statements() if s.predicate == "outperforms"]
    found = set(triples(graph, load_ontology()))
    assert (result.iri, f"{kg}split", Literal(value="test")) in found
    assert (result.iri, f"{kg}setting", Literal(value="zero-shot")) in found
    assert (result.iri, f"{kg}reportedAs", Literal(value="own")) in found
    assert (said.iri, f"{kg}context", graph.find("SMAC").iri) in found


def test_all_of_it_is_in_the_tables(extraction: Extraction, tmp_path: Path) -> None:
    write_tables(graph_of(extraction), tmp_path)
    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["split"], row["setting"], row["reported_as"]) == ("test", "zero-shot", "own")
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as file:
        contexts = {row["predicate"]: row["context"] for row in csv.DictReader(file)}
    assert (contexts["outperforms"], contexts["mentions"]) == ("SMAC", "")
