"""Triples by subject, with the questions that checks ask of them."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.model import Literal, Ontology
from kg.rdf.names import Names
from kg.rdf.terms import RDF, TYPE, Triple
from kg.rdf.triples import above

Properties = dict[str, list[str | Literal]]


class Described:
    """A graph as its file has it: for each subject, the values of each property."""

    def __init__(self, triples: Iterable[Triple], ontology: Ontology) -> None:
        self.ontology = ontology
        self.names = Names(ontology)
        self.things: dict[str, Properties] = {}
        for subject, predicate, object_ in triples:
            self.things.setdefault(subject, {}).setdefault(predicate, []).append(object_)

    def triples(self) -> Iterator[Triple]:
        """All triples, by subject."""
        for subject, properties in self.things.items():
            for predicate, objects in properties.items():
                for object_ in objects:
                    yield subject, predicate, object_

    @cached_property
    def classes(self) -> dict[str, str]:
        """Local names of classes by IRI."""
        return {class_.iri: name for name, class_ in self.ontology.classes.items()}

    @cached_property
    def properties(self) -> dict[str, str]:
        """Local names of properties by IRI."""
        return {property_.iri: name for name, property_ in self.ontology.properties.items()}

    @cached_property
    def class_of(self) -> dict[str, str]:
        """The most specific class, by local name, of everything that has one."""
        found = {}
        for subject in self.things:
            types = [self.classes[iri] for iri in self.iris(subject, TYPE) if iri in self.classes]
            general = {parent for name in types for parent in above(name, self.ontology.classes)[1:]}
            specific = [name for name in types if name not in general]
            if len(specific) == 1:
                found[subject] = specific[0]
        return found

    def of_class(self, name: str) -> Iterator[str]:
        """The IRIs of the things whose most specific class this is."""
        return (subject for subject, class_ in self.class_of.items() if class_ == name)

    def values(self, subject: str, predicate: str) -> list[str | Literal]:
        """What stands at a property, by its IRI or local name."""
        known = self.ontology.properties
        iri = known[predicate].iri if predicate in known else predicate
        return self.things.get(subject, {}).get(iri, [])

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The things at a property."""
        return [value for value in self.values(subject, predicate) if isinstance(value, str)]

    def text(self, subject: str, predicate: str) -> str | None:
        """The first literal at a property."""
        return next((value.value for value in self.values(subject, predicate) if isinstance(value, Literal)), None)

    def number(self, subject: str, predicate: str) -> int | None:
        """The first whole number at a property."""
        text = self.text(subject, predicate)
        return int(text) if text is not None and text.isdecimal() else None

    def told(self, statement: str) -> tuple[str, str, str | Literal] | None:
        """What a statement states: IRIs of subject and predicate, and the object; None where one is missing."""
        ends = [self.values(statement, f"{RDF}{name}") for name in ("subject", "predicate", "object")]
        if any(len(values) != 1 for values in ends):
            return None
        subject, predicate, object_ = (values[0] for values in ends)
        return (subject, predicate, object_) if isinstance(subject, str) and isinstance(predicate, str) else None
