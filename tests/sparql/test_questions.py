from pathlib import Path

import pytest

from kg.errors import QueryError, TermError, UnknownTermError
from kg.model import Literal, Ontology
from kg.sparql.graph import RdfGraph
from kg.sparql.questions import Question, ask, named, question, questions, read_question
from kg.sparql.results import Answer

ID = "https://w3id.org/papergraph/id/"
WON = "HAPPO outperforms QMIX on SMAC."
ALSO = "HAPPO outperforms QMIX on StarCraft Multi-Agent Challenge (SMAC) widely."
LOST = "QMIX outperforms HAPPO on SMAC."
DENIED = "HAPPO does not outperform PPO."
SMAC, TEAMS, GRID, AGAIN = (
    "StarCraft Multi-Agent Challenge",
    "HAPPO for Teams",
    "GridWorld Plus: A Benchmark",
    "QMIX Again",
)
BUILT = "We introduce GridWorld Plus and GridData."


def rows(answer: Answer) -> list[tuple[str | None, ...]]:
    return [tuple(cell.value if cell else None for cell in row) for row in answer.rows]


EXPECTED: dict[str, tuple[dict[str, str], list[tuple[str | None, ...]]]] = {
    "methods-on-benchmark": (
        {"benchmark": "SMAC"},
        [("HAPPO", SMAC, "0.8", TEAMS, WON), ("QMIX", SMAC, "0.6", TEAMS, WON)],
    ),
    "popular-benchmarks": ({}, [(SMAC, "2", "1"), ("GridWorld Plus", "1", "1")]),
    "what-outperforms": (
        {"method": "Q-Mix"},
        [("HAPPO", "QMIX", "0.9124", TEAMS, ALSO), ("HAPPO", "QMIX", "0.85", TEAMS, WON)],
    ),
    "what-is-outperformed-by": ({"method": "qmix"}, [("QMIX", "HAPPO", "0.8", AGAIN, LOST)]),
    "new-benchmarks": ({}, [("GridWorld Plus", GRID, "0.95", BUILT)]),
    "new-datasets": ({}, [("GridData", GRID, "0.95", BUILT)]),
    "new-methods": ({"method": "happo"}, [("HAPPO", TEAMS, "1", "We propose HAPPO.")]),
    "co-authors": ({"author": "Zoë Ünal"}, [("Ada Lovelace", "Zoë Ünal", "2")]),
    "papers-of": (
        {"author": "ada lovelace"},
        [("Ada Lovelace", GRID, None, "0.8"), ("Ada Lovelace", TEAMS, "2021-09-23", "1")],
    ),
    "results-on": (
        {"benchmark": "SMAC"},
        [(SMAC, "HAPPO", "win rate", "95.40%", "absolute", None, TEAMS, "HAPPO reaches 95.40% win rate on SMAC.")],
    ),
    "results-of": (
        {"method": "HAPPO"},
        [("HAPPO", "95.40%", "absolute", "win rate", "SMAC", None, TEAMS, "HAPPO reaches 95.40% win rate on SMAC.")],
    ),
    "methods-for": (
        {"task": "Cooperative Multi-Agent RL"},
        [("cooperative multi-agent RL", "HAPPO", "0.8", TEAMS, WON)],
    ),
    "built-on": (
        {"method": "HAPPO"},
        [
            ("HAPPO", "is a", "PPO", "0.8", TEAMS, WON),
            ("HAPPO", "uses", "trust region learning", "0.8", TEAMS, WON),
        ],
    ),
    "what-builds-on": ({"method": "Proximal Policy Optimization"}, [("HAPPO", "is a", "PPO", "0.8", TEAMS, WON)]),
    "contradictions": (
        {},
        [
            ("HAPPO outperforms QMIX", TEAMS, WON, "the reverse", AGAIN, LOST),
            ("HAPPO outperforms QMIX", TEAMS, ALSO, "the reverse", AGAIN, LOST),
        ],
    ),
    "method-benchmark": (
        {},
        [("HAPPO", SMAC, "1", "0.8"), ("PPO", "GridWorld Plus", "1", "0.8"), ("QMIX", SMAC, "1", "0.6")],
    ),
    "negated-or-hedged": (
        {},
        [
            ("negated", "HAPPO", "https://w3id.org/papergraph/ontology#outperforms", "PPO", AGAIN, DENIED),
            (
                "hedged",
                "HAPPO",
                "https://w3id.org/papergraph/ontology#outperforms",
                "MAPPO",
                AGAIN,
                "HAPPO may beat MAPPO.",
            ),
        ],
    ),
    "coverage": (
        {},
        [
            ("no benchmark or dataset", "4"),
            ("no task", "4"),
            ("papers in all", "4"),
            ("no date with a year", "3"),
            ("no method", "3"),
            ("no method proposed", "3"),
            ("no result", "3"),
            ("no author", "1"),
        ],
    ),
    "papers-about": ({"entity": "HAPPO"}, [("HAPPO", "proposed", TEAMS, "0.8", "We propose HAPPO.")]),
    "merged-forms": (
        {"entity": "SMAC"},
        [(SMAC, SMAC, "SMAC", "acronym definition", "0.98", "the text defines SMAC")],
    ),
    "weak-edges": (
        {"below": "0.7"},
        [("QMIX", "https://w3id.org/papergraph/ontology#evaluatedOn", SMAC, "0.6", "1")],
    ),
    "papers-by-year": ({}, [("2021", "1"), ("date without a year", "1"), ("no date", "2")]),
    "related-benchmarks": ({}, []),
    "organizations": ({}, [("Z.ai", "1", "1")]),
    "version-differences": ({"paper": TEAMS}, [(TEAMS, "seeds.txt", "7", WON)]),
    "versions": ({}, [(TEAMS, "seeds.txt", "7"), (TEAMS, "seeds.txt", "7")]),
}


