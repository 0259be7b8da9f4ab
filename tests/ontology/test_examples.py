"""The examples of the schema: each uses its term rightly, and all of them together are one graph that holds."""

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.query import ResultRow

from kg.model import Class, Ontology, Property
from kg.model import Literal as KgLiteral
from kg.ontology import load_ontology
from kg.rdf.terms import check_literal

KG = Namespace("https://w3id.org/papergraph/ontology#")
THINGS = "https://w3id.org/papergraph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def class_of(thing: URIRef, ontology: Ontology) -> str | None:
    """The class that the IRI of a thing names; a retired identifier has that of the thing it was."""
    segment = thing.removeprefix(THINGS).partition("/")[0]
    return next((name for name in ontology.classes if name.lower() == segment), None)


def test_each_example_uses_its_term(examples: dict[str, Graph]) -> None:
    ontology = load_ontology()
    for iri, graph in examples.items():
        classes = {class_.iri for class_ in ontology.classes.values()}
        where = (None, RDF.type, URIRef(iri)) if iri in classes else (None, URIRef(iri), None)
        assert where in graph, iri


def test_examples_use_defined_terms_alone(example_graph: Graph) -> None:
    ontology = load_ontology()
    terms: list[Class | Property] = [*ontology.classes.values(), *ontology.properties.values()]
    known = {URIRef(term.iri) for term in terms}
    standard = {RDF.type, RDFS.label, RDF.subject, RDF.predicate, RDF.object}
    assert set(example_graph.predicates()) <= known | standard
    assert set(example_graph.objects(None, RDF.type)) <= known


def test_every_class_of_an_example_is_that_of_its_iri(example_graph: Graph) -> None:
    ontology = load_ontology()
    for thing, class_ in example_graph.subject_objects(RDF.type):
        name = str(class_).removeprefix(KG)
        if name != "RetiredIdentifier":
            found = class_of(URIRef(str(thing)), ontology)
            assert found is not None
            assert ontology.is_a(found, name), thing


def test_every_edge_of_an_example_fits_the_schema(example_graph: Graph) -> None:
    ontology = load_ontology()
    names = {URIRef(property_.iri): name for name, property_ in ontology.properties.items()}
    retired = set(example_graph.subjects(RDF.type, KG.RetiredIdentifier))
    for subject, predicate, object_ in example_graph:
        if predicate not in names or names[URIRef(str(predicate))] == "localName":
            continue
        property_ = ontology.property_(names[URIRef(str(predicate))])
        from_ = "RetiredIdentifier" if subject in retired else class_of(URIRef(str(subject)), ontology)
        assert from_ is not None
        assert any(ontology.is_a(from_, name) for name in property_.domain), (subject, predicate)
        if isinstance(object_, Literal):
            datatype = str(object_.datatype or f"{XSD}string").removeprefix(XSD)
            assert datatype in property_.datatypes, (subject, predicate)
            check_literal(KgLiteral(value=str(object_), datatype=datatype))
        else:
            to = class_of(URIRef(str(object_)), ontology)
            assert to is not None
            assert ontology.allows(from_, property_.name, to), (subject, predicate, object_)


def test_the_evidence_of_the_examples_stands_in_their_document(example_graph: Graph) -> None:
    rows = example_graph.query(
        """PREFIX kg: <https://w3id.org/papergraph/ontology#>
        SELECT ?text ?told ?start ?end ?subject ?after ?object ?behind {
          ?s kg:evidenceText ?told ; kg:evidenceStart ?start ; kg:evidenceEnd ?end ; kg:fromDocument/kg:text ?text ;
             kg:subjectStart ?subject ; kg:subjectEnd ?after ; kg:objectStart ?object ; kg:objectEnd ?behind }"""
    )
    ((text, told, *places),) = (map(str, row) for row in rows if isinstance(row, ResultRow))
    start, end, subject, after, object_, behind = map(int, places)
    assert text[start:end] == told
    assert text[subject:after] == "TidePPO"
    assert text[object_:behind] == "MAPPO"


def test_what_a_version_says_alone_stands_in_the_text_of_the_example(example_graph: Graph) -> None:
    (said,) = example_graph.objects(None, KG.saysInOneVersion)
    assert any(str(said) in str(text) for text in example_graph.objects(None, KG.text))
