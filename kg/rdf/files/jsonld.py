"""JSON-LD: the same triples under the schema's own names, one node a line, keys and values sorted."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.errors import TermError
from kg.model import Literal, Ontology
from kg.rdf.names import Names
from kg.rdf.terms import LABEL, RDF, TYPE, Triple, check_iri, check_literal

_STANDARD = ("kg", "prov", "rdf", "rdfs", "xsd")
_OURS = "id"


def jsonld(triples: Iterable[Triple], ontology: Ontology) -> Iterator[str]:
    """The document, line by line; `triples` come sorted by subject. Raises TermError."""
    writer = _Writer(ontology)
    context = json.dumps(writer.context, ensure_ascii=False, indent=1, sort_keys=True)
    yield f'{{"@context": {context},\n"@graph": ['
    start = "\n"
    for subject, group in groupby(triples, key=itemgetter(0)):
        yield start + json.dumps(writer.node(subject, group), ensure_ascii=False)
        start = ",\n"
    yield "\n]}\n"


class _Writer:
    """Nodes in the terms of one context."""

    def __init__(self, ontology: Ontology) -> None:
        names = Names(ontology)
        self._things = names.things
        self._prefixes = {_OURS: names.things, **{prefix: names.prefixes[prefix] for prefix in _STANDARD}}
        self._class = {class_.iri: name for name, class_ in ontology.classes.items()}
        self._property = {property_.iri: name for name, property_ in ontology.properties.items()}
        self._links = {name for name, property_ in ontology.properties.items() if property_.datatype is None}
        self._datatypes = {name: p.datatype for name, p in ontology.properties.items() if p.datatype is not None}
        self._add_standard_terms()
        self.context = self._context(ontology)

    def node(self, subject: str, triples: Iterable[Triple]) -> dict[str, Any]:
        types: list[str] = []
        values: dict[str, list[Any]] = {}
        for _, predicate, object_ in triples:
            if predicate == TYPE and isinstance(object_, str):
                types.append(self._class.get(object_) or self._id(object_))
            else:
                name = self._property.get(predicate) or self._id(predicate)
                values.setdefault(name, []).append(self._value(name, object_))
        described = {name: _one_or_sorted(values[name]) for name in sorted(values)}
        return {"@id": self._id(subject), "@type": _one_or_sorted(types), **described}

    def _add_standard_terms(self) -> None:
        derived = "prov:wasDerivedFrom"
        self._property |= {f"{RDF}subject": "rdf:subject", f"{RDF}predicate": "rdf:predicate"}
        self._property |= {self._expand(derived): derived, LABEL: "rdfs:label"}
        self._links |= {"rdf:subject", "rdf:predicate", derived}
        self._datatypes["rdfs:label"] = "string"

    def _context(self, ontology: Ontology) -> dict[str, Any]:
        context: dict[str, Any] = dict(self._prefixes)
        context |= {name: class_.iri for name, class_ in ontology.classes.items()}
        iris = {name: iri for iri, name in self._property.items()}
        for name, iri in iris.items():
            datatype = self._datatypes.get(name, "string")
            if name in self._links:
                context[name] = {"@id": iri, "@type": "@id"}
            elif datatype != "string":
                context[name] = {"@id": iri, "@type": f"xsd:{datatype}"}
            elif ":" not in name:
                context[name] = iri
        return context

    def _value(self, name: str, object_: str | Literal) -> Any:
        if isinstance(object_, str):
            return self._id(object_) if name in self._links else {"@id": self._id(object_)}
        check_literal(object_)
        if name not in self._links and object_.datatype == self._datatypes.get(name, "string"):
            return object_.value
        if object_.datatype == "string":
            return {"@value": object_.value}
        return {"@value": object_.value, "@type": f"xsd:{object_.datatype}"}

    def _id(self, iri: str) -> str:
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{check_iri(iri)[len(namespace) :]}"
        if iri.partition(":")[0] in self.context:
            raise TermError(f"{iri!r}: its scheme is a prefix of the JSON-LD context")
        return check_iri(iri)

    def _expand(self, short: str) -> str:
        prefix, _, local = short.partition(":")
        return self._prefixes[prefix] + local


def _one_or_sorted(values: list[Any]) -> Any:
    """The only value, or all of them in one order; JSON-LD reads both alike."""
    return values[0] if len(values) == 1 else sorted(values, key=lambda value: json.dumps(value, sort_keys=True))
