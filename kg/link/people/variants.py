"""Names in different spellings that are one person's: initials, middle names, order, slips of the pen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.link.people.apart import Apart, few, variants_apart
from kg.link.people.candidates import Places, near
from kg.link.people.evidence import Company, keys, shared
from kg.link.people.likeness import LIKELIEST, Likeness, compare
from kg.link.people.names import Name
from kg.link.people.persons import Join, Persons, strength
from kg.link.people.rarity import Rarity, rarity_of

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
_NEXT = 10
"""Of many with names that begin alike, each is compared with so many behind, by the order of names."""
_BLOCK_MOST = 400
"""Pairs of abbreviated and other names beside one companion above which the companion tells nothing."""
_CANDIDATES_MOST = 3


def join_variants(persons: Persons) -> list[Apart]:
    """Join persons whose names differ but could be one, where they share company and no other person fits."""
    options: dict[tuple[int, int], tuple[Likeness, Join]] = {}
    apart: list[Apart] = []
    for left, right in sorted({*_full_pairs(persons), *_short_pairs(persons)}):
        kind = likeness(persons, left, right)
        veto = persons.veto(left, right)
        if kind is None or veto:
            apart += variants_apart(persons, left, right, veto)
            continue
        evidence = shared(persons.company(left), persons.company(right))
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
    return few(persons, apart)


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
    return max(min(rarity_of(name) for name in persons.names(number).values()) for number in numbers)


def _full_pairs(persons: Persons) -> Iterator[tuple[int, int]]:
    """Persons with full names that begin alike in some reading, three letters of a given name, who share company."""
    for numbers in _by_block(persons, _PREFIX).values():
        for roots in _beside(persons, numbers, initials=False):
            yield from _other_names(persons, near(_by_name(persons, roots), _NEXT))


def _short_pairs(persons: Persons) -> Iterator[tuple[int, int]]:
    """The same for abbreviated names, with all whose surname and one initial agree."""
    blocks = _by_block(persons, 1, only_short=True)
    for numbers in blocks.values():
        short = {persons.root(number) for number in numbers if persons.appearances[number].name.is_abbreviated}
        known = {key for root in short for key in _things(persons.company(root))}
        beside = [number for number in numbers if not known.isdisjoint(_things(persons.companies[number]))]
        for roots in _beside(persons, beside, initials=True):
            here = [root for root in roots if root in short]
            if len(here) * len(roots) <= _BLOCK_MOST:
                yield from _other_names(persons, ((one, other) for one in here for other in roots if one != other))


def _things(company: Company) -> Iterator[str]:
    """All that company could be shared by."""
    for found in (company.names, company.initials, company.affiliations, company.organizations):
        yield from (key for key in found if key not in company.own)


def _by_block(persons: Persons, letters: int, *, only_short: bool = False) -> dict[str, list[int]]:
    """Appearances by surname and first letters, where names differ; if so asked, where some name is abbreviated."""
    blocks = {one.name.key: _blocks(one.name, letters) for one in persons.appearances}
    times = Counter(block for found in blocks.values() for block in found)
    short = {block for one in persons.appearances if one.name.is_abbreviated for block in blocks[one.name.key]}
    found: dict[str, list[int]] = {}
    for number, one in enumerate(persons.appearances):
        for block in blocks[one.name.key]:
            if times[block] > 1 and (block in short or not only_short):
                found.setdefault(block, []).append(number)
    return dict(sorted(found.items()))


def _beside(persons: Persons, numbers: Sequence[int], *, initials: bool) -> Iterator[Sequence[int]]:
    """Persons, by root, who share enough company to be worth a comparison."""
    roots = sorted({persons.root(number) for number in numbers})
    return Places(roots, lambda root: keys(persons.company(root), initials=initials), _NEEDED_ELSE).groups()


def _by_name(persons: Persons, roots: Iterable[int]) -> list[int]:
    """In the order of names, so that names which are alike stand side by side."""
    return sorted(roots, key=lambda root: (persons.appearances[root].name.key, root))


def _other_names(persons: Persons, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs, the smaller number first, of persons who have no name in common."""
    for left, right in pairs:
        if persons.names(left).keys().isdisjoint(persons.names(right)):
            yield (left, right) if left < right else (right, left)


def spellings_apart(persons: Persons) -> list[Apart]:
    """Names without shared company that differ in middle names or initials alone, where initials fit few."""
    full, short, initialed = _spelled(persons)
    apart = [
        Apart(left=left, right=right, rule="middle name", doubtful=rarest(persons, left, right) is not Rarity.CROWDED)
        for key in sorted(full)
        for left, right in _other_names(persons, near(_by_name(persons, full[key].values()), _NEXT))
        if likeness(persons, left, right) == "middle name"
    ]
    apart += [
        Apart(left=left, right=right, rule="initials", doubtful=True)
        for key in sorted(short)
        for left in sorted(short[key])
        if len(short[key] | initialed.get(key, set())) <= _CANDIDATES_MOST
        for right in sorted(initialed.get(key, ()))
        if likeness(persons, left, right) == "initials"
    ]
    return few(persons, apart)


def _spelled(persons: Persons) -> tuple[dict[str, dict[str, int]], dict[str, set[int]], dict[str, set[int]]]:
    """The first person of each full name by what it stands for; persons with initials; others who fit these."""
    full: dict[str, dict[str, int]] = {}
    short: dict[str, set[int]] = {}
    for number in persons.roots():
        for key, name in persons.names(number).items():
            if name.is_abbreviated:
                short.setdefault(name.initialed, set()).add(number)
            else:
                full.setdefault(name.stands_for, {}).setdefault(key, number)
    initialed: dict[str, set[int]] = {}
    for number in persons.roots():
        for name in persons.names(number).values():
            if name.initialed in short and not name.is_abbreviated:
                initialed.setdefault(name.initialed, set()).add(number)
    return {key: found for key, found in full.items() if len(found) > 1}, short, initialed


def _blocks(name: Name, letters: int) -> set[str]:
    """Surname and first letters of a given name, for each reading; of a hyphenated surname its first part as well."""
    return {
        f"{surname} {word[:letters]}"
        for reading in name.readings
        for surname in {reading.surname, *reading.parts[:1]}
        for word in reading.given[:2]
        if letters == 1 or not word.endswith(".")
    }
