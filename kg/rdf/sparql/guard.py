"""SPARQL text to a query that may run: reading only, and only from the graph that was loaded.

Refusals go by the parsed query, never by its text: a keyword in a string or comment is harmless, and one written with
escapes is still found.
"""

from collections.abc import Iterator, Mapping

from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query, SPARQLError

from kg.errors import QueryError

LONGEST = 65_536

_REFUSED = {
    "ServiceGraphPattern": "SERVICE is refused: a query never leaves this machine",
    "DatasetClause": "FROM is refused: a query reads the loaded graph only",
    "GraphGraphPattern": "GRAPH is refused: there are no named graphs here; leave it out",
}


def prepared(text: str, prefixes: Mapping[str, str]) -> Query:
    """The query, ready to run; `prefixes` need no declaration. Raises QueryError."""
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text):,} characters; {LONGEST:,} are the limit")
    try:
        parsed = parseQuery(text)
        _refuse(parsed, prefixes)
        return translateQuery(parsed, initNs=prefixes)
    except ParseBaseException as error:
        raise _syntax_error(text, error) from None
    except RecursionError:
        raise QueryError("the query is nested too deeply") from None
    except (SPARQLError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise QueryError(f"the query cannot be read: {_one_line(str(error))}") from None


def _refuse(parsed: ParseResults, prefixes: Mapping[str, str]) -> None:
    parts = tuple(_parts(parsed))
    for part in parts:
        if part.name in _REFUSED:
            raise QueryError(_REFUSED[part.name])
    declared = {part.prefix or "" for part in parts if part.name == "PrefixDecl"} | set(prefixes)
    for part in parts:
        if part.name == "pname" and (part.prefix or "") not in declared:
            near = "kg:, dcterms:, rdf:, rdfs:, skos:, xsd:, prov:, and one per class such as method:"
            raise QueryError(f"no PREFIX is declared for '{part.prefix or ''}:'; known without one are {near}")


def _parts(value: object) -> Iterator[CompValue]:
    """Every named part of a parse tree, without recursion: depth is the query writer's to choose."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, CompValue):
            yield here
            waiting.extend(here.values())
        elif isinstance(here, ParseResults | list | tuple):
            waiting.extend(here)


def _syntax_error(text: str, error: ParseBaseException) -> QueryError:
    if _is_update(text):
        return QueryError("updates are refused: a query only reads; write SELECT, ASK, CONSTRUCT or DESCRIBE")
    rest = _one_line(error.pstr[error.loc :])
    what = f"not SPARQL from here on: {rest[:60]!r}" if rest else "the query ends too early"
    return QueryError(f"line {error.lineno}, column {error.column}: {what}")


def _is_update(text: str) -> bool:
    try:
        return bool(text.strip()) and bool(parseUpdate(text).request)
    except (ParseBaseException, RecursionError, ValueError):
        return False


def _one_line(text: str) -> str:
    return " ".join(text.split())
