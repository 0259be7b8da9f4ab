"""Turtle for people: one section per class, things under short names, the same bytes every time.

In the form of rdflib's serializer, which needs the graph in its memory and ten times as long.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from kg.model import Literal, Ontology
from kg.rdf.names import Names
from kg.rdf.terms import LABEL, RDF, SKOS, TYPE, XSD, quote
from kg.rdf.triples import Properties

_FIRST = (TYPE, f"{RDF}subject", f"{RDF}predicate", f"{RDF}object", LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel")
_LAST = ("Statement", "Merge", "Form", "RetiredIdentifier")
_BARE = ("integer", "boolean")


def turtle(things: Mapping[str, Properties], ontology: Ontology) -> Iterator[str]:
    """The document in parts."""
    writer = _Writer(ontology)
    body = writer.body(things)
    yield from writer.prefixes()
    yield from body
    yield "\n"


def trig(graphs: Mapping[str, Mapping[str, Properties]], ontology: Ontology) -> Iterator[str]:
    """A TriG document in parts, its graphs sorted by IRI, each as Turtle has it."""
    writer = _Writer(ontology)
    bodies = [(writer.names[iri], writer.body(graphs[iri])) for iri in sorted(graphs)]
    yield from writer.prefixes()
    for name, body in bodies:
        yield f"\n{name} {{\n"
        yield from body
        yield "}\n"


class _Names(dict[str | Literal, str]):
    """Every term under its short name, worked out once; `used` are the prefixes that they have."""

    def __init__(self, ontology: Ontology) -> None:
        super().__init__()
        self.split = Names(ontology).split
        self.used: set[str] = set()

    def __missing__(self, term: str | Literal) -> str:
        self[term] = name = self._short(term) if isinstance(term, str) else self._literal(term)
        return name

    def _short(self, iri: str) -> str:
        parts = self.split(iri)
        if parts is None:
            return f"<{iri}>"
        self.used.add(parts[0])
        return ":".join(parts)

    def _literal(self, literal: Literal) -> str:
        """`1.5` is a decimal by itself, `1` is not."""
        if literal.datatype in _BARE or (literal.datatype == "decimal" and "." in literal.value):
            return literal.value
        quoted = quote(literal.value)
        return quoted if literal.datatype == "string" else f"{quoted}^^{self._short(XSD + literal.datatype)}"


class _Writer:
    """What is said of a thing, under the short names of a schema."""

    def __init__(self, ontology: Ontology) -> None:
        self.names = _Names(ontology)
        self._prefixes = Names(ontology).prefixes
        self._sections = _sections(ontology)
        self._nowhere = (len(self._sections), "")
        self._rank = {predicate: place for place, predicate in enumerate(_FIRST)}
        self._verbs = cache(self._ordered)

    def prefixes(self) -> Iterator[str]:
        """A line for each prefix that a term had."""
        return (f"@prefix {prefix}: <{self._prefixes[prefix]}> .\n" for prefix in sorted(self.names.used))

    def body(self, things: Mapping[str, Properties]) -> list[str]:
        """The things in parts, under the headings of their sections."""
        placed = sorted((self.section(properties), iri) for iri, properties in things.items())
        parts: list[str] = []
        opened = None
        for (_, section), iri in placed:
            if section != opened:
                opened = section
                parts.append(f"\n# {section or 'others'}\n")
            parts.append(f"\n{self.names[iri]}{self.properties(things[iri])} .\n")
        return parts

    def section(self, properties: Properties) -> tuple[int, str]:
        """Where a thing stands: the first place that one of its classes has."""
        places = [self._sections.get(str(one), self._nowhere) for one in properties.get(TYPE, ())]
        return min(places, default=self._nowhere)

    def properties(self, properties: Properties) -> str:
        """Predicates, those that people look for first, and what stands at each."""
        names, found = self.names, []
        for verb, predicate in self._verbs(tuple(properties)):
            objects = properties[predicate]
            if len(objects) == 1:
                found.append(f"{verb}{names[objects[0]]}")
            else:
                found.append(verb + ",\n        ".join(sorted({names[one] for one in objects})))
        return " ;\n   ".join(found)

    def _ordered(self, predicates: tuple[str, ...]) -> list[tuple[str, str]]:
        ranked = sorted((self._rank.get(iri, len(_FIRST)), self.names[iri], iri) for iri in predicates)
        return [(" a " if iri == TYPE else f" {name} ", iri) for _, name, iri in ranked]


def _sections(ontology: Ontology) -> dict[str, tuple[int, str]]:
    """Class IRI to place and heading: what the graph is about, then why it says so, then the classes above others."""
    parents = {parent for class_ in ontology.classes.values() for parent in class_.parents}
    order = sorted(ontology.classes, key=lambda name: (name in parents, name in _LAST, name))
    return {ontology.classes[name].iri: (place, name) for place, name in enumerate(order)}
