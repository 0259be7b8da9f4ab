"""A graph as its file has it, each term as N-Triples writes it: equal terms are equal texts."""

from collections.abc import Iterator
from functools import cache

from kg.model import Literal, Ontology
from kg.rdf.checks.report import Violation
from kg.rdf.names import Names
from kg.rdf.terms import TYPE, unquote
from kg.rdf.triples import above

Values = dict[str, list[str]]
"""The values of each property of a thing."""

RDF_TYPE = f"<{TYPE}>"
NO_CLASS = "iri"
FILE = "graph.nt"
_CUT = 60


class Graph:
    """Things by IRI, in the order of the file, and the line where each begins.

    `kinds` says of each term what it is: of a literal its datatype (`decimal!` where it is ill-formed, `@en` where it
    has a language), of a thing its classes, `iri` of an IRI that has none.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.names = Names(ontology)
        self.things: dict[str, Values] = {}
        self.kinds: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.triples = 0
        self.properties = {f"<{property_.iri}>": name for name, property_ in ontology.properties.items()}
        self.classes = {f"<{class_.iri}>": name for name, class_ in ontology.classes.items()}
        self.iris = {name: iri for terms in (self.classes, self.properties) for iri, name in terms.items()}
        self._class_of = cache(self._most_specific)
        self._by_class: dict[str, list[str]] = {}

    def finish(self) -> None:
        """Sort the things by their classes, when all are there."""
        known: dict[tuple[str, ...], str] = {}
        kinds, by_class = self.kinds, self._by_class
        for iri, values in self.things.items():
            types = tuple(values.get(RDF_TYPE, ()))
            kind = known.get(types)
            if kind is None:
                kind = known[types] = " ".join(types) or NO_CLASS
            kinds[iri] = kind
            by_class.setdefault(self._class_of(kind) or "", []).append(iri)

    def of_class(self, name: str) -> list[str]:
        """The things whose most specific class this is, in the order of the file."""
        return self._by_class.get(name, [])

    def class_of(self, iri: str) -> str | None:
        """The most specific class of a thing, by local name; None where it has none or several."""
        return self._class_of(self.kinds.get(iri, NO_CLASS))

    def counts(self) -> dict[str, int]:
        """The number of things by their most specific class."""
        return {name: len(found) for name, found in self._by_class.items() if name}

    def values(self, iri: str, property_: str) -> list[str]:
        """What stands at a property, by its local name."""
        return self.things.get(iri, {}).get(self.iris[property_], [])

    def first(self, iri: str, property_: str) -> str | None:
        """The first of what stands at a property, by its local name."""
        found = self.values(iri, property_)
        return found[0] if found else None

    def short(self, term: str) -> str:
        """A term for people: `method:dqn`, or a literal cut short."""
        if not term.startswith('"'):
            return self.names.short(term[1:-1]) if term.startswith("<") else term
        cut = text(term)
        return repr(cut if len(cut) <= _CUT else f"{cut[:_CUT]}…")

    def where(self, iri: str, property_: str | None = None, value: str | None = None) -> str:
        """A thing, and the line where it begins or where it has a value at a property, for people."""
        line = self.lines.get(iri)
        if line is None:
            return f"{FILE}: {self.short(iri)}"
        if value is not None:
            line += next((at for at, found in enumerate(self.triples_of(iri)) if found == (property_, value)), 0)
        return f"{FILE}:{line}: {self.short(iri)}"

    def violation(self, rule: str, iri: str, what: str, at: tuple[str, str] | None = None) -> Violation:
        """A violation by a thing, or by its triple with the property and value that `at` gives."""
        return Violation(rule=rule, where=self.where(iri, *(at or ())), message=what)

    def triples_of(self, iri: str) -> Iterator[tuple[str, str]]:
        """Properties and values of a thing."""
        for property_, values in self.things[iri].items():
            for value in values:
                yield property_, value

    def _most_specific(self, kind: str) -> str | None:
        names = [self.classes[iri] for iri in kind.split(" ") if iri in self.classes]
        general = {parent for name in names for parent in above(name, self.ontology.classes)[1:]}
        specific = [name for name in names if name not in general]
        return specific[0] if len(specific) == 1 else None


def text(literal: str) -> str:
    r"""What a literal says; another term as it is.

    >>> text(r'"a \"b\""'), text('"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ('a "b"', '1')
    """
    return unquote(literal[1 : literal.rindex('"')]) if literal.startswith('"') else literal


def integer(literal: str | None) -> int | None:
    """The whole number that a literal is, None where it is none."""
    if literal is None:
        return None
    digits = literal[1 : literal.rfind('"')]
    return int(digits) if digits.isascii() and digits.isdecimal() else None


def literal(term: str, kind: str) -> Literal:
    """A literal as the rest of the program knows it."""
    return Literal(value=text(term), datatype=kind.removesuffix("!"))
