import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.compare import isomorphic

from kg.errors import TermError, UnknownTermError
from kg.graph import KnowledgeGraph
from kg.model import Evidence, Literal, Node, Ontology, Polarity, Statement
from kg.rdf.files import export
from kg.rdf.memory import in_memory
from kg.rdf.triples import triples as triples_of

FILES = {"graph.nt": "nt", "graph.ttl": "turtle", "graph.jsonld": "json-ld"}
ALL = (*FILES, "graph.nq", "dataset.ttl")
ID = "https://w3id.org/papergraph/id/"
KG = Namespace("https://w3id.org/papergraph/ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")


def parsed(folder: Path) -> dict[str, Graph]:
    """Each file as rdflib reads it."""
    return {name: Graph().parse(folder / name, format=format_) for name, format_ in FILES.items()}


def lines(graph: Graph) -> set[str]:
    return {" ".join(term.n3() for term in triple) for triple in graph}


@pytest.fixture(scope="module")
def rdf(outputs: Path) -> Graph:
    return Graph().parse(outputs / "graph.nt", format="nt")


def test_the_three_files_carry_the_same_triples(outputs: Path, graph: KnowledgeGraph, ontology: Ontology) -> None:
    found = parsed(outputs)
    ours = lines(in_memory(triples_of(graph, ontology)))
    assert len(ours) > 600
    for name, read in found.items():
        assert lines(read) == ours, name
    assert isomorphic(found["graph.nt"], found["graph.ttl"])


def test_the_files_are_the_same_bytes_whatever_the_order_of_insertion(
    outputs: Path, assembled_in: Callable[..., KnowledgeGraph], ontology: Ontology, tmp_path: Path
) -> None:
    for seed in range(3):
        shuffle = random.Random(seed)
        again = assembled_in(lambda items, shuffle=shuffle: shuffle.sample(items, len(items)))
        export.write_all(again, ontology, tmp_path)
        for name in ALL:
            assert (tmp_path / name).read_bytes() == (outputs / name).read_bytes(), name


def test_the_files_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import runpy, sys; from pathlib import Path;"
        "from kg.ontology import load_ontology; from kg.rdf.files import export;"
        "graph = runpy.run_path(sys.argv[1])['assembled']();"
        "export.write_all(graph, load_ontology(), Path(sys.argv[2]))"
    )
    found = []
    for seed in ("0", "1", "4711"):
        out = tmp_path / seed
        out.mkdir()
        conftest = Path(__file__).with_name("conftest.py")
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, conftest, out], env=environment, check=True)
        found.append([(out / name).read_bytes() for name in ALL])
    assert found[0] == found[1] == found[2]


