from pathlib import Path

import pytest

from kg.errors import QueryError, TermError, UnknownTermError
from kg.model import Literal, Ontology
from kg.sparql.graph import RdfGraph
from kg.sparql.questions import Question, ask, named, question, questions, read_question
from kg.sparql.results import Answer

ID = "https://w3id.org/papergraph/id/"


def rows(answer: Answer) -> list[tuple[str | None, ...]]:
    return [tuple(cell.value if cell else None for cell in row) for row in answer.rows]


NAMES = {
    "HAPPO": ("Method", "Entity"),
    "PPO": ("Method", "Entity"),
    "SMAC": ("EvaluationResource", "Benchmark", "Entity"),
    "Ada Lovelace": ("Author",),
    "GridData": ("Dataset",),
    "cooperative multi-agent RL": ("Task",),
}


def test_every_question_answers_an_empty_graph(ontology: Ontology) -> None:
    for found in questions():
        answer = ask(found, {}, RdfGraph((), ontology))
        assert {cell for row in rows(answer) for cell in row[1:]} <= {"0", None}, found.name


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_every_question_has_a_sentence_and_describes_its_parameters(found: Question, ontology: Ontology) -> None:
    assert found.sentence[0].isupper()
    assert found.sentence.endswith("?")
    for parameter in found.parameters:
        assert f"?{parameter.name}" in found.text
        assert parameter.description
        assert parameter.default is not None or all(name in ontology.classes for name in parameter.types)


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_every_question_narrowed_gives_some_of_its_rows(found: Question, rdf_graph: RdfGraph) -> None:
    everything = set(rows(ask(found, {}, rdf_graph)))
    for parameter in found.parameters:
        for name in NAMES if parameter.default is None else ():
            if parameter.types[0] in NAMES[name]:
                assert set(rows(ask(found, {parameter.name: name}, rdf_graph))) <= everything


INJECTIONS = (
    "x> } ; DROP ALL #",
    '" } UNION { ?s ?p ?o } #',
    "PPO' . } SERVICE <http://localhost:9/> { ?s ?p ?o",
    "?method",
    "<file:///etc/passwd>",
    "PPO\nUNION { ?s ?p ?o }",
    "https://x/> } #",
    "method:ppo> } #",
    "_:b0",
    "",
    "\x00",
    "*",
)


@pytest.mark.parametrize("value", INJECTIONS)
def test_a_parameter_is_never_part_of_the_query(value: str, rdf_graph: RdfGraph) -> None:
    with pytest.raises(QueryError, match=r"is no method|no method called"):
        ask("what-outperforms", {"method": value}, rdf_graph)
    with pytest.raises(TermError, match="xsd:integer"):
        ask("popular-benchmarks", {"least": value}, rdf_graph)


def test_a_text_parameter_may_hold_anything(rdf_graph: RdfGraph, hostile: str, tmp_path: Path) -> None:
    file = tmp_path / "by-label.rq"
    file.write_text(
        "# Which things bear a label?\n# param: label string - the label\nSELECT ?x { ?x skos:prefLabel ?label }\n",
        encoding="utf-8",
    )
    asked = read_question(file)
    assert len(rows(ask(asked, {"label": f"Odd {hostile}"}, rdf_graph))) == 2
    for value in INJECTIONS:
        assert rows(ask(asked, {"label": value}, rdf_graph)) == []


def test_values_narrow_by_their_default_or_by_what_is_given(rdf_graph: RdfGraph) -> None:
    assert len(ask("popular-benchmarks", {}, rdf_graph).rows) == 2
    assert len(ask("popular-benchmarks", {"least": "2"}, rdf_graph).rows) == 1
    with pytest.raises(TermError, match=r"^least: 'two' is not written as a canonical xsd:integer, such as 1$"):
        ask("popular-benchmarks", {"least": "two"}, rdf_graph)


@pytest.mark.parametrize(
    "name",
    ["HAPPO", "happo", " Happo ", f"{ID}method/happo", f"<{ID}method/happo>", "method:happo"],
)
def test_a_thing_is_found_by_label_in_any_case_or_by_iri(name: str, rdf_graph: RdfGraph) -> None:
    assert named(name, ("Method",), rdf_graph) == f"{ID}method/happo"


def test_a_thing_is_found_by_alias_and_only_in_its_classes(rdf_graph: RdfGraph) -> None:
    assert named("smac", ("EvaluationResource",), rdf_graph) == f"{ID}benchmark/smac"
    assert named("starcraft multiagent challenge", ("Benchmark",), rdf_graph) == f"{ID}benchmark/smac"
    with pytest.raises(QueryError, match="no method called 'SMAC'"):
        named("SMAC", ("Method",), rdf_graph)
    with pytest.raises(QueryError, match="is no method or task"):
        named("benchmark:smac", ("Method", "Task"), rdf_graph)


def test_a_miss_offers_the_nearest_names(rdf_graph: RdfGraph) -> None:
    with pytest.raises(QueryError, match=r"no method called 'hapo'; did you mean HAPPO, .*\?"):
        named("hapo", ("Method",), rdf_graph)


def test_a_name_of_two_things_is_settled_by_its_iri(ontology: Ontology) -> None:
    label, type_ = ontology.property_("label").iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    alias, method = ontology.property_("alias").iri, ontology.class_("Method").iri
    from_labels = [("a", "Reward model"), ("b", "Retrieval mesh"), ("c", "RM")]
    triples = [(f"{ID}method/{key}", label, text) for key, text in from_labels]
    literal = [(s, p, Literal(value=o)) for s, p, o in triples]
    literal += [(f"{ID}method/{key}", alias, Literal(value="R-M")) for key in "ab"]
    graph = RdfGraph([*literal, *((f"{ID}method/{key}", type_, method) for key in "abc")], ontology)
    assert named("RM", ("Method",), graph) == f"{ID}method/c"
    with pytest.raises(QueryError, match=r"may mean 2 things: Reward model \(method:a\), Retrieval mesh \(method:b\)"):
        named("r-m", ("Method",), graph)
    assert named("method:b", ("Method",), graph) == f"{ID}method/b"


def test_an_unknown_question_or_parameter_offers_the_nearest(rdf_graph: RdfGraph) -> None:
    with pytest.raises(UnknownTermError, match="nearest: what-outperforms"):
        question("what-outperform")
    with pytest.raises(UnknownTermError, match="nearest: method"):
        ask("what-outperforms", {"methode": "PPO"}, rdf_graph)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# param: x", "cannot read"),
        ("# param: x Method PPO what", "example in quotes"),
        ('# param: x integer "1" n', "a default"),
    ],
)
def test_a_heading_that_cannot_be_read_is_an_error(line: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(f"# What?\n{line}\nASK {{}}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=message):
        read_question(file)


def test_a_file_without_a_heading_is_a_query(rdf_graph: RdfGraph, tmp_path: Path) -> None:
    file = tmp_path / "plain.rq"
    file.write_bytes(b"\xef\xbb\xbfPREFIX a: <urn:a>\r\nASK { ?x a kg:Method }\r\n")
    found = read_question(file)
    assert (found.name, found.sentence, found.parameters) == ("plain", "", ())
    assert ask(found, {}, rdf_graph).boolean is True
    with pytest.raises(QueryError, match="cannot be read"):
        read_question(tmp_path / "none.rq")
