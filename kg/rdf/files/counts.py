"""How much there is in a graph: what VoID says of it, and what SPARQL would count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.rdf.files.ntriples import Columns
from kg.rdf.terms import TYPE
from kg.rdf.triples import Properties


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyCount:
    """The triples of one property, and how many different subjects and objects they have."""

    iri: str
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What there is in a graph; `classes` has the things of each class by its IRI, both sorted by IRI."""

    triples: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: tuple[PropertyCount, ...]


def counted(things: Mapping[str, Properties], columns: Columns) -> Counts:
    """The counts of a graph, from its things and from the columns that `ntriples.stated` kept of them."""
    subjects: Counter[str] = Counter()
    for shape, count in Counter(map(tuple, things.values())).items():
        subjects.update(dict.fromkeys(shape, count))
    types = Counter(tuple(properties.get(TYPE, ())) for properties in things.values())
    classes: Counter[str] = Counter()
    for several, count in types.items():
        classes.update(dict.fromkeys(map(str, several), count))
    objects = {iri: set(column) for iri, column in columns.items()}
    return Counts(
        triples=sum(map(len, columns.values())),
        subjects=sum(map(bool, things.values())),
        objects=len(set().union(*objects.values())),
        classes=dict(sorted(classes.items())),
        properties=tuple(
            PropertyCount(iri=iri, triples=len(columns[iri]), subjects=subjects[iri], objects=len(objects[iri]))
            for iri in sorted(columns)
        ),
    )
