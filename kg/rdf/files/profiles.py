"""One model, several profiles: how much of it is written, and in which shape.

core          what holds: things, their classes and names, the direct edges between them; not why it is believed
full          all of it
quads         all of it, in a graph for each paper
rdf12         all of it, and each statement as a reifier of its triple (RDF 1.2)
annotations   where in which document the statements and the names of things stand (Web Annotation)
aligned       all of it, with the schema and what its terms are in other vocabularies, to draw conclusions from
"""

from bisect import insort
from collections.abc import Iterator, Mapping

from kg.model import Ontology
from kg.ontology import ontology_triples
from kg.rdf.files import ntriples
from kg.rdf.terms import RDF, TYPE, iri_text
from kg.rdf.triples import Properties, Things, gathered

_WHY = ("Statement", "Merge", "Form", "RetiredIdentifier", "Run", "Document")
"""The classes that say where the graph comes from."""
_REIFIES = iri_text(f"{RDF}reifies")
_ENDS = tuple(f"{RDF}{end}" for end in ("subject", "predicate", "object"))


def core(things: Mapping[str, Properties], ontology: Ontology) -> Things:
    """What holds, without the reasons and without the edges to these."""
    why = {ontology.class_(name).iri for name in _WHY}
    left_out = {iri for iri, properties in things.items() if not why.isdisjoint(properties.get(TYPE, ()))}
    found: Things = {}
    for iri, properties in things.items():
        if iri not in left_out:
            kept = {verb: [one for one in objects if one not in left_out] for verb, objects in properties.items()}
            found[iri] = {verb: objects for verb, objects in kept.items() if objects}
    return found


def aligned(things: Mapping[str, Properties], _ontology: Ontology) -> Things:
    """All of it, and the ontology with its alignments, which are loaded for nothing else."""
    return {**things, **gathered(ontology_triples(alignments=True))}


def reified(things: Mapping[str, Properties]) -> Iterator[str]:
    """The lines of N-Triples, and one more for each statement: which triple it reifies. Raises TermError."""
    text = ntriples.Terms()
    for iri, said in ntriples.stated(things):
        ends = [things[iri].get(end) for end in _ENDS]
        if all(ends):
            triple = " ".join(text(one) for end in ends if end for one in end)
            insort(said, f"{_REIFIES} <<( {triple} )>>")
        yield ntriples.text(iri, said)
