"""OWL 2 RL: only constructs of the profile are used, and what follows from the schema is what is meant.

The profile's grammar: https://www.w3.org/TR/owl2-profiles/#OWL_2_RL, its rules: the same, section 4.3 (by owlrl).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import owlrl  # type: ignore[import-untyped]
import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.ontology import data_folder, load_ontology

KG = Namespace("https://w3id.org/papergraph/ontology#")
THINGS = "https://w3id.org/papergraph/id/"
Kinds = dict[URIRef, set[Node]]
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = {OWL.Ontology, OWL.Class, OWL.SymmetricProperty, *PROPERTIES}
BUILT_IN = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
HEADER = {OWL.versionIRI, OWL.imports}
# Of the datatypes that OWL 2 RL knows (https://www.w3.org/TR/owl2-profiles/#Entities_3), those that come into question.
DATATYPES = {
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("string", "decimal", "integer", "boolean", "anyURI")
}
# RDF's reification is outside the names that OWL 2 DL lets an ontology use; the rules of RL work with it all the same.
OUTSIDE = (KG.Statement, RDFS.subClassOf, RDF.Statement)

# What the ontologies of others say of the terms that ours stand on.
OF_OTHERS = """
@prefix fabio: <http://purl.org/spar/fabio/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
prov:Activity owl:disjointWith prov:Entity .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:wasGeneratedBy rdfs:domain prov:Entity ; rdfs:range prov:Activity .
rdf:subject rdfs:domain rdf:Statement .
rdf:predicate rdfs:domain rdf:Statement .
rdf:object rdfs:domain rdf:Statement .
skos:broader rdfs:subPropertyOf skos:semanticRelation .
skos:semanticRelation rdfs:domain skos:Concept ; rdfs:range skos:Concept .
skos:Concept owl:disjointWith skos:Collection, skos:ConceptScheme .
foaf:Person owl:disjointWith foaf:Organization, foaf:Project .
foaf:Document owl:disjointWith foaf:Organization, foaf:Project .
org:Organization owl:equivalentClass foaf:Organization .
fabio:ScholarlyWork rdfs:subClassOf fabio:Work .
fabio:Work owl:disjointWith fabio:Expression .
"""


def outside_profile(graph: Graph) -> Iterator[str]:
    """What a file has that is no axiom of OWL 2 RL between named terms, nor a declaration or annotation."""
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in KINDS}
    for one, other in ((a, b) for a in PROPERTIES for b in PROPERTIES if a < b):
        yield from (f"{term} is both {one} and {other}" for term in kinds[one] & kinds[other])
    for triple in sorted(graph):
        if triple != OUTSIDE and (wrong := _wrong(triple, kinds)):
            yield f"{' '.join(node.n3() for node in triple)}: {wrong}"


def _wrong(triple: tuple[Node, Node, Node], kinds: Kinds) -> str | None:
    subject, predicate, object_ = triple
    if any(isinstance(node, BNode) for node in triple):
        return "a blank node, which stands for an expression"
    if predicate == RDF.type:
        return None if object_ in KINDS else "no kind of term"
    if predicate in AXIOMS:
        return None if AXIOMS[predicate](subject, object_, kinds) else "not between declared terms that fit"
    if predicate in HEADER:
        return None if subject in kinds[OWL.Ontology] else "not of an ontology"
    return None if predicate in kinds[OWL.AnnotationProperty] | BUILT_IN else "no declared annotation"


def _between_classes(subject: Node, object_: Node, kinds: Kinds) -> bool:
    return {subject, object_} <= kinds[OWL.Class]


def _between_properties(subject: Node, object_: Node, kinds: Kinds) -> bool:
    return any({subject, object_} <= kinds[kind] for kind in PROPERTIES[:2])


def _domain(subject: Node, object_: Node, kinds: Kinds) -> bool:
    return subject in kinds[OWL.ObjectProperty] | kinds[OWL.DatatypeProperty] and object_ in kinds[OWL.Class]


def _range(subject: Node, object_: Node, kinds: Kinds) -> bool:
    if subject in kinds[OWL.ObjectProperty]:
        return object_ in kinds[OWL.Class]
    return subject in kinds[OWL.DatatypeProperty] and str(object_) in DATATYPES


AXIOMS: dict[Node, Callable[[Node, Node, Kinds], bool]] = {
    RDFS.subClassOf: _between_classes,
    OWL.disjointWith: _between_classes,
    RDFS.subPropertyOf: _between_properties,
    RDFS.domain: _domain,
    RDFS.range: _range,
}


def closed(*graphs: Graph) -> Graph:
    """All that follows by the rules of OWL 2 RL."""
    whole = Graph(bind_namespaces="none")
    for graph in graphs:
        whole += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return whole


def contradictions(graph: Graph) -> list[str]:
    return sorted(str(text) for text in graph.objects(None, owlrl.Namespaces.ERRNS.error))


@pytest.fixture(scope="module")
def schema() -> Graph:
    return Graph().parse(data_folder() / "schema.ttl", format="turtle")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(data_folder() / "alignments.ttl", format="turtle")


@pytest.fixture(scope="module")
def of_others() -> Graph:
    return Graph().parse(data=OF_OTHERS, format="turtle")


@pytest.fixture(scope="module")
def data(small_build: Path) -> Graph:
    return Graph(bind_namespaces="none").parse(small_build / "graph.nt", format="nt")


@pytest.fixture(scope="module")
def plain(schema: Graph, of_others: Graph, data: Graph) -> Graph:
    return closed(schema, of_others, data)


@pytest.fixture(scope="module")
def aligned(schema: Graph, alignments: Graph, of_others: Graph, data: Graph) -> Graph:
    return closed(schema, alignments, of_others, data)


def types(graph: Graph) -> dict[str, set[str]]:
    """The classes of each thing of the data."""
    found: dict[str, set[str]] = {}
    for thing, class_ in graph.subject_objects(RDF.type):
        if isinstance(thing, URIRef) and thing.startswith(THINGS) and class_ != OWL.Thing:
            found.setdefault(str(thing), set()).add(str(class_))
    return found


def test_the_schema_is_in_the_profile(schema: Graph) -> None:
    assert list(outside_profile(schema)) == []
    assert OUTSIDE in schema


def test_the_alignments_are_in_the_profile(schema: Graph, alignments: Graph) -> None:
    assert list(outside_profile(schema + alignments)) == []


@pytest.mark.parametrize(
    ("axiom", "why"),
    [
        ("kg:Method rdfs:subClassOf [ a owl:Restriction ]", "blank node"),
        ("kg:Method rdfs:subClassOf kg:Gone", "terms that fit"),
        ("kg:uses rdfs:domain kg:Gone", "terms that fit"),
        ("kg:uses rdfs:range xsd:string", "terms that fit"),
        ("kg:line rdfs:range xsd:nonNegativeFloat", "terms that fit"),
        ("kg:uses rdfs:subPropertyOf kg:line", "terms that fit"),
        ("kg:uses a owl:DatatypeProperty", "is both"),
        ("kg:uses a owl:ReflexiveProperty", "no kind of term"),
        ("kg:Method owl:complementOf kg:Task", "no declared annotation"),
        ("kg:Method owl:disjointUnionOf kg:Task", "no declared annotation"),
        ("kg:uses owl:versionIRI kg:x", "not of an ontology"),
    ],
)
def test_an_axiom_outside_the_profile_is_found(schema: Graph, axiom: str, why: str) -> None:
    more = Graph().parse(
        data="@prefix kg: <https://w3id.org/papergraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        f"{axiom} .",
        format="turtle",
    )
    assert any(why in found for found in outside_profile(schema + more))


def test_the_small_graph_has_things_of_most_classes(data: Graph) -> None:
    found = {class_.rpartition("#")[2] for classes in types(data).values() for class_ in classes}
    needed = "Paper Document Author Method Benchmark Task Metric Result Resource Statement Form Run Merge NamedThing"
    assert set(needed.split()) <= found


def test_nothing_contradicts_itself(plain: Graph, aligned: Graph) -> None:
    assert contradictions(plain) == []
    assert contradictions(aligned) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Method", "Task"),
        ("Paper", "Document"),
        ("Author", "Organization"),
        ("Statement", "Result"),
        ("Run", "Merge"),
        ("Benchmark", "Metric"),
        ("Dataset", "RetiredIdentifier"),
    ],
)
def test_a_thing_of_two_classes_that_exclude_each_other_is_a_contradiction(schema: Graph, one: str, other: str) -> None:
    both = Graph()
    for name in (one, other):
        both.add((URIRef(f"{THINGS}x"), RDF.type, KG[name]))
    assert contradictions(closed(schema, both))


def test_what_is_a_dataset_may_be_a_benchmark_too(schema: Graph) -> None:
    both = Graph()
    for name in ("Benchmark", "Dataset"):
        both.add((URIRef(f"{THINGS}x"), RDF.type, KG[name]))
    assert contradictions(closed(schema, both)) == []


def test_an_activity_as_a_source_of_a_statement_is_a_contradiction(schema: Graph, of_others: Graph) -> None:
    wrong = Graph()
    wrong.add((URIRef(f"{THINGS}statement/s"), KG.fromDocument, URIRef(f"{THINGS}run/r")))
    wrong.add((URIRef(f"{THINGS}run/r"), RDF.type, KG.Run))
    assert contradictions(closed(schema, of_others, wrong))


def test_domains_and_ranges_give_no_thing_another_class_of_ours(data: Graph, plain: Graph, aligned: Graph) -> None:
    for closure in (plain, aligned):
        own = {thing: {c for c in classes if c.startswith(KG)} for thing, classes in types(closure).items()}
        assert own == {thing: {c for c in classes if c.startswith(KG)} for thing, classes in types(data).items()}


def foreign(closure: Graph, class_: str) -> set[str]:
    """The classes of others that the things of a class come to have, for all of them alike."""
    found = {
        frozenset(c for c in classes if not c.startswith(KG))
        for classes in types(closure).values()
        if KG[class_] in map(URIRef, classes)
    }
    assert len(found) == 1, found
    return {name.rpartition("/")[2] for name in found.pop()}


@pytest.mark.parametrize(
    ("class_", "without", "with_"),
    [
        ("Paper", "prov#Entity", "prov#Entity ScholarlyWork Work ScholarlyArticle"),
        ("Document", "prov#Entity", "prov#Entity"),
        ("Author", "", "Person"),
        ("Method", "core#Concept", "core#Concept"),
        ("Benchmark", "core#Concept", "core#Concept"),
        ("Result", "prov#Entity", "prov#Entity"),
        ("Resource", "", "CreativeWork"),
        ("Statement", "prov#Entity 22-rdf-syntax-ns#Statement", "prov#Entity 22-rdf-syntax-ns#Statement"),
        ("Run", "prov#Activity", "prov#Activity"),
        ("Merge", "prov#Entity", "prov#Entity"),
        ("Form", "", ""),
    ],
)
def test_things_come_to_be_what_is_meant_of_the_classes_of_others(
    plain: Graph, aligned: Graph, class_: str, without: str, with_: str
) -> None:
    assert foreign(plain, class_) == set(without.split())
    assert foreign(aligned, class_) == set(with_.split())


def test_no_edge_follows_but_comparisons_the_other_way_round(data: Graph, plain: Graph) -> None:
    properties = {URIRef(found.iri) for found in load_ontology().properties.values()}
    derived = URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    new = {
        (s, p, o)
        for s, p, o in plain
        if p in properties and (s, p, o) not in data and not isinstance(o, Literal) and str(s).startswith(THINGS)
    }
    assert {p for _, p, _ in new} == {KG.comparedWith, derived}
    assert all((o, p, s) in data for s, p, o in new if p == KG.comparedWith)
    assert all((s, KG.fromDocument, o) in data for s, p, o in new if p == derived)


def test_nothing_is_held_to_be_something_else(aligned: Graph) -> None:
    assert [(s, o) for s, o in aligned.subject_objects(OWL.sameAs) if s != o and str(s).startswith(THINGS)] == []
