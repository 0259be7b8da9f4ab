"""Who stands in the bylines of papers, and in what company."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.link.people.names import Name, parse
from kg.model import Document, Fact, Paper

Credit = tuple[Document, Fact]

ORCID = "orcid"
_CUT = re.compile(r",?\s*(?:et\.? al\b|\.\.\.|…)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Byline:
    """What the people of one paper share: each other, organisations, subjects, and the year (0 where unknown).

    `is_cut` says that more people wrote the paper than the byline names; `organizations` are keys and labels.
    `names` are its people's names without middle names, each with the name as written; `initials` are the same as
    first initial and surname.
    """

    paper: str
    title: str
    date: str
    names: Mapping[str, str]
    initials: Mapping[str, str]
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
    found = [one for paper in papers for one in _of_paper(paper, organization_key)]
    return sorted(found, key=lambda one: one.order)


def scheme(identifier: str) -> str:
    """What kind of identifier it is."""
    return identifier.partition(":")[0]


def _of_paper(paper: Paper, organization_key: Callable[[str], str]) -> list[Appearance]:
    groups: dict[tuple[str, tuple[str, ...]], list[Credit]] = {}
    byline = [(d, f) for d in paper.documents for f in d.facts if f.property == "creator"]
    if not byline:
        return []
    trusted = _trusted(byline)
    for credit, identifiers in zip(byline, trusted, strict=True):
        groups.setdefault((parse(credit[1].value).key, identifiers), []).append(credit)
    shared = _byline(paper, byline, organization_key)
    return [_appearance(one, key[1], shared, organization_key) for key, one in _united(groups).items()]


def _trusted(byline: Sequence[Credit]) -> list[tuple[str, ...]]:
    """The identifiers of each, but for those that one record gives to two different names."""
    bearers: dict[tuple[str, str], set[str]] = {}
    for document, fact in byline:
        for identifier in fact.identifiers:
            bearers.setdefault((document.key, identifier), set()).add(parse(fact.value).key)
    return [
        tuple(sorted(i for i in set(fact.identifiers) if len(bearers[document.key, i]) == 1))
        for document, fact in byline
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


def _appearance(
    found: Sequence[Credit], identifiers: tuple[str, ...], byline: Byline, organization_key: Callable[[str], str]
) -> Appearance:
    ordered = tuple(sorted(found, key=lambda pair: (pair[0].key, pair[1].line, pair[1].value)))
    return Appearance(
        name=parse(min(fact.value for _, fact in found)),
        byline=byline,
        credits=ordered,
        documents=frozenset(document.key for document, _ in found),
        identifiers=frozenset(identifiers),
        affiliations={
            organization_key(label): label for _, fact in reversed(ordered) for label in sorted(fact.affiliations)
        },
        pages=frozenset(document.source.sha256 for document, fact in found if fact.kind == "page"),
    )


def _byline(paper: Paper, byline: Sequence[Credit], organization_key: Callable[[str], str]) -> Byline:
    facts = [fact for document in paper.documents for fact in document.facts]
    dates = [fact.value for fact in facts if fact.property == "issued" and fact.value[:1].isdigit()]
    homes = sorted({fact.value for fact in facts if fact.property == "affiliatedWith"})
    texts = sorted({fact.value for _, fact in byline})
    names = [parse(text) for text in texts]
    return Byline(
        paper=paper.iri,
        title=paper.label,
        date=min(dates, default=""),
        names={name.stands_for: name.text for name in reversed(names)},
        initials={name.initialed: name.text for name in reversed(names)},
        is_cut=any(fact.value and _CUT.match(fact.text.rpartition(fact.value)[2]) for _, fact in byline),
        organizations={organization_key(label): label for label in reversed(homes)},
        subjects=frozenset(fact.value for fact in facts if fact.property == "subject"),
    )
