"""The run behind every statement, on its way through the graph and its file."""

from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph, assemble, graphml, judge, layout, statement_key
from kg.link import resolve
from kg.model import Decision, Extraction, Run, Subject, Verdict, Vocabulary
from kg.ontology import load_ontology
from kg.rdf.triples import triples

RUN = Run(software="papergraph 9.9.9", model="rules 0123456789ab", settings="vocabulary=cdef")


def made(corpus: list[Extraction], run: Run = RUN) -> KnowledgeGraph:
    nothing = Vocabulary(concepts={})
    return assemble(corpus, resolve(corpus, nothing), load_ontology(), extractor="rules 1.0", run=run)


def test_every_statement_names_the_run_that_made_it(corpus: list[Extraction]) -> None:
    graph = made(corpus)
    (run,) = graph.nodes("Run")
    assert {statement.run for statement in graph.statements()} == {run.iri}
    said = {name: values[0].value for name, values in run.properties.items()}
    assert said == {"software": RUN.software, "model": RUN.model, "settings": RUN.settings}
    assert run.label == "papergraph 9.9.9, rules 0123456789ab, vocabulary=cdef"


def test_a_run_is_the_same_in_two_builds_and_another_for_another_model(corpus: list[Extraction]) -> None:
    runs = [made(corpus, run).nodes("Run")[0].iri for run in (RUN, RUN, Run(software="a", model="b", settings="c"))]
    assert runs[0] == runs[1] != runs[2]


def test_statements_keep_their_iris_whatever_run_made_them(corpus: list[Extraction], graph: KnowledgeGraph) -> None:
    assert [s.iri for s in made(corpus).statements()] == [s.iri for s in graph.statements()]


@pytest.mark.parametrize("verdict", [Verdict.CONFIRM, Verdict.REJECT])
def test_a_statement_that_a_person_decided_about_keeps_its_run(corpus: list[Extraction], verdict: Verdict) -> None:
    graph = made(corpus)
    (run,) = graph.nodes("Run")
    said = next(s for s in graph.statements() if s.predicate == "outperforms")
    subject = Subject(name=statement_key(graph, said))
    judge(graph, [Decision(verdict=verdict, subjects=(subject,), source="decisions.txt", line=1)])
    assert graph.statement(said.iri).extractor.endswith("+curation")
    assert graph.statement(said.iri).run == run.iri


def test_runs_survive_the_file(corpus: list[Extraction], tmp_path: Path) -> None:
    graph = made(corpus)
    graphml.write(graph, tmp_path / "graph.graphml")
    assert KnowledgeGraph.load(tmp_path) == graph


def test_a_run_costs_one_triple_per_statement(corpus: list[Extraction], graph: KnowledgeGraph) -> None:
    with_run, without = (list(triples(one, load_ontology())) for one in (made(corpus), graph))
    (run,) = made(corpus).nodes("Run")
    about = [triple for triple in with_run if triple[0] == run.iri]
    assert len(with_run) - len(without) - len(about) == len(graph.statements())


def test_a_run_has_no_place_on_the_map(corpus: list[Extraction]) -> None:
    graph = made(corpus)
    assert not {run.iri for run in graph.nodes("Run")} & layout.lay_out(graph).places.keys()
