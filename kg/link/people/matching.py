"""Which appearances are one person: identifiers first, then shared company, then the name alone.

Candidates come from what two appearances share, never from all pairs: an identifier, a name and a companion, a surname
with an initial and a companion. So the work grows with the number of appearances.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from kg.link.people.apart import Apart, name_alone, variants_apart
from kg.link.people.appearances import ORCID, Appearance, scheme
from kg.link.people.circles import Circles
from kg.link.people.decided import Decided
from kg.link.people.evidence import Company, company, shared
from kg.link.people.names import LIKELIEST, Likeness, Name, compare
from kg.link.people.persons import Join, Persons
from kg.link.people.rarity import Rarity, rarity

_NEEDED = {Rarity.RARE: 0.15, Rarity.UNCOMMON: 0.2, Rarity.COMMON: 0.4, Rarity.CROWDED: 0.5}
"""Weight of shared company that makes a full name one person, by how rare the name is."""
_NEEDED_ABBREVIATED = 0.6
_NEEDED_VARIANT = 0.4
_PAIRS_MOST = 40
"""Appearances of one name with one companion up to which all pairs are weighed; of more, neighbours only."""
_BLOCK_MOST = 300
"""Names with one initial and surname beside one companion, above which the companion tells nothing."""
_SURE = {"spelling": 0.98, "suffix": 0.95, "middle name": 0.95, "surname": 0.85, "order": 0.92, "initials": 0.88}
"""At most so sure, however much company two spellings share."""
_PAGE = 0.75
_ALONE = {Rarity.RARE: 0.7, Rarity.UNCOMMON: 0.65, Rarity.COMMON: 0.6, Rarity.CROWDED: 0.5}
_SECOND_HAND, _SECOND_HAND_CROWDED = 0.8, 0.7
_SEVERAL = 2
_ALONE_ELSEWHERE = 0.6
"""At most so sure where organisations, subjects or decades differ."""


def match(appearances: Sequence[Appearance], decided: Decided) -> tuple[Persons, list[Apart]]:
    """The persons behind some appearances, and the pairs of them that resemble each other and were kept apart."""
    persons = Persons(appearances)
    apart = decided.follow(persons)
    _by_identifier(persons)
    _by_page(persons)
    apart += _by_company(persons)
    apart += _by_variant(persons)
    apart += _by_name_alone(persons)
    apart += _by_middle_name_alone(persons)
    return persons, apart


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
    groups = _grouped(
        persons.appearances,
        lambda one: [f"{one.name.key}\0{kind}\0{shared}" for kind, shared in _company_keys(company(one))],
    )
    pairs = sorted({pair for numbers in groups.values() for pair in _pairs(numbers)})
    joins, weak = [], []
    for left, right in pairs:
        name = persons.appearances[left].name
        evidence = shared(company(persons.appearances[left]), company(persons.appearances[right]))
        rare = rarity(name.text)
        if evidence.weight >= (_NEEDED_ABBREVIATED if name.is_abbreviated else _NEEDED[rare]):
            joins.append(
                Join(
                    left=left,
                    right=right,
                    rule="shared company",
                    confidence=evidence.confidence(rare),
                    evidence=evidence,
                )
            )
        else:
            weak.append(Apart(left=left, right=right, rule="little company", evidence=evidence, doubtful=True))
    for join in sorted(joins, key=_strength):
        persons.join(join)
    return weak


def _strength(join: Join) -> tuple[float, float, int, int]:
    return -join.evidence.weight, -join.confidence, join.left, join.right


def _company_keys(found: Company) -> Iterator[tuple[str, str]]:
    yield from (("name", name) for name in found.names if name not in found.own)
    yield from (("affiliation", key) for key in found.affiliations)
    yield from (("organization", key) for key in found.organizations)


def _by_variant(persons: Persons) -> list[Apart]:
    """Join persons whose names differ but could be one, where they share company and no other person fits."""
    options: dict[tuple[int, int], tuple[Likeness, Join]] = {}
    apart: list[Apart] = []
    for left, right in _variant_pairs(persons):
        evidence = shared(persons.company(left), persons.company(right))
        kind = _likeness(persons, left, right)
        veto = persons.veto(left, right)
        if kind is None or veto:
            apart += variants_apart(persons, left, right, evidence, veto)
            continue
        needed = _NEEDED_ABBREVIATED if kind == "initials" else _NEEDED_VARIANT
        if evidence.weight < needed:
            if evidence.weight:
                apart.append(Apart(left=left, right=right, rule="little company", evidence=evidence, doubtful=True))
            continue
        confidence = min(_SURE[kind], evidence.confidence(_rarity(persons, left, right)))
        options[left, right] = (kind, Join(left=left, right=right, rule=kind, confidence=confidence, evidence=evidence))
    ambiguous = _ambiguous(persons, options)
    for pair, (kind, join) in sorted(options.items(), key=lambda item: (LIKELIEST[item[1][0]], _strength(item[1][1]))):
        if ambiguous.isdisjoint(pair):
            persons.join(join)
        else:
            rule = "several candidates" if kind == "initials" else "several names"
            apart.append(Apart(left=join.left, right=join.right, rule=rule, evidence=join.evidence, doubtful=True))
    return apart


def _ambiguous(persons: Persons, options: Iterable[tuple[int, int]]) -> set[int]:
    """The persons who fit two others that are not one: homonyms, or names that contradict each other."""
    beside: dict[int, set[int]] = {}
    for left, right in options:
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    return {
        number
        for number, others in sorted(beside.items())
        if any(_are_two(persons, one, other) for one, other in combinations(sorted(others), 2))
    }


def _are_two(persons: Persons, left: int, right: int) -> bool:
    is_homonym = not persons.names(left).keys().isdisjoint(persons.names(right))
    return is_homonym or bool(persons.veto(left, right))


def _likeness(persons: Persons, left: int, right: int) -> Likeness | None:
    """How the most alike names of two persons differ; None for persons who share a name, or could not be one."""
    found = [compare(a, b) for a in persons.names(left).values() for b in persons.names(right).values()]
    kinds = sorted((kind for kind in found if kind), key=lambda kind: LIKELIEST[kind])
    return None if not kinds or kinds[0] == "same" else kinds[0]


def _rarity(persons: Persons, *numbers: int) -> Rarity:
    """How rare the rarest name of the person with the more common name is."""
    return max(min(rarity(name.text) for name in persons.names(number).values()) for number in numbers)


def _variant_pairs(persons: Persons) -> list[tuple[int, int]]:
    """Pairs of persons, by root, whose names begin alike in some reading and who share a companion or affiliation."""
    blocks: dict[tuple[str, str, str], set[int]] = {}
    for number, one in enumerate(persons.appearances):
        root = persons.root(number)
        found = company(one)
        keys = [("initials", key) for key in found.initials if key not in found.own]
        keys += [("affiliation", key) for key in found.affiliations]
        for block in _blocks(one.name):
            for kind, key in keys:
                blocks.setdefault((block, kind, key), set()).add(root)
    return sorted(
        {
            pair
            for roots in blocks.values()
            if 1 < len(roots) <= _BLOCK_MOST
            for pair in combinations(sorted(roots), 2)
            if not set(persons.names(pair[0])) & set(persons.names(pair[1]))
        }
    )


def _blocks(name: Name) -> set[str]:
    """Surname and first letter of a given name, for each reading; of a hyphenated surname its first part as well."""
    return {
        f"{surname} {letter}"
        for reading in name.readings
        for surname in {reading.surname, *reading.parts[:1]}
        for letter in {word[0] for word in reading.given[:2]}
    }


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
        apart += _one_name(persons, circles, key, sorted(set(groups[key])))
    return apart


def _one_name(persons: Persons, circles: Circles, key: str, roots: Sequence[int]) -> list[Apart]:
    """Join what is linked at second hand, then what nothing speaks against."""
    if len(roots) < _SEVERAL:
        return []
    rare = rarity(persons.names(roots[0])[key].text)
    for left, right in _pairs(roots):
        links = circles.tell(persons.company(left), persons.company(right), rare)
        if links and not persons.veto(left, right):
            detail = " with ".join(links[0])
            confidence = _SECOND_HAND_CROWDED if rare is Rarity.CROWDED else _SECOND_HAND
            persons.join(Join(left=left, right=right, rule="second hand", confidence=confidence, detail=detail))
    roots = sorted({persons.root(root) for root in roots})
    told = [(left, right, name_alone(persons, left, right, rare)) for left, right in _pairs(roots)]
    against = [(left, right, why) for left, right, why in told if why.against]
    is_doubtful = rare is not Rarity.CROWDED
    apart = [
        Apart(left=left, right=right, rule=why.against, doubtful=is_doubtful and why.against == "other company")
        for left, right, why in against
    ]
    is_crowd = rare >= Rarity.COMMON and bool(against)
    for left, right, why in told:
        confidence = min(_ALONE[rare], _ALONE_ELSEWHERE) if why.detail else _ALONE[rare]
        join = Join(left=left, right=right, rule="same name", confidence=confidence, detail=why.detail)
        if not why.against and (is_crowd or not persons.join(join)):
            apart.append(Apart(left=left, right=right, rule="name alone", doubtful=True))
    return apart


def _by_middle_name_alone(persons: Persons) -> list[Apart]:
    """Names that differ in middle names alone and share no company."""
    groups: dict[str, set[int]] = {}
    for root in persons.roots():
        for name in persons.names(root).values():
            if not name.is_abbreviated:
                groups.setdefault(name.stands_for, set()).add(root)
    return [
        Apart(left=left, right=right, rule="middle name", doubtful=_rarity(persons, left, right) is not Rarity.CROWDED)
        for key in sorted(groups)
        for left, right in _pairs(sorted(groups[key]))
        if _likeness(persons, left, right) == "middle name"
    ]


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs of a few; of many, neighbours only."""
    return combinations(numbers, 2) if len(numbers) <= _PAIRS_MOST else pairwise(numbers)


def _grouped(appearances: Sequence[Appearance], keys: Callable[[Appearance], Iterable[str]]) -> dict[str, list[int]]:
    """The numbers of the appearances that have each key, where there are several."""
    groups: dict[str, list[int]] = {}
    for number, one in enumerate(appearances):
        for key in sorted(keys(one)):
            groups.setdefault(key, []).append(number)
    return {key: numbers for key, numbers in sorted(groups.items()) if len(numbers) > 1}
