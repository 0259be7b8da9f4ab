"""Which triple stands in which graph."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS

from kg.graph import KnowledgeGraph
from kg.model import Evidence, Literal, Node, Ontology, Statement
from kg.rdf.files import export
from kg.rdf.files.nquads import shared_graph

ID = "https://w3id.org/papergraph/id/"
KG = "https://w3id.org/papergraph/ontology#"
HAPPO, AGAIN = f"{ID}paper/happo", f"{ID}paper/again"


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


def with_paper(graph: KnowledgeGraph, key: str, sentence: str = "HAPPO uses QMIX.") -> None:
    """Add a paper that says one sentence: that HAPPO uses QMIX."""
    paper, document = f"{ID}paper/{key}", f"{ID}document/{key}"
    graph.add_node(Node(iri=paper, type="Paper", label=key))
    text = (Literal(value=sentence),)
    graph.add_node(Node(iri=document, type="Document", label=key, properties={"text": text}))
    graph.add_version(paper, document)
    where = Evidence(kind="text", document=document, source="x.txt", line=1, text=sentence, start=0, end=len(sentence))
    graph.add_statement(
        Statement(
            iri=f"{ID}statement/{key}",
            subject=f"{ID}method/happo",
            predicate="uses",
            object=f"{ID}method/qmix",
            paper=paper,
            evidence=where,
            confidence=0.5,
            extractor="x",
        )
    )


@pytest.fixture
def fresh(assembled_in: Callable[..., KnowledgeGraph]) -> Callable[[], KnowledgeGraph]:
    """A small graph of one's own."""
    return lambda: assembled_in(list)


def written(graph: KnowledgeGraph, ontology: Ontology, folder: Path) -> Path:
    folder.mkdir()
    export.write_all(graph, ontology, folder)
    return folder / "graph.nq"


def test_a_statement_its_edge_and_its_document_stand_in_the_graph_of_its_paper_only(
    graphs: dict[str, list[str]],
) -> None:
    edge = f"<{ID}method/qmix> <{KG}outperforms> <{ID}method/happo> ."
    assert [name for name, lines in graphs.items() if edge in lines] == [AGAIN]
    for class_ in ("Statement", "Document", "Paper", "Result"):
        end = f" <{RDF.type}> <{KG}{class_}> ."
        homes = {name for name, lines in graphs.items() if any(line.endswith(end) for line in lines)}
        assert homes
        assert all(name.startswith(f"{ID}paper/") for name in homes), class_


def test_what_an_edge_entails_stands_beside_it(graphs: dict[str, list[str]]) -> None:
    for verb in ("introduces", "introducesBenchmark"):
        assert f"<{ID}paper/grid> <{KG}{verb}> <{ID}benchmark/gridworld-plus> ." in graphs[f"{ID}paper/grid"]


def test_what_a_paper_denies_is_an_edge_in_no_graph(graphs: dict[str, list[str]]) -> None:
    denied = f"<{ID}method/happo> <{KG}outperforms> <{ID}method/ppo> ."
    assert not any(denied in lines for lines in graphs.values())


def test_things_that_papers_share_are_described_in_the_graph_of_their_own(
    graphs: dict[str, list[str]], ontology: Ontology
) -> None:
    label = f'<{ID}method/qmix> <{RDFS.label}> "QMIX" .'
    assert [name for name, lines in graphs.items() if label in lines] == [shared_graph(ontology)]


def test_a_merge_stands_with_the_document_that_is_its_reason_or_with_its_paper(graphs: dict[str, list[str]]) -> None:
    end = f" <{RDF.type}> <{KG}Merge> ."
    assert {name for name, lines in graphs.items() if any(line.endswith(end) for line in lines)} == {HAPPO}


def test_an_edge_stands_in_the_graph_of_every_paper_that_asserts_it(
    fresh: Callable[[], KnowledgeGraph], ontology: Ontology, tmp_path: Path
) -> None:
    graph = fresh()
    with_paper(graph, "one")
    with_paper(graph, "two")
    found = by_graph(written(graph, ontology, tmp_path / "out"))
    edge = f"<{ID}method/happo> <{KG}uses> <{ID}method/qmix> ."
    assert sorted(name for name, lines in found.items() if edge in lines) == [f"{ID}paper/one", f"{ID}paper/two"]


def test_a_graph_that_is_dropped_and_added_again_from_a_rebuild_gives_the_same_file(
    outputs: Path, assembled_in: Callable[..., KnowledgeGraph], ontology: Ontology, tmp_path: Path
) -> None:
    again = written(assembled_in(lambda items: items[::-1]), ontology, tmp_path / "again")
    before, rebuilt = (path.read_text(encoding="utf-8").split("\n")[:-1] for path in (outputs / "graph.nq", again))
    for name in by_graph(outputs / "graph.nq"):
        mark = f" <{name}> ."
        kept = [line for line in before if not line.endswith(mark)]
        added = [line for line in rebuilt if line.endswith(mark)]
        assert len(kept) < len(before)
        assert sorted(kept + added) == before


def test_another_text_of_one_paper_changes_the_graph_of_that_paper_only(
    fresh: Callable[[], KnowledgeGraph], ontology: Ontology, tmp_path: Path
) -> None:
    files: list[dict[str, list[str]]] = []
    for sentence in ("HAPPO uses QMIX.", "Our HAPPO makes use of QMIX."):
        graph = fresh()
        with_paper(graph, "one")
        with_paper(graph, "two", sentence)
        files.append(by_graph(written(graph, ontology, tmp_path / str(len(files)))))
    old, new = files
    assert [name for name in sorted(old | new) if old.get(name) != new.get(name)] == [f"{ID}paper/two"]


def test_a_paper_that_comes_later_leaves_the_graphs_of_others_as_they_are(
    fresh: Callable[[], KnowledgeGraph], ontology: Ontology, tmp_path: Path
) -> None:
    graph = fresh()
    old = by_graph(written(graph, ontology, tmp_path / "old"))
    with_paper(graph, "one")
    new = by_graph(written(graph, ontology, tmp_path / "new"))
    assert set(new) - set(old) == {f"{ID}paper/one"}
    assert all(new[name] == old[name] for name in old)
