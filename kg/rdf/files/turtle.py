"""Turtle for people: one section per class, things under short names, the same bytes every time.

In the form of rdflib's serializer, which needs the graph in its memory and ten times as long.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from kg.model import Literal, Ontology
from kg.rdf.names import Names
from kg.rdf.terms import LABEL, RDF, SKOS, TYPE, XSD, Triple, quote

_FIRST = (TYPE, f"{RDF}subject", f"{RDF}predicate", f"{RDF}object", LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel")
_LAST = ("Statement", "Merge", "Form", "RetiredIdentifier")
_BARE = ("integer", "boolean")


def turtle(triples: Iterable[Triple], ontology: Ontology) -> Iterator[str]:
    """The document in parts; `triples` come sorted by subject, each once."""
    writer = _Writer(ontology)
    things = [(subject, list(group)) for subject, group in groupby(triples, key=itemgetter(0))]
    placed = sorted((writer.section(group), subject, group) for subject, group in things)
    body = [f"\n{writer.name(subject)}{writer.properties(group)} .\n" for _, subject, group in placed]
    yield from writer.prefixes()
    opened = None
    for ((_, section), _, _), text in zip(placed, body, strict=True):
        if section != opened:
            opened = section
            yield f"\n# {section or 'others'}\n"
        yield text
    yield "\n"


class _Writer:
    """Terms and what is said of a thing, under the short names of a schema."""

    def __init__(self, ontology: Ontology) -> None:
        self._names = Names(ontology)
        self._sections = _sections(ontology)
        self._nowhere = (len(self._sections), "")
        self._rank = {predicate: place for place, predicate in enumerate(_FIRST)}
        self._used: set[str] = set()
        self.name = cache(self._name)

    def prefixes(self) -> Iterator[str]:
        """A line for each prefix that a term had."""
        return (f"@prefix {prefix}: <{self._names.prefixes[prefix]}> .\n" for prefix in sorted(self._used))

    def section(self, group: Iterable[Triple]) -> tuple[int, str]:
        """Where a thing stands: the first place that one of its classes has."""
        places = [self._sections.get(str(o), self._nowhere) for _, predicate, o in group if predicate == TYPE]
        return min(places, default=self._nowhere)

    def properties(self, group: Iterable[Triple]) -> str:
        """Predicates, those that people look for first, and what stands at each."""
        found: dict[str, list[str]] = {}
        for _, predicate, object_ in group:
            found.setdefault(predicate, []).append(self.name(object_))
        ordered = sorted(
            (self._rank.get(predicate, len(_FIRST)), self.name(predicate), predicate) for predicate in found
        )
        verbs = [" a" if predicate == TYPE else f" {name}" for _, name, predicate in ordered]
        objects = [",\n        ".join(sorted(found[predicate])) for _, _, predicate in ordered]
        return " ;\n   ".join(f"{verb} {values}" for verb, values in zip(verbs, objects, strict=True))

    def _name(self, term: str | Literal) -> str:
        """A term as the document has it."""
        return self._short(term) if isinstance(term, str) else self._literal(term)

    def _short(self, iri: str) -> str:
        parts = self._names.split(iri)
        if parts is None:
            return f"<{iri}>"
        self._used.add(parts[0])
        return ":".join(parts)

    def _literal(self, literal: Literal) -> str:
        """`1.5` is a decimal by itself, `1` is not."""
        if literal.datatype in _BARE or (literal.datatype == "decimal" and "." in literal.value):
            return literal.value
        quoted = quote(literal.value)
        return quoted if literal.datatype == "string" else f"{quoted}^^{self._short(XSD + literal.datatype)}"


def _sections(ontology: Ontology) -> dict[str, tuple[int, str]]:
    """Class IRI to place and heading: what the graph is about, then why it says so, then the classes above others."""
    parents = {parent for class_ in ontology.classes.values() for parent in class_.parents}
    order = sorted(ontology.classes, key=lambda name: (name in parents, name in _LAST, name))
    return {ontology.classes[name].iri: (place, name) for place, name in enumerate(order)}
