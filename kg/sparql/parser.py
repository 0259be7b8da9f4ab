"""Whether tokens are a SPARQL query, and where they stop being one."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.sparql.grammar import FUNCTIONS, table
from kg.sparql.tokens import Token


class Miss(NamedTuple):
    """The first token that does not fit (as many as there are: the end is too early), and those that would have."""

    at: int
    expected: frozenset[str]


def first_miss(query: Sequence[Token]) -> Miss | None:
    """Where tokens (without space and comments) stop being a query; None where they are one."""
    fitting, waiting = _parsed(query)
    if fitting == len(query) and all(symbol in table().empty for symbol in waiting):
        return None
    _, waiting = _parsed(query[:fitting])
    return Miss(fitting, _acceptable(waiting))


def _parsed(query: Sequence[Token]) -> tuple[int, list[str]]:
    """How many tokens fit, and what is waited for after them, last first (of use where all of them fit)."""
    rules, empty = table()
    stack = ["Query"]
    for at, token in enumerate(query):
        kind = FUNCTIONS.get(token.kind, token.kind)
        while True:
            if not stack:
                return at, stack
            top = stack.pop()
            if top == kind:
                break
            rule = rules[top].get(kind) if top in rules else None
            if rule:
                stack.extend(reversed(rule))
            elif top not in empty:
                return at, stack
    return len(query), stack


def _acceptable(stack: list[str]) -> frozenset[str]:
    rules, empty = table()
    found = set[str]()
    for symbol in reversed(stack):
        found.update(rules.get(symbol, (symbol,)))
        if symbol not in empty:
            break
    return frozenset(found)
