"""The door in front of the engine: queries that only read, and only from the store, in bounds.

The engine itself reads more leniently than the grammar (`FROMNAMED<…>` is FROM NAMED to it), fetches from wherever
SERVICE says, and ends the process where a query is nested too deeply. So what it gets is what the grammar's own tokens
make a query of, and nothing else.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal
from urllib.parse import urljoin

from kg.errors import LimitError, QueryError, RefusedError
from kg.sparql.limits import Limits
from kg.sparql.mistakes import Place, syntax_error, unknown_prefix
from kg.sparql.parser import first_miss
from kg.sparql.tokens import Text, Token, resolved, tokens, unescaped

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "USING"})
_OPEN = {"{": "}", "(": ")", "[": "]", "<<": ">>", "<<(": ")>>", "{|": "|}"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_CLOSED = frozenset(_OPEN.values())
_LINKS = frozenset(
    {"||", "&&", "+", "-", "*", "/", "|", "^", "!", "=", "!=", "<", ">", "<=", ">=", "{", "[", "SIGNED", "IN"}
) | {
    *("AS", "UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "EXISTS"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A query that may run: its text, and the graphs that FROM and FROM NAMED name, as IRIs.

    A SELECT yields one row more than its limit, or fewer: who gets them all knows that there were more. For SELECT *,
    which the standard gives no order, `order` has the variables in order of appearance.
    """

    form: Form
    text: str
    froms: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    has_graph: bool = False
    order: tuple[str, ...] = ()


def admit(text: str, prefixes: Mapping[str, str], limits: Limits, *, graphs: Collection[str] | None = None) -> Admitted:
    """The query, if it may run; `prefixes` need no declaration, `graphs` are those that FROM may name (None: any).

    Raises RefusedError for what leaves the store or writes, LimitError beyond a limit, QueryError for what is no query.
    """
    _check_length(text, limits)
    source = resolved(text)
    everything = tokens(source.text)
    query = [token for token in everything if token.kind not in {"space", "comment"}]
    place = Place(source, query)
    _check_nesting(query, limits, place)
    _refuse(query, place)
    miss = first_miss(query)
    if miss is not None:
        raise syntax_error(miss, place)
    known = {**prefixes, **declared(query)}
    for at, token in enumerate(query):
        if token.kind in {"PNAME", "PNAME_NS"} and token.text.partition(":")[0] not in known:
            raise unknown_prefix(at, known, place)
    froms, named = _dataset(query, known, place)
    for iri in (*froms, *named):
        if graphs is not None and iri not in graphs:
            raise RefusedError(f"FROM is refused: there is no graph <{iri}> here, and nothing is fetched")
    form = next(form for form in _FORMS if any(token.kind == form for token in _top(query)))
    return Admitted(
        form=form,
        text=_limited(source.text, query, limits.rows + 1) if form == "SELECT" else source.text,
        froms=froms,
        named=named,
        has_graph=any(token.kind == "GRAPH" for token in query),
        order=_order(query),
    )


def _check_length(text: str, limits: Limits) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line, column = Text(text=text, written=text).place(error.start)
        raise QueryError("the query holds half of a surrogate pair", line=line, column=column) from None
    if size > limits.query_kb * 1024:
        raise LimitError("length", f"the query has {size:,} bytes; {limits.query_kb * 1024:,} are the limit")


def _check_nesting(query: Sequence[Token], limits: Limits, place: Place) -> None:
    """Refuse what the engine would take up by too deep a recursion."""
    links, below, waiting = [0], [0], list[str]()
    for at, token in enumerate(query):
        kind = token.kind
        if kind in _LINKS or (kind == "(" and not waiting):
            links[-1] += 1
        if kind in _OPEN:
            waiting.append(_OPEN[kind])
            links.append(1)
            below.append(0)
        elif waiting and kind == waiting[-1]:
            waiting.pop()
            height = links.pop() + below.pop()
            below[-1] = max(below[-1], height)
        if len(waiting) > limits.depth:
            raise _too_deep(f"is nested more than {limits.depth} deep", at, place)
        if links[-1] + below[-1] > limits.links:
            raise _too_deep(f"strings together more than {limits.links} operators and patterns", at, place)


