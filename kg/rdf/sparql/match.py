"""Matching triple patterns in a given order, through the door that rdflib leaves for it (`CUSTOM_EVALS`).

rdflib itself sorts the patterns anew, without a look at the graph, and clones its context for every triple it sees.
"""

from collections.abc import Iterable, Iterator, Sequence

from rdflib import Graph, Variable
from rdflib.paths import MulPath, Path
from rdflib.plugins.sparql import CUSTOM_EVALS
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import FrozenBindings, QueryContext
from rdflib.term import BNode, Node

Pattern = tuple[Node, Path | Node, Node]

ORDERED = "OrderedBGP"
"""The name of a basic graph pattern whose triples stand in the order in which to match them."""


def is_free(term: object) -> bool:
    """Whether a pattern's term is there to be found: a variable, or a blank node, which is one without a name."""
    return isinstance(term, Variable | BNode)


def _matches(ctx: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    if part.name != ORDERED:
        raise NotImplementedError
    graph = ctx.graph
    assert graph is not None
    return (FrozenBindings(ctx, row) for row in _rows(graph, part.triples, dict(ctx.bindings)))


def _rows(graph: Graph, patterns: Sequence[Pattern], row: dict[Node, Node]) -> Iterator[dict[Node, Node]]:
    if not patterns:
        yield row
        return
    for extended in _step(graph, patterns[0], row):
        yield from _rows(graph, patterns[1:], extended)


def _step(graph: Graph, pattern: Pattern, row: dict[Node, Node]) -> Iterator[dict[Node, Node]]:
    """The row with what each match of one pattern adds to it."""
    s, p, o = pattern
    start, end = _known(s, row), _known(o, row)
    if isinstance(p, Path):
        pairs: Iterable[tuple[Node, Node]] = ((a, b) for a, _, b in graph.triples((start, p, end)))
        if isinstance(p, MulPath):  # *, + and ? find each pair once (SPARQL 1.1, 18.4); rdflib does not always
            pairs = dict.fromkeys(pairs)
        for a, b in pairs:
            if s != o or a == b:
                yield row | _added(s, start, a) | _added(o, end, b)
        return
    step = _known(p, row)
    repeats = len({s, p, o}) < len(pattern)
    for (a, q, b), _ in graph.store.triples((start, step, end)):
        if repeats and not ((s != o or a == b) and (s != p or a == q) and (p != o or q == b)):
            continue
        yield row | _added(s, start, a) | _added(p, step, q) | _added(o, end, b)


def _known(term: Node, row: dict[Node, Node]) -> Node | None:
    return row.get(term) if is_free(term) else term


def _added(term: Node, known: Node | None, found: Node) -> dict[Node, Node]:
    return {term: found} if known is None else {}


CUSTOM_EVALS["kg.rdf"] = _matches
