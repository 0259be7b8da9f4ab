"""Which appearances are one person: identifiers first, then shared company, then the name alone.

Candidates come from what two appearances share, never from all pairs (see `kg.link.people.candidates`): an identifier,
a name and a companion, a surname with an initial and a companion. So the work grows with the number of appearances.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from kg.link.people.apart import Apart, few, name_alone, speaks
from kg.link.people.appearances import ORCID, Appearance, scheme
from kg.link.people.candidates import Places, near
from kg.link.people.circles import Circles
from kg.link.people.decided import Decided
from kg.link.people.evidence import keys, shared
from kg.link.people.persons import Join, Persons, strength
from kg.link.people.rarity import Rarity, rarity_of
from kg.link.people.variants import join_variants, spellings_apart

_NEEDED = {Rarity.RARE: 0.15, Rarity.UNCOMMON: 0.2, Rarity.COMMON: 0.25, Rarity.CROWDED: 0.5}
"""Weight of shared company that makes a full name one person, by how rare the name is."""
_NEEDED_ABBREVIATED = 0.6
_PAGE = 0.75
_ALONE = {Rarity.RARE: 0.7, Rarity.UNCOMMON: 0.65, Rarity.COMMON: 0.6, Rarity.CROWDED: 0.5}
_SECOND_HAND, _SECOND_HAND_CROWDED = 0.8, 0.7
_ALONE_ELSEWHERE = 0.6
"""At most so sure where organisations, subjects or decades differ."""


def match(appearances: Sequence[Appearance], decided: Decided) -> tuple[Persons, list[Apart]]:
    """The persons behind some appearances, and the pairs of them that resemble each other and were kept apart."""
    persons = Persons(appearances)
    apart = decided.follow(persons)
    _by_identifier(persons)
    _by_page(persons)
    apart += _by_company(persons)
    apart += join_variants(persons)
    apart += _by_name_alone(persons)
    return persons, apart + spellings_apart(persons)


def _by_identifier(persons: Persons) -> None:
    groups = _grouped(persons.appearances, lambda one: one.identifiers)
    for identifier in sorted(groups, key=lambda found: (scheme(found) != ORCID, found)):
        for left, right in pairwise(groups[identifier]):
            join = Join(left=left, right=right, rule=f"same {_label(identifier)}", confidence=0.99, detail=identifier)
            persons.join(join, but_names=True)


def _label(identifier: str) -> str:
    return "ORCID" if scheme(identifier) == ORCID else "identifier"


def _by_page(persons: Persons) -> None:
    groups = _grouped(persons.appearances, lambda one: [f"{one.name.key}\0{page}" for page in one.pages])
    for numbers in groups.values():
        for left, right in pairwise(numbers):
            persons.join(Join(left=left, right=right, rule="author page", confidence=_PAGE))


def _by_company(persons: Persons) -> list[Apart]:
    """Join appearances of one name that share company, most first; what is too little comes back."""
    groups = _grouped(persons.appearances, lambda one: (one.name.key,))
    return [apart for numbers in groups.values() for apart in _company_of_one_name(persons, numbers)]


def _company_of_one_name(persons: Persons, numbers: Sequence[int]) -> Iterator[Apart]:
    name = persons.appearances[numbers[0]].name
    rare = rarity_of(name)
    needed = _NEEDED_ABBREVIATED if name.is_abbreviated else _NEEDED[rare]
    places = Places(persons.by_date(numbers), lambda number: keys(persons.companies[number]), needed)
    joins = []
    for left, right in sorted({_sorted(pair) for group in places.groups() for pair in near(group)}):
        evidence = shared(persons.companies[left], persons.companies[right])
        if evidence.weight >= needed:
            confidence = evidence.confidence(rare)
            join = Join(left=left, right=right, rule="shared company", confidence=confidence, evidence=evidence)
            joins.append(join)
    for join in sorted(joins, key=strength):
        persons.join(join)
    yield from few(persons, _too_little(persons, places))


def _too_little(persons: Persons, places: Places) -> Iterator[Apart]:
    """Persons who share something that does not tell enough."""
    for group in places.weak.values():
        firsts = list({persons.root(number): number for number in reversed(group)}.values())
        for pair in near(firsts):
            left, right = _sorted(pair)
            evidence = shared(persons.companies[left], persons.companies[right])
            yield Apart(left=left, right=right, rule="little company", evidence=evidence, doubtful=True)


def _sorted(pair: tuple[int, int]) -> tuple[int, int]:
    return min(pair), max(pair)


def _by_name_alone(persons: Persons) -> list[Apart]:
    """Join persons of one full name whom nothing but the name connects, unless their company speaks against it."""
    groups: dict[str, list[int]] = {}
    for root in persons.roots():
        for key, name in persons.names(root).items():
            if not name.is_abbreviated:
                groups.setdefault(key, []).append(root)
    circles = Circles(persons.appearances)
    apart: list[Apart] = []
    for key in sorted(groups):
        roots = sorted({persons.root(root) for root in groups[key]})
        if len(roots) > 1:
            apart += few(persons, _one_name(persons, circles, key, roots))
    return apart


def _one_name(persons: Persons, circles: Circles, key: str, roots: Sequence[int]) -> list[Apart]:
    """Join what is linked at second hand, then what nothing speaks against."""
    rare = rarity_of(persons.names(roots[0])[key])
    for left, right, links in circles.tell([(root, persons.company(root)) for root in roots], rare):
        if not persons.veto(left, right):
            detail = " with ".join(links[0])
            confidence = _SECOND_HAND_CROWDED if rare is Rarity.CROWDED else _SECOND_HAND
            persons.join(Join(left=left, right=right, rule="second hand", confidence=confidence, detail=detail))
    roots = persons.by_date(sorted({persons.root(root) for root in roots}))
    told = [(left, right, name_alone(persons, left, right, rare)) for left, right in map(_sorted, near(roots))]
    against = [(left, right, why) for left, right, why in told if why.against]
    is_doubtful = rare is not Rarity.CROWDED
    apart = [
        Apart(left=left, right=right, rule=why.against, doubtful=is_doubtful and why.against == "other company")
        for left, right, why in against
    ]
    speaking = sum(speaks(persons.company(root), rare) for root in roots)
    is_crowd = rare >= Rarity.COMMON and (bool(against) or speaking > 1)
    for left, right, why in told:
        confidence = min(_ALONE[rare], _ALONE_ELSEWHERE) if why.detail else _ALONE[rare]
        join = Join(left=left, right=right, rule="same name", confidence=confidence, detail=why.detail)
        if not why.against and (is_crowd or not persons.join(join)):
            apart.append(Apart(left=left, right=right, rule="name alone", doubtful=True))
    return apart


def _grouped(appearances: Sequence[Appearance], keys: Callable[[Appearance], Iterable[str]]) -> dict[str, list[int]]:
    """The numbers of the appearances that have each key, where there are several."""
    groups: dict[str, list[int]] = {}
    for number, one in enumerate(appearances):
        for key in sorted(keys(one)):
            groups.setdefault(key, []).append(number)
    return {key: numbers for key, numbers in sorted(groups.items()) if len(numbers) > 1}
