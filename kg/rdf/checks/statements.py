"""What must hold of statements: that they say what the schema allows, and what makes the edges of the graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from kg.model import Polarity
from kg.rdf.checks.graph import Graph
from kg.rdf.checks.report import Violation
from kg.rdf.terms import RDF
from kg.rdf.triples import above

SUBJECT, PREDICATE, OBJECT = (f"<{RDF}{end}>" for end in ("subject", "predicate", "object"))
ABOUT_FACTS = ("Statement", "Merge", "Form", "RetiredIdentifier", "Document", "Run")
"""Classes of things that say why the graph holds what it does: their own properties need no statement."""
ASSERTED = f'"{Polarity.ASSERTED.value}"'
_NAMES = ("label", "alias", "named")
_LIMITED = ("outperforms", "comparedWith")


@dataclass(frozen=True, slots=True)
class Said:
    """What one statement states; the predicate by its local name."""

    iri: str
    subject: str
    predicate: str
    object: str
    polarity: str | None


class Statements:
    """The statements of a graph that state something whole, in the order of the file."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.said: list[Said] = []
        polarity = graph.iris["polarity"]
        for iri in graph.of_class("Statement"):
            values = graph.things[iri]
            subjects, predicates, objects = (values.get(end, []) for end in (SUBJECT, PREDICATE, OBJECT))
            name = graph.properties.get(predicates[0]) if len(predicates) == 1 else None
            if name is not None and len(subjects) == len(objects) == 1:
                found = values.get(polarity)
                self.said.append(Said(iri, subjects[0], name, objects[0], found[0] if found else None))

    @cached_property
    def asserted(self) -> frozenset[tuple[str, str, str]]:
        """What an asserted statement states: subject, local name of the predicate, object."""
        return frozenset((one.subject, one.predicate, one.object) for one in self.said if one.polarity == ASSERTED)

    def above(self, predicate: str) -> tuple[str, ...]:
        """A property and those above it, by local name."""
        return above(predicate, self.graph.ontology.properties)


def predicates_defined(statements: Statements) -> Iterator[Violation]:
    """Statements state properties of the schema."""
    graph = statements.graph
    for iri in graph.of_class("Statement"):
        for predicate in graph.things[iri].get(PREDICATE, ()):
            if predicate not in graph.properties:
                what = f"states {graph.short(predicate)}, which is no property of ontology/schema.ttl"
                yield graph.violation("predicate defined", iri, what, (PREDICATE, predicate))


def ends_allowed(statements: Statements) -> Iterator[Violation]:
    """What a statement states leads from where to where the schema says, and to another thing."""
    graph, known = statements.graph, statements.graph.ontology
    fits = _Fits(graph)
    for one in statements.said:
        property_, name = known.property_(one.predicate), graph.short(graph.iris[one.predicate])
        if not fits.ends(one.subject, property_.domain):
            what = f"states {name} of {fits.told(one.subject)}, and it is for {' or '.join(property_.domain)}"
            yield graph.violation("stated domain", one.iri, what, (SUBJECT, one.subject))
        if one.object.startswith('"') != (property_.datatype is not None):
            wanted = f"xsd:{property_.datatype}" if property_.datatype else "a thing"
            what = f"states that {name} is {graph.short(one.object)}, and it should be {wanted}"
            yield graph.violation("stated kind", one.iri, what, (OBJECT, one.object))
        elif property_.datatype is None and not fits.ends(one.object, property_.range):
            what = f"states that {name} leads to {fits.told(one.object)}, which is no {' or '.join(property_.range)}"
            yield graph.violation("stated range", one.iri, what, (OBJECT, one.object))
        if one.subject == one.object:
            what = f"states {name} of {graph.short(one.subject)} and itself"
            yield graph.violation("two ends", one.iri, what)


