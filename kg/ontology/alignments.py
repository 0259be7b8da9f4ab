"""What the schema's terms are in other vocabularies, from `alignments.ttl`: read only where that is asked for."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from kg.model import Literal
from kg.ontology.folder import data_folder
from kg.ontology.schema import KG, XSD, load_ontology
from kg.ontology.turtle import TurtleFile

SCHEMA_FILE, ALIGNMENTS_FILE = "schema.ttl", "alignments.ttl"
RELATIONS = {
    RDFS.subClassOf: "is a",
    RDFS.subPropertyOf: "is a",
    SKOS.closeMatch: "close to",
    SKOS.relatedMatch: "related to",
}
"""How a term of ours may stand to one of others, with the words for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How a term of the schema (by local name) stands to a term of another vocabulary.

    `relation` and `other` are IRIs; `short` is the other term as the file writes it, such as `mls:Task`.
    """

    term: str
    relation: str
    other: str
    short: str

    @property
    def words(self) -> str:
        """The relation in words: `is a`, `close to` or `related to`."""
        return RELATIONS[URIRef(self.relation)]


@cache
def load_alignments(path: Path | None = None) -> tuple[Alignment, ...]:
    """The alignments of `path` or the data folder, by term, then relation, then the other term.

    Raises OntologyError where the file speaks of what the schema lacks, or says more than how terms correspond.
    """
    file = TurtleFile(path or data_folder() / ALIGNMENTS_FILE)
    ontology = load_ontology()
    names = {term.iri: term.name for terms in (ontology.classes, ontology.properties) for term in terms.values()}
    found = []
    for subject, relation, other in file.graph:
        if str(subject) not in names:
            _check_only_declared(file, subject, relation)
            continue
        if relation not in RELATIONS or not isinstance(other, URIRef) or str(other) in KG:
            raise file.error(subject, f"{file.short(subject)} has {file.short(relation)} {file.short(other)}: "
                                      "give a term of another vocabulary, and how ours stands to it")  # fmt: skip
        term = names[str(subject)]
        found.append(Alignment(term=term, relation=str(relation), other=str(other), short=file.short(other)))
    return tuple(sorted(found, key=lambda one: (one.term, one.relation, one.other)))


def ontology_triples(*, alignments: bool = False) -> tuple[tuple[str, str, str | Literal], ...]:
    """The triples of the schema, and of the alignments if asked, sorted: to write or load beside a graph."""
    names = (SCHEMA_FILE, ALIGNMENTS_FILE) if alignments else (SCHEMA_FILE,)
    found = {
        (str(subject), str(predicate), _term(object_))
        for name in names
        for subject, predicate, object_ in TurtleFile(data_folder() / name).graph
    }
    return tuple(sorted(found, key=lambda triple: (*triple[:2], str(triple[2]))))


def _check_only_declared(file: TurtleFile, subject: Node, relation: Node) -> None:
    """Terms of others may be declared; what they mean is not ours to say."""
    is_header = (subject, RDF.type, OWL.Ontology) in file.graph
    if str(subject) in KG:
        raise file.error(subject, f"{file.short(subject)} is not defined in {SCHEMA_FILE}")
    if not is_header and relation != RDF.type:
        raise file.error(subject, f"{file.short(subject)} is not ours: put a term of {SCHEMA_FILE} on the left")


def _term(node: Node) -> str | Literal:
    if not isinstance(node, RdfLiteral):
        return str(node)
    return Literal(value=str(node), datatype=str(node.datatype or XSD.string).removeprefix(str(XSD)))
