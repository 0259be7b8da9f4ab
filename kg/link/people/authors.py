"""Authors: persons with their labels and the reasons why each is one."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.link.people import reasons
from kg.link.people.apart import FEW, Apart
from kg.link.people.appearances import Appearance, appearances
from kg.link.people.decided import Decided
from kg.link.people.matching import match
from kg.link.people.names import Name
from kg.link.people.organizations import organization_key
from kg.link.people.outcome import People
from kg.link.people.person_iris import PersonIris
from kg.link.people.persons import CURATION, Persons
from kg.model import Decision, Entity, Form, Merge, NearMiss, Paper


def authors(papers: Sequence[Paper], decisions: Sequence[Decision] = ()) -> People:
    """The persons of all bylines, whatever the order of papers and decisions."""
    found = appearances(papers, organization_key)
    decided = Decided(decisions, found)
    persons, apart = match(found, decided)
    iris = PersonIris(persons)
    entities = {root: _entity(persons, root, iris[root]) for root in persons.roots()}
    meant: dict[tuple[str, str, str], str] = {}
    for number, one in reversed(list(enumerate(persons.appearances))):
        iri = iris[persons.root(number)]
        for document, fact, _ in one.credits:
            meant[document.key, "Author", fact.value] = iri
    for number, one in enumerate(persons.appearances):
        for document, fact, _ in one.credits:
            meant[document.key, "Author", fact.local] = iris[persons.root(number)]
    return People(
        entities=sorted(entities.values(), key=lambda entity: entity.iri),
        meant=meant,
        near=_near(persons, apart, entities),
        retired=iris.retired(),
        applied=decided.applied(persons),
    )


def _entity(persons: Persons, root: int, iri: str) -> Entity:
    members = [persons.appearances[number] for number in persons.members(root)]
    used: dict[str, set[str]] = {}
    for one in members:
        for document, _, name in one.credits:
            used.setdefault(name.text, set()).add(document.key)
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
        counts.setdefault(one.name.key, Counter()).update(name.text for _, _, name in one.credits)
    return {
        key: min(found, key=lambda text: (text in (text.upper(), text.lower()), -found[text], text.isascii(), text))
        for key, found in counts.items()
    }


def _merges(persons: Persons, root: int, mains: Mapping[str, str]) -> tuple[Merge, ...]:
    """Spellings of one name, then what made several names or papers one person."""
    found: dict[tuple[str, str], None] = {}
    for number in persons.members(root):
        one = persons.appearances[number]
        for _, _, name in one.credits:
            form, main = name.text, mains[one.name.key]
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


def _near(persons: Persons, apart: Sequence[Apart], entities: Mapping[int, Entity]) -> tuple[NearMiss, ...]:
    """The likeliest pairs that were kept apart, a few for each person."""
    best: dict[tuple[str, str], Apart] = {}
    for one in apart:
        roots = persons.root(one.left), persons.root(one.right)
        if roots[0] == roots[1] or (persons.veto(*roots) == CURATION and not (one.rule == CURATION and one.detail)):
            continue
        ends = sorted(entities[root].iri for root in roots)
        pair = ends[0], ends[1]
        if pair not in best or _rank(one) < _rank(best[pair]):
            best[pair] = one
    told: Counter[str] = Counter()
    kept = []
    for pair, one in sorted(best.items(), key=lambda item: (_rank(item[1]), item[0])):
        if min(told[iri] for iri in pair) < FEW:
            told.update(pair)
            left, right = sorted(
                (entities[persons.root(end)] for end in (one.left, one.right)), key=lambda end: end.iri
            )
            kept.append(reasons.near_miss(left, right, one))
    return tuple(sorted(kept))


def _rank(apart: Apart) -> tuple[bool, float, str]:
    return not apart.doubtful, -reasons.likeness(apart), apart.rule