class _Fits:
    """Whether things are of classes, worked out once per kind of thing."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[tuple[str | None, tuple[str, ...]], bool] = {}

    def ends(self, iri: str, classes: tuple[str, ...]) -> bool:
        """Whether a thing is of one of the classes; what has no class is told elsewhere."""
        class_ = self._graph.class_of(iri)
        key = class_, classes
        if key not in self._known:
            is_a = self._graph.ontology.is_a
            self._known[key] = class_ is None or not classes or any(is_a(class_, name) for name in classes)
        return self._known[key]

    def told(self, iri: str) -> str:
        return f"{self._graph.short(iri)} ({self._graph.class_of(iri)})"


def asserted_have_edges(statements: Statements) -> Iterator[Violation]:
    """What is asserted stands in the graph as an edge, with all that the schema entails."""
    graph = statements.graph
    for one in statements.said:
        if one.polarity != ASSERTED:
            continue
        for name in statements.above(one.predicate):
            if one.object not in graph.things.get(one.subject, {}).get(graph.iris[name], ()):
                edge = f"{graph.short(one.subject)} {graph.short(graph.iris[name])} {graph.short(one.object)}"
                yield graph.violation("edge of statement", one.iri, f"is asserted, and there is no edge {edge}")


def edges_have_statements(statements: Statements) -> Iterator[Violation]:
    """An edge stands where a statement asserts it (or one below it in the schema); a negated one makes none."""
    graph = statements.graph
    backed = _edges(statements, statements.asserted)
    spoken = _edges(statements, ((one.subject, one.predicate, one.object) for one in statements.said))
    for iri, values in graph.things.items():
        class_ = graph.class_of(iri)
        if class_ in ABOUT_FACTS:
            continue
        for property_, found in values.items():
            name = graph.properties.get(property_)
            if name is None or name == "hasVersion" or name in _NAMES:
                continue
            for value in found:
                edge = iri, property_, value
                if edge in backed or (value.startswith('"') and class_ != "Paper"):
                    continue
                told = f"its edge {graph.short(property_)} to {graph.short(value)}"
                if edge in spoken:
                    what = f"{told} is denied, doubted or rejected, and nowhere asserted: it should be no edge"
                    yield graph.violation("edge asserted", iri, what, (property_, value))
                else:
                    what = f"{told} has no statement: nothing says why it is there"
                    yield graph.violation("statement of edge", iri, what, (property_, value))


def _edges(statements: Statements, said: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """The edges that statements make, with those that the schema entails."""
    iris = statements.graph.iris
    above_ = cache(lambda name: [iris[one] for one in statements.above(name)])
    return {(subject, iri, object_) for subject, name, object_ in said for iri in above_(name)}


def qualified(statements: Statements) -> Iterator[Violation]:
    """A role is of a mention, and each mention has one; a context limits a comparison."""
    graph = statements.graph
    for one in statements.said:
        has_role = bool(graph.values(one.iri, "role"))
        if has_role != (one.predicate == "mentions"):
            what = "has a role, and is no mention" if has_role else "is a mention, and has no role"
            yield graph.violation("role of mention", one.iri, what)
        if one.predicate not in _LIMITED and graph.values(one.iri, "context"):
            what = f"has a context, which limits {' and '.join(_LIMITED)} alone, and states {one.predicate}"
            yield graph.violation("context of comparison", one.iri, what)


def told_once(statements: Statements) -> Iterator[Violation]:
    """No two statements say the same of the same place."""
    graph, known = statements.graph, dict[tuple[object, ...], str]()
    names = ("fromDocument", "evidenceKind", "evidenceLine", "evidenceStart", "evidenceText", "extractor", "role")
    for one in statements.said:
        more = (graph.first(one.iri, name) for name in names)
        key = (one.subject, one.predicate, one.object, one.polarity, *more)
        other = known.setdefault(key, one.iri)
        if other != one.iri:
            yield graph.violation("told once", one.iri, f"says what {graph.short(other)} says, from the same place")
