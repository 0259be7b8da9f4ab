"""Web Annotations: where in a document's text a statement, or the name of a thing, stands.

Each stretch of text is selected twice, by its words with what stands around them and by its place, both counted in code
points of the document's `kg:text`. The JSON has the keys of the W3C's context, which is not fetched: the document
brings its own. There are no blank nodes: targets, selectors and texts have IRIs below that of their annotation.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model import Literal, Ontology, Polarity
from kg.rdf.names import Names
from kg.rdf.terms import LABEL, RDF, TYPE, XSD, check_iri, integer
from kg.rdf.triples import Properties, Things

OA = "http://www.w3.org/ns/oa#"
_AROUND = 32
"""Code points of the text before and after, by which a stretch is told from others with the same words."""
_CLASSES = ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "TextualBody")
_MOTIVATIONS = ("describing", "identifying", "tagging")
_CONTEXT: dict[str, Any] = {
    "oa": OA,
    "rdf": RDF,
    "xsd": XSD,
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in (*_CLASSES, *_MOTIVATIONS, "exact", "prefix", "suffix")},
    "value": "rdf:value",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Annotation:
    """What a stretch of a text is about: a statement that it makes (`describing`), or a thing that it names."""

    document: str
    start: int
    end: int
    about: str
    motivation: str
    words: str
    iri: str


def jsonld(things: Mapping[str, Properties], ontology: Ontology) -> Iterator[str]:
    """All annotations as one JSON-LD document, one a line, by document and place. Raises TermError."""
    context = json.dumps(_CONTEXT, ensure_ascii=False, indent=1, sort_keys=True)
    yield f'{{"@context": {context},\n"@graph": ['
    start = "\n"
    for annotation, text in _with_texts(things, ontology):
        yield start + json.dumps(_json(annotation, text), ensure_ascii=False)
        start = ",\n"
    yield "\n]}\n"


def annotated(things: Mapping[str, Properties], ontology: Ontology) -> Things:
    """The same as triples."""
    found: Things = {}
    for annotation, text in _with_texts(things, ontology):
        _add(found, _json(annotation, text))
    return found


def annotations(things: Mapping[str, Properties], ontology: Ontology) -> list[Annotation]:
    """Every place in a text at which a statement or the name of a thing stands, by document and place.

    Statements that a person rejected are left out.
    """
    reading = _Reading(things, ontology)
    found = {one for iri in things for one in reading.of(iri)}
    return sorted(found)


class _Reading:
    """Reads statements of a graph as annotations."""

    def __init__(self, things: Mapping[str, Properties], ontology: Ontology) -> None:
        self._things = things
        self._base = f"{Names(ontology).things}annotation/"
        self._iri = {name: property_.iri for name, property_ in ontology.properties.items()}
        self._verbs = {property_.iri: property_.label for property_ in ontology.properties.values()}
        self._statement = ontology.class_("Statement").iri

    def of(self, iri: str) -> Iterator[Annotation]:
        """The annotations of a statement; none where it is no statement, or stands in no text."""
        properties = self._things[iri]
        polarity = self._text(properties, "polarity")
        document = self._text(properties, "fromDocument")
        if self._statement not in properties.get(TYPE, ()) or polarity == Polarity.REJECTED.value:
            return
        sentence = self._place(properties, "evidence")
        if sentence is not None:
            key = iri.rpartition("/")[2]
            words = self._words(properties, polarity)
            yield self._annotation(document, sentence, iri, "describing", words, key)
        for end in ("subject", "object"):
            place, about = self._place(properties, end), properties[f"{RDF}{end}"][0]
            if place is not None and isinstance(about, str):
                key = hashlib.sha256(repr((document, place, about)).encode()).hexdigest()[:20]
                yield self._annotation(document, place, about, "identifying", self._name(about), key)

    def _annotation(
        self, document: str, place: tuple[int, int], about: str, motivation: str, words: str, key: str
    ) -> Annotation:
        start, end = place
        return Annotation(
            document=document,
            start=start,
            end=end,
            about=about,
            motivation=motivation,
            words=words,
            iri=f"{self._base}{key}",
        )

    def _words(self, properties: Properties, polarity: str) -> str:
        """A statement in words: `HAPPO – outperforms → QMIX`, and whether the text denies it or leaves it open."""
        subject, predicate, object_ = (properties[f"{RDF}{end}"][0] for end in ("subject", "predicate", "object"))
        verb = self._verbs.get(str(predicate), str(predicate))
        last = object_.value if isinstance(object_, Literal) else self._name(object_)
        doubt = "" if polarity == Polarity.ASSERTED.value else f" ({polarity})"
        return f"{self._name(str(subject))} – {verb} → {last}{doubt}"

    def _name(self, iri: str) -> str:
        return _value(self._things.get(iri, {}), LABEL) or iri

    def _place(self, properties: Properties, what: str) -> tuple[int, int] | None:
        start, end = self._text(properties, f"{what}Start"), self._text(properties, f"{what}End")
        return (int(start), int(end)) if start and end else None

    def _text(self, properties: Properties, name: str) -> str:
        return _value(properties, self._iri[name])


def _with_texts(things: Mapping[str, Properties], ontology: Ontology) -> Iterator[tuple[Annotation, str]]:
    """Every annotation, with the text of its document."""
    text_at = ontology.property_("text").iri
    for annotation in annotations(things, ontology):
        yield annotation, _value(things[annotation.document], text_at)


def _value(properties: Properties, predicate: str) -> str:
    for one in properties.get(predicate, ()):
        return one.value if isinstance(one, Literal) else one
    return ""


def _json(annotation: Annotation, text: str) -> dict[str, Any]:
    iri, start, end = check_iri(annotation.iri), annotation.start, annotation.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    quote = {"id": f"{iri}#quote", "type": "TextQuoteSelector", "exact": text[start:end]}
    quote |= {key: words for key, words in (("prefix", before), ("suffix", after)) if words}
    place = {"id": f"{iri}#position", "type": "TextPositionSelector", "start": start, "end": end}
    purpose = "describing" if annotation.motivation == "describing" else "tagging"
    words = {"id": f"{iri}#words", "type": "TextualBody", "value": annotation.words, "purpose": purpose}
    source = check_iri(annotation.document)
    target = {"id": f"{iri}#target", "type": "SpecificResource", "source": source, "selector": [quote, place]}
    return {
        "id": iri,
        "type": "Annotation",
        "motivation": annotation.motivation,
        "body": [check_iri(annotation.about), words],
        "target": target,
    }


def _add(things: Things, node: Mapping[str, Any]) -> str:
    """Add what JSON says of a node to some triples, and return the node's IRI."""
    iri: str = node["id"]
    found = things.setdefault(iri, {})
    for key, value in node.items():
        if key != "id":
            values = value if isinstance(value, list) else [value]
            found[TYPE if key == "type" else _term(key)] = [_object(things, key, one) for one in values]
    return iri


def _object(things: Things, key: str, value: Any) -> str | Literal:
    if isinstance(value, Mapping):
        return _add(things, value)
    if isinstance(value, int):
        return integer(value)
    if key in {"type", "motivation", "purpose"}:
        return _term(value)
    return value if key in {"body", "source"} else Literal(value=value)


def _term(key: str) -> str:
    """The IRI that a key or name has in the context."""
    told = _CONTEXT[key]
    prefix, _, local = (told if isinstance(told, str) else told["@id"]).partition(":")
    return f"{_CONTEXT[prefix]}{local}"
