"""The schema: classes and properties from `schema.ttl`."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Namespace, URIRef
from rdflib.term import Node

from kg.model import Class, Ontology, Property
from kg.ontology.folder import data_folder
from kg.ontology.turtle import TurtleFile

KG = Namespace("https://w3id.org/papergraph/ontology#")
SCHEMA = Namespace("https://schema.org/")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
_LITERAL = (OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def load_ontology(path: Path | None = None) -> Ontology:
    """The schema, from `path` or the data folder. Raises OntologyError where the file contradicts itself."""
    return _Schema(TurtleFile(path or data_folder() / "schema.ttl")).read()


class _Schema:
    """One schema file on its way to an Ontology."""

    def __init__(self, file: TurtleFile) -> None:
        self._file = file
        self._graph = file.graph
        self._classes = self._terms(OWL.Class)
        self._properties = self._terms(OWL.ObjectProperty, *_LITERAL)

    def read(self) -> Ontology:
        self._check_every_term_has_a_kind()
        classes = {name: self._class(name, iri) for name, iri in sorted(self._classes.items())}
        properties = {name: self._property(name, iri) for name, iri in sorted(self._properties.items())}
        self._check_no_circle(self._classes, lambda name: classes[name].parents)
        self._check_no_circle(self._properties, lambda name: properties[name].parents)
        prefixes = {prefix: str(namespace) for prefix, namespace in sorted(self._graph.namespaces())}
        return Ontology(namespace=str(KG), classes=classes, properties=properties, prefixes=prefixes)

    def _terms(self, *kinds: URIRef) -> dict[str, URIRef]:
        found: dict[str, URIRef] = {}
        for term in sorted({term for kind in kinds for term in self._graph.subjects(RDF.type, kind)}, key=str):
            if not isinstance(term, URIRef):
                raise self._file.error(term, "a class or property has no IRI: give it one")
            if not self._is_used(term):
                continue
            name = self._name(term)
            if name in found:
                raise self._file.error(term, f"the local name {name!r} is taken by {self._file.short(found[name])}")
            found[name] = term
        return found

    def _is_used(self, term: URIRef) -> bool:
        """Whether the data uses a term; of other vocabularies, it uses those that have a name in the program."""
        return str(term) in KG or (term, KG.localName, None) in self._graph

    def _class(self, name: str, iri: URIRef) -> Class:
        return Class(
            name=name,
            iri=str(iri),
            label=self._one(iri, RDFS.label, "rdfs:label"),
            definition=self._one(iri, SKOS.definition, "skos:definition"),
            parents=self._names(iri, RDFS.subClassOf, self._classes),
            example=self._one(iri, SKOS.example, "skos:example"),
        )

    def _property(self, name: str, iri: URIRef) -> Property:
        ranges = (RDFS.range, SCHEMA.rangeIncludes)
        datatypes = sorted({str(o) for p in ranges for o in self._graph.objects(iri, p) if str(o) in XSD})
        is_literal = any((iri, RDF.type, kind) in self._graph for kind in _LITERAL)
        if is_literal != bool(datatypes):
            mend = "give it an XSD range" if is_literal else "an owl:ObjectProperty has no XSD range"
            raise self._file.error(iri, f"{self._file.short(iri)}: {mend}")
        return Property(
            name=name,
            iri=str(iri),
            label=self._one(iri, RDFS.label, "rdfs:label"),
            definition=self._one(iri, SKOS.definition, "skos:definition"),
            parents=self._names(iri, RDFS.subPropertyOf, self._properties),
            domain=self._ends(iri, RDFS.domain, SCHEMA.domainIncludes),
            range=self._ends(iri, *ranges),
            datatype=datatypes[0].removeprefix(str(XSD)) if datatypes else None,
            datatypes=tuple(datatype.removeprefix(str(XSD)) for datatype in datatypes),
            example=self._one(iri, SKOS.example, "skos:example"),
        )

    def _ends(self, iri: URIRef, one: URIRef, several: URIRef) -> tuple[str, ...]:
        """The classes at one end: those that `several` lists, which lie below that of `one`, or else that."""
        if len(list(self._graph.objects(iri, one))) > 1:
            raise self._file.error(iri, f"{self._file.short(iri)} needs all of its {self._file.short(one)}s at once: "
                                        f"list them with {self._file.short(several)}")  # fmt: skip
        whole, parts = self._names(iri, one, self._classes), self._names(iri, several, self._classes)
        for part in parts:
            if whole and self._classes[whole[0]] not in self._above(self._classes[part]):
                what = f"{self._file.short(iri)} lists {part}, which is not below {whole[0]}"
                raise self._file.error(iri, what)
        return parts or whole

    def _above(self, iri: URIRef) -> set[Node | None]:
        return set(self._graph.transitive_objects(iri, RDFS.subClassOf))

    def _names(self, iri: URIRef, predicate: URIRef, known: dict[str, URIRef]) -> tuple[str, ...]:
        """Local names of those objects that are ours; terms of other vocabularies may stand beside them."""
        found = []
        for term in self._graph.objects(iri, predicate):
            if known.get(self._name(term)) == term:
                found.append(self._name(term))
            elif str(term) in KG:
                what = f"{self._file.short(iri)} names {self._file.short(term)}, which is not defined here"
                raise self._file.error(iri, what)
        return tuple(sorted(found))

    def _name(self, term: Node) -> str:
        given = self._graph.value(URIRef(str(term)), KG.localName)
        return str(given) if given is not None else str(term).removeprefix(str(KG))

    def _one(self, iri: URIRef, predicate: URIRef, called: str) -> str:
        values = [str(value) for value in self._graph.objects(iri, predicate)]
        if len(values) != 1 or not values[0].strip():
            raise self._file.error(iri, f"{self._file.short(iri)} needs one {called}, and has {len(values)}")
        return values[0]

    def _check_every_term_has_a_kind(self) -> None:
        known = {*self._classes.values(), *self._properties.values()}
        for term in sorted({term for term in self._graph.subjects() if str(term) in KG} - known, key=str):
            what = "is no owl:Class or owl:…Property: say which"
            raise self._file.error(term, f"{self._file.short(term)} {what}")

    def _check_no_circle(self, terms: dict[str, URIRef], parents: Callable[[str], tuple[str, ...]]) -> None:
        def above(name: str, path: tuple[str, ...]) -> Iterator[str]:
            for parent in parents(name):
                if parent in path:
                    raise self._file.error(terms[name], f"{' → '.join((*path, parent))} is a circle of parents")
                yield parent
                yield from above(parent, (*path, parent))

        for name in terms:
            tuple(above(name, (name,)))
