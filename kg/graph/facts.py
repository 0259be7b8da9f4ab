"""Small nouns of the graph: a fact, and what was left out."""

from typing import NamedTuple

from kg.model import Literal, Statement


class Fact(NamedTuple):
    """A direct edge: it holds where at least one asserted statement says so."""

    subject: str
    predicate: str
    object: str | Literal


class Refusal(NamedTuple):
    """Something found in a document that the graph does not hold, and why."""

    document: str
    what: str
    reason: str


def attributes(statement: Statement) -> dict[str, object]:
    """What an edge of networkx carries."""
    return {
        "predicate": statement.predicate,
        "confidence": statement.confidence,
        "paper": statement.paper,
        "statement": statement,
    }


def fact_order(fact: Fact) -> tuple[str, str, str, str]:
    """The order of facts: by subject, predicate and object."""
    if isinstance(fact.object, str):
        return fact.subject, fact.predicate, fact.object, ""
    return fact.subject, fact.predicate, fact.object.value, fact.object.datatype
