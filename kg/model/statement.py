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
    the ends' own places in the document, where they stand in the sentence. For `metadata` and `page`: `text` is that
    part of the source's line which says it, verbatim: the whole line where it is short. `document` is a document's IRI;
    `source` and `line` are the file's base name and line.
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

    `iri` is derived from what is said, where, and by what it was found, so the same words always make the same
    statement. `role` is set on `mentions` only; `context` holds the IRIs of the tasks, benchmarks, datasets and metrics
    that a comparison is limited to, sorted; `run` is the IRI of the run that made the statement.
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
    context: tuple[str, ...] = ()
    run: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What makes statements: the program, what reads the texts, and the settings that change what is found.

    All three are the same wherever and whenever the same program runs. `model` ends with the first digits of the hash
    of its weights; `settings` are `key=value`, sorted, one space between.
    """

    software: str
    model: str
    settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in the graph. `properties` maps a property's local name to its literal values, sorted."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    properties: Mapping[str, tuple[Literal, ...]] = field(default_factory=dict)