NAMES = {
    "HAPPO": ("Method", "Entity"),
    "PPO": ("Method", "Entity"),
    "SMAC": ("EvaluationResource", "Benchmark", "Entity"),
    "Ada Lovelace": ("Author",),
    "GridData": ("Dataset",),
    "cooperative multi-agent RL": ("Task",),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_question_has_its_rows_on_the_small_graph(name: str, rdf_graph: RdfGraph) -> None:
    parameters, expected = EXPECTED[name]
    found = rows(ask(name, parameters, rdf_graph))
    assert found == expected


def test_every_question_is_tested_on_the_small_graph() -> None:
    assert {found.name for found in questions()} == {*EXPECTED, "statements-about"}


def test_all_that_is_said_of_a_thing_has_its_polarity_and_place(rdf_graph: RdfGraph, texts: dict[str, str]) -> None:
    answer = ask("statements-about", {"entity": "PPO"}, rdf_graph)
    found = [dict(zip(answer.columns, (cell or "" for cell in row), strict=True)) for row in rows(answer)]
    assert [(row["predicate"].rpartition("#")[2], row["polarity"]) for row in found] == [
        ("evaluatedOn", "asserted"),
        ("isA", "asserted"),
        ("outperforms", "negated"),
        ("trainedOn", "asserted"),
    ]
    assert texts["d3"][int(found[2]["start"]) : int(found[2]["end"])] == found[2]["sentence"] == DENIED


def test_values_without_a_label_are_shown_as_they_are(rdf_graph: RdfGraph) -> None:
    found = rows(ask("statements-about", {"entity": f"{ID}paper/again"}, rdf_graph))
    assert [row[2] for row in found] == ["--05-27"]


def test_every_question_answers_an_empty_graph(ontology: Ontology) -> None:
    for found in questions():
        answer = ask(found, {}, RdfGraph((), ontology))
        assert all(row[1:] == ("0",) for row in rows(answer)), found.name


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
    with pytest.raises(TermError, match="xsd:integer"):
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
