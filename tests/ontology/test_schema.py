"""The schema: what the architecture names is there, described, and the loader says what is wrong with a broken file."""

import re
from pathlib import Path

import pytest
from rdflib import RDFS, BNode, Graph, URIRef

from kg.errors import OntologyError
from kg.model import Class, Ontology, Property
from kg.ontology import data_folder, load_ontology
from kg.rdf.checks.extras import EXTRAS

CLASSES = (
    "Paper Document Author Organization EvaluationResource Benchmark Dataset Method Task Metric Result Resource "
    "Statement Merge NamedThing Form RetiredIdentifier Run"
)
RELATIONS = {
    "evaluatedOn": ("Method", "Benchmark"),
    "trainedOn": ("Method", "Dataset"),
    "outperforms": ("Method", "Method"),
    "comparedWith": ("Method", "Method"),
    "uses": ("Method", "Method"),
    "isA": ("Method", "Method"),
    "addresses": ("Method", "Task"),
    "proposes": ("Paper", "Method"),
    "introducesBenchmark": ("Paper", "Benchmark"),
    "introducesDataset": ("Paper", "Dataset"),
    "mentions": ("Paper", "Metric"),
    "creator": ("Paper", "Author"),
    "affiliatedWith": ("Paper", "Organization"),
    "hasResource": ("Paper", "Resource"),
    "hasVersion": ("Paper", "Document"),
    "reportedIn": ("Result", "Paper"),
    "method": ("Result", "Method"),
    "baseline": ("Result", "Method"),
    "benchmark": ("Result", "Benchmark"),
    "dataset": ("Result", "Dataset"),
    "task": ("Result", "Task"),
    "metric": ("Result", "Metric"),
    "fromDocument": ("Statement", "Document"),
    "fromPaper": ("Statement", "Paper"),
    "mergedInto": ("Merge", "Method"),
    "context": ("Statement", "Task"),
    "generatedBy": ("Statement", "Run"),
    "derivedFrom": ("Statement", "Paper"),
    "formOf": ("Form", "Author"),
    "isReplacedBy": ("RetiredIdentifier", "Organization"),
}
DATATYPES = {
    "string": "title identifier subject valueText unit resultKind onText methodText metricText baselineText text "
    "sourceName sourceHash recordId resourceKind handle evidenceText evidenceKind extractor polarity role leftForm "
    "rightForm rule reason split setting reportedAs software model settings label alias localName",
    "decimal": "value confidence",
    "integer": "line evidenceStart evidenceEnd subjectStart subjectEnd objectStart objectEnd evidenceLine",
    "boolean": "named higherIsBetter",
    "date": "issued",
    "anyURI": "url concept",
}
HEAD = """@prefix kg: <https://w3id.org/papergraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LINE = 1 + HEAD.count("\n")
"""Where the body of a broken schema begins."""
THING = (
    'kg:Thing a owl:Class ; rdfs:label "thing" ; skos:definition "A thing." ; skos:example "thing:a a kg:Thing ." .\n'
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def schema() -> Graph:
    return Graph().parse(data_folder() / "schema.ttl", format="turtle")


@pytest.mark.parametrize("name", CLASSES.split())
def test_every_class_of_the_architecture_is_defined(ontology: Ontology, name: str) -> None:
    assert ontology.class_(name).iri == f"https://w3id.org/papergraph/ontology#{name}"


@pytest.mark.parametrize(("name", "ends"), RELATIONS.items())
def test_every_relation_leads_where_the_architecture_says_and_not_back(
    ontology: Ontology, name: str, ends: tuple[str, str]
) -> None:
    assert ontology.allows(ends[0], name, ends[1])
    assert ends[0] == ends[1] or not ontology.allows(ends[1], name, ends[0])


@pytest.mark.parametrize(("datatype", "names"), DATATYPES.items())
def test_every_attribute_has_its_datatype(ontology: Ontology, datatype: str, names: str) -> None:
    assert {name: ontology.property_(name).datatype for name in names.split()} == dict.fromkeys(names.split(), datatype)


def test_terms_of_other_vocabularies_keep_their_iri(ontology: Ontology) -> None:
    dcterms = "http://purl.org/dc/terms/"
    for name in ("creator", "title", "issued", "identifier", "subject", "hasVersion"):
        assert ontology.property_(name).iri == dcterms + name


def test_introduces_stands_above_the_three_ways_to_introduce(ontology: Ontology) -> None:
    for name in ("proposes", "introducesBenchmark", "introducesDataset"):
        assert ontology.property_(name).parents == ("introduces",)


def test_benchmarks_and_datasets_are_evaluation_resources(ontology: Ontology) -> None:
    assert ontology.is_a("Benchmark", "EvaluationResource")
    assert ontology.is_a("Dataset", "EvaluationResource")
    assert not ontology.is_a("Method", "EvaluationResource")


def test_a_statement_is_an_rdf_statement(schema: Graph) -> None:
    assert schema.query("ASK { kg:Statement rdfs:subClassOf rdf:Statement }").askAnswer


def terms(ontology: Ontology) -> list[Class | Property]:
    return [*ontology.classes.values(), *ontology.properties.values()]


def test_every_term_is_described_in_sentences_that_end(ontology: Ontology) -> None:
    for term in terms(ontology):
        assert term.label == term.label.strip() != ""
        assert term.definition[0].isupper()
        assert term.definition.endswith(".")
        assert term.example.endswith(" .")


def test_the_definition_of_a_property_names_every_value_that_it_may_have(ontology: Ontology) -> None:
    fixed = [extra for extras in EXTRAS.values() for extra in extras if extra.among]
    assert {extra.path for extra in fixed} >= {"polarity", "role", "resultKind", "evidenceKind", "split", "reportedAs"}
    for extra in fixed:
        words = re.findall(r"\w+", ontology.property_(extra.path).definition)
        assert set(extra.among) <= set(words), extra.path


def test_every_own_term_and_every_named_term_of_others_is_read_and_no_other(ontology: Ontology, schema: Graph) -> None:
    own = {str(s) for s in schema.subjects() if str(s).startswith(ontology.namespace)}
    named = {str(s) for s in schema.subjects(URIRef(ontology.namespace + "localName"))}
    assert own | named == {term.iri for term in terms(ontology)}


def test_every_own_property_has_one_domain_and_one_range_that_are_named(ontology: Ontology, schema: Graph) -> None:
    for property_ in ontology.properties.values():
        if property_.iri.startswith(ontology.namespace) and property_.name != "localName":
            for end in (RDFS.domain, RDFS.range):
                assert [type(value) for value in schema.objects(URIRef(property_.iri), end)] == [URIRef], property_.name


def test_terms_of_other_vocabularies_get_no_domain_or_range_and_say_how_they_are_used(
    ontology: Ontology, schema: Graph
) -> None:
    for property_ in ontology.properties.values():
        if not property_.iri.startswith(ontology.namespace):
            iri = URIRef(property_.iri)
            assert not [*schema.objects(iri, RDFS.domain), *schema.objects(iri, RDFS.range)]
            assert property_.domain
            assert property_.range or property_.datatype


def test_a_property_leads_no_further_than_those_above_it(ontology: Ontology) -> None:
    for property_ in ontology.properties.values():
        for parent in (ontology.property_(name) for name in property_.parents):
            for ends, above in ((property_.domain, parent.domain), (property_.range, parent.range)):
                assert all(any(ontology.is_a(end, name) for name in above) for end in ends), property_.name


def test_a_date_may_lack_its_year(ontology: Ontology) -> None:
    assert ontology.property_("issued").datatypes == ("date", "gMonthDay")
    assert ontology.property_("value").datatypes == ("decimal",)


def test_what_is_named_is_a_paper_an_author_an_organization_or_a_research_entity(ontology: Ontology) -> None:
    below = {name for name, found in ontology.classes.items() if "NamedThing" in found.parents}
    assert below == {"Paper", "Author", "Organization", "Entity"}


def test_prefixes_are_those_of_the_file(ontology: Ontology) -> None:
    assert ontology.prefixes["kg"] == ontology.namespace == "https://w3id.org/papergraph/ontology#"
    assert ontology.prefixes["dcterms"] == "http://purl.org/dc/terms/"


def test_no_node_is_blank(schema: Graph) -> None:
    assert not [node for triple in schema for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("kg:Thing a owl:Class ;\n  rdfs:label .\n", LINE + 1, "is not Turtle"),
        ("kg:Thing a owl:Class .\n", LINE, "kg:Thing needs one rdfs:label"),
        ('kg:Thing a owl:Class ; rdfs:label "thing" .\n', LINE, "kg:Thing needs one skos:definition"),
        (THING.partition(" ; skos:example")[0] + " .\n", LINE, "kg:Thing needs one skos:example"),
        (THING.replace(" .\n", " ; rdfs:subClassOf kg:Gone .\n"), LINE, "kg:Gone, which is not defined here"),
        (THING.replace(" .\n", " ; rdfs:subClassOf kg:Thing .\n"), LINE, "circle of parents"),
        (THING + 'kg:Lost rdfs:label "lost" .\n', LINE + 1, "kg:Lost is no owl:Class"),
        (
            THING + THING.replace("Thing a owl:Class", "has a owl:DatatypeProperty"),
            LINE + 1,
            "kg:has: give it an XSD range",
        ),
        (
            THING + THING.replace("Thing a owl:Class", "has a owl:ObjectProperty ; rdfs:range xsd:string"),
            LINE + 1,
            "an owl:ObjectProperty has no XSD range",
        ),
        (
            THING
            + THING.replace("Thing", "Other")
            + THING.replace("Thing a owl:Class", "has a owl:ObjectProperty ; rdfs:domain kg:Thing, kg:Other"),
            LINE + 2,
            "list them with schema:domainIncludes",
        ),
        (
            THING
            + THING.replace("kg:Thing", "kg:Other")
            + THING.replace(
                "kg:Thing a owl:Class",
                "kg:has a owl:ObjectProperty ; rdfs:range kg:Thing ; schema:rangeIncludes kg:Other",
            ),
            LINE + 2,
            "kg:has lists Other, which is not below Thing",
        ),
        (
            THING + THING.replace("kg:Thing", "<http://x.org/x>").replace(" .\n", ' ; kg:localName "Thing" .\n'),
            LINE,
            "is taken",
        ),
    ],
)
def test_a_broken_schema_is_refused_with_file_line_and_reason(tmp_path: Path, body: str, line: int, words: str) -> None:
    path = tmp_path / "schema.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_ontology(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="No such file"):
        load_ontology(tmp_path / "none.ttl")
    (tmp_path / "binary.ttl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OntologyError, match="is not UTF-8 text"):
        load_ontology(tmp_path / "binary.ttl")