def _too_deep(what: str, at: int, place: Place) -> LimitError:
    line, column = place.of(at)
    return LimitError("depth", f"line {line}, column {column}: the query {what}", line=line, column=column)


def _refuse(query: Sequence[Token], place: Place) -> None:
    """Refuse what only a query's keywords can say; a keyword is never part of a string, a name or a comment."""
    for at, token in enumerate(query):
        if token.kind in _UPDATES:
            what = "updates are refused: a query only reads; write SELECT, ASK, CONSTRUCT or DESCRIBE"
        elif token.kind == "SERVICE":
            what = "SERVICE is refused: a query never leaves this machine"
        else:
            continue
        line, column = place.of(at)
        raise RefusedError(what, line=line, column=column)


def declared(query: Sequence[Token]) -> dict[str, str]:
    """The prefixes that the query itself declares, the last one of each name."""
    return {
        query[at + 1].text[:-1]: unescaped(query[at + 2].text[1:-1])
        for at, token in enumerate(query)
        if token.kind == "PREFIX"
    }


def _dataset(query: Sequence[Token], known: Mapping[str, str], place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What FROM and FROM NAMED name."""
    froms, named = list[str](), list[str]()
    for at, token in enumerate(query):
        if token.kind == "FROM":
            is_named = query[at + 1].kind == "NAMED"
            (named if is_named else froms).append(_iri(at + 1 + is_named, known, place))
    return tuple(froms), tuple(named)


def _iri(at: int, known: Mapping[str, str], place: Place) -> str:
    query = place.query
    token = query[at]
    if token.kind == "IRIREF":
        bases = [unescaped(query[base + 1].text[1:-1]) for base, one in enumerate(query) if one.kind == "BASE"]
        try:
            iri = reduce(urljoin, [*bases, unescaped(token.text[1:-1])])
        except ValueError:
            raise place.error(at, "this is no IRI of a graph, or the IRI of BASE is none") from None
    else:
        prefix, _, local = token.text.partition(":")
        iri = known[prefix] + re.sub(r"\\(.)", r"\1", local)
    if not _ABSOLUTE.match(iri):
        raise place.error(at, "write the IRI of a graph in full")
    return iri


def _order(query: Sequence[Token]) -> tuple[str, ...]:
    """Every variable in order of appearance, for a query that begins with SELECT *."""
    start = next((at for at, token in enumerate(query) if token.kind in _FORMS), 0)
    kinds = [token.kind for token in query[start : start + 3] if token.kind not in {"DISTINCT", "REDUCED"}]
    if kinds[:2] != ["SELECT", "*"]:
        return ()
    return tuple(dict.fromkeys(token.text[1:] for token in query if token.kind == "VAR"))


def _top(query: Sequence[Token]) -> Iterator[Token]:
    """The tokens outside all brackets."""
    depth = 0
    for token in query:
        depth += (token.kind in _OPEN) - (token.kind in _CLOSED)
        if depth == 0:
            yield token


def _limited(text: str, query: Sequence[Token], most: int) -> str:
    """The text of a SELECT query with its own limit, or `most` where that is less."""
    top = list(_top(query))
    for at, token in enumerate(top):
        if token.kind == "LIMIT":
            number = top[at + 1]
            digits = number.text.lstrip("0") or "0"  # int() refuses thousands of them
            if len(digits) <= len(str(most)) and int(digits) <= most:
                return text
            return f"{text[: number.at]}{most}{text[number.at + len(number.text) :]}"
    last = next((token.at for token in top if token.kind == "VALUES"), query[-1].at + len(query[-1].text))
    return f"{text[:last]}\nLIMIT {most}\n{text[last:]}"
