"""What the templates of the site take: things to link to, statements with their sentences, results."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something with a name; `type` is the local name of its class, "" where none is known, `href` leads to it."""

    iri: str
    label: str
    type: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text; `role` is "" for plain words, else "subject", "object" or "mention"."""

    text: str
    role: str = ""
    thing: Thing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One statement: a document's word for a fact, with its sentence and what says how far to trust it.

    `object` is a thing, or a plain value in `value`; `issued` is the paper's date as the graph has it, "" where none.
    """

    iri: str
    href: str | None
    subject: Thing
    predicate: str
    object: Thing | None
    value: str
    polarity: str
    confidence: float
    extractor: str
    role: str
    kind: str
    pieces: tuple[Piece, ...]
    paper: Thing | None
    issued: str
    document: Thing | None
    line: str
    context: tuple[Thing, ...] = ()
    start: int | None = None
    marks: tuple[tuple[int, int, str, Thing], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all statements of a group say of one other thing or value, surest first.

    `subject` is set where the page is about neither end: what a paper says of two things.
    """

    subject: Thing | None = None
    other: Thing | None
    value: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Facts of one relation in one direction; `total` counts the statements, `more` leads to all of them."""

    name: str
    backwards: bool
    title: str
    total: int
    facts: tuple[Fact, ...]
    more: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A reported number as one row; the ends are things where the text names any, else its words."""

    thing: Thing
    value: str
    unit: str
    number: float | None
    kind: str
    qualifiers: tuple[str, ...]
    methods: tuple[Thing | str, ...]
    on: tuple[Thing | str, ...]
    metrics: tuple[Thing | str, ...]
    baselines: tuple[Thing | str, ...]
    paper: Thing | None
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """Why two forms are one thing."""

    thing: Thing
    left: str
    right: str
    rule: str
    reason: str
    confidence: float
    evidence: str = ""
    into: Thing | None = None
    document: Thing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A thing with a number beside it and the words for that number."""

    thing: Thing
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property with its values, each a thing or a text, in words for people."""

    name: str
    values: tuple[Thing | str, ...]
    definition: str = ""
