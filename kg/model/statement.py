"""What the graph holds: nodes, and statements with the evidence behind each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Choice

from kg.model.extraction import Polarity
from kg.model.text import Span


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Literal:
    """A value with its datatype, an XSD local name (`string`, `decimal`, `date`, `gMonthDay`, `anyURI`, …)."""

    value: str
    datatype: str = "string"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a statement comes from.

    For `text`: `text` is a whole sentence and equals the document's text at [start, end); `subject` and `object` are
    the ends' own places in the document, where they stand in the sentence. For `metadata` and `page`: `text` is the
    source's line, verbatim. `document` is a document's IRI; `source` and `line` are the file's base name and line.
    """

    kind: Choice["text", "metadata", "page"]
    document: str
    source: str
    line: int
    text: str
    start: int | None = None
    end: int | None = None
    subject: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One document's word for one fact: subject and object are IRIs (or a Literal), predicate a local name.

    `iri` is derived from everything else, so the same words always make the same statement. `role` is set on
    `mentions` only.
    """

    iri: str
    subject: str
    predicate: str
    object: str | Literal
    paper: str
    evidence: Evidence
    confidence: float
    extractor: str
    polarity: Polarity = Polarity.ASSERTED
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in the graph. `properties` maps a property's local name to its literal values, sorted."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    properties: Mapping[str, tuple[Literal, ...]] = field(default_factory=dict)
