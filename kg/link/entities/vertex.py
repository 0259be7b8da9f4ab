"""The terms of linking: names are vertices, reasons are edges."""

from dataclasses import dataclass
from typing import NamedTuple

from kg.link.entities.local import Local
from kg.model import Merge, Span

WORD = "word"
"""The variant of an ordinary word that is spelled like an acronym or a cased label (`act`, `go`)."""


CASED = "cased"
"""How the variant of a coined name begins whose letters are a known name's in another case (`LoRa`, not `LoRA`)."""


class Vertex(NamedTuple):
    """A name within a group of classes, all its spellings taken together.

    `variant` keeps apart what is spelled alike: the meanings of one short form, its undefined use in one paper, an
    ordinary word. `concept` is set, and nothing else but the group, for a concept of the vocabulary.
    """

    group: str
    name: str = ""
    variant: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A reason to hold two vertices for one thing; those of lower rank are weighed first."""

    rank: int
    left: Vertex
    right: Vertex
    merge: Merge

    @property
    def order(self) -> tuple[int, Vertex, Vertex, str, tuple[int, int], str, str]:
        span = self.merge.span or Span(0, 1)
        place = (span.start, span.end)
        return (self.rank, self.left, self.right, self.merge.document or "", place, self.merge.left, self.merge.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One thing: its vertices, the edges that hold them together, and the local entities it stands for."""

    vertices: tuple[Vertex, ...]
    edges: tuple[Edge, ...]
    locals: tuple[Local, ...]
    note: str | None = None

    @property
    def concept(self) -> str | None:
        """The IRI of the vocabulary's concept, where there is one."""
        return next((vertex.concept for vertex in self.vertices if vertex.concept), None)
