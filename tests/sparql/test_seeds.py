"""What holds for questions about the graph of the real seeds, whatever the extractor finds in them."""

import json
from pathlib import Path

import pytest

from kg.model import Ontology
from kg.sparql.graph import RdfGraph, load
from kg.sparql.questions import Parameter, Question, ask, questions

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

WITHOUT_ROWS = {
    "contradictions",
    "opposite-winners",
    "outperforms-circles",
    "run-differences",
    "trained-and-tested-on-same",
}
"""Questions that may have no answer in the seeds."""


@pytest.fixture(scope="module")
def seeds_graph(seeds_folder: Path, ontology: Ontology) -> RdfGraph:
    return load(seeds_folder, ontology)


@pytest.fixture(scope="module")
def told() -> str:
    """All that the seeds say, with white space as single blanks."""
    return " ".join(" ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))).split())


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_a_question_has_rows_and_every_sentence_stands_in_the_seeds(
    found: Question, seeds_graph: RdfGraph, told: str
) -> None:
    answer = ask(found, {}, seeds_graph)
    assert answer.rows or found.name in WITHOUT_ROWS
    at = [place for place, column in enumerate(answer.columns) if "sentence" in column.casefold()]
    for row in answer.rows:
        for cell in (row[place] for place in at):
            assert cell is None or " ".join(cell.value.split()) in told


EXAMPLES = [(found, parameter) for found in questions() for parameter in found.parameters if parameter.default is None]


@pytest.mark.parametrize(
    ("found", "parameter"), EXAMPLES, ids=[f"{found.name} {parameter.name}" for found, parameter in EXAMPLES]
)
def test_the_example_of_a_question_has_rows(found: Question, parameter: Parameter, seeds_graph: RdfGraph) -> None:
    if found.name == "run-differences":
        return  # a build has one run
    answer = ask(found, {parameter.name: parameter.example}, seeds_graph)
    assert answer.rows or found.name in WITHOUT_ROWS


def test_sparql_counts_what_the_build_counts(seeds_folder: Path, seeds_graph: RdfGraph) -> None:
    counts = json.loads((seeds_folder / "build.json").read_text(encoding="utf-8"))["counts"]
    for name, expected in counts["nodes"].items():
        (row,) = seeds_graph.query(f"SELECT (COUNT(?x) AS ?n) {{ ?x a kg:{name} }}").rows
        assert row[0] is not None
        assert int(row[0].value) == expected, name
    for name, expected in counts["facts"].items():
        edge = seeds_graph.names.short(seeds_graph.ontology.property_(name).iri)
        stated = f"?s rdf:subject ?x ; rdf:predicate {edge} ; rdf:object ?y"
        (row,) = seeds_graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?x {edge} ?y FILTER EXISTS {{ {stated} }} }}").rows
        assert row[0] is not None
        assert int(row[0].value) == expected, name
