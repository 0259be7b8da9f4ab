"""The differences between two graphs, as values."""

from dataclasses import dataclass, field, fields

from kg.model import Node, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Things of the old graph and what they are in the new one; `reasons` are sentences of the new graph."""

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is in one graph and not in the other, and what became of things that are in both.

    Papers are among the things. `moved` are two things in both graphs of which one has forms that the other had;
    `results` are in `added` and `gone` like things, and what is said of those is not in `said` and `unsaid`, the
    statements of the new graph and of the old one alone. `rejected` and `confirmed` are statements of both that a
    person judged since, `undecided` those whose decision was taken back; all as the new graph has them. `altered`
    counts what is the same thing or statement with other details: confidences, aliases, properties, reasons.
    """

    added: tuple[Node, ...] = ()
    gone: tuple[Node, ...] = ()
    renamed: tuple[Change, ...] = ()
    retyped: tuple[Change, ...] = ()
    merged: tuple[Change, ...] = ()
    split: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    said: tuple[Statement, ...] = ()
    unsaid: tuple[Statement, ...] = ()
    rejected: tuple[Statement, ...] = ()
    confirmed: tuple[Statement, ...] = ()
    undecided: tuple[Statement, ...] = ()
    altered: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))
