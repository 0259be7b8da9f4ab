"""Why appearances are one person, or two, in words that people understand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.people.apart import Apart
from kg.link.people.appearances import Appearance
from kg.link.people.evidence import Evidence
from kg.link.people.persons import Join
from kg.model import Entity, Merge, NearMiss

_SHOWN = 3
_TITLE_MOST = 60
_HOW = {
    "spelling": "differ in how letters with marks are spelled",
    "misspelling": "are one letter apart",
    "suffix": "differ in a suffix only",
    "middle name": "differ only in middle names",
    "surname": "differ in a second surname only",
    "order": "are the same words in another order",
    "initials": "agree where one gives initials",
}
_APART = {
    "curation": "are two by a person's decision",
    "byline": "stand in one byline, and one person stands there once",
    "identifier": "have different identifiers",
    "name": "also go by names that contradict each other",
    "other company": "stand with different people, none of them shared",
    "name alone": "share the name alone",
    "middle name": "differ in middle names and share no company",
    "initials": "agree where one gives initials, but share no company",
    "little company": "share too little",
    "several candidates": "could be one, but another person fits as well",
    "several names": "could be one, but another name fits as well",
    "spelling": "are a letter apart and share company",
}
_MISSING = {
    "other company": "many people bear this name; a shared co-author, organisation or ORCID would make them one",
    "name alone": "a shared co-author, organisation or ORCID would make them one",
    "initials": "a shared co-author, organisation or ORCID would make them one",
    "middle name": "a shared co-author, organisation or ORCID would make them one",
    "little company": "one more shared co-author, an organisation or one ORCID would make them one",
    "several candidates": "an ORCID or the full name would tell which",
    "several names": "an ORCID or the full name would tell which",
    "spelling": "if it is a slip of the pen, they are one",
}
_LIKENESS = {
    "curation": 0.3,
    "byline": 0.1,
    "identifier": 0.1,
    "name": 0.2,
    "other company": 0.3,
    "name alone": 0.4,
    "middle name": 0.5,
    "initials": 0.4,
    "little company": 0.4,
    "several candidates": 0.6,
    "several names": 0.6,
    "spelling": 0.7,
}
_LIKENESS_MOST = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A join with the two appearances that it is about."""

    join: Join
    left: Appearance
    right: Appearance


def spelling(form: str, main: str) -> Merge:
    """Two spellings of one name."""
    reason = (
        f"“{form}” and “{main}” differ only in case, accents, dots, hyphens, titles or the order that a comma tells."
    )
    return Merge(left=form, right=main, rule="normalised form", reason=reason, confidence=0.99)


def merge(left: str, right: str, told: Sequence[Told]) -> Merge:
    """What made papers under one name, or two names, one person: as sure as the least sure of the joins."""
    weakest = min(told, key=lambda one: (one.join.confidence, one.left.order, one.right.order))
    rule = weakest.join.rule
    return Merge(
        left=left,
        right=right,
        rule=rule,
        reason=f"{_subject(left, right, rule, told)}{_evidence(rule, told, weakest)}.",
        confidence=weakest.join.confidence,
        document=min(weakest.right.documents),
    )


def _subject(left: str, right: str, rule: str, told: Sequence[Told]) -> str:
    papers = len({one.byline.paper for pair in told for one in (pair.left, pair.right)})
    if rule in _HOW:
        return f"“{left}” and “{right}” {_HOW[rule]}"
    names = f"“{left}”" if left == right else f"“{left}” and “{right}”"
    return f"{names} in the bylines of {papers} papers" if papers > 1 else f"{names} in versions of one paper"


def _evidence(rule: str, told: Sequence[Told], weakest: Told) -> str:
    if rule.startswith("same ") and weakest.join.detail and rule != "same name":
        identifiers = sorted({one.join.detail for one in told})
        return f": {', '.join(identifiers[:_SHOWN])} stands with both"
    if rule == "curation":
        return f": a person decided so ({weakest.join.detail})"
    if rule == "author page":
        return ": one author page lists them"
    if rule == "second hand":
        return f": they share no co-author, but their co-authors know each other, {weakest.join.detail}"
    if rule == "same name":
        differ = f", and their {weakest.join.detail} differ" if weakest.join.detail else ""
        return f": nothing but the name connects {_titles(told)}{differ}"
    return f": they share {shared([one.join.evidence for one in told])}"


def _titles(told: Sequence[Told]) -> str:
    titles = sorted({one.byline.title for pair in told for one in (pair.left, pair.right)})
    more = f" and {len(titles) - 2} more" if len(titles) > 2 else ""  # noqa: PLR2004
    return " and ".join(f"“{_short(title)}”" for title in titles[:2]) + more


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_MOST else f"{title[:_TITLE_MOST].rsplit(' ', 1)[0]} …"


def shared(evidence: Sequence[Evidence]) -> str:
    """The people and organisations that some pieces of evidence name most.

    >>> shared([Evidence(companions=("Ada Xu",), affiliations=("MIT",), weight=1)])
    'the co-author Ada Xu and the affiliation MIT'
    """
    parts = []
    for word, found in (
        ("co-author", [name for one in evidence for name in one.companions]),
        ("affiliation", [name for one in evidence for name in one.affiliations]),
        ("organisation of the paper", [name for one in evidence for name in one.organizations]),
    ):
        ranked = sorted(Counter(found).items(), key=lambda item: (-item[1], found.index(item[0])))
        if ranked:
            names = ", ".join(name for name, _ in ranked[:_SHOWN])
            more = f" and {len(ranked) - _SHOWN} more" if len(ranked) > _SHOWN else ""
            first, *rest = word.split(" ", 1)
            noun = " ".join([first + ("s" if len(ranked) > 1 else ""), *rest])
            parts.append(f"the {noun} {names}{more}")
    return " and ".join(parts) or "nothing else"


def near_miss(left: Entity, right: Entity, apart: Apart) -> NearMiss:
    """Two persons who resemble each other, and what is missing for one."""
    names = f"“{left.label}”" if left.label == right.label else f"“{left.label}” and “{right.label}”"
    how = "Two people named " if left.label == right.label else ""
    told = f" ({shared([apart.evidence])})" if apart.evidence.weight else ""
    told = f" ({apart.detail})" if apart.rule == "curation" else told
    missing = f"; {_MISSING[apart.rule]}" if apart.rule in _MISSING else ""
    return NearMiss(
        left=left.iri,
        right=right.iri,
        left_form=left.label,
        right_form=right.label,
        rule=apart.rule,
        reason=f"{how}{names} {_APART[apart.rule]}{told}{missing}.",
        likeness=likeness(apart),
        doubtful=apart.doubtful,
    )


def likeness(apart: Apart) -> float:
    """How much speaks for one person, 0 to 1."""
    return round(min(_LIKENESS[apart.rule] + apart.evidence.weight / 4, _LIKENESS_MOST), 4)
