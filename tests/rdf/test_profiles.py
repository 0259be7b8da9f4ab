"""One model, several profiles."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph

from kg.graph import KnowledgeGraph
from kg.model import Literal, Ontology, Polarity
from kg.rdf.files import annotations, ntriples, profiles
from kg.rdf.terms import LABEL, TYPE
from kg.rdf.triples import Things, described

ID = "https://w3id.org/papergraph/id/"
KG = "https://w3id.org/papergraph/ontology#"
OA = "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def things(graph: KnowledgeGraph, ontology: Ontology) -> Things:
    return described(graph, ontology)


def lines_of(things: Things) -> list[str]:
    return "".join(ntriples.lines(things)).split("\n")[:-1]


def test_the_core_is_a_part_of_the_whole_without_the_reasons(things: Things, ontology: Ontology) -> None:
    core = profiles.core(things, ontology)
    assert set(lines_of(core)) < set(lines_of(things))
    classes = {str(one) for properties in core.values() for one in properties[TYPE]}
    assert classes.isdisjoint(f"{KG}{name}" for name in ("Statement", "Merge", "Form", "Document", "Run"))
    assert all(LABEL in properties for properties in core.values())


def test_the_core_has_every_direct_edge_and_no_other(graph: KnowledgeGraph, things: Things, ontology: Ontology) -> None:
    core = profiles.core(things, ontology)
    edges = {(s, ontology.property_(p).iri, o) for s, p, o in graph.facts() if isinstance(o, str)}
    assert all(o in core[s][p] for s, p, o in edges)
    entailed = {f"{KG}introduces"}
    assert edges == {
        (s, p, o)
        for s, properties in core.items()
        for p, objects in properties.items()
        for o in objects
        if isinstance(o, str) and p not in entailed | {TYPE}
    }


def test_nothing_in_the_core_points_to_what_was_left_out(things: Things, ontology: Ontology) -> None:
    core = profiles.core(things, ontology)
    ends = {one for properties in core.values() for objects in properties.values() for one in objects}
    assert {one for one in ends if isinstance(one, str) and one.startswith(ID)} <= set(core)


def test_rdf_12_without_the_lines_that_reify_is_graph_nt_byte_for_byte(things: Things, outputs: Path) -> None:
    found = "".join(profiles.reified(things)).split("\n")
    assert found[:-1] == sorted(set(found[:-1]))
    plain = [line for line in found if f"<{RDF}reifies>" not in line]
    assert "\n".join(plain) == (outputs / "graph.nt").read_text(encoding="utf-8")


def test_every_statement_reifies_its_triple_and_asserts_nothing_by_that(things: Things, graph: KnowledgeGraph) -> None:
    quads = list(ox.parse("".join(profiles.reified(things)), format=ox.RdfFormat.N_TRIPLES))
    reified = {quad.subject: quad.object for quad in quads if quad.predicate.value == f"{RDF}reifies"}
    assert {node.value for node in reified if isinstance(node, ox.NamedNode)} == {s.iri for s in graph.statements()}
    ends = {f"{RDF}{end}": end for end in ("subject", "predicate", "object")}
    told = {(quad.subject, quad.predicate.value): quad.object for quad in quads if quad.predicate.value in ends}
    for statement, triple in reified.items():
        assert isinstance(triple, ox.Triple)
        assert {told[statement, iri] == getattr(triple, end) for iri, end in ends.items()} == {True}
    denied = [s for s in graph.statements() if s.polarity is Polarity.NEGATED]
    stated = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    for s in denied:
        triple = reified[ox.NamedNode(s.iri)]
        assert isinstance(triple, ox.Triple)
        assert (triple.subject, triple.predicate, triple.object) not in stated


@pytest.fixture(scope="module")
def web(things: Things, ontology: Ontology) -> str:
    return "".join(annotations.jsonld(things, ontology))


def test_both_libraries_read_the_annotations_as_the_triples_that_other_formats_have(
    web: str, things: Things, ontology: Ontology
) -> None:
    lines = "".join(ntriples.lines(annotations.annotated(things, ontology)))
    expected = set(Graph().parse(data=lines, format="nt"))
    assert len(expected) > 500
    assert set(Graph().parse(data=web, format="json-ld")) == expected
    by_oxigraph = {quad.triple for quad in ox.parse(web, format=ox.RdfFormat.JSON_LD)}
    assert by_oxigraph == {quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)}
    assert not any(isinstance(term, ox.BlankNode) for triple in by_oxigraph for term in triple)


def test_the_context_is_in_the_document_and_names_no_other(web: str) -> None:
    context = json.loads(web)["@context"]
    assert isinstance(context, dict)
    assert not any("@import" in value for value in context.values() if isinstance(value, dict))


def test_each_annotation_selects_its_words_by_quote_and_by_position(web: str, texts: dict[str, str]) -> None:
    found = json.loads(web)["@graph"]
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        quote, place = one["target"]["selector"]
        text = texts[one["target"]["source"].rpartition("/")[2]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        around = f"{quote.get('prefix', '')}{quote['exact']}{quote.get('suffix', '')}"
        assert text.startswith(around, place["start"] - len(quote.get("prefix", "")))
        assert {quote["type"], place["type"]} == {"TextQuoteSelector", "TextPositionSelector"}


def test_statements_and_the_names_in_them_are_annotated_by_document_and_place(web: str, graph: KnowledgeGraph) -> None:
    found = json.loads(web)["@graph"]
    places = [
        (one["target"]["source"], one["target"]["selector"][1]["start"], one["target"]["selector"][1]["end"])
        for one in found
    ]
    assert places == sorted(places)
    about = {one["body"][0]: one for one in found}
    for s in graph.statements():
        assert (s.iri in about) == (s.evidence.kind == "text")
    assert about[f"{ID}method/ppo"]["motivation"] == "identifying"
    assert about[f"{ID}method/ppo"]["body"][1]["value"] == "PPO"
    words = {one["body"][1]["value"] for one in found if one["motivation"] == "describing"}
    assert {"HAPPO – outperforms → QMIX", "HAPPO – outperforms → PPO (negated)"} <= words


def test_what_a_person_rejected_is_not_annotated(things: Things, ontology: Ontology, graph: KnowledgeGraph) -> None:
    (one, *_) = (s.iri for s in graph.statements() if s.evidence.kind == "text")
    rejected: Things = {**things, one: {**things[one], f"{KG}polarity": [Literal(value=Polarity.REJECTED.value)]}}
    before = {annotation.about for annotation in annotations.annotations(things, ontology)}
    after = {annotation.about for annotation in annotations.annotations(rejected, ontology)}
    assert before - after == {one}
