"""The alignments: only real terms of others, only what may be said of them, and only where they are asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import DCAT, DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SDO, SKOS, Graph, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.query import ResultRow

from kg.cli.export import command as export
from kg.errors import OntologyError
from kg.model import Literal
from kg.ontology import data_folder, load_alignments, load_ontology, ontology_triples

KNOWN: tuple[type[DefinedNamespace], ...] = (DCAT, DCTERMS, FOAF, ORG, PROV, SDO, SKOS)
VOCABULARIES = "fabio schema mls fair4ml it6 lpwc lpwcp orkg orkgp cskg prov oa biolink dcat foaf org soa"
CORE = "Paper Author Method Benchmark Dataset Task Metric Result Statement"
HEAD = """@prefix kg: <https://w3id.org/papergraph/ontology#> .
@prefix mls: <http://www.w3.org/ns/mls#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def reviewed() -> set[str]:
    lines = (Path(__file__).parent / "foreign_terms.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_every_foreign_term_exists_in_its_vocabulary() -> None:
    for alignment in load_alignments():
        namespace = next((n for n in KNOWN if alignment.other.startswith(str(n))), None)
        if namespace is None:
            assert alignment.other in reviewed(), alignment.other
        else:
            assert URIRef(alignment.other) in namespace, alignment.other


def test_no_reviewed_term_is_left_over() -> None:
    assert reviewed() - {alignment.other for alignment in load_alignments()} == set()


@pytest.mark.parametrize("prefix", VOCABULARIES.split())
def test_the_vocabularies_of_the_field_are_reached(prefix: str) -> None:
    assert any(alignment.short.startswith(f"{prefix}:") for alignment in load_alignments())


@pytest.mark.parametrize("name", CORE.split())
def test_every_class_of_the_core_stands_to_something(name: str) -> None:
    assert [alignment for alignment in load_alignments() if alignment.term == name]


def test_classes_stand_to_classes_and_properties_to_properties() -> None:
    ontology = load_ontology()
    for alignment in load_alignments():
        local = alignment.short.partition(":")[2]
        if alignment.short.partition(":")[0] not in ("lpwc", "orkg", "orkgp"):
            assert local[:1].isupper() == (alignment.term in ontology.classes), alignment


def test_only_what_holds_of_all_is_a_subclass() -> None:
    found = {(a.term, a.short) for a in load_alignments() if a.words == "is a"}
    assert found == {
        ("Paper", "fabio:ScholarlyWork"),
        ("Paper", "schema:ScholarlyArticle"),
        ("Author", "foaf:Person"),
        ("Author", "schema:Person"),
        ("Organization", "org:Organization"),
        ("Organization", "schema:Organization"),
        ("Dataset", "schema:Dataset"),
        ("Resource", "schema:CreativeWork"),
        ("mentions", "schema:mentions"),
    }


def test_the_program_does_not_load_them_by_itself() -> None:
    alone = {triple for triple in ontology_triples() if "closeMatch" in triple[1]}
    assert alone == set()
    script = "import sys\nfrom kg.ontology import load_ontology, alignments\nload_ontology()\n"
    script += "print(alignments.load_alignments.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_triples_are_those_of_the_files_sorted_and_once() -> None:
    schema = Graph().parse(data_folder() / "schema.ttl", format="turtle")
    whole = Graph().parse(data_folder() / "alignments.ttl", format="turtle") + schema
    for graph, triples in ((schema, ontology_triples()), (whole, ontology_triples(alignments=True))):
        assert len(triples) == len(set(triples)) == len(graph)
        assert [triple[:2] for triple in triples] == sorted(triple[:2] for triple in triples)
    label = ("https://w3id.org/papergraph/ontology#Method", "http://www.w3.org/2000/01/rdf-schema#label")
    assert (*label, Literal(value="method")) in ontology_triples()


def test_an_export_on_request_has_them_beside_the_graph(small_build: Path, tmp_path: Path) -> None:
    found = CliRunner().invoke(export, [str(small_build), "--profile", "aligned", "--out", str(tmp_path / "a.ttl")])
    assert found.exit_code == 0, found.output
    aligned = Graph().parse(tmp_path / "a.ttl")
    graph = Graph().parse(small_build / "graph.nt", format="nt")
    assert len(aligned) == len(graph) + len(ontology_triples(alignments=True))
    query = f"SELECT ?x {{ ?x a/<{RDFS.subClassOf}>* <{SDO.ScholarlyArticle}> }}"
    papers = set(graph.subjects(RDF.type, URIRef(load_ontology().class_("Paper").iri)))
    assert {row[0] for row in aligned.query(query) if isinstance(row, ResultRow)} == papers
    assert list(graph.query(query)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("kg:Gone skos:closeMatch mls:Task .", "kg:Gone is not defined in schema.ttl"),
        ("mls:Task rdfs:subClassOf kg:Task .", "mls:Task is not ours"),
        ("kg:Task skos:exactMatch mls:Task .", "kg:Task has skos:exactMatch mls:Task"),
        ("kg:Task skos:closeMatch kg:Method .", "give a term of another vocabulary"),
        ('kg:Task skos:closeMatch "task" .', "give a term of another vocabulary"),
    ],
)
def test_an_alignment_that_says_more_than_it_may_is_refused_with_its_place(
    tmp_path: Path, body: str, words: str
) -> None:
    path = tmp_path / "alignments.ttl"
    path.write_text(f"{HEAD}{body}\n", encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_alignments(path)
    assert str(caught.value).startswith(f"{path}:5: ")
    assert words in str(caught.value)
