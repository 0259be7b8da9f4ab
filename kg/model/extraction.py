"""What one extractor finds in one document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kg.model.document import Document
from kg.model.text import Span

PAPER = "PAPER"
"""The head of relations whose subject is the paper itself."""


class Polarity(StrEnum):
    """Whether a text states something, denies it, or leaves it open; or a person said that it was misread."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HEDGED = "hedged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a document that name something of a class; `type` is the class's local name."""

    span: Span
    text: str
    type: str
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity:
    """All that one document calls one thing.

    `name` is the fullest form the text gives and unique in its extraction; `aliases` are the other forms; each is an
    exact substring of the text. `mentions` are in text order, one at least. `concept` is the IRI of the vocabulary's
    concept, where the vocabulary knows the thing.
    """

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    named: bool
    role: str
    mentions: tuple[Mention, ...]
    confidence: float
    extractor: str
    concept: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Limit:
    """An entity (by name) that a sentence limits what it says to, and where it stands there."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMention:
    """Words that state a relation between two entities of one extraction, given by name (or `PAPER`).

    `evidence` is the whole sentence; `head_span` and `tail_span` are where the ends stand in it, if they do. `context`
    are the tasks, benchmarks, datasets and metrics that a comparison is limited to, in text order.
    """

    head: str
    type: str
    tail: str
    evidence: Span
    head_span: Span | None = None
    tail_span: Span | None = None
    context: tuple[Limit, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Qualifier:
    """What a sentence says of a number besides what it measures, and the words of the same sentence that say so.

    `property` is `split` (train, validation, test), `setting` (zero-shot, 5-shot, fine-tuned, simulation, …) or
    `reportedAs` (own, quoted).
    """

    property: str
    value: str
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultMention:
    r"""A number that the text reports for a method.

    `method`, `on`, `metric` and `baseline` are exact substrings of the text, an entity's name where there is one;
    `value` carries its unit (`85.4%`, `5.2\times`) and stands at `value_span`; `kind` is `absolute`, `gain` or
    `reduction`; `qualifiers` stand in the same sentence, and are sorted.
    """

    method: str | None
    on: str | None
    metric: str | None
    value: str
    kind: str
    baseline: str | None
    evidence: Span
    value_span: Span
    qualifiers: tuple[Qualifier, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceMention:
    """A web address in the text; `kind` is `code`, `data`, `demo` or `page`, as its sentence says."""

    url: str
    kind: str
    span: Span
    evidence: Span
    confidence: float
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything that one extractor found in one document.

    `relations` and `results` are asserted; what the text negates or hedges is in `marked` and `marked_results`.
    `sentences` are the text's sentences in order, where the extractor tells them.
    """

    document: Document
    entities: tuple[LocalEntity, ...] = ()
    relations: tuple[RelationMention, ...] = ()
    results: tuple[ResultMention, ...] = ()
    resources: tuple[ResourceMention, ...] = ()
    marked: tuple[RelationMention, ...] = ()
    marked_results: tuple[ResultMention, ...] = ()
    sentences: tuple[Span, ...] = ()


class Extractor(Protocol):
    """Finds entities, relations and results: one extraction per document, in order."""

    @property
    def name(self) -> str:
        """Name and version, as it stands in the provenance of every statement."""
        ...

    def __call__(self, documents: Iterable[Document], /) -> Iterator[Extraction]: ...
