"""JSON-LD: the same triples under the schema's own names, one node a line, keys and values sorted."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from kg.errors import TermError
from kg.model import Literal, Ontology
from kg.rdf.names import Names
from kg.rdf.terms import LABEL, RDF, TYPE, check_iri, check_literal
from kg.rdf.triples import Properties

_STANDARD = ("kg", "prov", "rdf", "rdfs", "xsd")
_OURS = "id"
_JSON = json.JSONEncoder(ensure_ascii=False)


def jsonld(things: Mapping[str, Properties], ontology: Ontology) -> Iterator[str]:
    """The document, thing by thing. Raises TermError."""
    writer = _Writer(ontology)
    context = json.dumps(writer.context, ensure_ascii=False, indent=1, sort_keys=True)
    yield f'{{"@context": {context},\n"@graph": ['
    start = "\n"
    for iri in sorted(things, key=lambda iri: f"<{iri}>"):
        yield f"{start}{writer.node(iri, things[iri])}"
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
        self._classes, self._keys = cache(self._named_classes), cache(self._ordered)
        self._texts = cache(lambda name: _Texts(partial(self._value, name)))

    def node(self, subject: str, properties: Properties) -> str:
        """A thing on one line: its IRI, its classes, then the rest by name."""
        classes = self._classes(tuple(properties.get(TYPE, ())))
        found = [f'{{"@id": {_JSON.encode(self._id(subject))}, "@type": {classes}']
        for key, predicate, texts in self._keys(tuple(properties)):
            objects = properties[predicate]
            if len(objects) == 1:
                found.append(f"{key}{texts[objects[0]]}")
            else:
                found.append(f"{key}{_all(texts.value(one) for one in dict.fromkeys(objects))}")
        return f"{', '.join(found)}}}"

    def _ordered(self, predicates: tuple[str, ...]) -> list[tuple[str, str, "_Texts"]]:
        """The keys of a thing that has these properties, with what stands there as the file has it."""
        names = {iri: self._property.get(iri) or self._id(iri) for iri in predicates if iri != TYPE}
        ordered = sorted(names, key=names.__getitem__)
        return [(f"{_JSON.encode(names[iri])}: ", iri, self._texts(names[iri])) for iri in ordered]

    def _named_classes(self, types: tuple[str | Literal, ...]) -> str:
        return _all(self._class.get(str(one)) or self._id(str(one)) for one in dict.fromkeys(types))

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


class _Texts(dict[str | Literal, str]):
    """What may stand at one property as JSON, worked out once."""

    def __init__(self, value: Callable[[str | Literal], Any]) -> None:
        super().__init__()
        self.value = value

    def __missing__(self, term: str | Literal) -> str:
        self[term] = text = _JSON.encode(self.value(term))
        return text


def _all(values: Iterable[Any]) -> str:
    """The only value, or all of them in one order; JSON-LD reads both alike."""
    found = sorted(values, key=lambda value: json.dumps(value, sort_keys=True))
    return _JSON.encode(found[0] if len(found) == 1 else found)
