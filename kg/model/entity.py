"""What the mentions of many documents come to: papers and entities, each one thing, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.curation import Decision
from kg.model.document import Document
from kg.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A surface form of an entity, markup cleaned, and the keys of the documents that use it."""

    text: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two forms (or two documents) are one thing.

    `rule` names the evidence (`acronym definition`, `vocabulary`, `normalised form`, `same text`, `same title`, …);
    `reason` is a sentence for people; `document` and `span` say where the evidence stands, if in a text.
    """

    left: str
    right: str
    rule: str
    reason: str
    confidence: float
    document: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class NearMiss:
    """Two things (by IRI, the smaller first) that resemble each other and were kept apart.

    `rule` names what decided (`version`, `classes`, `acronym`, `name alone`, `spelling`, `curation`, …); `reason` is a
    sentence for people; `likeness` (0 to 1) is how much spoke for one thing; `doubtful` asks for a person's look.
    """

    left: str
    right: str
    left_form: str
    right_form: str
    rule: str
    reason: str
    likeness: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing, whatever texts call it. `type` is the local name of its class."""

    iri: str
    type: str
    label: str
    named: bool
    forms: tuple[Form, ...]
    merges: tuple[Merge, ...] = ()
    concept: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper and every version of it that was read, in reading order."""

    iri: str
    label: str
    title: str | None
    documents: tuple[Document, ...]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The papers and entities of a corpus, and which entity each document's local name means.

    `entity_of` maps (document key, class local name, name) to an entity's IRI; the name is a `LocalEntity.name`, or the
    `value` of a `creator` or `affiliatedWith` fact. `near` are the pairs that were kept apart; `retired` maps each IRI
    that a name of a thing would have had by itself, and that nothing has now, to the IRIs of what the name means now;
    `families` maps the IRI of a version or size to that of what it is a version of; `applied` are the decisions that
    had an effect on names.
    """

    papers: tuple[Paper, ...]
    entities: tuple[Entity, ...]
    entity_of: Mapping[tuple[str, str, str], str]
    near: tuple[NearMiss, ...] = ()
    retired: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    applied: tuple[Decision, ...] = ()
