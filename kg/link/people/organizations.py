"""Organisations: identifiers and handles first, then spellings of one label; never two cities or campuses."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.link.entities.clusters import Clusters
from kg.link.iris import THINGS, assign, slug
from kg.link.labels import clean
from kg.link.people import organization_reasons as reasons
from kg.link.people.labels import identity, initials, label
from kg.link.people.outcome import People
from kg.model import Document, Entity, Fact, Form, Merge, NearMiss, Paper

_Credits = dict[str, list[tuple[Document, Fact]]]
_BASE = f"{THINGS}/organization/"
_NEAR_MOST = 6
_SHORTEST_ACRONYM = 3


def organization_key(text: str) -> str:
    """What the spellings of one organisation's label share.

    >>> organization_key("Univ. of Toronto") == organization_key("TORONTO UNIVERSITY")
    True
    """
    return identity(text)


def organizations(papers: Sequence[Paper]) -> People:
    """The organisations of all bylines: one for each identifier and handle, else for each label."""
    said = _credits(papers)
    clusters = _clusters(said)
    sets = [sorted(found) for found in clusters.sets(sorted(said))]
    iris = _iris(sets, said)
    entities = {keys[0]: _entity(keys, said, iris[keys[0]]) for keys in sets}
    first = {key: keys[0] for keys in sets for key in keys}
    meant: dict[tuple[str, str, str], str] = {}
    for key in sorted(said, reverse=True):
        for document, fact in said[key]:
            meant[document.key, "Organization", fact.value] = iris[first[key]]
            meant[document.key, "Organization", fact.local] = iris[first[key]]
    return People(
        entities=sorted(entities.values(), key=lambda entity: entity.iri),
        meant=meant,
        near=_near(sets, entities, said),
        retired=_retired(sets, said, iris),
    )


def _credits(papers: Sequence[Paper]) -> _Credits:
    """What records say of organisations, by what they are known by: an identifier or handle, else the label."""
    facts = [
        (document, fact)
        for paper in papers
        for document in paper.documents
        for fact in document.facts
        if fact.property == "affiliatedWith"
    ]
    handles: dict[str, set[str]] = {}
    for _, fact in facts:
        if own := _own(fact):
            handles.setdefault(label(fact.value).key, set()).add(own)
    known = {own.partition(":")[2] for found in handles.values() for own in found}
    found: _Credits = {}
    for document, fact in facts:
        found.setdefault(_identity(fact, handles, known), []).append((document, fact))
    return {key: sorted(found[key], key=lambda one: (one[0].key, one[1].line, one[1].value)) for key in sorted(found)}


def _own(fact: Fact) -> str:
    if fact.identifiers:
        return f"id:{min(fact.identifiers, key=lambda one: (not one.startswith('ror:'), one))}"
    return f"handle:{_plain(fact.handle)}" if fact.handle else ""


def _plain(text: str) -> str:
    return label(text).key.replace(" ", "")


def _identity(fact: Fact, handles: Mapping[str, set[str]], known: set[str]) -> str:
    """The handle: its own, or the label itself where that is one, or the only one that the label has elsewhere."""
    if own := _own(fact):
        return own
    found = label(fact.value)
    if _plain(fact.value) in known:
        return f"handle:{_plain(fact.value)}"
    others = sorted(handles.get(found.key, ()))
    return others[0] if len(others) == 1 else f"label:{found.key}"


def _clusters(said: _Credits) -> Clusters[str]:
    """Labels of one organisation: other order of the words, or an acronym that the label itself gives."""
    clusters: Clusters[str] = Clusters(_veto)
    turned: dict[str, set[str]] = {}
    spelled: dict[str, set[str]] = {}
    for key, found in said.items():
        for _, fact in found:
            one = label(fact.value)
            turned.setdefault(identity(fact.value), set()).add(key)
            if one.acronym:
                spelled.setdefault(one.acronym.casefold(), set()).add(key)
    for keys in turned.values():
        for left, right in pairwise(sorted(keys)):
            clusters.join(left, right)
    for acronym, keys in spelled.items():
        if len(keys) == 1 and f"label:{acronym}" in said:
            clusters.join(f"label:{acronym}", min(keys))
    return clusters


def _veto(left: str, right: str) -> bool:
    """Two identifiers, or two handles, are two organisations."""
    kinds = left.partition(":")[0], right.partition(":")[0]
    return kinds[0] == kinds[1] != "label" and left != right


def _entity(keys: Sequence[str], said: _Credits, iri: str) -> Entity:
    found = [one for key in keys for one in said[key]]
    main = _main(found)
    used: dict[str, set[str]] = {}
    for document, fact in found:
        used.setdefault(clean(fact.value), set()).add(document.key)
    return Entity(
        iri=iri,
        type="Organization",
        label=main,
        named=True,
        forms=tuple(Form(text=text, documents=tuple(sorted(used[text]))) for text in sorted(used)),
        merges=tuple(_merge(form, main, found) for form in sorted(used) if form != main),
    )


def _main(found: Iterable[tuple[Document, Fact]]) -> str:
    """The form that most documents use; on a tie the one with most letters beyond ASCII, which accents are."""
    counts = Counter(clean(fact.value) for _, fact in found)
    return min(counts, key=lambda name: (-counts[name], name.isascii(), name))


def _merge(form: str, main: str, found: Iterable[tuple[Document, Fact]]) -> Merge:
    owned: dict[str, set[str]] = {}
    for _, fact in found:
        if own := _own(fact):
            owned.setdefault(clean(fact.value), set()).add(own)
    return reasons.merge(form, main, sorted(owned.get(form, set()) | owned.get(main, set())))


def _iris(sets: Sequence[Sequence[str]], said: _Credits) -> dict[str, str]:
    wanted: dict[str, list[str]] = {}
    for keys in sets:
        wanted.setdefault(_wanted(keys, said), []).append(keys[0])
    return assign(wanted)


def _wanted(keys: Sequence[str], said: _Credits) -> str:
    """From the handle where there is one, else from the longest label: neither depends on how often it is used."""
    found = [fact for key in keys for _, fact in said[key]]
    handle = min((fact.handle for fact in found if fact.handle), default=None)
    return _BASE + slug(handle or min((clean(fact.value) for fact in found), key=_by_length))


def _by_length(text: str) -> tuple[int, str, str]:
    return -len(label(text).key), label(text).key, text


def _retired(sets: Sequence[Sequence[str]], said: _Credits, iris: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The IRIs that labels would have had by themselves, each with the IRIs of its organisations."""
    claims: dict[str, set[str]] = {}
    for keys in sets:
        for key in keys:
            for _, fact in said[key]:
                claims.setdefault(_BASE + slug(fact.value), set()).add(iris[keys[0]])
    taken = set(iris.values())
    return {claim: tuple(sorted(found)) for claim, found in sorted(claims.items()) if claim not in taken}


