"""What keeps two persons of like names apart."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from kg.link.people.evidence import Company, Evidence
from kg.link.people.persons import Persons
from kg.link.people.rarity import Rarity

_RICH = 2
"""Companions from which it tells something that none of them is shared; for a name that many bear one is enough."""
_FAR = 12
"""Years between two appearances that make one person unlikely."""
_LONG_NAME = 12
_ALIKE_WEIGHT = 1.0


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
    least = 1 if rare is Rarity.CROWDED else _RICH
    is_rich = min(one.companions, other.companions) >= least
    is_whole = rare is Rarity.CROWDED or (one.is_whole and other.is_whole)
    is_against = rare >= Rarity.COMMON or (rare is Rarity.UNCOMMON and len(elsewhere) > 1)
    return Verdict("other company" if is_rich and is_whole and is_against else "", " and ".join(elsewhere))


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


def variants_apart(persons: Persons, left: int, right: int, evidence: Evidence, veto: str) -> list[Apart]:
    """The near miss that two persons are who share company and whose long names are one letter apart."""
    if evidence.weight < _ALIKE_WEIGHT or veto == "identifier":
        return []
    for one in persons.names(left):
        for other in persons.names(right):
            if min(len(one), len(other)) >= _LONG_NAME and OSA.distance(one, other, score_cutoff=1) <= 1:
                rule = "byline" if veto == "byline" else "spelling"
                return [Apart(left=left, right=right, rule=rule, evidence=evidence, doubtful=rule == "spelling")]
    return []
