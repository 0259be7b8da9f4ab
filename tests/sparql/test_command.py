import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from kg.cli.main import cli
from kg.errors import EngineError, LimitError, QueryError, ReadError, UnknownTermError
from kg.model import Ontology
from kg.sparql.advice import unknown_terms
from kg.sparql.apart import Asked, answered
from kg.sparql.limits import Limits
from kg.sparql.questions import question

Run = Callable[..., subprocess.CompletedProcess[str]]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_takes_no_longer_than_its_limit(outputs: Path) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"longer than 0\.3 s") as caught:
        answered(Asked(folder=outputs, query=ENDLESS, limits=Limits(seconds=0.3)))
    assert caught.value.limit == "time"
    assert time.monotonic() - start < 20


def test_answers_and_errors_come_out_of_the_process_as_they_are(outputs: Path, tmp_path: Path) -> None:
    assert answered(Asked(folder=outputs, query="ASK { ?s ?p ?o }")).boolean is True
    asked = Asked(folder=outputs, query=question("what-outperforms"), parameters={"method": "Q-Mix"})
    assert len(answered(asked).rows) == 2
    with pytest.raises(QueryError) as caught:
        answered(Asked(folder=outputs, query="ASK {"))
    assert (caught.value.line, caught.value.column) == (1, 6)
    with pytest.raises(UnknownTermError, match="nearest: method"):
        answered(Asked(folder=outputs, query=question("what-outperforms"), parameters={"metod": "x"}))
    with pytest.raises(ReadError, match="run kg build"):
        answered(Asked(folder=tmp_path, query="ASK {}"))


def test_a_process_that_dies_is_an_error(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.sparql.apart.load", lambda *_: os._exit(3))
    with pytest.raises(EngineError, match="brought its process down"):
        answered(Asked(folder=outputs, query="ASK {}"))


def test_terms_that_the_schema_does_not_have_are_told_with_the_nearest(ontology: Ontology) -> None:
    query = """SELECT * {
      ?x kg:evaluatedOnn ?y ; a kg:Metod ; <https://w3id.org/papergraph/ontology#useless> 'kg:none' ; skos:foo ?z .
      ?x kg:evaluatedOnn method:none . } # kg:none"""
    found = unknown_terms(query, ontology)
    assert [(one.term, one.line, one.column) for one in found] == [
        ("kg:evaluatedOnn", 2, 10),
        ("kg:Metod", 2, 33),
        ("kg:useless", 2, 44),
    ]
    assert str(found[0]) == "line 2, column 10: the schema has no kg:evaluatedOnn; did you mean kg:evaluatedOn?"
    assert "kg:Method" in found[1].nearest
    assert unknown_terms("PREFIX kg: <urn:x:> SELECT * { ?x kg:none ?y }", ontology) == ()


def test_every_term_of_the_questions_is_in_the_schema(ontology: Ontology) -> None:
    for found in (question("what-outperforms"), question("coverage")):
        assert unknown_terms(found.text, ontology) == ()


def completed(*arguments: str, incomplete: str = "") -> list[str]:
    return [item.value for item in ShellComplete(cli, {}, "kg", "_KG").get_completions(list(arguments), incomplete)]


def test_names_and_parameters_are_completed() -> None:
    assert completed("query", incomplete="what-out") == ["what-outperforms"]
    assert completed("query", "what-outperforms", incomplete="m") == ["method="]
    assert completed("query", "co-authors", "author=x") == ["least="]
    (example,) = completed("query", "what-outperforms", incomplete="method=")
    assert example.startswith("method=")
    assert example != "method="
    assert completed("query", "SELECT", incomplete="m") == []
    assert isinstance(cli, click.Group)


def test_the_command_shows_the_place_of_an_error(kg: Run, outputs: Path) -> None:
    done = kg("query", "--graph", outputs, "SELECT ?l {\n  ?é a kg:Benchmark\trdfs:label ?l }")
    assert done.returncode == 2
    assert done.stderr.splitlines()[:2] == ["2 |   ?é a kg:Benchmark rdfs:label ?l }", " " * 24 + "^"]
    assert done.stderr.splitlines()[2].startswith("error: line 2, column 21: 'rdfs:label' does not fit")


def test_the_command_warns_of_terms_and_keeps_its_answer_clean(kg: Run, outputs: Path) -> None:
    done = kg("query", "--graph", outputs, "SELECT ?x { ?x kg:evaluatedOnn ?y }", "--format", "json")
    assert done.returncode == 0
    assert done.stderr == "note: line 1, column 16: the schema has no kg:evaluatedOnn; did you mean kg:evaluatedOn?\n"
    assert json.loads(done.stdout)["results"]["bindings"] == []


def test_the_command_keeps_its_limits(kg: Run, outputs: Path) -> None:
    done = kg("query", "--graph", outputs, ENDLESS, "--timeout", "0.3")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: the query takes longer than 0.3 s; ask for less\n"
    done = kg("query", "--graph", outputs, "SELECT * { ?s ?p ?o }", "--rows", "3")
    assert (done.returncode, done.stdout) == (2, "")
    assert "more than 3 rows" in done.stderr


def test_a_table_for_people_names_things_once(kg: Run, outputs: Path) -> None:
    query = "SELECT ?name ?nameIri { ?nameIri a kg:Benchmark ; skos:prefLabel ?name } ORDER BY ?name"
    assert "nameIri" not in kg("query", "--graph", outputs, query).stdout
    assert kg("query", "--graph", outputs, query, "--format", "csv").stdout.startswith("name,nameIri")
