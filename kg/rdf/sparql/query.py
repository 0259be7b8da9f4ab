"""SPARQL over the graph of an outputs folder."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from rdflib import RDF, BNode, Graph, URIRef, Variable
from rdflib import Literal as RdfLiteral
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.term import Identifier, Node

from kg.errors import QueryError, ReadError
from kg.model import Literal, Ontology
from kg.rdf.files import ntriples
from kg.rdf.files.export import NTRIPLES
from kg.rdf.names import Names
from kg.rdf.sparql.guard import prepared
from kg.rdf.sparql.memory import in_memory, rdf_literal
from kg.rdf.sparql.plan import Plan
from kg.rdf.sparql.results import Answer, Term
from kg.rdf.terms import XSD


class RdfGraph:
    """Triples that answer SPARQL, in the prefixes of a schema."""

    def __init__(self, triples: Iterable[tuple[str, str, str | Literal]], ontology: Ontology) -> None:
        self.ontology = ontology
        self.names = Names(ontology)
        self.rdflib: Graph = in_memory(triples)
        self._plan = Plan(self.rdflib)

    def query(self, text: str, bindings: Mapping[str, str | Literal] | None = None) -> Answer:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query, in one order from run to run.

        `bindings` gives variables their values, an IRI or a Literal; values never become part of the query's text.
        The common prefixes need no declaration. Raises QueryError.
        """
        query = prepared(text, self.names.prefixes)
        _settle_ties(query.algebra)
        given = {name: _term(value) for name, value in (bindings or {}).items()}
        try:
            self._plan.settle(query.algebra, frozenset(map(Variable, given)))
            return _answer(evalQuery(self.rdflib, query, given), query.algebra)
        except RecursionError:
            raise QueryError("the query is nested too deeply") from None
        except (SPARQLError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError, re.error) as error:
            raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from None

    @cached_property
    def forms(self) -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
        """Everything that has a label, sorted by IRI: its classes' IRIs, and its label followed by its aliases."""
        label, alias = (URIRef(self.ontology.property_(name).iri) for name in ("label", "alias"))
        return {
            str(thing): (
                frozenset(str(class_) for class_ in self.rdflib.objects(thing, RDF.type)),
                (str(text), *sorted(str(form) for form in self.rdflib.objects(thing, alias))),
            )
            for thing, text in sorted(self.rdflib.subject_objects(label))
        }


def load(folder: Path, ontology: Ontology) -> RdfGraph:
    """The graph of an outputs folder. Raises ReadError where there is none, or none of ours."""
    path = folder / NTRIPLES
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ReadError(str(path), "is not there; run kg build, or name the folder of another build") from None
    except UnicodeDecodeError:
        raise ReadError(str(path), "is not UTF-8; build the graph again") from None
    except OSError as error:
        raise ReadError(str(path), f"cannot be read: {error.strerror or error}") from None
    return RdfGraph(ntriples.read(text, str(path)), ontology)


def _term(value: str | Literal) -> Identifier:
    return rdf_literal(value) if isinstance(value, Literal) else URIRef(value)


def _project(algebra: CompValue) -> CompValue | None:
    """The projection of a SELECT query, below its LIMIT and DISTINCT; None for other queries."""
    part = algebra if algebra.name == "SelectQuery" else None
    while part is not None and part.name != "Project":
        part = part.get("p")
    return part


def _settle_ties(algebra: CompValue) -> None:
    """Let ORDER BY go on with the selected variables: rdflib leaves ties in an order that differs from run to run."""
    project = _project(algebra)
    if project is not None and project.p.name == "OrderBy":
        known = [condition.expr for condition in project.p.expr]
        rest = [CompValue("OrderCondition", expr=variable) for variable in project.PV if variable not in known]
        project.p.expr = [*project.p.expr, *rest]


def _is_grouped(project: CompValue) -> bool:
    part = project.p
    while part is not None and part.name != "AggregateJoin":
        part = part.get("p") if part.name in {"OrderBy", "Extend", "Filter"} else None
    return part is not None and part.p.expr is not None


def _answer(found: Mapping[str, Any], algebra: CompValue) -> Answer:
    if found["type_"] == "ASK":
        truth = bool(found["askAnswer"])
        cell = Term(kind="literal", value=str(truth).lower(), datatype=f"{XSD}boolean")
        return Answer(columns=("answer",), rows=((cell,),), boolean=truth)
    project = _project(algebra)
    if project is None:
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows = list(found["graph"])
    else:
        columns = tuple(dict.fromkeys(str(variable) for variable in project.PV))
        rows = [tuple(row.get(Variable(column)) for column in columns) for row in found["bindings"]]
        if _is_grouped(project) and rows == [(None,) * len(columns)]:
            rows = []  # rdflib groups nothing into one empty row
    if project is None or project.p.name != "OrderBy":
        rows.sort(key=lambda row: tuple(_sort_key(cell) for cell in row))
    return Answer(columns=columns, rows=tuple(_numbered(rows)))


def _sort_key(cell: Node | None) -> tuple[str, str]:
    """Blank nodes tie: rdflib names them at random."""
    return ("", "") if cell is None or isinstance(cell, BNode) else (str(cell), type(cell).__name__)


def _numbered(rows: Iterable[Iterable[Node | None]]) -> Iterable[tuple[Term | None, ...]]:
    """Rows of terms, blank nodes named in order of appearance."""
    blank: dict[Node, str] = {}
    for row in rows:
        yield tuple(_cell(term, blank) for term in row)


def _cell(term: Node | None, blank: dict[Node, str]) -> Term | None:
    if term is None:
        return None
    if isinstance(term, RdfLiteral):
        if term.value is None and term.datatype is None:
            return None  # rdflib's MIN and MAX of nothing
        datatype = str(term.datatype) if term.datatype else None
        return Term(kind="literal", value=str(term), datatype=datatype, language=term.language)
    if isinstance(term, BNode):
        return Term(kind="blank", value=blank.setdefault(term, f"b{len(blank)}"))
    return Term(kind="iri", value=str(term))
