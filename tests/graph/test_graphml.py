"""GraphML that Gephi opens and that loses nothing."""

import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.graph import KnowledgeGraph, graphml
from kg.model import Evidence, Literal, Merge, Node, Polarity, Span, Statement

TEXT = st.text(st.characters(), max_size=12)  # control characters, lone surrogates and U+FFFF included
IRIS = st.sampled_from(["i:a", "i:b", "i:c&<\"'>", "i:d\t\n", "i:é"])
SPANS = st.none() | st.builds(Span, st.just(2), st.integers(3, 9))
LITERALS = st.builds(Literal, value=TEXT, datatype=st.sampled_from(["string", "decimal", "date"]))
EVIDENCE = st.builds(
    Evidence,
    kind=st.sampled_from(["text", "metadata", "page"]),
    document=IRIS,
    source=TEXT,
    line=st.integers(0, 99),
    text=TEXT,
    start=st.none() | st.integers(0, 5),
    end=st.none() | st.integers(6, 9),
    subject=SPANS,
    object=SPANS,
)
STATEMENTS = st.builds(
    Statement,
    iri=st.uuids().map(lambda key: f"s:{key}"),
    subject=IRIS,
    predicate=st.sampled_from(["uses", "hasVersion", "é"]),
    object=IRIS | LITERALS,
    paper=TEXT,
    evidence=EVIDENCE,
    confidence=st.floats(0, 1),
    extractor=TEXT,
    polarity=st.sampled_from(Polarity),
    role=st.none() | TEXT,
)
MERGES = st.builds(
    Merge,
    left=TEXT,
    right=TEXT,
    rule=TEXT,
    reason=TEXT,
    confidence=st.floats(0, 1),
    document=st.none() | TEXT,
    span=SPANS,
)


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for iri in ("i:a", "i:b", "i:c&<\"'>", "i:d\t\n", "i:é"):
        properties = draw(st.dictionaries(st.sampled_from(["url", "text"]), st.tuples(LITERALS), max_size=2))
        aliases = draw(st.lists(TEXT, max_size=2).map(tuple))
        graph.add_node(
            Node(
                iri=iri,
                type=draw(TEXT),
                label=draw(TEXT),
                aliases=aliases,
                named=draw(st.booleans()),
                properties=properties,
            )
        )
    for statement in draw(st.lists(STATEMENTS, max_size=4)):
        graph.add_statement(statement)
    graph.add_merges("i:a", draw(st.lists(MERGES, max_size=2)))
    for paper, document in draw(st.lists(st.tuples(IRIS, IRIS), max_size=2)):
        graph.add_version(paper, document)
    return graph


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_a_graph_comes_back_whole_whatever_its_texts_hold(
    tmp_path_factory: pytest.TempPathFactory, made: KnowledgeGraph
) -> None:
    path = tmp_path_factory.mktemp("graphml") / "graph.graphml"
    graphml.write(made, path)
    ET.fromstring(path.read_bytes())
    again = KnowledgeGraph.load(path)
    assert again == made
    assert list(graphml.lines(again)) == list(graphml.lines(made))


def test_a_folder_is_read_by_the_name_that_the_build_gives(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graphml.write(graph, tmp_path / "graph.graphml")
    assert KnowledgeGraph.load(tmp_path) == graph


def test_another_program_reads_labels_classes_and_weights(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graphml.write(graph, tmp_path / "graph.graphml")
    read = nx.read_graphml(tmp_path / "graph.graphml")
    qmix = graph.find("QMIX")
    assert read.nodes[qmix.iri]["label"] == "QMIX"
    assert read.nodes[qmix.iri]["type"] == "Method"
    edges = [data for *_, data in read.edges(data=True) if data["label"] == "outperforms"]
    assert [data["weight"] for data in edges] == [0.8, 0.8]
    assert all(data["evidenceText"].startswith("HAPPO outperforms QMIX") for data in edges)


def test_the_same_graph_gives_the_same_bytes_whatever_the_order_it_was_made_in(graph: KnowledgeGraph) -> None:
    backwards = KnowledgeGraph()
    for node in reversed(graph.nodes()):
        backwards.add_node(node)
        backwards.add_merges(node.iri, graph.merges(node.iri))
    for statement in reversed(graph.statements()):
        backwards.add_statement(statement)
    for node in reversed(graph.nodes()):
        for document in reversed(graph.versions(node.iri)):
            backwards.add_version(node.iri, document.iri)
    backwards.add_near_misses(reversed(graph.near_misses()))
    for node in reversed(graph.nodes()):
        backwards.identities.add_forms(node.iri, graph.identities.forms(node.iri))
    backwards.identities.add_retired(dict(reversed(graph.identities.retired().items())))
    assert list(graphml.lines(backwards)) == list(graphml.lines(graph))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no GraphML"),
        (b"not xml", "is no GraphML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "document type"),
        (b'<graphml><graph><node id="x"/></graph></graphml>', "was not written by this program"),
        (b'<graphml><graph><edge source="x" target="y"/></graph></graphml>', "was not written by this program"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_line(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=says) as caught:
        KnowledgeGraph.load(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"graph\.graphml"):
        KnowledgeGraph.load(tmp_path)
