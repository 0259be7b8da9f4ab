"""Appearances gathered into persons, with a veto that no evidence overrides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.link.people.appearances import ORCID, Appearance, scheme
from kg.link.people.evidence import Company, Evidence, company, united
from kg.link.people.likeness import compare
from kg.link.people.names import Name

CURATION = "curation"
"""The rule of what a person decided: of a join, and of a veto."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two appearances, by number, that were made one person by a rule; `detail` is what the rule saw."""

    left: int
    right: int
    rule: str
    confidence: float
    evidence: Evidence = field(default_factory=Evidence)
    detail: str = ""


def strength(join: Join) -> tuple[float, float, int, int]:
    """What sorts joins, those with most evidence first."""
    return -join.evidence.weight, -join.confidence, join.left, join.right


@dataclass(slots=True)
class _Person:
    """What a veto looks at, for one person."""

    members: list[int]
    names: dict[str, Name]
    documents: set[str]
    identifiers: dict[str, set[str]]
    strangers: set[int] = field(default_factory=set)


class Persons:
    """Sets of appearances, by number, each the appearances of one person.

    Like `kg.link.entities.clusters.Clusters` no join leads across a veto; but as one person may appear a thousand
    times, the veto compares what each side holds (names, documents, identifiers), not every pair of appearances.
    """

    def __init__(self, appearances: Sequence[Appearance]) -> None:
        self.appearances = appearances
        self._joins: dict[int, list[Join]] = {}
        self._person = [_alone(number, one) for number, one in enumerate(appearances)]
        self._company: dict[int, Company] = {}
        self.companies = [company(one) for one in appearances]
        """Whom and what each appearance stands with."""

    def root(self, number: int) -> int:
        """The smallest number among the appearances of the same person."""
        return self._person[number].members[0]

    def roots(self) -> list[int]:
        """One number for each person."""
        return [n for n, person in enumerate(self._person) if person.members[0] == n]

    def members(self, number: int) -> Sequence[int]:
        """The appearances of the same person, sorted."""
        return self._person[number].members

    def names(self, number: int) -> Mapping[str, Name]:
        """The person's names by key."""
        return self._person[number].names

    def by_date(self, numbers: Iterable[int]) -> list[int]:
        """Persons or appearances by the date of the paper: what is added later comes behind."""
        return sorted(numbers, key=lambda number: (self.appearances[number].byline.date or "9", number))

    def company(self, number: int) -> Company:
        """Whom and what the person appears with."""
        root = self.root(number)
        if root not in self._company:
            self._company[root] = united([self.companies[n] for n in self.members(root)])
        return self._company[root]

    def veto(self, left: int, right: int, *, but_names: bool = False) -> str:
        """Why two persons are never one, or nothing: `curation`, `byline`, `identifier` or `name`."""
        one, other = self._person[left], self._person[right]
        if not one.strangers.isdisjoint(other.members):
            return CURATION
        if not one.documents.isdisjoint(other.documents):
            return "byline"
        if _differ(one.identifiers, other.identifiers):
            return "identifier"
        return "" if but_names or _agree(one.names, other.names) else "name"

    def joins_of(self, number: int) -> Sequence[Join]:
        """What made the person one."""
        return self._joins.get(self.root(number), ())

    def part(self, left: Sequence[int], right: Sequence[int]) -> None:
        """Never make any of some appearances one with any of others."""
        for numbers, strangers in ((left, right), (right, left)):
            for number in numbers:
                self._person[number].strangers.update(strangers)

    def join(self, join: Join, *, but_names: bool = False, decided: bool = False) -> bool:
        """Make two persons one; False, and nothing changes, where a veto stands between them.

        What was `decided` by a person is vetoed only by what a person decided.
        """
        one, other = self._person[join.left], self._person[join.right]
        if one is other:
            return True
        veto = self.veto(join.left, join.right, but_names=but_names)
        if veto == CURATION or (veto and not decided):
            return False
        small, large = sorted((one, other), key=lambda person: (len(person.members), person.members[0]))
        roots = one.members[0], other.members[0]
        for root in roots:
            self._company.pop(root, None)
        large.members = sorted([*large.members, *small.members])
        large.names |= small.names
        large.documents |= small.documents
        large.strangers |= small.strangers
        for kind, found in small.identifiers.items():
            large.identifiers.setdefault(kind, set()).update(found)
        for number in small.members:
            self._person[number] = large
        self._joins[large.members[0]] = [*self._joins.pop(roots[0], ()), *self._joins.pop(roots[1], ()), join]
        return True


def _alone(number: int, appearance: Appearance) -> _Person:
    identifiers: dict[str, set[str]] = {}
    for identifier in sorted(appearance.identifiers):
        identifiers.setdefault(scheme(identifier), set()).add(identifier)
    return _Person([number], {appearance.name.key: appearance.name}, set(appearance.documents), identifiers)


def _differ(left: Mapping[str, set[str]], right: Mapping[str, set[str]]) -> bool:
    """Whether identifiers say two persons: ORCID first, else that two of one scheme differ and none is the same."""
    if ORCID in left and ORCID in right:
        return left[ORCID].isdisjoint(right[ORCID])
    both = sorted(left.keys() & right.keys())
    return bool(both) and all(left[kind].isdisjoint(right[kind]) for kind in both)


def _agree(left: Mapping[str, Name], right: Mapping[str, Name]) -> bool:
    """Whether no name of one contradicts a name of the other, unless identifiers have made both names one person's."""
    return all(
        compare(one, other) is not None or (a in right and b in right) or (a in left and b in left)
        for a, one in left.items()
        for b, other in right.items()
    )