def test_lines_are_sorted_and_there_once(outputs: Path) -> None:
    found = (outputs / "graph.nt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert found == sorted(set(found))


def test_each_paper_has_exactly_one_line_that_types_it(outputs: Path, graph: KnowledgeGraph) -> None:
    text = (outputs / "graph.nt").read_text(encoding="utf-8")
    end = f"<{RDF.type}> <{KG.Paper}> ."
    found = [line.split()[0] for line in text.split("\n") if line.endswith(end)]
    assert found == [f"<{paper.iri}>" for paper in graph.nodes("Paper")]


def test_there_are_no_blank_nodes_and_no_languages(rdf: Graph) -> None:
    assert {type(term) for triple in rdf for term in triple} == {URIRef, RdfLiteral}
    assert not any(term.language for _, _, term in rdf if isinstance(term, RdfLiteral))


def test_an_asserted_statement_makes_an_edge_and_a_negated_or_hedged_one_does_not(
    rdf: Graph, graph: KnowledgeGraph, ontology: Ontology
) -> None:
    seen = set()
    for s in graph.statements():
        if isinstance(s.object, str):
            edge = (URIRef(s.subject), URIRef(ontology.property_(s.predicate).iri), URIRef(s.object))
            assert (edge in rdf) == (s.polarity is Polarity.ASSERTED)
            seen.add(s.polarity)
    assert seen == set(Polarity) - {Polarity.REJECTED}


def test_a_fact_that_one_paper_asserts_and_another_denies_is_an_edge(ontology: Ontology) -> None:
    graph = KnowledgeGraph()
    for key, type_ in (("a", "Method"), ("b", "Method"), ("p", "Paper"), ("d", "Document")):
        graph.add_node(Node(iri=f"{ID}{type_.lower()}/{key}", type=type_, label=key))
    for polarity in (Polarity.NEGATED, Polarity.ASSERTED):
        where = Evidence(kind="metadata", document=f"{ID}document/d", source="s.txt", line=1, text="…")
        graph.add_statement(
            Statement(
                iri=f"{ID}statement/{polarity.value}",
                subject=f"{ID}method/a",
                predicate="outperforms",
                object=f"{ID}method/b",
                paper=f"{ID}paper/p",
                evidence=where,
                confidence=0.5,
                extractor="x",
                polarity=polarity,
            )
        )
    found = in_memory(triples_of(graph, ontology))
    assert (URIRef(f"{ID}method/a"), KG.outperforms, URIRef(f"{ID}method/b")) in found
    assert len(set(found.subjects(RDF.type, KG.Statement))) == 2


def test_a_statement_says_what_who_and_how_sure(rdf: Graph, graph: KnowledgeGraph, texts: dict[str, str]) -> None:
    for s in graph.statements():
        node = URIRef(s.iri)
        assert rdf.value(node, RDF.subject) == URIRef(s.subject)
        assert rdf.value(node, KG.fromPaper) == rdf.value(node, PROV.wasDerivedFrom) == URIRef(s.paper)
        assert rdf.value(node, KG.fromDocument) == URIRef(s.evidence.document)
        assert str(rdf.value(node, KG.polarity)) == s.polarity.value
        assert float(str(rdf.value(node, KG.confidence))) == pytest.approx(s.confidence, abs=0.00005)
        if s.evidence.kind == "text":
            start, end = (int(str(rdf.value(node, KG[name]))) for name in ("evidenceStart", "evidenceEnd"))
            document = s.evidence.document.rpartition("/")[2]
            assert texts[document][start:end] == str(rdf.value(node, KG.evidenceText)) == s.evidence.text


def test_confidences_are_rounded_to_four_digits(rdf: Graph) -> None:
    assert {str(o) for o in rdf.objects(None, KG.confidence)} >= {"0.9124", "1", "0.8"}


def test_what_stands_above_in_the_schema_is_written_out(rdf: Graph) -> None:
    paper, grid = URIRef(f"{ID}paper/grid"), URIRef(f"{ID}benchmark/gridworld-plus")
    assert set(rdf.objects(paper, KG.introduces)) == {grid, URIRef(f"{ID}dataset/griddata")}
    assert set(rdf.objects(grid, RDF.type)) == {KG.Benchmark, KG.EvaluationResource, KG.Entity, KG.NamedThing}
    assert KG.introduces not in set(rdf.objects(None, RDF.predicate))


def test_a_paper_points_to_all_its_versions(rdf: Graph) -> None:
    happo = rdf.objects(URIRef(f"{ID}paper/happo"), DCTERMS.hasVersion)
    assert set(happo) == {URIRef(f"{ID}document/d1"), URIRef(f"{ID}document/d2")}


def test_a_date_without_a_year_stays_without_one(rdf: Graph) -> None:
    date = rdf.value(URIRef(f"{ID}paper/again"), DCTERMS.issued)
    assert isinstance(date, RdfLiteral)
    assert (str(date), str(date.datatype)) == ("--05-27", "http://www.w3.org/2001/XMLSchema#gMonthDay")


def test_the_digits_of_a_result_are_kept_beside_its_value(rdf: Graph) -> None:
    result = URIRef(f"{ID}result/r1")
    assert (str(rdf.value(result, KG.value)), str(rdf.value(result, KG.valueText))) == ("95.4", "95.40%")


def test_a_thing_has_one_label_and_no_alias_that_repeats_it(rdf: Graph) -> None:
    for thing in set(rdf.subjects(SKOS.prefLabel)):
        (label,) = rdf.objects(thing, SKOS.prefLabel)
        assert list(rdf.objects(thing, RDFS.label)) == [label]
        assert label not in set(rdf.objects(thing, SKOS.altLabel))


def test_a_merge_says_why_and_where(rdf: Graph, texts: dict[str, str]) -> None:
    (merge,) = rdf.subjects(KG.rule, RdfLiteral("acronym definition"))
    assert rdf.value(merge, KG.mergedInto) == URIRef(f"{ID}benchmark/smac")
    assert rdf.value(merge, KG.fromDocument) == URIRef(f"{ID}document/d2")
    start, end = (int(str(rdf.value(merge, KG[name]))) for name in ("evidenceStart", "evidenceEnd"))
    assert texts["d2"][start:end] == str(rdf.value(merge, KG.evidenceText)) == "StarCraft Multi-Agent Challenge (SMAC)"


def test_hostile_text_is_only_ever_text(outputs: Path, hostile: str) -> None:
    for read in parsed(outputs).values():
        assert RdfLiteral(f"Odd {hostile}") in set(read.objects(URIRef(f"{ID}paper/odd"), SKOS.prefLabel))
    for name in ALL:
        raw = (outputs / name).read_bytes()
        assert b"\x00" not in raw
        assert b"\x1b" not in raw


def test_turtle_is_sorted_by_section_and_declares_what_it_uses(outputs: Path) -> None:
    text = (outputs / "graph.ttl").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("# ")]
    assert headings == [*sorted(headings[:-2]), "# Merge", "# Statement"]
    declared = {line.split()[1] for line in text.splitlines() if line.startswith("@prefix")}
    assert {"kg:", "method:", "dcterms:"} <= declared
    assert "owl:" not in declared


