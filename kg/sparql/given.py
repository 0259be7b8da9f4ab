"""Values for the variables of a query, put in by its tokens.

A variable with a value is a constant wherever it stands (SPARQL-dev SEP-0007): in patterns and conditions of any depth,
and where only a variable may stand, an expression of it. The engine's own substitutions are no such thing: they know
selected variables only, and conditions do not see them. A value is one token of canonical N-Triples, or two; nothing
in it can end it.
"""

from collections.abc import Iterator, Mapping, Sequence

from kg.errors import QueryError
from kg.model import Literal
from kg.rdf.terms import iri_text, literal_text
from kg.sparql.tokens import Token, tokens

_CLAUSES = {"SELECT": "SELECT", "GROUP": "BY", "ORDER": "BY", "WHERE": "", "FROM": "", "HAVING": "", "VALUES": ""}


def filled(text: str, values: Mapping[str, str | Literal]) -> str:
    """The text of an admitted query with an IRI or a literal for each variable of these names.

    Raises TermError for a value that RDF cannot carry, QueryError where the query gives such a variable a value itself.
    """
    given = {
        f"{sign}{name}": literal_text(value) if isinstance(value, Literal) else iri_text(value)
        for name, value in values.items()
        for sign in "?$"
    }
    everything = tokens(text)
    query = [at for at, token in enumerate(everything) if token.kind not in {"space", "comment"}]
    pieces = [token.text for token in everything]
    for at, piece in _instead([everything[at] for at in query], given):
        pieces[query[at]] = piece
    return "".join(pieces)


def _instead(query: Sequence[Token], given: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Which tokens give way, and to what."""
    clauses = [""]
    for at, token in enumerate(query):
        clauses[-1] = _CLAUSES.get(token.kind, clauses[-1])
        if token.kind in {"{", "("}:
            if token.kind == "{":
                clauses[-1] = ""
            clauses.append("")
        elif token.kind in {"}", ")"}:
            clauses.pop()
        elif token.kind == "VAR" and token.text in given:
            yield from _instead_of(at, query, f" {given[token.text]} ", clauses)


def _instead_of(at: int, query: Sequence[Token], value: str, clauses: Sequence[str]) -> Iterator[tuple[int, str]]:
    variable = query[at].text
    if query[at - 1].kind == "AS" or _is_named_by_values(at, query):
        raise QueryError(f"{variable} is given a value, and the query gives it another")
    if clauses[-1] == "SELECT":
        yield at, _selected(at, query, value, is_outermost=len(clauses) == 1)
    elif clauses[-1] == "BY":
        yield at, f"({value})"
    elif query[at - 2].kind == "BOUND":
        yield from zip(range(at - 2, at + 2), ("(", "true", "", ")"), strict=True)
    else:
        yield at, value


def _selected(at: int, query: Sequence[Token], value: str, *, is_outermost: bool) -> str:
    """A selected variable: outermost a column of its own; further in it only must not leave nothing to select."""
    if is_outermost:
        return f"({value} AS {query[at].text})"
    alone = query[at - 1].kind in {"SELECT", "DISTINCT", "REDUCED"} and query[at + 1].kind in {"WHERE", "{"}
    return f"({value} AS {query[at].text}_given)" if alone else ""


def _is_named_by_values(at: int, query: Sequence[Token]) -> bool:
    while query[at].kind in {"VAR", "("}:
        at -= 1
    return query[at].kind == "VALUES"
