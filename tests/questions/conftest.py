"""The made-up literature as a graph, in a store and in rdflib, and the cases that the expected rows are for."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, QuerySolutions, Store, Triple

from kg.model import Literal, Ontology
from kg.ontology import load_ontology
from kg.rdf.names import Names
from kg.rdf.triples import triples
from kg.sparql.given import filled
from kg.sparql.graph import RdfGraph
from kg.sparql.questions import Question, named
from tests.questions.small_world import WORLD

HERE = Path(__file__).parent

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with values for some of its parameters, and the rows that it has on the small literature."""

    name: str
    given: tuple[tuple[str, str], ...]
    columns: Row
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        return " ".join([self.name, *("=".join(pair) for pair in self.given)])


def read_cases(path: Path) -> list[Case]:
    """The cases of a file: blocks that begin with `? name=value …` and go on with the columns and the rows."""
    found = []
    for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n"):
        head, columns, *rows = (tuple(line.split("\t")) for line in block.split("\n"))
        assert head[0] == "?", f"{path.name}: a block begins with ?"
        given = tuple((name, value) for name, _, value in (pair.partition("=") for pair in head[1:]))
        found.append(Case(path.stem, given, columns, tuple(rows)))
    return found


CASES = [case for path in sorted((HERE / "expected").glob("*.tsv")) for case in read_cases(path)]


class Literature:
    """One graph in both engines."""

    def __init__(self, triples_: list[tuple[str, str, str | Literal]], ontology: Ontology) -> None:
        self.graph = RdfGraph(triples_, ontology)
        self.names = Names(ontology)
        self._rdflib: rdflib.Graph | None = None

    @property
    def store(self) -> Store:
        return self.graph.store

    @property
    def triples(self) -> list[Triple]:
        return [quad.triple for quad in self.store]

    @property
    def rdflib(self) -> rdflib.Graph:
        if self._rdflib is None:
            lines = "".join(f"{triple} .\n" for triple in self.triples)
            self._rdflib = rdflib.Graph().parse(data=lines, format="nt")
        return self._rdflib

    def text(self, asked: Question, given: tuple[tuple[str, str], ...] = ()) -> str:
        """The query with its values in place, the defaults where none is given."""
        told, values = dict(given), dict[str, str | Literal]()
        for parameter in asked.parameters:
            if parameter.default is not None:
                value = told.get(parameter.name, parameter.default)
                values[parameter.name] = Literal(value=value, datatype=parameter.types[0])
            elif parameter.name in told:
                values[parameter.name] = named(told[parameter.name], parameter.types, self.graph)
        return filled(asked.text, values)

    def rows(self, text: str) -> list[Row]:
        """The rows of a query as the store has them, IRIs shortened, nothing as an empty text."""
        found = self.store.query(text, prefixes=self.names.prefixes)
        assert isinstance(found, QuerySolutions)
        return [tuple(self.shown(cell) for cell in solution) for solution in found]

    def rdflib_rows(self, text: str) -> list[Row]:
        """The same from rdflib."""
        found = self.rdflib.query(text, initNs=self.names.prefixes)
        return [tuple(self.shown(cell) for cell in row) for row in found]  # type: ignore[union-attr]

    def long(self, short: str) -> NamedNode:
        """The IRI that a short one stands for."""
        prefix, _, local = short.partition(":")
        return NamedNode(self.names.prefixes[prefix] + local)

    def has(self, subject: NamedNode, predicate: str, object_: str) -> bool:
        found = self.store.quads_for_pattern(subject, NamedNode(predicate), NamedNode(object_), None)
        return next(iter(found), None) is not None

    def shown(self, cell: object) -> str:
        """A cell as the expected rows have it."""
        if cell is None:
            return ""
        if isinstance(cell, NamedNode | rdflib.URIRef):
            return self.names.short(str(getattr(cell, "value", cell)))
        return str(cell if isinstance(cell, rdflib.Literal) else cell.value)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def literature(ontology: Ontology) -> Literature:
    """Everything that the small literature says, denies, guesses, and was misread to say."""
    return Literature(list(triples(WORLD.graph(), ontology)), ontology)


@pytest.fixture(scope="session")
def asserted(ontology: Ontology) -> Literature:
    """Only what it asserts."""
    return Literature(list(triples(WORLD.graph(asserted_only=True), ontology)), ontology)


@pytest.fixture(scope="session")
def nothing(ontology: Ontology) -> Literature:
    return Literature([], ontology)
