"""The graph itself: typed nodes, and one edge for every statement about two of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

import networkx as nx

from kg.errors import UnknownTermError
from kg.graph import graphml
from kg.graph.facts import Fact, Refusal, attributes, fact_order
from kg.graph.identities import Identities
from kg.graph.names import NameIndex
from kg.model import Literal, Merge, NearMiss, Node, Polarity, Statement

ENTITY_TYPES = ("Method", "Benchmark", "Dataset", "Task", "Metric")
PROVENANCE_TYPES = ("Document", "Run")
"""Classes of nodes that say where statements come from: no fact leads to them."""
_NAMELESS = (*PROVENANCE_TYPES, "Result")


class KnowledgeGraph:
    """Typed nodes and the statements about them, each with its evidence.

    Wraps a `networkx.MultiDiGraph` whose edge keys are statement IRIs. A fact (subject, predicate, object) holds when
    at least one of its statements is asserted; negated and hedged ones are kept and never make an edge of their own.
    Everything comes out in one order, whatever order it went in. `identities` says why each node is one thing. Two
    graphs are equal when they hold the same nodes, statements, identities and versions; `refused`, what was left out
    when the graph was made, is not part of it.
    """

    def __init__(self) -> None:
        self._graph: nx.MultiDiGraph = nx.MultiDiGraph()
        self._nodes: dict[str, Node] = {}
        self._statements: dict[str, Statement] = {}
        self._versions: dict[str, set[str]] = {}
        self.identities = Identities()
        self.refused: tuple[Refusal, ...] = ()

    @classmethod
    def load(cls, place: Path | str) -> Self:
        """The graph of a folder that `kg build` wrote, or of a GraphML file of its. Raises ReadError."""
        path = Path(place)
        contents = graphml.read(path / "graph.graphml" if path.is_dir() else path)
        graph = cls()
        for node in contents.nodes:
            graph.add_node(node)
        for statement in contents.statements:
            graph.add_statement(statement)
        for paper, document in contents.versions:
            graph.add_version(paper, document)
        graph.identities = contents.identities
        return graph

    # writing

    def add_node(self, node: Node) -> None:
        """Add a node, or put it in the place of the one that has its IRI."""
        self._nodes[node.iri] = node
        self._graph.add_node(node.iri, type=node.type, label=node.label, node=node)
        self._forget()

    def add_statement(self, statement: Statement) -> None:
        """Add a statement; the ends must be nodes already. Raises UnknownTermError."""
        self._known(statement.subject)
        if isinstance(statement.object, str):
            self._known(statement.object)
        old = self._statements.get(statement.iri)
        if old is not None and self._graph.has_edge(old.subject, old.object, old.iri):
            self._graph.remove_edge(old.subject, old.object, old.iri)
        self._statements[statement.iri] = statement
        if isinstance(statement.object, str) and statement.polarity is Polarity.ASSERTED:
            self._graph.add_edge(statement.subject, statement.object, key=statement.iri, **attributes(statement))
        self._forget()

    def add_merges(self, iri: str, merges: Iterable[Merge]) -> None:
        """Record why the forms of a node are one thing."""
        self.identities.add_merges(iri, merges)

    def add_near_misses(self, near: Iterable[NearMiss]) -> None:
        """Record pairs of nodes that resemble each other and are two things."""
        self.identities.add_near_misses(near)

    def add_version(self, paper: str, document: str) -> None:
        """Record that a document is a version of a paper; both must be nodes already. Raises UnknownTermError."""
        self._known(paper)
        self._known(document)
        self._versions.setdefault(paper, set()).add(document)

    def _known(self, iri: str) -> None:
        if iri not in self._nodes:
            raise UnknownTermError("node", iri, ())

    def _forget(self) -> None:
        for name in ("_ordered_nodes", "_ordered_statements", "_ends", "_facts", "_index"):
            self.__dict__.pop(name, None)

    # nodes

    def __contains__(self, iri: object) -> bool:
        return iri in self._nodes

    def __len__(self) -> int:
        return len(self._nodes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KnowledgeGraph):
            return NotImplemented
        return (self._nodes, self._statements, self._versions, self.identities) == (
            other._nodes,
            other._statements,
            other._versions,
            other.identities,
        )

    __hash__ = None  # type: ignore[assignment]

    def node(self, iri: str) -> Node:
        """The node of that IRI. Raises UnknownTermError."""
        if iri not in self._nodes:
            raise UnknownTermError("node", iri, self._nodes)
        return self._nodes[iri]

    def nodes(self, type_: str | None = None) -> tuple[Node, ...]:
        """All nodes, or those of a class (by local name), sorted by IRI."""
        if type_ is None:
            return self._ordered_nodes
        return tuple(node for node in self._ordered_nodes if node.type == type_)

    def entities(self) -> tuple[Node, ...]:
        """The methods, benchmarks, datasets, tasks and metrics, sorted by IRI."""
        return tuple(node for node in self._ordered_nodes if node.type in ENTITY_TYPES)

    def find(self, name: str) -> Node:
        """The node that a name (a label, alias, handle, IRI or retired IRI) means best. Raises UnknownTermError."""
        return self.find_all(name)[0]

    def find_all(self, name: str) -> tuple[Node, ...]:
        """Every node of that name: labels before aliases, exact case first, then those with most statements.

        Raises UnknownTermError with the nearest names.
        """
        if name in self._nodes:
            return (self._nodes[name],)
        stand_ins = self.identities.stand_ins(name)
        if stand_ins:
            return tuple(self._nodes[iri] for iri in stand_ins)
        found = self._index.find(name)
        if not found:
            raise UnknownTermError("node named", name, self._index.names())
        return tuple(self._nodes[iri] for iri in found)

    # statements

    def statements(self, *, asserted_only: bool = False) -> tuple[Statement, ...]:
        """All statements, sorted by IRI."""
        if not asserted_only:
            return self._ordered_statements
        return tuple(s for s in self._ordered_statements if s.polarity is Polarity.ASSERTED)

    def statement(self, iri: str) -> Statement:
        """The statement of that IRI. Raises UnknownTermError."""
        if iri not in self._statements:
            raise UnknownTermError("statement", iri, ())
        return self._statements[iri]

    def about(self, iri: str) -> tuple[Statement, ...]:
        """Every statement that has this node as subject or object, sorted by IRI."""
        return tuple(self._ends.get(iri, ()))

    def facts(self) -> dict[tuple[str, str, str | Literal], tuple[Statement, ...]]:
        """The direct edges: (subject, predicate, object) with the asserted statements behind each, best first."""
        return {(fact.subject, fact.predicate, fact.object): found for fact, found in self._facts.items()}

    def merges(self, iri: str) -> tuple[Merge, ...]:
        """Why the forms of this node are one thing."""
        return self.identities.merges(iri)

    def near_misses(self, iri: str | None = None) -> tuple[NearMiss, ...]:
        """The pairs that were kept apart, of all nodes or of one, sorted by IRIs."""
        return self.identities.near_misses(iri)

    def versions(self, paper: str) -> tuple[Node, ...]:
        """The documents that are versions of a paper, sorted by IRI."""
        return tuple(self._nodes[iri] for iri in sorted(self._versions.get(paper, ())))

    def neighbours(self, iri: str) -> Iterator[Node]:
        """Nodes one asserted fact away, sorted by IRI."""
        return (self.node(end) for end in sorted(self._near(iri)))

    def papers_of(self, iri: str) -> tuple[Node, ...]:
        """The papers whose asserted statements speak of a node, sorted by IRI."""
        papers = {s.paper for s in self.about(iri) if s.polarity is Polarity.ASSERTED}
        return tuple(self._nodes[paper] for paper in sorted(papers) if paper in self._nodes)

    # counts

    def class_counts(self) -> dict[str, int]:
        """Nodes of each class, by local name, sorted."""
        return dict(sorted(Counter(node.type for node in self._nodes.values()).items()))

    def predicate_counts(self) -> dict[str, int]:
        """Facts of each predicate, by local name, sorted."""
        return dict(sorted(Counter(predicate for _, predicate, _ in self._facts).items()))

    def method_benchmark(self) -> dict[tuple[str, str], int]:
        """How many papers say that a method was evaluated on a benchmark or dataset, for each such pair, sorted."""
        pairs = {
            (subject, object_): len({s.paper for s in found})
            for (subject, predicate, object_), found in self._facts.items()
            if predicate == "evaluatedOn" and isinstance(object_, str)
        }
        return dict(sorted(pairs.items()))

    # parts and copies

    def subgraph(self, iris: Iterable[str]) -> Self:
        """These nodes, and every statement, merge and version between them. Raises UnknownTermError."""
        inside = dict.fromkeys(iris)
        part = type(self)()
        for iri in inside:
            part.add_node(self.node(iri))
        for statement in self._statements.values():
            if statement.subject in inside and (isinstance(statement.object, Literal) or statement.object in inside):
                part.add_statement(statement)
        for iri in inside:
            for document in sorted(self._versions.get(iri, ())):
                if document in inside:
                    part.add_version(iri, document)
        part.identities = self.identities.part(inside)
        return part

    def around(self, iri: str, depth: int = 1) -> Self:
        """A node and all that is at most `depth` asserted facts away. Raises UnknownTermError."""
        found = {self.node(iri).iri}
        edge = found
        for _ in range(depth):
            edge = {near for end in edge for near in self._near(end)} - found
            found = found | edge
        return self.subgraph(sorted(found))

    def to_networkx(self) -> "nx.MultiDiGraph":
        """A sorted copy: nodes with `type`, `label` and `node`; an edge for each asserted statement, its IRI as key."""
        graph: nx.MultiDiGraph = nx.MultiDiGraph()
        graph.add_nodes_from((iri, dict(self._graph.nodes[iri])) for iri in sorted(self._graph))
        for s in self.statements(asserted_only=True):
            if isinstance(s.object, str):
                graph.add_edge(s.subject, s.object, key=s.iri, **attributes(s))
        return graph

    # what is worked out once, and again after a change

    @cached_property
    def _ordered_nodes(self) -> tuple[Node, ...]:
        return tuple(self._nodes[iri] for iri in sorted(self._nodes))

    @cached_property
    def _ordered_statements(self) -> tuple[Statement, ...]:
        return tuple(self._statements[iri] for iri in sorted(self._statements))

    @cached_property
    def _ends(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for s in self._ordered_statements:
            for end in dict.fromkeys((s.subject, s.object)):
                if isinstance(end, str):
                    found.setdefault(end, []).append(s)
        return found

    @cached_property
    def _facts(self) -> dict[Fact, tuple[Statement, ...]]:
        grouped: dict[Fact, list[Statement]] = {}
        for s in self.statements(asserted_only=True):
            grouped.setdefault(Fact(s.subject, s.predicate, s.object), []).append(s)
        best = {fact: tuple(sorted(found, key=lambda s: (-s.confidence, s.iri))) for fact, found in grouped.items()}
        return {fact: best[fact] for fact in sorted(best, key=fact_order)}

    @cached_property
    def _index(self) -> NameIndex:
        weight = {iri: len(found) for iri, found in self._ends.items()}
        return NameIndex((node for node in self._ordered_nodes if node.type not in _NAMELESS), weight)

    def _near(self, iri: str) -> set[str]:
        self.node(iri)
        return (set(self._graph.successors(iri)) | set(self._graph.predecessors(iri))) - {iri}
