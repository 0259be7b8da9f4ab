"""Turtle for people, through rdflib: one section per class, things under short names, the same bytes every time."""

from collections.abc import Mapping
from typing import IO

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.plugins.serializers.turtle import VERB, TurtleSerializer
from rdflib.term import Node

from kg.model import Ontology
from kg.rdf.names import Names
from kg.rdf.terms import XSD, quote

_FIRST = (RDF.type, RDF.subject, RDF.predicate, RDF.object, RDFS.label, SKOS.prefLabel, SKOS.altLabel)
_LAST = ("Statement", "Merge")


def write_turtle(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """Write the graph, which must be without blank nodes, to a binary stream."""
    _SortedTurtle(graph, ontology).serialize(stream)


class _SortedTurtle(TurtleSerializer):
    """rdflib's serializer with an order of its own, and literals exactly as they are.

    rdflib writes `"1"^^xsd:decimal` as `1.0`, which is another term, and leaves control characters raw.
    """

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self._names = Names(ontology)
        self._labels: dict[Node, str] = {}
        self._sections = _sections(ontology)
        self._section_of: dict[Node, tuple[int, str]] = {}
        self._open_section: str | None = None
        super().__init__(graph)

    def preprocess(self) -> None:
        """Name every term once, and declare the prefixes that are used."""
        for triple in self.store:
            for term in triple:
                if term not in self._labels:
                    self._labels[term] = self._name(term)

    def orderSubjects(self) -> list[Node]:  # noqa: N802 (rdflib's name)
        nowhere = (len(self._sections), "")
        for subject, class_ in self.store.subject_objects(RDF.type):
            section = self._sections.get(str(class_), nowhere)
            self._section_of[subject] = min(section, self._section_of.get(subject, nowhere))
        subjects = set(self.store.subjects())
        return sorted(subjects, key=lambda subject: (self._section_of.get(subject, nowhere), str(subject)))

    def statement(self, subject: Node) -> bool:
        _, section = self._section_of.get(subject, (0, ""))
        if section != self._open_section:
            self._open_section = section
            self.write(f"\n# {section or 'others'}\n")
        return bool(super().statement(subject))

    def sortProperties(self, properties: Mapping[Node, list[Node]]) -> list[Node]:  # noqa: N802 (rdflib's name)
        for objects in properties.values():
            objects.sort(key=self._labels.__getitem__)
        first = [predicate for predicate in _FIRST if predicate in properties]
        return [*first, *sorted(set(properties) - set(first), key=self._labels.__getitem__)]

    def label(self, node: Node, position: int) -> str:
        return "a" if position == VERB and node == RDF.type else self._labels[node]

    def _name(self, term: Node) -> str:
        if isinstance(term, RdfLiteral):
            return self._literal(term)
        return self._short(str(term))

    def _short(self, iri: str) -> str:
        parts = self._names.split(iri)
        if parts is None:
            return f"<{iri}>"
        self.addNamespace(parts[0], URIRef(self._names.prefixes[parts[0]]))
        return ":".join(parts)

    def _literal(self, literal: RdfLiteral) -> str:
        datatype, text = str(literal.datatype or ""), str(literal)
        bare = {f"{XSD}integer", f"{XSD}boolean"}
        if datatype in bare or (datatype == f"{XSD}decimal" and "." in text):
            return text
        return f"{quote(text)}^^{self._short(datatype)}" if datatype else quote(text)


def _sections(ontology: Ontology) -> dict[str, tuple[int, str]]:
    """Class IRI to place and heading: what the graph is about, then why it says so, then the classes above others."""
    parents = {parent for class_ in ontology.classes.values() for parent in class_.parents}
    order = sorted(ontology.classes, key=lambda name: (name in parents, name in _LAST, name))
    return {ontology.classes[name].iri: (place, name) for place, name in enumerate(order)}