def _near(sets: Sequence[Sequence[str]], entities: Mapping[str, Entity], said: _Credits) -> tuple[NearMiss, ...]:
    """Labels of one name in two orders, with another place behind, or with the letters of an acronym."""
    groups: dict[tuple[str, str], set[str]] = {}
    for keys in sets:
        for text in sorted({clean(fact.value) for key in keys for _, fact in said[key]}):
            one = label(text)
            groups.setdefault(("order", " ".join(sorted(one.words))), set()).add(keys[0])
            if one.parts:
                groups.setdefault(("part", one.parts[0]), set()).add(keys[0])
            groups.setdefault(("spelling", one.key), set()).add(keys[0])
            letters = "".join(one.words) if len(one.words) == 1 else initials(one)
            if len(letters) >= _SHORTEST_ACRONYM:
                groups.setdefault(("acronym", letters), set()).add(keys[0])
    found: dict[tuple[str, str], NearMiss] = {}
    for (rule, _), firsts in sorted(groups.items()):
        for first, second in _pairs(sorted(firsts)):
            left, right = sorted((entities[first], entities[second]), key=lambda entity: entity.iri)
            miss = reasons.near_miss(left, right, rule)
            if miss and (left.iri, right.iri) not in found:
                found[left.iri, right.iri] = miss
    return tuple(sorted(found.values()))


def _pairs(firsts: Sequence[str]) -> list[tuple[str, str]]:
    """All pairs of a few; of many, each with the next."""
    if len(firsts) > _NEAR_MOST:
        return list(pairwise(firsts))
    return [(one, other) for n, one in enumerate(firsts) for other in firsts[n + 1 :]]
