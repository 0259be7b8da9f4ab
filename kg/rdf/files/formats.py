"""Which profile is written in which syntaxes, and by what."""

from collections.abc import Callable, Iterator

from kg.model import Ontology
from kg.rdf.files import annotations, nquads, ntriples, profiles
from kg.rdf.files.foreign import hextuples, rdfxml
from kg.rdf.files.jsonld import jsonld
from kg.rdf.files.turtle import trig, turtle
from kg.rdf.triples import Things

Writer = Callable[[Things, Ontology], Iterator[str]]
"""Writes things of a schema in parts. Raises TermError."""

_TRIPLES: dict[str, Writer] = {
    "nt": lambda things, _: ntriples.lines(things),
    "ttl": turtle,
    "jsonld": jsonld,
    "n3": turtle,  # N3 reads all of Turtle
    "xml": rdfxml,
    "hext": lambda things, _: hextuples({"": things}),
}


def _of(part: Callable[[Things, Ontology], Things], write: Writer) -> Writer:
    """The same writer for a part of the things, or for what follows from them."""
    return lambda things, ontology: write(part(things, ontology), ontology)


WRITERS: dict[str, dict[str, Writer]] = {
    "core": {name: _of(profiles.core, write) for name, write in _TRIPLES.items()},
    "full": _TRIPLES,
    "quads": {
        "nq": nquads.lines,
        "trig": lambda things, ontology: trig(nquads.graphs(things, ontology), ontology),
        "hext": lambda things, ontology: hextuples(nquads.graphs(things, ontology)),
    },
    "rdf12": {"nt": lambda things, _: profiles.reified(things)},
    "annotations": {
        "jsonld": annotations.jsonld,
        **{name: _of(annotations.annotated, write) for name, write in _TRIPLES.items() if name != "jsonld"},
    },
    "aligned": {name: _of(profiles.aligned, write) for name, write in _TRIPLES.items()},
}
"""What writes each format, by its name and the name of the profile; what a profile is for comes first."""
