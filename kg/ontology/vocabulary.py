"""The vocabulary: names that many papers share, from the SKOS files of `vocabulary/`."""

import re
from functools import cache
from pathlib import Path

from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.term import Node

from kg.model import Concept, Ontology, Vocabulary
from kg.ontology.folder import data_folder
from kg.ontology.schema import KG, load_ontology
from kg.ontology.turtle import TurtleFile

THINGS = "https://w3id.org/papergraph/id/"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_JOINS = re.compile(r"[-\s_‐-―]+")
_PLURALS = (
    (re.compile(r"(?<=[^\W\d]{2})ies$"), "y"),
    (re.compile(r"(?<=ss|sh|ch|.x)es$"), ""),
    (re.compile(r"(?<=[^\W\d]{2}[^\Wsui])s$"), ""),
)
_KNOWN = {
    RDF.type,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.broader,
    SKOS.definition,
    KG.named,
    KG.casedLabel,
    KG.higherIsBetter,
}


@cache
def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The concepts of all `*.ttl` in `folder`, or the data folder's `vocabulary/`, sorted by IRI.

    Raises OntologyError where a file contradicts itself, another file or the schema.
    """
    reader = _Vocabulary(load_ontology())
    place = folder or data_folder() / "vocabulary"
    for path in sorted(place.glob("*.ttl")):
        reader.add(TurtleFile(path))
    return reader.finish()


def label_key(label: str) -> str:
    """What two spellings of one name share: no case, hyphen, space or plural ending.

    >>> label_key("Large Language Models") == label_key("large language-model")
    True
    """
    key = _JOINS.sub("", label.casefold())
    for ending, mend in _PLURALS:
        key, changed = ending.subn(mend, key)
        if changed:
            break
    return key


class _Vocabulary:
    """Files on their way to a Vocabulary."""

    def __init__(self, ontology: Ontology) -> None:
        self._types = {
            URIRef(found.iri): name
            for name, found in ontology.classes.items()
            if ontology.is_a(name, "Entity") and not any(name in c.parents for c in ontology.classes.values())
        }
        self._concepts: dict[str, Concept] = {}
        self._homes: dict[str, TurtleFile] = {}
        self._claims: dict[str, str] = {}

    def add(self, file: TurtleFile) -> None:
        for iri in sorted(set(file.graph.subjects()), key=str):
            if str(iri) in self._concepts:
                raise file.error(iri, f"{file.short(iri)} is described in {self._homes[str(iri)].path.name} too")
            concept = self._concept(file, iri)
            self._concepts[concept.iri], self._homes[concept.iri] = concept, file
            self._claim(file, concept)

    def finish(self) -> Vocabulary:
        for concept in self._concepts.values():
            for broader in concept.broader:
                if broader not in self._concepts:
                    file = self._homes[concept.iri]
                    what = f"skos:broader names {file.short(URIRef(broader))}, which no file describes"
                    raise file.error(URIRef(concept.iri), what)
        return Vocabulary(concepts=dict(sorted(self._concepts.items())))

    def _concept(self, file: TurtleFile, iri: Node) -> Concept:
        values: dict[Node, list[Node]] = {}
        for predicate, value in file.graph.predicate_objects(iri):
            values.setdefault(predicate, []).append(value)
        strange = sorted(file.short(predicate) for predicate in values.keys() - _KNOWN)
        if strange:
            raise file.error(iri, f"{file.short(iri)} has {', '.join(strange)}, which the vocabulary does not use")
        labels = self._texts(values, SKOS.prefLabel)
        if len(labels) != 1:
            raise file.error(iri, f"{file.short(iri)} needs one skos:prefLabel, and has {len(labels)}")
        concept = Concept(
            iri=str(iri),
            type=self._type(file, iri, values.get(RDF.type, [])),
            label=labels[0],
            aliases=self._texts(values, SKOS.altLabel),
            named=self._truth(file, iri, values, KG.named) is not False,
            cased=frozenset(self._texts(values, KG.casedLabel)),
            broader=tuple(sorted(str(value) for value in values.get(SKOS.broader, []))),
            definition=next(iter(self._texts(values, SKOS.definition)), None),
            higher_is_better=self._truth(file, iri, values, KG.higherIsBetter),
        )
        if concept.higher_is_better is not None and concept.type != "Metric":
            raise file.error(iri, f"{file.short(iri)}: kg:higherIsBetter is for a Metric, and this is a {concept.type}")
        if not concept.cased <= {concept.label, *concept.aliases}:
            lost = ", ".join(sorted(concept.cased - {concept.label, *concept.aliases}))
            raise file.error(iri, f"{file.short(iri)}: kg:casedLabel {lost} is none of its labels")
        return concept

    def _type(self, file: TurtleFile, iri: Node, types: list[Node]) -> str:
        known = sorted(self._types.values())
        if len(types) != 1 or types[0] not in self._types:
            raise file.error(iri, f"{file.short(iri)} needs one class out of {', '.join(known)}")
        name = self._types[URIRef(str(types[0]))]
        slug = str(iri).removeprefix(f"{THINGS}{name.lower()}/")
        if not _SLUG.fullmatch(slug):
            raise file.error(iri, f"a {name} is <{THINGS}{name.lower()}/…>, lower case and hyphens, not <{iri}>")
        return name

    def _truth(self, file: TurtleFile, iri: Node, values: dict[Node, list[Node]], predicate: URIRef) -> bool | None:
        found = values.get(predicate, [])
        if not found:
            return None
        if found not in ([Literal(True)], [Literal(False)]):
            raise file.error(iri, f"{file.short(iri)}: {file.short(predicate)} is true or false")
        return found == [Literal(True)]

    def _texts(self, values: dict[Node, list[Node]], predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in values.get(predicate, [])))

    def _claim(self, file: TurtleFile, concept: Concept) -> None:
        """Every label belongs to one concept; one that counts only in its own case stands for that case alone."""
        for label in (concept.label, *concept.aliases):
            key = f"={label}" if label in concept.cased else label_key(label)
            if not label_key(label):
                raise file.error(URIRef(concept.iri), f"{file.short(URIRef(concept.iri))} has an empty label")
            other = self._claims.setdefault(key, concept.iri)
            if other != concept.iri:
                mend = "give it to one of them"
                raise file.error(URIRef(concept.iri), f"the label {label!r} belongs to <{other}> already: {mend}")
