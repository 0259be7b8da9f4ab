"""The graph itself: typed nodes, and one edge for every statement about two of them."""

from collections.abc import Iterable, Iterator

import networkx as nx

from kg.errors import UnknownTermError
from kg.model import Literal, Merge, Node, Polarity, Statement


class KnowledgeGraph:
    """Typed nodes and the statements about them, each with its evidence.

    Wraps a `networkx.MultiDiGraph` whose edge keys are statement IRIs. A fact (subject, predicate, object) holds when
    at least one of its statements is asserted; negated and hedged ones are kept and never make an edge of their own.
    Everything comes out in one order, whatever order it went in.
    """

    def __init__(self) -> None:
        self._graph: nx.MultiDiGraph = nx.MultiDiGraph()
        self._statements: dict[str, Statement] = {}
        self._merges: dict[str, tuple[Merge, ...]] = {}

    def add_node(self, node: Node) -> None:
        self._graph.add_node(node.iri, node=node)

    def add_statement(self, statement: Statement) -> None:
        """Add a statement; the ends must be nodes already. Raises UnknownTermError."""
        self._statements[statement.iri] = statement
        for end in (statement.subject, statement.object):
            if not isinstance(end, Literal) and end not in self._graph:
                raise UnknownTermError("node", end, ())
        if not isinstance(statement.object, Literal):
            self._graph.add_edge(statement.subject, statement.object, key=statement.iri)

    def add_merges(self, iri: str, merges: Iterable[Merge]) -> None:
        """Record why the forms of a node are one thing."""
        self._merges[iri] = tuple(merges)

    def __contains__(self, iri: str) -> bool:
        return iri in self._graph

    def __len__(self) -> int:
        return len(self._graph)

    def node(self, iri: str) -> Node:
        """The node of that IRI. Raises UnknownTermError."""
        if iri not in self._graph:
            raise UnknownTermError("node", iri, self._graph)
        node: Node = self._graph.nodes[iri]["node"]
        return node

    def nodes(self, type_: str | None = None) -> tuple[Node, ...]:
        """All nodes, or those of a class (by local name), sorted by IRI."""
        found = (self.node(iri) for iri in sorted(self._graph))
        return tuple(node for node in found if type_ is None or node.type == type_)

    def statements(self, *, asserted_only: bool = False) -> tuple[Statement, ...]:
        """All statements, sorted by IRI."""
        found = (self._statements[iri] for iri in sorted(self._statements))
        return tuple(s for s in found if not asserted_only or s.polarity is Polarity.ASSERTED)

    def about(self, iri: str) -> tuple[Statement, ...]:
        """Every statement that has this node as subject or object, sorted by IRI."""
        return tuple(s for s in self.statements() if iri in (s.subject, s.object))

    def facts(self) -> dict[tuple[str, str, str | Literal], tuple[Statement, ...]]:
        """The direct edges: (subject, predicate, object) with the asserted statements behind each, best first."""
        grouped: dict[tuple[str, str, str | Literal], list[Statement]] = {}
        for s in self.statements(asserted_only=True):
            grouped.setdefault((s.subject, s.predicate, s.object), []).append(s)
        order = sorted(grouped, key=lambda f: (f[0], f[1], str(f[2])))
        return {f: tuple(sorted(grouped[f], key=lambda s: (-s.confidence, s.iri))) for f in order}

    def merges(self, iri: str) -> tuple[Merge, ...]:
        """Why the forms of this node are one thing."""
        return self._merges.get(iri, ())

    def neighbours(self, iri: str) -> Iterator[Node]:
        """Nodes one asserted fact away, sorted by IRI."""
        near = {end for s in self.about(iri) if s.polarity is Polarity.ASSERTED for end in (s.subject, s.object)}
        return (self.node(end) for end in sorted(e for e in near if isinstance(e, str) and e != iri))
