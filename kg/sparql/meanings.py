"""What is wrong with a query that has the right form and still means nothing: the engine refuses it and says little."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.errors import QueryError
from kg.sparql.grammar import FUNCTIONS
from kg.sparql.mistakes import Place
from kg.sparql.tokens import Text, Token, tokens

_CLAUSE_ENDS = frozenset({"WHERE", "FROM", "{", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}"})
_AGGREGATES = frozenset({"AGG", "COUNT", "GROUP_CONCAT"})


def meaning_error(said: str, text: str) -> QueryError:
    """Where and why the engine refused a query that the guard had let pass, as far as its tokens tell."""
    query = [token for token in tokens(text) if token.kind not in {"space", "comment"}]
    for at, message in _faults(query):
        return Place(Text(text=text, written=text), query).error(at, message)
    return QueryError(f"the query has no meaning: {' '.join(said.split())}")


def _faults(query: Sequence[Token]) -> Iterator[tuple[int, str]]:
    yield from _relative(query)
    yield from _uneven_rows(query)
    yield from _named_twice(query)
    yield from _ungrouped(query)


def _relative(query: Sequence[Token]) -> Iterator[tuple[int, str]]:
    if any(token.kind == "BASE" for token in query):
        return
    for at, token in enumerate(query):
        if token.kind == "IRIREF" and ":" not in token.text:
            yield at, f"{token.text} is a relative IRI; write it in full, or with a prefix"


def _uneven_rows(query: Sequence[Token]) -> Iterator[tuple[int, str]]:
    for start, token in enumerate(query):
        if token.kind != "VALUES" or query[start + 1].kind != "(":
            continue
        wide = next(at for at in range(start, len(query)) if query[at].kind == ")") - start - 2
        at = start + wide + 4
        while at < len(query) and query[at].kind == "(":
            end = next(place for place in range(at, len(query)) if query[place].kind == ")")
            row = [one for one in query[at + 1 : end] if one.kind != "LANGTAG"]
            typed = 2 * sum(one.kind == "^^" for one in row)
            if len(row) - typed != wide:
                yield at, f"a row of VALUES needs as many values as there are variables, {wide}; UNDEF stands for none"
            at = end + 1


def _named_twice(query: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """A name that AS gives to what is worked out, and that the query has for something else."""
    depths = _depths(query)
    listed = _listed(query, depths)
    names = [token.text[1:] if token.kind == "VAR" and at not in listed else "" for at, token in enumerate(query)]
    for at, name in enumerate(names):
        if name and query[at - 1].kind == "AS":
            is_selected = depths[at] == 1 and "{" not in {token.kind for token in query[:at]}
            if name in names[:at] or (is_selected and name in names[at + 1 :]):
                yield at, f"?{name} has a value already; give what is worked out another name"


def _listed(query: Sequence[Token], depths: Sequence[int]) -> set[int]:
    """Where variables stand that a SELECT only lists."""
    found = set[int]()
    for start in (at for at, token in enumerate(query) if token.kind == "SELECT"):
        clause = takewhile(lambda at: query[at].kind not in _CLAUSE_ENDS, range(start + 1, len(query)))
        found.update(at for at in clause if depths[at] == depths[start])
    return found


def _ungrouped(query: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """A selected variable of a SELECT with groups that is no group's."""
    depths = _depths(query)
    for start in (at for at, token in enumerate(query) if token.kind == "SELECT"):
        here = [at for at in range(start, len(query)) if depths[at] <= depths[start]]
        listed = list(takewhile(lambda at: query[at].kind not in _CLAUSE_ENDS, here[1:]))
        by = next((place for place, at in enumerate(here) if query[at].kind == "BY"), len(here))
        groups = {query[at].text[1:] for at in takewhile(lambda at: query[at].kind not in _CLAUSE_ENDS, here[by + 1 :])}
        worked_out = {FUNCTIONS.get(token.kind, token.kind) for token in query[start : here[len(listed) + 1]]}
        if by < len(here) or worked_out & _AGGREGATES:
            for at in listed:
                if query[at].kind == "VAR" and query[at].text[1:] not in groups:
                    yield at, f"{query[at].text} is neither in GROUP BY nor in an aggregate such as COUNT or SAMPLE"


def _depths(query: Sequence[Token]) -> list[int]:
    """How many brackets each token stands in; brackets themselves count as within."""
    depth, depths = 0, list[int]()
    for token in query:
        depth += token.kind in {"{", "("}
        depths.append(depth)
        depth -= token.kind in {"}", ")"}
    return depths
