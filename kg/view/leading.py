"""Which statement likely says what a thing is: the one rule for the cards of the page and the pages of the site."""

from collections.abc import Iterable

from kg.model import Literal, Polarity, Statement

LIKELY = 0.5
"""The least confidence of a statement that a card begins with."""

SAYS_WHAT_IT_IS = (
    ("proposes", True),
    ("introducesBenchmark", True),
    ("introducesDataset", True),
    ("isA", False),
    ("addresses", False),
)
"""Relations whose sentences tell what a thing is, the telling ones first, and whether the thing is their object."""


def leading(statements: Iterable[Statement]) -> dict[str, Statement]:
    """The statement to begin with, by the IRI of the thing: where it was proposed, else what it is a kind of or is for.

    Only sentences that name the thing count; of several the surest, then that of the earliest paper.
    """
    kept = tuple(statements)
    issued = _issued(kept)
    ranks = {relation: (place, backwards) for place, (relation, backwards) in enumerate(SAYS_WHAT_IT_IS)}
    best: dict[str, tuple[tuple[int, float, str, str], Statement]] = {}
    for statement in kept:
        if statement.predicate not in ranks or not _is_likely(statement):
            continue
        place, backwards = ranks[statement.predicate]
        end, span = (
            (statement.object, statement.evidence.object)
            if backwards
            else (statement.subject, statement.evidence.subject)
        )
        if span is None or isinstance(end, Literal):
            continue
        order = (place, -statement.confidence, issued.get(statement.paper, "9"), statement.iri)
        if end not in best or order < best[end][0]:
            best[end] = (order, statement)
    return {iri: statement for iri, (_, statement) in sorted(best.items())}


def _is_likely(statement: Statement) -> bool:
    return (
        statement.polarity is Polarity.ASSERTED and statement.evidence.kind == "text" and statement.confidence >= LIKELY
    )


def _issued(statements: Iterable[Statement]) -> dict[str, str]:
    """The first date of each paper."""
    found: dict[str, str] = {}
    for s in statements:
        if s.predicate == "issued" and s.polarity is Polarity.ASSERTED and isinstance(s.object, Literal):
            found[s.subject] = min(found.get(s.subject, s.object.value), s.object.value)
    return found
