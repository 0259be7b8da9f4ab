"""Who says what a candidate is: the readable weights of the rules, or a network that hears them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy
from numpy.typing import NDArray

from kg.extract.entities.candidates import Candidate, Place
from kg.extract.entities.groups import Group
from kg.extract.entities.scorer import Scorer, load_scorer

Rows = NDArray[numpy.float64]
Chosen = tuple[Group, list[Place]]
Described = Mapping[str, Mapping[str, float]]

THRESHOLDS = {"Method named": 0.45, "Method": 0.36, "Benchmark": 0.4, "Dataset": 0.36, "Task": 0.36, "Metric": 0.36}
"""How probable a candidate of each kind must be to count: chosen for the best F1 on training annotations."""
PER_WORD = 0.3
"""How much more a place weighs for every further word: the longest name that still is one is the name."""


class Judge(Protocol):
    """Gives probabilities to candidates and roles; a document has its own judge."""

    @property
    def extractor(self) -> str:
        """Who judges, as it stands in the provenance of mentions."""
        ...

    @property
    def thresholds(self) -> Mapping[str, float]:
        """How probable a candidate of each kind must be to count."""
        ...

    @property
    def per_word(self) -> float:
        """How much more a place weighs for every further word."""
        ...

    def classes(self, found: Mapping[str, Candidate], described: Described) -> Rows:
        """A row per candidate, a column per class of `groups.CLASSES`."""
        ...

    def roles(self, chosen: Sequence[Chosen]) -> Rows:
        """A row per entity, a column per role of `ROLE_CLASSES`."""
        ...

    def confidence(self, group: Group) -> float:
        """How often an entity such as this one is right."""
        ...


ROLE_CLASSES = (
    *("proposed", "used", "compared", "background"),
    *("introduced", "evaluated", "trained", "addressed", "reported"),
)


@dataclass(frozen=True, kw_only=True)
class RulesJudge:
    """Judges by the rules' readable features alone."""

    candidates: Scorer = field(default_factory=lambda: load_scorer("entities"))
    role_scorer: Scorer = field(default_factory=lambda: load_scorer("roles"))
    thresholds: Mapping[str, float] = field(default_factory=lambda: THRESHOLDS)
    per_word: float = PER_WORD
    extractor: str = "papergraph-rules"

    def classes(self, found: Mapping[str, Candidate], described: Described) -> Rows:  # noqa: ARG002  a network looks
        """A row per candidate, a column per class of `groups.CLASSES`."""
        return self.candidates.probabilities(list(described.values()))

    def roles(self, chosen: Sequence[Chosen]) -> Rows:
        """A row per entity, a column per role of `ROLE_CLASSES`."""
        return self.role_scorer.probabilities([role_features(group.features, group.type) for group, _ in chosen])

    def confidence(self, group: Group) -> float:
        """How probable the group is, as the weights say it."""
        return round(group.probability, 4)


def role_features(features: Mapping[str, float], type_: str) -> dict[str, float]:
    """The features that a role is decided by: all of them, and the words around per type."""
    out = dict(features)
    out[f"type={type_}"] = 1.0
    for name, value in features.items():
        if name.startswith(("before", "cue", "sentence", "verb", "at=", "in title")):
            out[f"{type_}: {name}"] = value
    return out
