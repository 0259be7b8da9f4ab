"""The best reading of a paper of SciER, given how probable each of its places is; and how good readings are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy

from benchmarks.scier_papers import LABELS, Judged, Labelled, Rows
from kg.extract.entities.candidates import Candidate
from kg.extract.entities.choice import choose
from kg.extract.entities.groups import CLASSES as SHIPPED
from kg.extract.entities.groups import NOTHING, Group

SURE = 1e-4


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What is tuned: how much the network counts beside the rules, a place's own score beside its form's, and further
    words; and how probable a name of each label must be.
    """

    trust: float = 1.0
    own: float = 0.5
    per_word: float = 0.15
    Method: float = 0.45
    Dataset: float = 0.45
    Task: float = 0.45


TRUST = (0.6, 0.75, 0.9, 1.0)
STEPS = {
    "own": (0.15, 0.3, 0.5, 0.7, 1.0),
    "per_word": (0.0, 0.08, 0.15, 0.3, 0.5),
    **dict.fromkeys(LABELS[1:], (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)),
}


class Pooled:
    """The places of a paper with the scores of their forms: what is decided once is decided for all of the paper."""

    def __init__(self, seen: Judged, rows: Rows) -> None:
        paper = seen.paper
        self.gold = paper.gold
        self._places = [paper.places[n] for n in seen.kept]
        self._keys = [paper.keys[n] for n in seen.kept]
        rows = numpy.clip(rows, SURE, 1.0 - SURE)
        self._own = numpy.log(1.0 - rows[:, 0]) - numpy.log(rows[:, 0])
        self._forms = self._pooled()
        self._types = self._voted(rows, paper.partners)

    def _pooled(self) -> Rows:
        """For every place the mean score of its form's places, of those that stand in no longer likely one."""
        starts = numpy.array([p.first for p in self._places])
        ends = numpy.array([p.last for p in self._places])
        inside = (starts[None, :] <= starts[:, None]) & (ends[:, None] <= ends[None, :])
        longer = (ends - starts)[None, :] > (ends - starts)[:, None]
        free = ~(inside & longer & (self._own > 0)[None, :]).any(axis=1)
        held: dict[str, list[float]] = defaultdict(list)
        for n, key in enumerate(self._keys):
            if free[n]:
                held[key].append(float(self._own[n]))
        return numpy.array(
            [numpy.mean(held[key]) if key in held else own for key, own in zip(self._keys, self._own, strict=True)]
        )

    def _voted(self, rows: Rows, partners: Mapping[str, Sequence[str]]) -> list[str]:
        """For every place the label that the places of its form, and of what it is short for, give together."""
        votes: dict[str, Rows] = {}
        for key, row in zip(self._keys, rows, strict=True):
            vote = (1.0 - row[0]) * numpy.log(row[1:] / row[1:].sum())
            votes[key] = votes[key] + vote if key in votes else vote
        together = {key: sum((votes[k] for k in partners.get(key, ()) if k in votes), votes[key]) for key in votes}
        return [LABELS[1 + int(numpy.argmax(together[key]))] for key in self._keys]

    def read(self, settings: Settings) -> Labelled:
        """The best reading."""
        scores = settings.own * self._own + (1.0 - settings.own) * self._forms
        thresholds = {name: getattr(settings, name.split()[0], 0.5) for name in SHIPPED}
        groups = []
        for place, key, score, type_ in zip(self._places, self._keys, scores, self._types, strict=True):
            likely = float(1.0 / (1.0 + numpy.exp(-score)))
            odds = {**dict.fromkeys(SHIPPED, 0.0), NOTHING: 1.0 - likely, type_: likely}
            groups.append(Group([Candidate(key, [place])], {}, odds))
        chosen = choose(groups, thresholds, settings.per_word)
        return {(p.first, p.last): group.type for group, places in chosen for p in places}


class Figures(NamedTuple):
    """Precision, recall and F1 in per cent."""

    precision: float
    recall: float
    f1: float


def figures(pairs: Iterable[tuple[Labelled, Labelled]], labels: Sequence[str] = LABELS) -> Figures:
    """How well the second of each pair agrees with the first, over all pairs taken together."""
    right = wanted = given = 0
    for gold, found in pairs:
        mine = {item for item in found.items() if item[1] in labels}
        truth = {item for item in gold.items() if item[1] in labels}
        right, wanted, given = right + len(mine & truth), wanted + len(truth), given + len(mine)
    return Figures(100 * right / max(1, given), 100 * right / max(1, wanted), 200 * right / max(1, given + wanted))


def tuned(papers: Sequence[tuple[Judged, Rows]], trusts: Sequence[float] = TRUST) -> Settings:
    """The settings of the best F1 over papers with what the network says: twice one setting after the other."""
    best, top = Settings(), 0.0
    for trust in trusts:
        pooled = [Pooled(seen, seen.mixed(rows, trust)) for seen, rows in papers]
        here = replace(best, trust=trust)
        for _, (name, steps) in product(range(2), STEPS.items()):
            for tried in (here, *(replace(here, **{name: step}) for step in steps)):
                f1 = figures((p.gold, p.read(tried)) for p in pooled).f1
                if f1 > top:
                    best, top = tried, f1
            here = best if best.trust == trust else here
    return best


def read(papers: Sequence[tuple[Judged, Rows]], settings: Settings) -> list[tuple[Labelled, Labelled]]:
    """What is annotated in each paper, and its best reading."""
    pooled = [Pooled(seen, seen.mixed(rows, settings.trust)) for seen, rows in papers]
    return [(paper.gold, paper.read(settings)) for paper in pooled]
