"""IRIs of persons, which stay as papers are added, and those that persons had in smaller corpora.

By itself every name in a byline would be called by the name and by what tells its bearer from others: an identifier of
the record, else the title. A person is called as one of those names would be: that of an ORCID where there is one,
else the earliest full name, as papers are mostly added in the order of their dates. Without an ending goes only a name
that tells a person and that nobody else bears. So an IRI never comes to mean somebody else, and whatever papers are
added, an IRI of an earlier build is one that some name in a byline would have: all of those are retired.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.link.iris import THINGS, short_hash, slug
from kg.link.people.appearances import ORCID, Appearance, Credit, scheme
from kg.link.people.names import Name
from kg.link.people.persons import Persons
from kg.link.people.rarity import Rarity, rarity_of
from kg.model import Document

_BASE = f"{THINGS}/author/"


class PersonIris:
    """The IRI of each person by root, and the retired ones."""

    def __init__(self, persons: Persons) -> None:
        self._persons = persons
        self._plain_of: dict[str, str] = {}
        self._told_of: dict[str, str] = {}
        self._bearer: dict[str, int | None] = {}
        self._stands_once: dict[str, bool] = {}
        for number, one in enumerate(persons.appearances):
            root = persons.root(number)
            for plain in sorted({self._plain(credit.name) for credit in one.credits}):
                self._bearer[plain] = root if self._bearer.setdefault(plain, root) == root else None
                self._stands_once[plain] = plain not in self._stands_once
        self._iris = self._unique({root: self._wanted(root) for root in persons.roots()})

    def __getitem__(self, root: int) -> str:
        return self._iris[root]

    def retired(self) -> dict[str, tuple[str, ...]]:
        """The IRIs that names in bylines would have had by themselves, each with the IRIs of its persons."""
        claims: dict[str, set[str]] = {}
        for number, one in enumerate(self._persons.appearances):
            iri = self._iris[self._persons.root(number)]
            for credit in one.credits:
                for claim in self._claims(one, credit):
                    if claim != iri:
                        claims.setdefault(claim, set()).add(iri)
        taken = set(self._iris.values())
        return {claim: tuple(sorted(found)) for claim, found in sorted(claims.items()) if claim not in taken}

    def _claims(self, one: Appearance, credit: Credit) -> Iterator[str]:
        """The IRIs that a name could have had in a smaller corpus, where it may have had less company."""
        plain, is_telling = self._plain(credit.name), _is_telling(credit.name)
        if is_telling:
            yield plain
        for identifier in _trusted(one, credit):  # may name a person whose earliest name tells nothing
            yield f"{plain}-{_told_by(identifier)}"
        if not (is_telling and self._stands_once[plain]):
            yield f"{plain}-{self._told(credit.document)}"

    def _wanted(self, root: int) -> tuple[str, ...]:
        """What a person could be called, best first."""
        credited = [(one, credit) for one in self._members(root) for credit in one.credits]
        first = min((credit for _, credit in credited), key=_earliest)
        plain = self._plain(first.name)
        if self._bearer[plain] == root and _is_telling(first.name):
            return (plain,)
        found = [f"{plain}-{self._told(first.document)}"]
        identified = [
            ((scheme(identifier) != ORCID, identifier, *_earliest(credit)), credit, identifier)
            for one, credit in credited
            for identifier in _trusted(one, credit)
        ]
        if identified:
            _, credit, identifier = min(identified, key=lambda each: each[0])
            found.insert(0, f"{self._plain(credit.name)}-{_told_by(identifier)}")
        return tuple(found)

    def _unique(self, wanted: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
        """The first IRI that no other person wants as well, else one with a hash of all that tells the person."""
        times = Counter(iri for iris in wanted.values() for iri in iris)
        return {
            root: next((iri for iri in iris if times[iri] == 1), f"{iris[-1]}-{self._content(root)}")
            for root, iris in wanted.items()
        }

    def _content(self, root: int) -> str:
        return short_hash(repr(self._persons.appearances[root].order))

    def _members(self, root: int) -> Iterator[Appearance]:
        return (self._persons.appearances[number] for number in self._persons.members(root))

    def _plain(self, name: Name) -> str:
        if name.text not in self._plain_of:
            self._plain_of[name.text] = _BASE + slug(" ".join(name.words) or name.text)
        return self._plain_of[name.text]

    def _told(self, document: Document) -> str:
        """What tells a record's people from others of their names: its title, which versions share."""
        if document.key not in self._told_of:
            self._told_of[document.key] = short_hash(slug(document.title or document.abstract or document.id))
        return self._told_of[document.key]


def _earliest(credit: Credit) -> tuple[bool, str, str, str]:
    """What sorts names in bylines: full ones first, then by date."""
    document = credit.document
    dates = [fact.value for fact in document.facts if fact.property == "issued" and fact.value[:1].isdigit()]
    return credit.name.is_abbreviated, min(dates, default="9"), document.title or document.text, credit.name.text


def _trusted(one: Appearance, credit: Credit) -> list[str]:
    return sorted(one.identifiers.intersection(credit.fact.identifiers))


def _is_telling(name: Name) -> bool:
    return bool(name.words) and rarity_of(name) is not Rarity.CROWDED


def _told_by(identifier: str) -> str:
    kind, _, value = identifier.partition(":")
    return value.lower() if kind == ORCID else short_hash(identifier)
