"""Authors: persons with their labels, IRIs and the reasons why each is one.

An IRI comes from the fullest name alone where the name is no crowd's and only one person has it. Else it ends in what
tells the person apart: the ORCID, another identifier hashed, or the hash of the earliest paper, as papers are mostly
added in the order of their dates. What any one appearance would have been called by itself is retired, so that an IRI
of an earlier build is found whatever papers are added.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.link.iris import THINGS, short_hash, slug
from kg.link.labels import clean
from kg.link.people import reasons
from kg.link.people.apart import Apart
from kg.link.people.appearances import ORCID, Appearance, appearances, scheme
from kg.link.people.decided import Decided
from kg.link.people.matching import match
from kg.link.people.names import Name
from kg.link.people.organizations import organization_key
from kg.link.people.outcome import People
from kg.link.people.persons import CURATION, Persons
from kg.link.people.rarity import Rarity, rarity
from kg.model import Decision, Entity, Form, Merge, NearMiss, Paper

_BASE = f"{THINGS}/author/"
_NEAR_MOST = 4
"""Near misses that are told of one person."""


def authors(papers: Sequence[Paper], decisions: Sequence[Decision] = ()) -> People:
    """The persons of all bylines, whatever the order of papers and decisions."""
    found = appearances(papers, organization_key)
    decided = Decided(decisions, found)
    persons, apart = match(found, decided)
    iris = _iris(persons)
    entities = {root: _entity(persons, root, iris[root]) for root in persons.roots()}
    meant: dict[tuple[str, str, str], str] = {}
    for number, one in reversed(list(enumerate(persons.appearances))):
        iri = iris[persons.root(number)]
        for document, fact in one.credits:
            meant[document.key, "Author", fact.value] = iri
    for number, one in enumerate(persons.appearances):
        for document, fact in one.credits:
            meant[document.key, "Author", fact.local] = iris[persons.root(number)]
    return People(
        entities=sorted(entities.values(), key=lambda entity: entity.iri),
        meant=meant,
        near=_near(persons, apart, entities),
        retired=_retired(persons, iris),
        applied=decided.applied(persons),
    )


def _entity(persons: Persons, root: int, iri: str) -> Entity:
    members = [persons.appearances[number] for number in persons.members(root)]
    used: dict[str, set[str]] = {}
    for one in members:
        for document, fact in one.credits:
            used.setdefault(clean(fact.value), set()).add(document.key)
    mains = _mains(members)
    label = mains[_fullest(persons, root, members).key]
    return Entity(
        iri=iri,
        type="Author",
        label=label,
        named=True,
        forms=tuple(Form(text=text, documents=tuple(sorted(used[text]))) for text in sorted(used)),
        merges=_merges(persons, root, mains),
    )


def _fullest(persons: Persons, root: int, members: Sequence[Appearance]) -> Name:
    """The name with most letters of given names, then most used."""
    counts = Counter(one.name.key for one in members)
    return min(
        persons.names(root).values(),
        key=lambda name: (name.is_abbreviated, -_letters(name), -counts[name.key], name.key),
    )


def _letters(name: Name) -> int:
    return len(" ".join(name.readings[0].given))


def _mains(members: Sequence[Appearance]) -> dict[str, str]:
    """The best spelling of each name: in mixed case, most used, with accents."""
    counts: dict[str, Counter[str]] = {}
    for one in members:
        counts.setdefault(one.name.key, Counter()).update(clean(fact.value) for _, fact in one.credits)
    return {
        key: min(found, key=lambda text: (text in (text.upper(), text.lower()), -found[text], text.isascii(), text))
        for key, found in counts.items()
    }


def _merges(persons: Persons, root: int, mains: Mapping[str, str]) -> tuple[Merge, ...]:
    """Spellings of one name, then what made several names or papers one person."""
    found: dict[tuple[str, str], None] = {}
    for number in persons.members(root):
        one = persons.appearances[number]
        for _, fact in one.credits:
            form, main = clean(fact.value), mains[one.name.key]
            if form != main:
                found[form, main] = None
    merges = [reasons.spelling(form, main) for form, main in sorted(found)]
    groups: dict[tuple[str, str, str], list[reasons.Told]] = {}
    for join in persons.joins_of(root):
        left, right = (persons.appearances[number] for number in (join.left, join.right))
        ends = sorted((mains[left.name.key], mains[right.name.key]))
        told = reasons.Told(join=join, left=left, right=right)
        groups.setdefault((ends[0], ends[1], join.rule), []).append(told)
    return (*merges, *(reasons.merge(ends[0], ends[1], groups[ends]) for ends in sorted(groups)))


def _iris(persons: Persons) -> dict[int, str]:
    """An IRI for each person, by root."""
    wanted: dict[str, list[int]] = {}
    for root in persons.roots():
        wanted.setdefault(_plain(_best_name(persons, root)), []).append(root)
    found: dict[int, str] = {}
    for iri, roots in wanted.items():
        for root in roots:
            is_told = len(roots) == 1 and _is_telling(_best_name(persons, root))
            found[root] = iri if is_told else f"{iri}-{_tell(persons, root)}"
    return _unique(persons, found)


def _unique(persons: Persons, found: Mapping[int, str]) -> dict[int, str]:
    """The same, where two would still be alike with a hash of all that tells the person."""
    times = Counter(found.values())
    return {
        root: iri if times[iri] == 1 else f"{iri}-{short_hash(repr(persons.appearances[root].order))}"
        for root, iri in found.items()
    }


def _best_name(persons: Persons, root: int) -> Name:
    return _fullest(persons, root, [persons.appearances[number] for number in persons.members(root)])


def _is_telling(name: Name) -> bool:
    return bool(name.words) and rarity(name.text) is not Rarity.CROWDED


def _plain(name: Name) -> str:
    return _BASE + slug(" ".join(name.words) or name.text)


def _tell(persons: Persons, root: int) -> str:
    """What tells a person from others of one name."""
    members = [persons.appearances[number] for number in persons.members(root)]
    identifiers = {identifier for one in members for identifier in one.identifiers}
    if identifiers:
        return _told_by(min(identifiers, key=lambda found: (scheme(found) != ORCID, found)))
    first = min(members, key=lambda one: (one.byline.date or "9", one.byline.paper))
    return short_hash(first.byline.paper)


def _told_by(identifier: str) -> str:
    kind, _, value = identifier.partition(":")
    return value.lower() if kind == ORCID else short_hash(identifier)


def _retired(persons: Persons, iris: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
    """The IRIs that appearances would have had by themselves, each with the IRIs of its persons."""
    claims: dict[str, set[str]] = {}
    for number, one in enumerate(persons.appearances):
        plain, iri = _plain(one.name), iris[persons.root(number)]
        tells = [short_hash(one.byline.paper), *map(_told_by, sorted(one.identifiers))]
        for claim in [plain, *(f"{plain}-{tell}" for tell in tells)] if _needs_telling(one, plain, iri) else [plain]:
            claims.setdefault(claim, set()).add(iri)
    taken = set(iris.values())
    return {claim: tuple(sorted(found)) for claim, found in sorted(claims.items()) if claim not in taken}


def _needs_telling(one: Appearance, plain: str, iri: str) -> bool:
    return not _is_telling(one.name) or iri != plain


def _near(persons: Persons, apart: Sequence[Apart], entities: Mapping[int, Entity]) -> tuple[NearMiss, ...]:
    """The likeliest pairs that were kept apart, a few for each person."""
    best: dict[tuple[str, str], NearMiss] = {}
    for one in apart:
        roots = persons.root(one.left), persons.root(one.right)
        if roots[0] == roots[1] or (persons.veto(*roots) == CURATION and not (one.rule == CURATION and one.detail)):
            continue
        left, right = sorted((entities[root] for root in roots), key=lambda entity: entity.iri)
        miss = reasons.near_miss(left, right, one)
        known = best.get((left.iri, right.iri))
        if known is None or _rank(miss) < _rank(known):
            best[left.iri, right.iri] = miss
    told: Counter[str] = Counter()
    kept = []
    for miss in sorted(best.values(), key=_rank):
        if min(told[miss.left], told[miss.right]) < _NEAR_MOST:
            told.update((miss.left, miss.right))
            kept.append(miss)
    return tuple(sorted(kept))


def _rank(miss: NearMiss) -> tuple[bool, float, NearMiss]:
    return not miss.doubtful, -miss.likeness, miss
