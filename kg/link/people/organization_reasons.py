"""Why labels are one organisation, or two, in words that people understand."""

from collections.abc import Sequence

from kg.link.people.labels import identity, label
from kg.model import Entity, Merge, NearMiss


def merge(form: str, main: str, owned: Sequence[str]) -> Merge:
    """Two labels of one organisation; `owned` are their identifiers and handles."""
    one, other = label(form), label(main)
    if one.key == other.key:
        how = "a legal form or brackets" if one.legal != other.legal or one.acronym != other.acronym else "spelling"
        rule, confidence = ("legal form", 0.93) if one.legal != other.legal else ("normalised form", 0.97)
        told = f"differ only in {how}"
    elif one.key.replace(" ", "") == other.key.replace(" ", ""):
        rule, confidence, told = "normalised form", 0.95, "differ only in hyphens and spaces"
    elif owned:
        kind, _, value = owned[0].partition(":")
        rule, confidence = ("same handle", 0.95) if kind == "handle" else ("same identifier", 0.97)
        told = f"have the same {'handle' if kind == 'handle' else 'identifier'} “{value}”"
    elif one.bag == other.bag:
        rule, confidence, told = "word order", 0.8, "are the same words in another order"
    elif identity(form) == identity(main):
        rule, confidence, told = "vocabulary", 0.92, "are known as names of one organisation"
    else:
        rule, confidence, told = "acronym definition", 0.85, "are joined by a label that gives the one behind the other"
    return Merge(left=form, right=main, rule=rule, reason=f"“{form}” and “{main}” {told}.", confidence=confidence)


_APART = {
    "order": ("are the same words in another order, which for some places names two universities", 0.6, True),
    "part": ("begin alike, but one names a place or part that the other does not: it may be another campus", 0.5, True),
    "spelling": ("are spelled alike, but have different handles or identifiers", 0.5, True),
    "acronym": ("could be an acronym and what it stands for, but no label says so", 0.4, True),
}


def near_miss(left: Entity, right: Entity, rule: str) -> NearMiss | None:
    """Two organisations that resemble each other; None for two acronyms, or two names whose initials agree."""
    if rule == "acronym" and (len(label(left.label).words) == 1) == (len(label(right.label).words) == 1):
        return None
    told, likeness, doubtful = _APART[rule]
    return NearMiss(
        left=left.iri,
        right=right.iri,
        left_form=left.label,
        right_form=right.label,
        rule=rule,
        reason=f"“{left.label}” and “{right.label}” {told}.",
        likeness=likeness,
        doubtful=doubtful,
    )
