"""Circles side by side: packed around a centre, or in rows."""

from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np

from kg.graph.layout.springs import Points

_ANGLES = 24
_TURNS = tuple(np.array([turn(2 * pi * step / _ANGLES) for step in range(_ANGLES)]) for turn in (cos, sin))
_ANCHORS = 48
"""Circles, at most, beside which a place for the next one is looked for."""


def pack(radii: Sequence[float], ties: Points, *, gap: float) -> Points:
    """Centres of circles that do not overlap, around the origin: each as near as it gets to those it is tied to.

    The largest comes first, then always the one that is tied most to those placed.
    """
    count = len(radii)
    centres = np.zeros((count, 2))
    if not count:
        return centres
    sizes = np.array(radii) + gap / 2
    placed = [min(range(count), key=lambda one: (-radii[one], one))]
    left = [one for one in range(count) if one != placed[0]]
    tied = ties[:, placed[0]].copy()
    while left:
        chosen = min(left, key=lambda one: (-round(float(tied[one]), 9), -radii[one], one))
        centres[chosen] = _beside(chosen, placed, centres, sizes, ties[chosen])
        placed.append(chosen)
        left.remove(chosen)
        tied += ties[:, chosen]
    heart: Points = (centres.max(axis=0) + centres.min(axis=0)) / 2
    return np.asarray(np.rint((centres - heart) * 1e6) / 1e6)


def _beside(chosen: int, placed: list[int], centres: Points, sizes: Points, ties: Points) -> Points:
    """The free place beside one of the placed circles that costs least."""
    there = np.array(placed)
    x, y = centres[there].T
    far = np.rint((x * x + y * y) * 1e6)
    near = there[np.lexsort((there, far, -np.rint(ties[there] * 1e9)))[:_ANCHORS]]
    rim = there[np.lexsort((there, -far))[:_ANCHORS]]
    anchors = np.array(list(dict.fromkeys([*near.tolist(), *rim.tolist()])))
    reach = sizes[anchors] + sizes[chosen] + 1e-6
    spots_x, spots_y = (
        (centres[anchors, axis][:, None] + reach[:, None] * _TURNS[axis][None, :]).ravel() for axis in (0, 1)
    )
    away_x, away_y = spots_x[None, :] - x[:, None], spots_y[None, :] - y[:, None]
    away = np.sqrt(away_x * away_x + away_y * away_y)
    free = (away >= (sizes[there] + sizes[chosen])[:, None]).all(axis=0)
    weight = ties[there] / max(float(ties[there].sum()), 1e-9)
    cost = (away * weight[:, None]).sum(axis=0) + 0.45 * np.sqrt(spots_x * spots_x + spots_y * spots_y)
    best = int(np.argmin(np.where(free, np.rint(cost * 1e3), np.inf)))
    return np.array((spots_x[best], spots_y[best]))


def rows(radii: Sequence[float], width: float, *, gap: float) -> list[tuple[float, float]]:
    """Centres of circles in rows from left to right and top down, in the order given, centred on x = 0."""
    found: list[tuple[float, float]] = []
    row: list[int] = []
    top, used = 0.0, 0.0
    for place, radius in enumerate([*radii, float("inf")]):
        if row and (used + 2 * radius + gap > width or place == len(radii)):
            tallest = max(radii[one] for one in row)
            x = -(used - gap) / 2
            for one in row:
                found.append((x + radii[one], top + tallest))
                x += 2 * radii[one] + gap
            top, used, row = top + 2 * tallest + gap, 0.0, []
        row.append(place)
        used += 2 * radius + gap
    return found
