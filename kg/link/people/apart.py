"""What keeps two persons of like names apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from kg.link.people.evidence import Company, Evidence, shared
from kg.link.people.persons import Persons
from kg.link.people.rarity import Rarity

_RICH = 2
"""Companions from which it tells something that none of them is shared; for a name that many bear one is enough."""
_FAR = 12
"""Years between two appearances that make one person unlikely."""
_LONG_NAME = 12
_ALIKE_WEIGHT = 1.0
FEW = 3
"""Near misses that are told of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two persons, by the number of an appearance, that were kept apart, and what decided."""

    left: int
    right: int
    rule: str
    evidence: Evidence = field(default_factory=Evidence)
    detail: str = ""
    doubtful: bool = False


class Verdict(NamedTuple):
    """What speaks against one person (a rule, or nothing), and what of their surroundings differs."""

    against: str
    detail: str


def name_alone(persons: Persons, left: int, right: int, rare: Rarity) -> Verdict:
    """Whether two persons who share a full name and no company may be one.

    A rare name is one person's, an uncommon one too unless organisations and subjects differ. A name that many bear
    is not, where both have company and none of it is shared; but co-authors whom a byline cuts off tell nothing.
    """
    veto = persons.veto(left, right)
    if veto:
        return Verdict(veto, "")
    one, other = persons.company(left), persons.company(right)
    elsewhere = _elsewhere(one, other)
    is_against = rare >= Rarity.COMMON or (rare is Rarity.UNCOMMON and len(elsewhere) > 1)
    both_speak = speaks(one, rare) and speaks(other, rare)
    return Verdict("other company" if both_speak and is_against else "", " and ".join(elsewhere))


def speaks(company: Company, rare: Rarity) -> bool:
    """Whether company tells something where none of it is shared."""
    least = 1 if rare is Rarity.CROWDED else _RICH
    return company.companions >= least and (rare is Rarity.CROWDED or company.is_whole)


def _elsewhere(one: Company, other: Company) -> list[str]:
    """What of two persons' surroundings is known and differs."""
    found = []
    homes = [set(company.affiliations or company.organizations) for company in (one, other)]
    if all(homes) and homes[0].isdisjoint(homes[1]):
        found.append("organisations")
    if one.subjects and other.subjects and one.subjects.isdisjoint(other.subjects):
        found.append("subjects")
    if one.years and other.years and max(one.years[0] - other.years[-1], other.years[0] - one.years[-1]) > _FAR:
        found.append("years")
    return found


def variants_apart(persons: Persons, left: int, right: int, veto: str) -> list[Apart]:
    """The near miss that two persons are who share company and whose long names are one letter apart."""
    if veto == "identifier" or not _are_a_letter_apart(persons, left, right):
        return []
    evidence = shared(persons.company(left), persons.company(right))
    if evidence.weight < _ALIKE_WEIGHT:
        return []
    rule = "byline" if veto == "byline" else "spelling"
    return [Apart(left=left, right=right, rule=rule, evidence=evidence, doubtful=rule == "spelling")]


def _are_a_letter_apart(persons: Persons, left: int, right: int) -> bool:
    return any(
        min(len(one), len(other)) >= _LONG_NAME and OSA.distance(one, other, score_cutoff=1) <= 1
        for one in persons.names(left)
        for other in persons.names(right)
    )


def few(persons: Persons, found: Iterable[Apart]) -> list[Apart]:
    """The pairs that tell most: a few for each person, those that ask for a decision and share most first."""
    told: Counter[int] = Counter()
    kept = []
    for one in sorted(found, key=lambda one: (not one.doubtful, -one.evidence.weight, one.left, one.right)):
        roots = persons.root(one.left), persons.root(one.right)
        if roots[0] != roots[1] and min(told[root] for root in roots) < FEW:
            told.update(roots)
            kept.append(one)
    return kept
