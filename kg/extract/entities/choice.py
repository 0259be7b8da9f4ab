"""Which candidates are entities: the best set of places that do not overlap."""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from kg.extract.entities.candidates import Place
from kg.extract.entities.groups import Group

_SURE = 1e-6


def choose(
    groups: Sequence[Group], thresholds: Mapping[str, float], per_word: float
) -> list[tuple[Group, list[Place]]]:
    """The groups that stand somewhere in the best reading, with their places there, in text order.

    A reading is a set of places that do not overlap; the best one has the largest sum of weighted margins, a margin
    being how far the log-odds of a group lie above its type's threshold (weighted interval scheduling).
    """
    offers = []
    for number, group in enumerate(groups):
        margin = _log_odds(group.probability) - _log_odds(thresholds[kind_of(group)])
        if margin > 0:
            for place in group.places:
                weight = margin * (1.0 + per_word * (place.end - place.start - 1))
                offers.append((place.last, place.first, number, weight, place))
    offers.sort(key=lambda offer: offer[:3])
    ends = [offer[0] for offer in offers]
    best: list[float] = [0.0]
    back: list[int] = []
    for n, (_, first, _, margin, _) in enumerate(offers):
        before = bisect_right(ends, first, 0, n)
        taken = best[before] + margin
        back.append(before if taken > best[n] else -1)
        best.append(max(taken, best[n]))
    chosen: dict[int, list[Place]] = {}
    n = len(offers)
    while n:
        if back[n - 1] < 0:
            n -= 1
            continue
        chosen.setdefault(offers[n - 1][2], []).append(offers[n - 1][4])
        n = back[n - 1]
    found = [(groups[number], places[::-1]) for number, places in chosen.items()]
    return sorted(found, key=lambda item: (item[1][0].first, item[1][0].last))


def kind_of(group: Group) -> str:
    """The class that a threshold goes by."""
    return "Method named" if group.type == "Method" and group.named else group.type


def _log_odds(probability: float) -> float:
    p = min(max(probability, _SURE), 1.0 - _SURE)
    return math.log(p / (1.0 - p))
