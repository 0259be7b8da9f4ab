"""Canonical N-Quads: the lines of N-Triples, each with the graph that it stands in, so that a paper can be replaced.

The graph of a paper has the paper's own IRI. It holds what the paper's documents say and nothing else: the paper and
its documents, their statements, the direct edges that these assert, the results, the merges that a document is the
reason for, and which forms of a name it uses. A direct edge stands in the graph of every paper that asserts it. What
papers share stands in one graph of its own: what entities, people and addresses are and are called, and the
identifiers that they had. All graphs together are the triples of N-Triples.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.model import Literal, Ontology, Polarity
from kg.rdf.files import ntriples
from kg.rdf.names import Names
from kg.rdf.terms import RDF, TYPE, iri_text
from kg.rdf.triples import Properties, Things, above

_PLACED = ("Paper", "Statement", "Result", "Merge", "RetiredIdentifier", "Form")


def lines(things: Mapping[str, Properties], ontology: Ontology) -> Iterator[str]:
    """The lines of one thing after the other. Raises TermError on what RDF cannot carry."""
    placement = Placement(things, ontology)
    return (placement.text(iri, said) for iri, said in ntriples.stated(things))


def graphs(things: Mapping[str, Properties], ontology: Ontology) -> dict[str, Things]:
    """The things of each graph, by its IRI."""
    placement = Placement(things, ontology)
    found: dict[str, Things] = {}
    for iri, properties in things.items():
        for graph, predicate, object_ in placement.triples(iri, properties):
            found.setdefault(graph, {}).setdefault(iri, {}).setdefault(predicate, []).append(object_)
    return found


def shared_graph(ontology: Ontology) -> str:
    """The IRI of the graph of what papers share."""
    return f"{Names(ontology).things}graph/shared"


class Placement:
    """The graphs that the triples of some things stand in."""

    def __init__(self, things: Mapping[str, Properties], ontology: Ontology) -> None:
        self._things = things
        self._iri = cache(lambda name: ontology.property_(name).iri)
        self._end = cache(lambda graph: f" {iri_text(graph)}")
        self._text = ntriples.Terms()
        self._home: dict[str, set[str]] = {}
        self._apart: dict[str, dict[str, set[str]]] = {}
        self._shared = {self._end(shared_graph(ontology))}
        of_class = _by_class(things)
        found = {name: of_class.get(ontology.class_(name).iri, ()) for name in _PLACED}
        self._place_papers(found["Paper"])
        self._place_statements(found["Statement"], frozenset(found["Result"]), _verbs(ontology))
        self._place_like(found["Merge"], "fromDocument", "mergedInto")
        self._place_like(found["RetiredIdentifier"], "isReplacedBy")
        self._place_uses(found["Form"])

    def text(self, iri: str, said: list[str]) -> str:
        """What is said of a thing (see `ntriples.stated`) as lines of N-Quads."""
        home, apart = self._home.get(iri, self._shared), self._apart.get(iri)
        if apart is None and len(home) == 1:
            (end,) = home
            return ntriples.text(iri, said, end)
        apart = apart or {}
        return "".join([f"<{iri}> {one}{end} .\n" for one in said for end in sorted(apart.get(one, home))])

    def triples(self, iri: str, properties: Properties) -> Iterator[tuple[str, str, str | Literal]]:
        """Graph, predicate and object of what is said of a thing."""
        home, apart = self._home.get(iri, self._shared), self._apart.get(iri, {})
        for predicate, objects in properties.items():
            for one in objects:
                for end in apart.get(self._said(predicate, one), home) if apart else home:
                    yield end[2:-1], predicate, one

    def _place_papers(self, papers: Iterable[str]) -> None:
        """Papers, and the documents that are their versions."""
        for paper in papers:
            self._home[paper] = {self._end(paper)}
            for document in self._objects(paper, "hasVersion"):
                self._home[document] = self._home[paper]

    def _place_statements(
        self, statements: Iterable[str], results: frozenset[str], verbs: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Statements, the direct edges that they assert, and the results that they are about."""
        subject_at, predicate_at, object_at = (f"{RDF}{end}" for end in ("subject", "predicate", "object"))
        paper_at, polarity_at = self._iri("fromPaper"), self._iri("polarity")
        asserted = Literal(value=Polarity.ASSERTED.value)
        for iri in statements:
            properties = self._things[iri]
            (paper,), (subject,) = properties[paper_at], properties[subject_at]
            (predicate,), (object_,) = properties[predicate_at], properties[object_at]
            end = self._end(str(paper))
            self._home[iri] = {end}
            if subject in results:
                self._home.setdefault(str(subject), set()).add(end)
            if asserted in properties[polarity_at]:
                for verb in verbs.get(str(predicate), (str(predicate),)):
                    self._place(str(subject), self._said(verb, object_), {end})

    def _place_like(self, things: Iterable[str], *properties: str) -> None:
        """Things that stand where those do that they point to, by the first property that they have."""
        for iri in things:
            ends = next(filter(None, (self._objects(iri, name) for name in properties)), ())
            found = [self._home.get(end, self._shared) for end in ends]
            if found:
                self._home[iri] = set().union(*found)

    def _place_uses(self, forms: Iterable[str]) -> None:
        """That a document uses a form of a name."""
        for iri in forms:
            for document in self._objects(iri, "usedIn"):
                ends = self._home.get(document, self._shared)
                self._place(iri, self._said(self._iri("usedIn"), document), ends)

    def _place(self, subject: str, said: str, ends: set[str]) -> None:
        self._apart.setdefault(subject, {}).setdefault(said, set()).update(ends)

    def _said(self, predicate: str, object_: str | Literal) -> str:
        return f"{self._text(predicate)} {self._text(object_)}"

    def _objects(self, iri: str, name: str) -> list[str]:
        return [str(one) for one in self._things[iri].get(self._iri(name), ())]


def _by_class(things: Mapping[str, Properties]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for iri, properties in things.items():
        for class_ in properties.get(TYPE, ()):
            found.setdefault(str(class_), []).append(iri)
    return found


def _verbs(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The IRI of each property, with those of the properties above it: what an assertion makes edges of."""
    properties = ontology.properties
    return {
        property_.iri: tuple(properties[one].iri for one in above(name, properties))
        for name, property_ in properties.items()
    }
