"""What must hold of `graph.nq`: that its graphs together are `graph.nt`, and that each holds what its paper says."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.rdf.checks.graph import FILE, Graph
from kg.rdf.checks.report import Violation
from kg.rdf.files.nquads import shared_graph

QUADS = "graph.nq"
_AGAIN = "run kg build again"
_END = "\U0010ffff"
"""Comes after every line."""


def agree(folder: Path, graph: Graph) -> Iterator[Violation]:
    """Both files are sorted, so they are read side by side; of each rule, the first breach is told."""
    found: dict[str, Violation] = {}
    try:
        for violation in _Comparison(folder, graph).violations():
            found.setdefault(violation.rule, violation)
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read: {error}; {_AGAIN}"
        yield Violation(rule="quads readable", where=QUADS, message=message)
    yield from found.values()


class _Comparison:
    """The lines of both files."""

    def __init__(self, folder: Path, graph: Graph) -> None:
        self._folder, self._graph = folder, graph
        self._shared = f"<{shared_graph(graph.ontology)}>"
        self._names = {self._shared, *graph.of_class("Paper")}
        self._paper_of = {iri: graph.first(iri, "fromPaper") for iri in graph.of_class("Statement")}
        for paper in graph.of_class("Paper"):
            self._paper_of |= dict.fromkeys((paper, *graph.values(paper, "hasVersion")), paper)

    def violations(self) -> Iterator[Violation]:
        """The lines of the one file, up to their graphs, are the lines of the other, up to their ends."""
        with self._lines(FILE) as triples, self._lines(QUADS) as quads:
            stated = (line[:-2] for line in triples)
            number, before, name, subject, triple, seen = 0, "", "", "", next(stated, _END), False
            for number, line in enumerate(quads, 1):
                if line <= before:
                    yield _at(number, "quads sorted", "is the same as the line above, or comes before it")
                before = line
                if seen and not line.startswith(triple):
                    triple, seen = next(stated, _END), False
                if not line.startswith(triple):
                    said = line[: line.rfind(" <") + 1]
                    while triple < said:
                        yield _at(number, "triple in quads", f"lacks a triple of {FILE}: {triple[:200]}")
                        triple = next(stated, _END)
                    if triple != said:
                        yield _at(number, "quad is triple", f"is no triple of {FILE}, and its graphs hold nothing else")
                        continue
                graph, seen = line[len(triple) : -3], True
                if graph != name or not line.startswith(subject):
                    name, subject = graph, line[: line.find(" ") + 1]
                    yield from self._placed(number, subject[:-1], name)
            if (next(stated, _END) if seen else triple) != _END:
                yield _at(number, "quads end", f"ends before {FILE} does; {_AGAIN}")

    def _lines(self, name: str) -> IO[str]:
        return (self._folder / name).open(encoding="utf-8", newline="\n")

    def _placed(self, number: int, subject: str, name: str) -> Iterator[Violation]:
        if name not in self._names:
            yield _at(number, "graph of paper", f"{name} is neither a paper's graph nor the shared one")
            return
        paper = self._paper_of.get(subject)
        if paper is not None and name != paper:
            what = f"what {self._graph.short(paper)} says is in the graph {self._graph.short(name)}"
            yield _at(number, "graph of what is said", what)


def _at(number: int, rule: str, what: str) -> Violation:
    return Violation(rule=rule, where=f"{QUADS}:{number}", message=what)
