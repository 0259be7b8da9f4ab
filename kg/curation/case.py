"""A question to a person, and the answers that there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Decision

STATEMENT = "statement"
"""The kind of a case about what a sentence says; all others are about names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a key stands for, and the decisions that it writes."""

    label: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question to a person with what there is to know, and the answers by key.

    `value` is about how many statements of the graph an answer can be expected to mend; `about` stands in the file
    above the decision.
    """

    kind: str
    question: str
    evidence: tuple[str, ...]
    answers: Mapping[str, Answer]
    value: float
    about: tuple[str, ...] = ()
