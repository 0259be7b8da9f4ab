"""Which triple stands in which graph."""

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model import Ontology
from kg.rdf.files.nquads import shared_graph

ID = "https://w3id.org/papergraph/id/"
KG = "https://w3id.org/papergraph/ontology#"
HAPPO, AGAIN, ODD = (f"{ID}paper/{key}" for key in ("happo", "again", "odd"))


def by_graph(path: Path) -> dict[str, list[str]]:
    """The lines of each graph, without its name."""
    found = defaultdict(list)
    for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        said, _, graph = line.removesuffix(" .").rpartition(" ")
        found[graph[1:-1]].append(f"{said} .")
    return found


@pytest.fixture(scope="module")
def graphs(outputs: Path) -> dict[str, list[str]]:
    return by_graph(outputs / "graph.nq")


def test_all_graphs_together_are_the_triples_of_graph_nt(outputs: Path, graphs: dict[str, list[str]]) -> None:
    together = sorted({line for lines in graphs.values() for line in lines})
    assert "".join(f"{line}\n" for line in together) == (outputs / "graph.nt").read_text(encoding="utf-8")


def test_lines_of_quads_are_sorted_and_there_once(outputs: Path) -> None:
    found = (outputs / "graph.nq").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert found == sorted(set(found))


def test_there_is_a_graph_for_each_paper_and_one_for_what_they_share(
    graphs: dict[str, list[str]], ontology: Ontology
) -> None:
    assert sorted(graphs) == sorted(
        [shared_graph(ontology), *(f"{ID}paper/{key}" for key in ("happo", "again", "grid", "odd"))]
    )


def test_oxigraph_reads_the_quads_and_has_nothing_to_rename_in_them(outputs: Path) -> None:
    dataset = ox.Dataset(ox.parse(path=outputs / "graph.nq", format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in dataset)
    assert len(lines) == (outputs / "graph.nq").read_text(encoding="utf-8").count("\n")
