"""What a person's word on single statements does to a graph, and how it outlives changes of the corpus."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.graph import KnowledgeGraph, assemble, graphml, judge, statement_key
from kg.link import resolve
from kg.model import Decision, Extraction, Polarity, Source, Span, Statement, Subject, Verdict, Vocabulary
from kg.ontology import load_ontology


def decided(verdict: Verdict, name: str, line: int = 1) -> Decision:
    return Decision(verdict=verdict, subjects=(Subject(name=name),), source="curation.kg", line=line)


def made(corpus: Sequence[Extraction]) -> KnowledgeGraph:
    return assemble(corpus, resolve(corpus, Vocabulary(concepts={})), load_ontology(), extractor="rules 1.0")


def the(graph: KnowledgeGraph, predicate: str, subject: str, object_: str) -> Statement:
    """The asserted statement of this fact in the first version."""
    found = graph.facts()[graph.find(subject).iri, predicate, graph.find(object_).iri]
    return min(found, key=lambda s: s.evidence.document)


def text_of(graph: KnowledgeGraph) -> list[str]:
    return list(graphml.lines(graph))


def test_a_rejected_statement_makes_no_edge_and_keeps_its_sentence(graph: KnowledgeGraph) -> None:
    said = the(graph, "outperforms", "HAPPO", "QMIX")
    key = statement_key(graph, said)
    twins = [s for s in graph.statements() if statement_key(graph, s) == key]
    assert {s.evidence.text for s in twins} == {said.evidence.text}
    reject = decided(Verdict.REJECT, key)
    assert judge(graph, [reject]) == (reject,)
    assert (said.subject, "outperforms", said.object) not in graph.facts()
    kept = graph.statement(said.iri)
    assert kept.polarity is Polarity.REJECTED
    assert kept.evidence == said.evidence
    assert kept.extractor.endswith("patterns+curation")
    assert not graph.to_networkx().has_edge(said.subject, said.object, said.iri)


def test_the_same_sentence_in_another_version_follows(graph: KnowledgeGraph) -> None:
    said = the(graph, "outperforms", "HAPPO", "QMIX")
    assert len(graph.facts()[said.subject, "outperforms", said.object]) == 2
    judge(graph, [decided(Verdict.REJECT, statement_key(graph, said))])
    rejected = [s for s in graph.statements() if s.polarity is Polarity.REJECTED]
    assert len({s.evidence.document for s in rejected}) == 2


def test_an_iri_means_one_statement_of_one_version(graph: KnowledgeGraph) -> None:
    said = the(graph, "outperforms", "HAPPO", "QMIX")
    judge(graph, [decided(Verdict.REJECT, said.iri)])
    assert [s.iri for s in graph.statements() if s.polarity is Polarity.REJECTED] == [said.iri]


def test_a_confirmed_statement_is_certain_and_says_who_says_so(graph: KnowledgeGraph) -> None:
    said = the(graph, "evaluatedOn", "HAPPO", "SMAC")
    judge(graph, [decided(Verdict.CONFIRM, statement_key(graph, said))])
    kept = graph.statement(said.iri)
    assert (kept.confidence, kept.polarity) == (1.0, Polarity.ASSERTED)
    assert kept.extractor == f"{said.extractor}+curation"


def test_a_confirmed_denial_stays_a_denial(graph: KnowledgeGraph) -> None:
    denied = next(s for s in graph.statements() if s.polarity is Polarity.NEGATED)
    judge(graph, [decided(Verdict.CONFIRM, statement_key(graph, denied))])
    assert graph.statement(denied.iri).polarity is Polarity.NEGATED
    assert graph.statement(denied.iri).confidence == 1.0


def test_a_rejected_number_goes_with_all_that_is_said_of_it(graph: KnowledgeGraph) -> None:
    reported = next(s for s in graph.statements(asserted_only=True) if s.predicate == "reportedIn")
    about = [s.iri for s in graph.about(reported.subject)]
    assert len(about) > 1
    judge(graph, [decided(Verdict.REJECT, statement_key(graph, reported))])
    assert {graph.statement(iri).polarity for iri in about} == {Polarity.REJECTED}


READINGS: list[dict[str, Any]] = [
    {"method": "QMIX"},
    {"method": None},
    {"on": "TeamSet"},
    {"on": None},
    {"metric": "win rate"},
    {"baseline": "MAPPO"},
    {"kind": "absolute"},
]


@pytest.mark.parametrize("other", READINGS)
def test_two_claims_on_one_number_share_no_key(corpus: list[Extraction], other: dict[str, Any]) -> None:
    (result,) = corpus[0].results
    both = made([replace(corpus[0], results=(result, replace(result, **other)))])
    one, two = (
        {statement_key(both, s): s.iri for s in both.about(node.iri) if s.subject == node.iri}
        for node in both.nodes("Result")
    )
    assert len(one) > 1
    assert len(two) > 1
    assert not one.keys() & two.keys()
    for key in one:
        judge(both, [decided(Verdict.REJECT, key)])
    assert {both.statement(iri).polarity for iri in one.values()} == {Polarity.REJECTED}
    assert {both.statement(iri).polarity for iri in two.values()} == {Polarity.ASSERTED}


@pytest.mark.parametrize("other", READINGS)
@pytest.mark.parametrize("verdict", [Verdict.CONFIRM, Verdict.REJECT])
def test_a_number_that_is_read_as_another_claim_leaves_decisions_behind(
    corpus: list[Extraction], verdict: Verdict, other: dict[str, Any]
) -> None:
    then = made(corpus)
    (result,) = corpus[0].results
    now = made([replace(one, results=(replace(result, **other),)) for one in corpus[:2]])
    keys = sorted({statement_key(then, s) for s in then.statements() if then.node(s.subject).type == "Result"})
    before = text_of(now)
    assert judge(now, [decided(verdict, key) for key in keys]) == ()
    assert text_of(now) == before


def test_a_decision_whose_statement_is_gone_is_not_applied(graph: KnowledgeGraph) -> None:
    before = text_of(graph)
    assert judge(graph, [decided(Verdict.REJECT, "0" * 12), decided(Verdict.CONFIRM, "https://x.org/y")]) == ()
    assert text_of(graph) == before


def test_the_order_of_decisions_makes_no_difference_and_without_them_the_graph_is_as_before(
    corpus: list[Extraction],
) -> None:
    plain = made(corpus)
    keys = sorted({statement_key(plain, s) for s in plain.statements()})
    decisions = [decided(Verdict.REJECT if at % 3 else Verdict.CONFIRM, key, at) for at, key in enumerate(keys)]
    forward, backward = made(corpus), made(corpus)
    judge(forward, decisions)
    judge(backward, decisions[::-1])
    assert text_of(forward) == text_of(backward) != text_of(plain)
    assert text_of(made(corpus)) == text_of(plain)


def test_keys_stay_where_files_lines_and_the_rest_of_the_corpus_change(corpus: list[Extraction]) -> None:
    plain = made(corpus)
    moved = [
        replace(
            extraction,
            document=replace(
                extraction.document,
                key=f"x{extraction.document.key}",
                source=Source(name="other.txt", sha256="1" * 64),
                line=extraction.document.line + 40,
            ),
        )
        for extraction in corpus
    ]
    again, fewer = made(moved), made(corpus[:1])
    assert {statement_key(again, s) for s in again.statements()} == {
        statement_key(plain, s) for s in plain.statements()
    }
    assert not {s.iri for s in again.statements()} & {s.iri for s in plain.statements()}
    alone = {statement_key(fewer, s) for s in fewer.statements()}
    whole = {statement_key(plain, s) for s in plain.statements()}
    assert {statement_key(fewer, s) for s in fewer.statements() if s.predicate != "saysInOneVersion"} <= whole
    assert len(alone) > 20


def test_a_decision_outlives_the_merge_of_an_end_and_a_new_class(corpus: list[Extraction]) -> None:
    alone = made([corpus[2]])
    said = next(s for s in alone.statements() if s.predicate == "evaluatedOn")
    whole = made(corpus)
    key = statement_key(alone, said)
    found = [s for s in whole.statements() if statement_key(whole, s) == key]
    assert [s.evidence.text for s in found] == [said.evidence.text]


def test_different_readings_have_different_keys(graph: KnowledgeGraph) -> None:
    called: dict[str, set[tuple[str, str, str, str]]] = {}
    for s in graph.statements():
        ends = (s.subject, s.predicate, str(s.object))
        called.setdefault(statement_key(graph, s), set()).add((*ends, s.evidence.text))
    several = [readings for readings in called.values() if len(readings) > 1]
    assert not several


def test_a_word_for_another_thing_in_the_same_place_is_another_reading(corpus: list[Extraction]) -> None:
    """`It` may be read as one method or the other."""
    (measured,), (compared,) = corpus[2].relations, corpus[2].marked
    start = compared.evidence.start
    keys = []
    for name in ("QMIX", "PPO"):
        read = replace(measured, head=name, head_span=Span(start, start + 2), evidence=compared.evidence)
        now = made([replace(corpus[2], relations=(read,), marked=())])
        (said,) = (s for s in now.statements() if s.predicate == "evaluatedOn")
        assert now.find(name).iri == said.subject
        keys.append(statement_key(now, said))
    assert len(set(keys)) == 2


def test_rejections_survive_the_file_and_keep_their_key(graph: KnowledgeGraph, tmp_path: Path) -> None:
    said = the(graph, "outperforms", "HAPPO", "QMIX")
    key = statement_key(graph, said)
    judge(graph, [decided(Verdict.REJECT, key)])
    graphml.write(graph, tmp_path / "graph.graphml")
    loaded = KnowledgeGraph.load(tmp_path)
    assert loaded == graph
    assert statement_key(loaded, loaded.statement(said.iri)) == key
