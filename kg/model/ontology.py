"""The classes, properties and known names that every room takes from `ontology/`."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import UnknownTermError


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class of things: `name` is its local name, `parents` are local names too.

    `example` is Turtle under the prefixes of the schema and of things (`method:`, `paper:`, …).
    """

    name: str
    iri: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A relation or attribute; `domain` and `range` are local names of classes, empty where anything goes.

    `datatype` is an XSD local name where values are literals, else None; `datatypes` are all that may stand there.
    `example` is Turtle, as that of a class.
    """

    name: str
    iri: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    datatype: str | None = None
    datatypes: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The schema: the one place where classes and properties enter the program."""

    namespace: str
    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    prefixes: Mapping[str, str]

    def class_(self, name: str) -> Class:
        """The class of that local name. Raises UnknownTermError."""
        if name not in self.classes:
            raise UnknownTermError("class", name, self.classes)
        return self.classes[name]

    def property_(self, name: str) -> Property:
        """The property of that local name. Raises UnknownTermError."""
        if name not in self.properties:
            raise UnknownTermError("property", name, self.properties)
        return self.properties[name]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether class `name` is `ancestor` or below it."""
        return name == ancestor or any(
            self.is_a(parent, ancestor) for parent in self.class_(name).parents if parent in self.classes
        )

    def allows(self, subject: str, predicate: str, object_: str) -> bool:
        """Whether the schema lets `predicate` lead from class `subject` to class `object_`."""
        found = self.property_(predicate)
        return (not found.domain or any(self.is_a(subject, name) for name in found.domain)) and (
            not found.range or any(self.is_a(object_, name) for name in found.range)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A known name: a method, benchmark, dataset, task or metric that many papers share.

    `type` is the local name of its class; `aliases` are other spellings of the same thing; `cased` lists those labels
    that are common words too (`Go`, `PIQA` is not) and count only in exactly this case. `named` is false for
    general terms in ordinary words. `broader` lists IRIs of more general concepts. `higher_is_better` is for metrics
    alone, and None where the direction depends.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    cased: frozenset[str] = frozenset()
    broader: tuple[str, ...] = ()
    definition: str | None = None
    higher_is_better: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything known before reading, by IRI."""

    concepts: Mapping[str, Concept]
