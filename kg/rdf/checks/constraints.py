"""What each constraint of SHACL that the shapes use means (https://www.w3.org/TR/shacl/#core-components)."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from kg.rdf.checks.graph import Graph, Values, text
from kg.rdf.checks.shapes import Constraint
from kg.rdf.terms import XSD

_NUMERIC = ("integer", "decimal")
_ESCAPED = 10
"""The most characters that one character is written with: `\\U0001F9EA`."""
_pattern = cache(re.compile)

Holds = Callable[[Graph, Constraint, str], bool]
Breaks = Callable[[Constraint, list[str], Values], Iterator[str | None]]


def _class(graph: Graph, constraint: Constraint, value: str) -> bool:
    return not set(constraint.values).isdisjoint(graph.kinds[value].split(" ")) and value.startswith("<")


def _datatype(graph: Graph, constraint: Constraint, value: str) -> bool:
    return value.startswith('"') and f"<{XSD}{graph.kinds[value]}>" in constraint.values


def _or(graph: Graph, constraint: Constraint, value: str) -> bool:
    return (_class if constraint.kind == "class" else _datatype)(graph, constraint, value)


def _node_kind(_graph: Graph, _constraint: Constraint, value: str) -> bool:
    """The shapes ask for IRIs alone."""
    return value.startswith("<")


def _in(_graph: Graph, constraint: Constraint, value: str) -> bool:
    return value in constraint.values


def _min_length(_graph: Graph, constraint: Constraint, value: str) -> bool:
    least = int(constraint.values[0])
    return value.rfind('"') > _ESCAPED * least or len(_words(value)) >= least


def _matches(_graph: Graph, constraint: Constraint, value: str) -> bool:
    return _pattern(text(constraint.values[0])).search(_words(value)) is not None


def _min_inclusive(_graph: Graph, constraint: Constraint, value: str) -> bool:
    number = numeric(value)
    return number is not None and number >= int(constraint.values[0])


def _max_inclusive(_graph: Graph, constraint: Constraint, value: str) -> bool:
    number = numeric(value)
    return number is not None and number <= int(constraint.values[0])


BY_KIND: dict[str, Holds] = {"class": _class, "datatype": _datatype, "or": _or, "nodeKind": _node_kind}
"""Constraints on a value that its kind decides."""
BY_VALUE: dict[str, Holds] = {
    "in": _in,
    "minLength": _min_length,
    "pattern": _matches,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
}
"""Constraints on a value that the value itself decides."""


def _min_count(constraint: Constraint, values: list[str], _thing: Values) -> Iterator[str | None]:
    if len(values) < int(constraint.values[0]):
        yield None


def _max_count(constraint: Constraint, values: list[str], _thing: Values) -> Iterator[str | None]:
    if len(values) > int(constraint.values[0]):
        yield None


def _unique_language(_constraint: Constraint, values: list[str], _thing: Values) -> Iterator[str | None]:
    languages = [value.rpartition('"')[2].lower() for value in values if value[-1] not in '">']
    if len(languages) > len(set(languages)):
        yield None


def _has_value(constraint: Constraint, values: list[str], _thing: Values) -> Iterator[str | None]:
    if not set(constraint.values) <= set(values):
        yield None


def _equals(constraint: Constraint, values: list[str], thing: Values) -> Iterator[str | None]:
    other = thing.get(constraint.values[0], [])
    if values != other:
        yield from sorted(set(values) ^ set(other))


def _disjoint(constraint: Constraint, values: list[str], thing: Values) -> Iterator[str | None]:
    other = thing.get(constraint.values[0], ())
    yield from (value for value in values if value in other)


def _less_than(constraint: Constraint, values: list[str], thing: Values) -> Iterator[str | None]:
    for value in values:
        for other in thing.get(constraint.values[0], ()):
            low, high = numeric(value), numeric(other)
            if low is None or high is None or low >= high:
                yield value


WHOLE: dict[str, Breaks] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "uniqueLang": _unique_language,
    "hasValue": _has_value,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less_than,
}
"""Constraints on all values of a property at once; each yields the values that break it, or None."""


@lru_cache(maxsize=1 << 16)
def numeric(literal: str) -> int | Decimal | None:
    """The number that an `xsd:integer` or `xsd:decimal` is, None of any other term."""
    quoted, _, datatype = literal.rpartition("^^")
    if not datatype.startswith(f"<{XSD}") or datatype[len(XSD) + 1 : -1] not in _NUMERIC:
        return None
    digits = quoted[1:-1]
    if digits.isdecimal():
        return int(digits)
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _words(term: str) -> str:
    return term[1:-1] if term.startswith("<") else text(term)
