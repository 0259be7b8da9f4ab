"""VoID and DCAT say what SPARQL counts and what lies in the folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import KnowledgeGraph
from kg.model import Ontology
from kg.rdf.files import export

PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX spdx: <http://spdx.org/rdf/terms#> PREFIX void: <http://rdfs.org/ns/void#>
"""


def store(path: Path, format_: ox.RdfFormat) -> ox.Store:
    found = ox.Store()
    found.load(path=path, format=format_)
    return found


def rows(found: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    solutions = found.query(PREFIXES + query)
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        cells = tuple(solution)
        assert all(isinstance(cell, ox.NamedNode | ox.Literal) for cell in cells)
        yield tuple(cell.value for cell in cells if isinstance(cell, ox.NamedNode | ox.Literal))


def row(found: ox.Store, query: str) -> tuple[str, ...]:
    (only,) = rows(found, query)
    return only


def test_the_counts_are_those_that_sparql_counts_in_the_seeds(seeds_folder: Path) -> None:
    data = store(seeds_folder / "graph.nt", ox.RdfFormat.N_TRIPLES)
    said = store(seeds_folder / "dataset.ttl", ox.RdfFormat.TURTLE)
    whole = row(
        said,
        """SELECT ?triples ?subjects ?objects ?classes ?properties ?entities {
        ?x a void:Dataset, dcat:Dataset ; void:triples ?triples ; void:distinctSubjects ?subjects ; void:entities
        ?entities ; void:distinctObjects ?objects ; void:classes ?classes ; void:properties ?properties }""",
    )
    assert whole[:5] == row(
        data,
        """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
        (COUNT(DISTINCT ?c) AS ?classes) (COUNT(DISTINCT ?p) AS ?properties) {
        ?s ?p ?o OPTIONAL { ?s a ?o BIND (?o AS ?c) FILTER (?p = rdf:type) } }""".replace(
            "rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        ),
    )
    (space,) = row(said, "SELECT ?space { ?x void:uriSpace ?space }")
    within = f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{space}")) }}'
    assert whole[5:] == row(data, within)


def test_the_counts_of_classes_and_properties_are_those_that_sparql_counts_in_the_seeds(seeds_folder: Path) -> None:
    data = store(seeds_folder / "graph.nt", ox.RdfFormat.N_TRIPLES)
    said = store(seeds_folder / "dataset.ttl", ox.RdfFormat.TURTLE)
    classes = sorted(rows(said, "SELECT ?c ?n { ?x void:classPartition ?p . ?p void:class ?c ; void:entities ?n }"))
    assert len(classes) > 12
    assert classes == sorted(rows(data, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"))
    properties = sorted(
        rows(
            said,
            """SELECT ?p ?n ?s ?o { ?x void:propertyPartition ?part . ?part void:property ?p ; void:triples ?n ;
            void:distinctSubjects ?s ; void:distinctObjects ?o }""",
        )
    )
    counted = """SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?s1) (COUNT(DISTINCT ?o) AS ?o1) { ?s ?p ?o }
    GROUP BY ?p"""
    assert len(properties) > 50
    assert properties == sorted(rows(data, counted))


@pytest.fixture(scope="module")
def small(outputs: Path) -> ox.Store:
    return store(outputs / "dataset.ttl", ox.RdfFormat.TURTLE)


def test_each_file_is_a_distribution_with_its_size_digest_and_media_type(small: ox.Store, outputs: Path) -> None:
    query = """SELECT ?name ?size ?digest ?media { ?x dcat:distribution ?d . ?d a dcat:Distribution ; dcat:mediaType
    ?media ; dcterms:title ?name ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?digest }"""
    found = {name: (size, digest, media) for name, size, digest, media in rows(small, query)}
    media = {".nt": "n-triples", ".nq": "n-quads", ".ttl": "turtle", ".jsonld": "ld+json"}
    assert set(found) == {"graph.nt", "graph.nq", "graph.ttl", "graph.jsonld"}
    for name, (size, digest, type_) in found.items():
        data = (outputs / name).read_bytes()
        assert (size, digest) == (str(len(data)), hashlib.sha256(data).hexdigest())
        assert type_.endswith(f"/{media[Path(name).suffix]}")


def test_it_has_a_title_a_maker_and_an_example_that_is_in_the_data(small: ox.Store, outputs: Path) -> None:
    title, maker, example = row(
        small,
        """SELECT ?title ?maker ?example { ?x a void:Dataset ; dcterms:title ?title ; void:exampleResource ?example ;
        <http://www.w3.org/ns/prov#wasAttributedTo>/<http://www.w3.org/2000/01/rdf-schema#label> ?maker }""",
    )
    assert title == "Knowledge graph of 4 papers"
    assert maker.startswith("papergraph ")
    assert f"<{example}> " in (outputs / "graph.nt").read_text(encoding="utf-8")


def test_it_claims_no_licence_and_no_time(small: ox.Store) -> None:
    found = {predicate.rpartition("/")[2] for (predicate,) in rows(small, "SELECT DISTINCT ?p { ?s ?p ?o }")}
    assert {"title", "description"} < found
    assert found.isdisjoint({"license", "rights", "accessRights", "issued", "modified", "created", "date"})


def test_two_states_of_the_data_are_two_datasets(
    outputs: Path, graph: KnowledgeGraph, ontology: Ontology, tmp_path: Path
) -> None:
    query = "SELECT ?x { ?x a void:Dataset }"
    part = graph.subgraph([node.iri for node in graph.nodes("Method")])
    export.write_all(part, ontology, tmp_path)
    one, other = (store(folder / "dataset.ttl", ox.RdfFormat.TURTLE) for folder in (outputs, tmp_path))
    assert row(one, query) != row(other, query)
    export.write_all(graph, ontology, tmp_path)
    assert (tmp_path / "dataset.ttl").read_bytes() == (outputs / "dataset.ttl").read_bytes()


def test_an_empty_graph_is_described_too(ontology: Ontology, tmp_path: Path) -> None:
    export.write_all(KnowledgeGraph(), ontology, tmp_path)
    empty = store(tmp_path / "dataset.ttl", ox.RdfFormat.TURTLE)
    assert row(empty, "SELECT ?n ?m { ?x void:triples ?n ; void:distinctObjects ?m }") == ("0", "0")
