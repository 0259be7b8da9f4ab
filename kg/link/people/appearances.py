"""Who stands in the bylines of papers, and in what company."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.link.people.companions import Companion, companion
from kg.link.people.names import Name, parse
from kg.model import Document, Fact, Paper

ORCID = "orcid"
_CUT = re.compile(r",?\s*(?:et\.? al\b|\.\.\.|…)")


class Credit(NamedTuple):
    """One name in the byline of one record."""

    document: Document
    fact: Fact
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Byline:
    """What the people of one paper share: each other, organisations, subjects, and the year (0 where unknown).

    `is_cut` says that more people wrote the paper than the byline names; `organizations` are keys and labels.
    `names` are its people by their names without middle names, `initials` the same by first initial and surname;
    `is_abbreviated` says that somebody's given names are initials.
    """

    paper: str
    title: str
    date: str
    names: Mapping[str, Companion]
    initials: Mapping[str, Companion]
    is_abbreviated: bool
    is_cut: bool
    organizations: Mapping[str, str]
    subjects: frozenset[str]

    @property
    def year(self) -> int:
        return int(self.date[:4]) if self.date[:4].isdigit() else 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appearance:
    """One name in the byline of one paper, in all of its versions.

    `pages` are the authors' pages that say so; `affiliations` are keys of organisations and their labels.
    """

    name: Name
    byline: Byline
    credits: tuple[Credit, ...]
    documents: frozenset[str]
    identifiers: frozenset[str]
    affiliations: Mapping[str, str]
    pages: frozenset[str]

    @property
    def order(self) -> tuple[str, str, tuple[str, ...]]:
        """What sorts appearances, whatever the order of papers."""
        return self.name.key, self.byline.paper, tuple(sorted(self.identifiers))


def appearances(papers: Iterable[Paper], organization_key: Callable[[str], str]) -> list[Appearance]:
    """Everyone who stands in a byline, sorted."""
    read = _Read(organization_key)
    found = [one for paper in papers for one in _of_paper(paper, read)]
    return sorted(found, key=lambda one: one.order)


def scheme(identifier: str) -> str:
    """What kind of identifier it is."""
    return identifier.partition(":")[0]


class _Read:
    """Names taken apart, each once: a large corpus has more than a cache of fixed size would hold."""

    def __init__(self, organization_key: Callable[[str], str]) -> None:
        self.organization_key = organization_key
        self._names: dict[str, Name] = {}
        self._companions: dict[str, Companion] = {}

    def name(self, text: str) -> Name:
        if text not in self._names:
            self._names[text] = parse(text)
        return self._names[text]

    def companion(self, text: str) -> Companion:
        if text not in self._companions:
            self._companions[text] = companion(self.name(text))
        return self._companions[text]


def _of_paper(paper: Paper, read: _Read) -> list[Appearance]:
    groups: dict[tuple[str, tuple[str, ...]], list[Credit]] = {}
    byline = [Credit(d, f, read.name(f.value)) for d in paper.documents for f in d.facts if f.property == "creator"]
    if not byline:
        return []
    trusted = _trusted(byline)
    for credit, identifiers in zip(byline, trusted, strict=True):
        groups.setdefault((credit.name.key, identifiers), []).append(credit)
    shared = _byline(paper, byline, read)
    return [_appearance(one, key[1], shared, read) for key, one in _united(groups).items()]


def _trusted(byline: Sequence[Credit]) -> list[tuple[str, ...]]:
    """The identifiers of each, but for those that one record gives to two different names."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for document, fact, name in byline:
        for identifier in fact.identifiers:
            bearers.setdefault((document.key, identifier), set()).add(name.key)
    return [
        tuple(sorted(i for i in set(fact.identifiers) if len(bearers[document.key, i]) == 1))
        for document, fact, _ in byline
    ]


def _united(
    groups: Mapping[tuple[str, tuple[str, ...]], list[Credit]],
) -> dict[tuple[str, tuple[str, ...]], list[Credit]]:
    """One group for each name of a paper, or several where identifiers tell people of one name apart."""
    by_name: dict[str, list[tuple[str, ...]]] = {}
    for key, identifiers in sorted(groups):
        by_name.setdefault(key, []).append(identifiers)
    found: dict[tuple[str, tuple[str, ...]], list[Credit]] = {}
    for key, all_identifiers in by_name.items():
        several = [identifiers for identifiers in all_identifiers if identifiers]
        if len({_telling(identifiers) for identifiers in several}) <= 1:
            everything = tuple(sorted({i for identifiers in several for i in identifiers}))
            found[key, everything] = [c for identifiers in all_identifiers for c in groups[key, identifiers]]
        else:
            found |= {(key, identifiers): groups[key, identifiers] for identifiers in all_identifiers}
    return found


def _telling(identifiers: tuple[str, ...]) -> str:
    """The identifier that tells people apart best."""
    return min(identifiers, key=lambda found: (scheme(found) != ORCID, found))


def _appearance(found: Sequence[Credit], identifiers: tuple[str, ...], byline: Byline, read: _Read) -> Appearance:
    ordered = tuple(sorted(found, key=lambda one: (one.document.key, one.fact.line, one.fact.value)))
    return Appearance(
        name=read.name(min(fact.value for _, fact, _ in found)),
        byline=byline,
        credits=ordered,
        documents=frozenset(document.key for document, _, _ in found),
        identifiers=frozenset(identifiers),
        affiliations={
            read.organization_key(label): label
            for _, fact, _ in reversed(ordered)
            for label in sorted(fact.affiliations)
        },
        pages=frozenset(document.source.sha256 for document, fact, _ in found if fact.kind == "page"),
    )


def _byline(paper: Paper, byline: Sequence[Credit], read: _Read) -> Byline:
    facts = [fact for document in paper.documents for fact in document.facts]
    dates = [fact.value for fact in facts if fact.property == "issued" and fact.value[:1].isdigit()]
    homes = sorted({fact.value for fact in facts if fact.property == "affiliatedWith"})
    texts = sorted({fact.value for _, fact, _ in byline})
    people = [(read.name(text), read.companion(text)) for text in reversed(texts)]
    return Byline(
        paper=paper.iri,
        title=paper.label,
        date=min(dates, default=""),
        names={name.stands_for: found for name, found in people},
        initials={name.initialed: found for name, found in people},
        is_abbreviated=any(found.is_abbreviated for _, found in people),
        is_cut=any(fact.value and _CUT.match(fact.text.rpartition(fact.value)[2]) for _, fact, _ in byline),
        organizations={read.organization_key(label): label for label in reversed(homes)},
        subjects=frozenset(fact.value for fact in facts if fact.property == "subject"),
    )
