"""What users ask of a graph."""

import pytest

from kg.errors import UnknownTermError
from kg.graph import KnowledgeGraph
from kg.model import Evidence, Literal, Node, Polarity, Statement


def said(subject: str, object_: str, paper: str = "p:1", *, polarity: Polarity = Polarity.ASSERTED) -> Statement:
    evidence = Evidence(kind="text", document="d:1", source="s", line=1, text="x")
    return Statement(
        iri=f"s:{subject}{object_}{paper}{polarity}",
        subject=subject,
        predicate="evaluatedOn",
        object=object_,
        paper=paper,
        evidence=evidence,
        confidence=0.5,
        extractor="x",
        polarity=polarity,
    )


@pytest.fixture
def small() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for iri, type_, label in (
        ("m:1", "Method", "HAPPO"),
        ("m:2", "Method", "Happo"),
        ("b:1", "Benchmark", "SMAC"),
        ("b:2", "Benchmark", "Atari"),
        ("p:1", "Paper", "One"),
        ("p:2", "Paper", "Two"),
    ):
        graph.add_node(Node(iri=iri, type=type_, label=label, aliases=("H-A-P-P-O",) if iri == "m:1" else ()))
    for statement in (
        said("m:1", "b:1"),
        said("m:1", "b:1", "p:2"),
        said("m:2", "b:1"),
        said("m:2", "b:2", polarity=Polarity.NEGATED),
    ):
        graph.add_statement(statement)
    return graph


def test_find_takes_iri_label_alias_and_other_spellings(small: KnowledgeGraph) -> None:
    assert {small.find(name).iri for name in ("m:1", "HAPPO", "H-A-P-P-O", "ha ppo")} == {"m:1"}
    assert small.find("Happo").iri == "m:2"
    assert [node.iri for node in small.find_all("happo")] == ["m:1", "m:2"]


def test_an_unknown_name_is_answered_with_the_nearest(small: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError, match="nearest: SMAC"):
        small.find("SMACK")


def test_counts_are_of_facts_and_distinct_papers(small: KnowledgeGraph) -> None:
    assert small.class_counts() == {"Benchmark": 2, "Method": 2, "Paper": 2}
    assert small.predicate_counts() == {"evaluatedOn": 2}
    assert small.method_benchmark() == {("m:1", "b:1"): 2, ("m:2", "b:1"): 1}
    assert [paper.iri for paper in small.papers_of("b:1")] == ["p:1", "p:2"]
    assert small.papers_of("b:2") == ()


def test_what_is_denied_joins_nothing(small: KnowledgeGraph) -> None:
    assert [node.iri for node in small.neighbours("m:2")] == ["b:1"]
    assert [s.polarity for s in small.about("b:2")] == [Polarity.NEGATED]


def test_around_goes_by_facts_and_depth(small: KnowledgeGraph) -> None:
    assert [node.iri for node in small.around("m:1", 1).nodes()] == ["b:1", "m:1"]
    whole = small.around("m:1", 2)
    assert [node.iri for node in whole.nodes()] == ["b:1", "m:1", "m:2"]
    assert len(whole.statements()) == 3


def test_a_copy_for_networkx_has_one_edge_per_asserted_statement(small: KnowledgeGraph) -> None:
    copy = small.to_networkx()
    assert copy.number_of_edges("m:1", "b:1") == 2
    assert not copy.has_edge("m:2", "b:2")
    copy.remove_node("m:1")
    assert "m:1" in small


def test_what_is_added_later_is_seen(small: KnowledgeGraph) -> None:
    assert len(small.facts()) == 2
    small.add_statement(said("m:1", "b:2"))
    assert len(small.facts()) == 3
    assert small.find("Atari").iri == "b:2"
    small.add_node(Node(iri="b:3", type="Benchmark", label="Chess"))
    assert small.find("chess").iri == "b:3"


def test_a_statement_replaced_leaves_no_edge_behind(small: KnowledgeGraph) -> None:
    old = said("m:1", "b:1")
    moved = said("m:1", "b:2")
    small.add_statement(
        Statement(
            iri=old.iri,
            subject="m:1",
            predicate="evaluatedOn",
            object="b:2",
            paper="p:1",
            evidence=moved.evidence,
            confidence=0.5,
            extractor="x",
        )
    )
    assert small.to_networkx().number_of_edges("m:1", "b:1") == 1
    assert {node.iri for node in small.neighbours("m:1")} == {"b:1", "b:2"}


def test_ends_must_be_nodes(small: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError):
        small.add_statement(said("m:1", "nowhere"))
    with pytest.raises(UnknownTermError):
        small.node("nowhere")
    with pytest.raises(UnknownTermError):
        small.around("nowhere")


def test_values_are_facts_too(small: KnowledgeGraph) -> None:
    evidence = Evidence(kind="metadata", document="d:1", source="s", line=1, text="x")
    small.add_statement(
        Statement(
            iri="s:date",
            subject="p:1",
            predicate="issued",
            object=Literal(value="2022-06-17", datatype="date"),
            paper="p:1",
            evidence=evidence,
            confidence=1.0,
            extractor="reader",
        )
    )
    assert ("p:1", "issued", Literal(value="2022-06-17", datatype="date")) in small.facts()
    assert [s.iri for s in small.about("p:1")] == ["s:date"]
