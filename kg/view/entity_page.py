"""The page of a thing: what it is called and why, what is said of it, and the sentence behind every statement."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from kg.view.site.frame import Frame
from kg.view.site.nouns import Attribute, Counted, Fact, Group, MergeRow, Piece, ResultRow, Saying, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of a paper, with the things that it names marked."""

    thing: Thing
    source: str
    line: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """The things of one class that a paper speaks of; `count` of each is the part it plays there."""

    type: str
    total: int
    things: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A text cut in three: before the evidence, the evidence, behind it."""

    before: str
    here: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """What a thing's page shows; what is left out of it is not there.

    `open` holds what is denied, left open or rejected; `papers` are facts whose other end is a paper; `extra` is what
    only pages of one class have.
    """

    thing: Thing
    type_label: str
    template: str = "thing"
    general: bool = False
    byline: tuple[tuple[Thing | str, ...], ...] = ()
    aliases: tuple[str, ...] = ()
    lead: Saying | None = None
    results: tuple[ResultRow, ...] = ()
    result_count: int = 0
    results_query: str = ""
    groups: tuple[Group, ...] = ()
    open: tuple[Group, ...] = ()
    papers: tuple[Fact, ...] = ()
    paper_count: int = 0
    papers_more: str | None = None
    attributes: tuple[Attribute, ...] = ()
    beside: tuple[Counted, ...] = ()
    merges: tuple[MergeRow, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    on_map: str | None = None
    filled: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


def entity_page(view: ThingView, frame: Frame) -> str:
    """The HTML of a thing's page."""
    shown = {part.name: getattr(view, part.name) for part in fields(view) if part.name not in {"extra", "template"}}
    return frame.page(view.template, **shown, **view.extra)


def relation_page(thing: Thing, found: Group, frame: Frame, *, number: int, last: int, address: str) -> str:
    """The HTML of one page of many that list all statements of one relation of a thing."""
    return frame.page("relation", thing=thing, found=found, number=number, last=last, address=address)
