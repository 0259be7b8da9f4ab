"""Local entities that a person says are two things, parted before anything is linked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.link.entities.names import name_key
from kg.link.labels import clean
from kg.model import Decision, Document, Extraction, LocalEntity, Subject, Verdict

Spelling = Callable[[str], str]


def part(extractions: Sequence[Extraction], decisions: Iterable[Decision]) -> list[Extraction]:
    """The extractions, each local entity parted that has two forms which a decision tells apart.

    The form that names it less becomes an entity of its own, with its mentions; what the text relates stays with the
    other. Applying it twice changes nothing.
    """
    told = [decision for decision in decisions if decision.verdict is Verdict.DIFFERENT]
    told.sort(key=lambda d: [(s.name, s.type or "", s.document or "") for s in d.subjects])
    found = list(extractions)
    for decision in told:
        found = [_parted(extraction, decision) for extraction in found]
    return found


def same_form(decision: Decision) -> Spelling:
    """What two spellings that a decision does not tell apart have in common: everything, where it is about spelling."""
    one, other = (subject.name for subject in decision.subjects)
    return clean if name_key(one) == name_key(other) and clean(one) != clean(other) else name_key


def _parted(extraction: Extraction, decision: Decision) -> Extraction:
    document, taken = extraction.document, {(entity.type, entity.name) for entity in extraction.entities}
    entities = tuple(
        part
        for entity in extraction.entities
        for part in (_parts(entity, decision, taken) if _concerns(decision.subjects, document, entity) else (entity,))
    )
    return extraction if entities == extraction.entities else replace(extraction, entities=entities)


def _concerns(subjects: Iterable[Subject], document: Document, entity: LocalEntity) -> bool:
    return all(
        subject.type in (None, entity.type) and subject.document in (None, document.id, document.key)
        for subject in subjects
    )


def _parts(entity: LocalEntity, decision: Decision, taken: set[tuple[str, str]]) -> tuple[LocalEntity, ...]:
    same = same_form(decision)
    one, other = (same(subject.name) for subject in decision.subjects)
    own = {same(form) for form in entity.forms}
    if one == other or not {one, other} <= own:
        return (entity,)
    away = one if same(entity.name) == other else other
    leaving = [form for form in entity.forms if same(form) == away]
    gone = tuple(mention for mention in entity.mentions if same(mention.text) == away)
    left = tuple(mention for mention in entity.mentions if same(mention.text) != away)
    if not gone or not left or (entity.type, leaving[0]) in taken:
        return (entity,)
    return (
        replace(entity, aliases=tuple(form for form in entity.aliases if form not in leaving), mentions=left),
        replace(entity, name=leaving[0], aliases=tuple(leaving[1:]), mentions=gone, concept=None),
    )