def test_jsonld_uses_the_names_of_the_schema_one_node_a_line(outputs: Path) -> None:
    text = (outputs / "graph.jsonld").read_text(encoding="utf-8")
    document = json.loads(text)
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert list(nodes) == sorted(nodes)
    assert nodes["id:paper/grid"]["introducesBenchmark"] == "id:benchmark/gridworld-plus"
    assert nodes["id:paper/again"]["issued"] == {"@value": "--05-27", "@type": "xsd:gMonthDay"}
    assert nodes["id:method/happo"]["@type"] == ["Entity", "Method", "NamedThing"]
    assert sum(line.startswith('{"@id"') for line in text.splitlines()) == len(nodes)
    assert not any(word in text for word in ("_:", "@language"))


def test_an_ill_formed_iri_is_never_written(ontology: Ontology, tmp_path: Path) -> None:
    graph = KnowledgeGraph()
    graph.add_node(Node(iri=f"{ID}method/a b", type="Method", label="x"))
    with pytest.raises(TermError, match="a b"):
        export.write_all(graph, ontology, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_class_or_property_that_the_schema_lacks_is_an_error(ontology: Ontology, tmp_path: Path) -> None:
    graph = KnowledgeGraph()
    graph.add_node(Node(iri=f"{ID}method/a", type="Methodd", label="x"))
    with pytest.raises(UnknownTermError, match="Method"):
        export.write_all(graph, ontology, tmp_path)
    odd = KnowledgeGraph()
    odd.add_node(Node(iri=f"{ID}method/a", type="Method", label="x", properties={"colour": (Literal(value="red"),)}))
    with pytest.raises(UnknownTermError, match="colour"):
        export.write_all(odd, ontology, tmp_path)


def test_an_empty_graph_is_three_files_without_triples(ontology: Ontology, tmp_path: Path) -> None:
    export.write_all(KnowledgeGraph(), ontology, tmp_path)
    assert {len(read) for read in parsed(tmp_path).values()} == {0}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    label=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    aliases=st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=4),
)
def test_any_label_comes_back_from_all_three_files(
    label: str, aliases: list[str], ontology: Ontology, tmp_path: Path
) -> None:
    graph = KnowledgeGraph()
    iri = f"{ID}method/x"
    graph.add_node(Node(iri=iri, type="Method", label=label, aliases=tuple(aliases)))
    export.write_all(graph, ontology, tmp_path)
    for name, read in parsed(tmp_path).items():
        assert [str(o) for o in read.objects(URIRef(iri), SKOS.prefLabel)] == [label], name
        assert {str(o) for o in read.objects(URIRef(iri), SKOS.altLabel)} == set(aliases) - {label}, name
