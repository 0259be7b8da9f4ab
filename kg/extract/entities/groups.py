"""Candidates that a text says are one thing, with the probability of each class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.entities.candidates import Candidate, Place
from kg.model import Concept

NOTHING = "nothing"
CLASSES = (NOTHING, "Method named", "Method", "Benchmark", "Dataset", "Task", "Metric")
"""What a candidate may be; the first word is the entity's type."""
_COLLECTION_HEADS = (
    *(("benchmark", "Benchmark"), ("benchmarks", "Benchmark"), ("suite", "Benchmark"), ("testbed", "Benchmark")),
    *(("dataset", "Dataset"), ("datasets", "Dataset"), ("corpus", "Dataset"), ("corpora", "Dataset")),
)
_MOST_DOUBT = 0.5
"""How improbable a known name can be at most: four in five of their mentions are annotated."""
_COLLECTIONS = ("Benchmark", "Dataset")

Features = Mapping[str, float]


@dataclass(slots=True)
class Group:
    """Forms of one thing: their candidates, features, and how probable each class is."""

    members: list[Candidate]
    features: Features
    odds: dict[str, float]

    @property
    def type(self) -> str:
        """The class local name that is most probable."""
        types = type_odds(self.odds)
        return max(sorted(types), key=lambda name: types[name])

    @property
    def named(self) -> bool:
        return self.odds["Method named"] >= self.odds["Method"]

    @property
    def probability(self) -> float:
        """How probably this is an entity of its type, or of a type often confused with it."""
        return 1.0 - self.odds[NOTHING]

    @property
    def places(self) -> list[Place]:
        return sorted((p for m in self.members for p in m.places), key=lambda p: (p.first, p.last))


def held(odds: Mapping[str, float], concept: Concept | None) -> dict[str, float]:
    """The odds where a known name is of its concept's type; whether a collection is Benchmark or Dataset stays open."""
    if concept is None or not concept.named:
        return dict(odds)
    home = "Method named" if concept.type == "Method" else concept.type
    free = {NOTHING, home, *(_COLLECTIONS if home in _COLLECTIONS else ())}
    out = {name: value if name in free else 0.0 for name, value in odds.items()}
    out[home] += sum(value for name, value in odds.items() if name not in free)
    surplus = max(0.0, out[NOTHING] - _MOST_DOUBT)
    out[NOTHING] -= surplus
    out[home] += surplus
    return out


def collected(odds: Mapping[str, float], features: Features) -> dict[str, float]:
    """The odds where the last word of a form says that it is a collection: then it is no method."""
    out = dict(odds)
    home = next((type_ for noun, type_ in _COLLECTION_HEADS if f"head={noun}" in features), None)
    if home is not None:
        for name in ("Method named", "Method"):
            out[home] += out[name]
            out[name] = 0.0
    return out


def type_odds(odds: Mapping[str, float]) -> dict[str, float]:
    """The probability of each type, both kinds of Method taken together."""
    types: dict[str, float] = {}
    for name, value in odds.items():
        if name != NOTHING:
            types[name.split()[0]] = types.get(name.split()[0], 0.0) + value
    return types


def merged(features: Sequence[Features]) -> Features:
    """The features of several forms: the largest value of each."""
    if len(features) == 1:
        return features[0]
    out: dict[str, float] = {}
    for one in features:
        for name, value in one.items():
            out[name] = max(value, out.get(name, 0.0))
    return out


def families(candidates: Mapping[str, Candidate]) -> list[list[Candidate]]:
    """Candidates joined by acronym definitions and other spellings, in order of their first place."""
    seen: set[str] = set()
    out = []
    for key in candidates:
        if key in seen:
            continue
        family, todo = [], [key]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                family.append(candidates[at])
                todo.extend(sorted(candidates[at].partners | candidates[at].kin))
        out.append(family)
    return out
