"""SPARQL over the graph of an outputs folder."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Store

from kg.errors import EngineError, LimitError, RefusedError
from kg.model import Literal, Ontology
from kg.rdf.names import Names
from kg.rdf.terms import TYPE
from kg.sparql.answers import answer
from kg.sparql.given import filled
from kg.sparql.guard import Admitted, admit
from kg.sparql.limits import Limits
from kg.sparql.meanings import meaning_error
from kg.sparql.results import Answer
from kg.sparql.store import LARGE, of_triples, opened

_KEPT = 64
"""Texts that are not read anew when they are asked again."""


class RdfGraph:
    """Triples that answer SPARQL, in the prefixes of a schema; a store may hold named graphs besides."""

    def __init__(self, triples: Store | Iterable[tuple[str, str, str | Literal]], ontology: Ontology) -> None:
        self.ontology = ontology
        self.names = Names(ontology)
        self.store = triples if isinstance(triples, Store) else of_triples(triples)
        self._graphs = frozenset(graph.value for graph in self.store.named_graphs())
        self.admitted = lru_cache(maxsize=_KEPT)(self._admitted)

    def query(
        self, text: str, bindings: Mapping[str, str | Literal] | None = None, limits: Limits | None = None
    ) -> Answer:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query; the same graph gives the same rows in one order.

        `bindings` gives variables their values, an IRI or a Literal. The common prefixes need no declaration. Raises
        QueryError, of which RefusedError and LimitError are kinds; the limits on time and memory are not watched here.
        """
        bounds = limits or Limits()
        admitted = self.admitted(text, bounds)
        if admitted.has_graph and not self._graphs:
            raise RefusedError("GRAPH is refused: there are no named graphs here; leave it out")
        found = self._answer(admitted, bindings or {}, bounds.rows + 1)
        if len(found.rows) > bounds.rows:
            raise LimitError("rows", f"there are more than {bounds.rows:,} rows; add LIMIT, or ask for less")
        return found

    def _admitted(self, text: str, limits: Limits) -> Admitted:
        return admit(text, self.names.prefixes, limits, graphs=self._graphs)

    def _answer(self, admitted: Admitted, bindings: Mapping[str, str | Literal], most: int) -> Answer:
        text = filled(admitted.text, bindings) if bindings else admitted.text
        try:
            return answer(self.store.query(text, prefixes=self.names.prefixes), most, admitted.order)
        except SyntaxError as error:
            raise meaning_error(str(error), admitted.text) from None
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineError(f"the query cannot be answered: {' '.join(str(error).split())}") from None

    @cached_property
    def forms(self) -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
        """Everything that has a label, sorted by IRI: its classes' IRIs, and its label followed by its aliases."""
        label, alias = (self.ontology.property_(name).iri for name in ("label", "alias"))
        labels, aliases, classes = self._objects(label), self._objects(alias), self._objects(TYPE)
        return {
            iri: (frozenset(classes.get(iri, ())), (min(labels[iri]), *sorted(aliases.get(iri, ()))))
            for iri in sorted(labels)
        }

    def _objects(self, predicate: str) -> dict[str, list[str]]:
        """The values of a property, by the IRI of what has it."""
        found = dict[str, list[str]]()
        for quad in self.store.quads_for_pattern(None, NamedNode(predicate), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Text):
                found.setdefault(quad.subject.value, []).append(quad.object.value)
        return found


def load(folder: Path, ontology: Ontology, large: int = LARGE) -> RdfGraph:
    """The graph of an outputs folder, on disk where it has more than `large` bytes.

    Raises ReadError where there is none, or none of ours.
    """
    return RdfGraph(opened(folder, large=large), ontology)
