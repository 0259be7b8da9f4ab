"""Names in different spellings that are one person's: initials, middle names, order, slips of the pen."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from kg.link.people.apart import Apart, variants_apart
from kg.link.people.evidence import shared
from kg.link.people.likeness import LIKELIEST, Likeness, compare
from kg.link.people.names import Name
from kg.link.people.persons import Join, Persons
from kg.link.people.rarity import Rarity, rarity

_NEEDED: dict[Likeness, float] = {"initials": 0.6, "misspelling": 1.0}
_NEEDED_ELSE = 0.4
_SURE = {
    "spelling": 0.98,
    "suffix": 0.95,
    "middle name": 0.95,
    "surname": 0.85,
    "order": 0.92,
    "initials": 0.88,
    "misspelling": 0.9,
}
"""At most so sure, however much company two spellings share."""
_PREFIX = 3
_BLOCK_MOST = 300
"""Persons with like names beside one companion above which the companion tells nothing."""
_CANDIDATES_MOST = 3
_PAIRS_MOST = 40

_Place = tuple[str, str, str]


def join_variants(persons: Persons) -> list[Apart]:
    """Join persons whose names differ but could be one, where they share company and no other person fits."""
    options: dict[tuple[int, int], tuple[Likeness, Join]] = {}
    apart: list[Apart] = []
    for left, right in _pairs(persons):
        evidence = shared(persons.company(left), persons.company(right))
        kind = likeness(persons, left, right)
        veto = persons.veto(left, right)
        if kind is None or veto:
            apart += variants_apart(persons, left, right, evidence, veto)
            continue
        if evidence.weight < _NEEDED.get(kind, _NEEDED_ELSE):
            if evidence.weight:
                apart.append(Apart(left=left, right=right, rule="little company", evidence=evidence, doubtful=True))
            continue
        confidence = min(_SURE[kind], evidence.confidence(rarest(persons, left, right)))
        options[left, right] = (kind, Join(left=left, right=right, rule=kind, confidence=confidence, evidence=evidence))
    ambiguous = _ambiguous(persons, options)
    for pair, (kind, join) in sorted(options.items(), key=lambda item: (LIKELIEST[item[1][0]], strength(item[1][1]))):
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


def likeness(persons: Persons, left: int, right: int) -> Likeness | None:
    """How the most alike names of two persons differ; None for persons who share a name, or could not be one."""
    found = [compare(a, b) for a in persons.names(left).values() for b in persons.names(right).values()]
    kinds = sorted((kind for kind in found if kind), key=lambda kind: LIKELIEST[kind])
    return None if not kinds or kinds[0] == "same" else kinds[0]


def rarest(persons: Persons, *numbers: int) -> Rarity:
    """How rare the rarest name of the person with the more common name is."""
    return max(min(rarity(name.text) for name in persons.names(number).values()) for number in numbers)


def _pairs(persons: Persons) -> list[tuple[int, int]]:
    """Pairs of persons, by root, whose names begin alike in some reading and who share a companion or affiliation.

    Full names are compared where three letters of a given name agree, abbreviated ones with all of one initial.
    """
    full, short = _full_places(persons), _short_places(persons, {})
    beside = _short_places(persons, short) if short else {}
    found = {pair for roots in full.values() if len(roots) <= _BLOCK_MOST for pair in combinations(sorted(roots), 2)}
    for place, roots in short.items():
        others = beside[place]
        if len(roots) * len(others) <= _BLOCK_MOST * _BLOCK_MOST:
            found |= {(min(one, other), max(one, other)) for one in roots for other in others if one != other}
    return sorted(pair for pair in found if persons.names(pair[0]).keys().isdisjoint(persons.names(pair[1])))


def _full_places(persons: Persons) -> dict[_Place, set[int]]:
    """Persons by the beginning of their full name, and by a companion or affiliation."""
    found: dict[_Place, set[int]] = {}
    several = _several(persons)
    for number, one in enumerate(persons.appearances):
        blocks = _blocks(one.name, _PREFIX) & several
        if not blocks:
            continue
        here = persons.companies[number]
        keys = [("name", key) for key in here.names if key not in here.own]
        keys += [("affiliation", key) for key in here.affiliations]
        for block in blocks:
            for kind, key in keys:
                found.setdefault((block, kind, key), set()).add(persons.root(number))
    return found


def _several(persons: Persons) -> set[str]:
    """The beginnings that different full names share."""
    first: dict[str, str] = {}
    several: set[str] = set()
    for one in persons.appearances:
        for block in _blocks(one.name, _PREFIX):
            if first.setdefault(block, one.name.key) != one.name.key:
                several.add(block)
    return several


def _short_places(persons: Persons, among: Mapping[_Place, set[int]]) -> dict[_Place, set[int]]:
    """Abbreviated names by initial and surname, and by a companion's or an affiliation; all names in given places."""
    found: dict[_Place, set[int]] = {}
    for number, one in enumerate(persons.appearances):
        if not among and not one.name.is_abbreviated:
            continue
        here = persons.companies[number]
        keys = [("initials", key) for key in here.initials if key not in here.own]
        keys += [("affiliation", key) for key in here.affiliations]
        for block in _blocks(one.name, 1):
            for kind, key in keys:
                if not among or (block, kind, key) in among:
                    found.setdefault((block, kind, key), set()).add(persons.root(number))
    return found


def spellings_apart(persons: Persons) -> list[Apart]:
    """Names without shared company that differ in middle names or initials alone, where initials fit few."""
    full: dict[str, set[int]] = {}
    short: dict[str, set[int]] = {}
    for number in persons.roots():
        for name in persons.names(number).values():
            places = short if name.is_abbreviated else full
            places.setdefault(name.initialed if name.is_abbreviated else name.stands_for, set()).add(number)
    initialed: dict[str, set[int]] = {}
    for number in persons.roots():
        for name in persons.names(number).values():
            if name.initialed in short and not name.is_abbreviated:
                initialed.setdefault(name.initialed, set()).add(number)
    apart = [
        Apart(left=left, right=right, rule="middle name", doubtful=rarest(persons, left, right) is not Rarity.CROWDED)
        for key in sorted(full)
        for left, right in few_pairs(sorted(full[key]))
        if likeness(persons, left, right) == "middle name"
    ]
    return apart + [
        Apart(left=left, right=right, rule="initials", doubtful=True)
        for key in sorted(short)
        for left in sorted(short[key])
        if len(short[key] | initialed.get(key, set())) <= _CANDIDATES_MOST
        for right in sorted(initialed.get(key, ()))
        if likeness(persons, left, right) == "initials"
    ]


def few_pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs of a few; of many, neighbours only."""
    return combinations(numbers, 2) if len(numbers) <= _PAIRS_MOST else pairwise(numbers)


def strength(join: Join) -> tuple[float, float, int, int]:
    """What sorts joins, those with most evidence first."""
    return -join.evidence.weight, -join.confidence, join.left, join.right


def _blocks(name: Name, letters: int) -> set[str]:
    """Surname and first letters of a given name, for each reading; of a hyphenated surname its first part as well."""
    return {
        f"{surname} {word[:letters]}"
        for reading in name.readings
        for surname in {reading.surname, *reading.parts[:1]}
        for word in reading.given[:2]
        if letters == 1 or not word.endswith(".")
    }
