"""One query, one answer as written: what a worker does between a task and its reply."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.errors import EngineError, FormatError, QueryError, RefusedError
from kg.sparql.guard import Admitted, admit
from kg.sparql.limits import Limits
from kg.sparql.meanings import meaning_error
from kg.sparql.workers.messages import Reply, Task
from kg.sparql.workers.sink import Sink, counted

RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}

_REMEMBERED = 64

_TEXT = {"csv", "tsv", "turtle"}
_PREFIX = b"@prefix "


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Answers tasks from a store; each of them raises QueryError where it must."""

    store: Store
    prefixes: Mapping[str, str]
    limits: Limits
    _admitted: dict[str, Admitted] = field(default_factory=dict, init=False, repr=False, compare=False)

    def answer(self, task: Task) -> Reply:
        """The whole answer to a task. Raises QueryError."""
        began = time.perf_counter()
        admitted = self._admit(task.text)
        format_ = _chosen(task.formats, admitted.form)
        try:
            found = self._found(task, admitted)
            body = self._written(found, format_)
        except SyntaxError as error:
            raise meaning_error(str(error), admitted.text) from None
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineError(f"the query cannot be answered: {' '.join(str(error).split())}") from None
        media_type = (RESULTS.get(format_) or TRIPLES[format_]).media_type
        return Reply(
            form=admitted.form,
            format=format_,
            media_type=f"{media_type}; charset=utf-8" if format_ in _TEXT else media_type,
            body=body,
            seconds=round(time.perf_counter() - began, 6),
        )

    def _admit(self, text: str) -> Admitted:
        """The query, if it may run; of those that may, the ones asked last are not read again. Raises QueryError."""
        admitted = self._admitted.pop(text, None) or admit(text, self.prefixes, self.limits)
        self._admitted[text] = admitted
        if len(self._admitted) > _REMEMBERED:
            del self._admitted[next(iter(self._admitted))]
        return admitted

    def _found(self, task: Task, admitted: Admitted) -> QuerySolutions | QueryBoolean | QueryTriples:
        prefixes = dict(self.prefixes)
        if task.default_graphs or task.named_graphs:
            defaults, named = task.default_graphs, task.named_graphs
        elif admitted.froms or admitted.named:
            defaults, named = admitted.froms, admitted.named
        else:
            return self.store.query(admitted.text, prefixes=prefixes)
        default_graphs, named_graphs = self._graphs(defaults), self._graphs(named)
        store: Store = self.store
        default: list[NamedNode | BlankNode | DefaultGraph] = [*default_graphs]
        if len(default_graphs) > 1:
            store, default = self._merged(default_graphs, named_graphs), [DefaultGraph()]
        return store.query(admitted.text, prefixes=prefixes, default_graph=default, named_graphs=[*named_graphs])

    def _graphs(self, names: Sequence[str]) -> list[NamedNode]:
        """Graphs of the store, each once. Raises RefusedError for any other."""
        graphs = []
        for name in dict.fromkeys(names):
            try:
                graph = NamedNode(name)
            except ValueError:
                raise QueryError(f"{name!r} is no IRI that could name a graph") from None
            if not self.store.contains_named_graph(graph):
                raise RefusedError(f"there is no graph <{name}> here, and none is fetched from elsewhere")
            graphs.append(graph)
        return graphs

    def _merged(self, defaults: Sequence[NamedNode], named: Sequence[NamedNode]) -> Store:
        """A store whose default graph is the merge of graphs, each triple once: the engine would count it per graph."""
        merged = Store()
        for graph in defaults:
            found = self.store.quads_for_pattern(None, None, None, graph)
            merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in found)
        for graph in named:
            merged.add_graph(graph)
            merged.extend(self.store.quads_for_pattern(None, None, None, graph))
        return merged

    def _written(self, found: QuerySolutions | QueryBoolean | QueryTriples, format_: str) -> bytes:
        if isinstance(found, QueryTriples):
            sink = Sink(self.limits)
            prefixes = dict(self.prefixes) if format_ == "turtle" else None
            serialize(counted(found, self.limits), sink, format=TRIPLES[format_], prefixes=prefixes)
            return _tidied(sink.getvalue()) if prefixes else sink.getvalue()
        columns = 1 if isinstance(found, QueryBoolean) else len(found.variables)
        sink = Sink(self.limits, RESULTS[format_], columns)
        found.serialize(sink, format=RESULTS[format_])
        if not isinstance(found, QueryBoolean):
            sink.settle()
        return sink.getvalue()


def _chosen(formats: Sequence[str], form: str) -> str:
    """The first format that a query of this form can be answered in. Raises FormatError."""
    fitting = TRIPLES if form in {"CONSTRUCT", "DESCRIBE"} else RESULTS
    for format_ in formats:
        if format_ in fitting:
            return format_
    raise FormatError(f"the answer to {form} can be written as {', '.join(fitting)}, none of which was asked for")


def _tidied(turtle: bytes) -> bytes:
    """Turtle with the prefixes it may need, in order: the engine writes all of them, in any order."""
    at, lines = 0, []
    while turtle.startswith(_PREFIX, at):
        end = turtle.index(b"\n", at) + 1
        lines.append(turtle[at:end])
        at = end
    used = [line for line in sorted(lines) if turtle.find(line.split()[1], at) >= 0]
    return b"".join(used) + turtle[at:]
