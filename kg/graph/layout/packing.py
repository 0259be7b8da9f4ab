"""Circles side by side: packed around a centre, or in rows."""

from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np

from kg.graph.layout.springs import Points

_ANGLES = 24
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
    near = sorted(placed, key=lambda one: (-round(float(ties[one]), 9), _square(centres[one]), one))[:_ANCHORS]
    rim = sorted(placed, key=lambda one: (-_square(centres[one]), one))[:_ANCHORS]
    turns = [(cos(2 * pi * turn / _ANGLES), sin(2 * pi * turn / _ANGLES)) for turn in range(_ANGLES)]
    anchors = list(dict.fromkeys(near + rim))
    spots = np.array([centres[a] + (sizes[a] + sizes[chosen] + 1e-6) * np.array(t) for a in anchors for t in turns])
    away = np.sqrt(((spots[:, None, :] - centres[there][None, :, :]) ** 2).sum(axis=2))
    free = (away >= sizes[there][None, :] + sizes[chosen]).all(axis=1)
    weight = ties[there] / max(float(ties[there].sum()), 1e-9)
    cost = (away * weight[None, :]).sum(axis=1) + 0.45 * np.sqrt((spots**2).sum(axis=1))
    best = int(np.argmin(np.where(free, np.rint(cost * 1e3), np.inf)))
    found: Points = spots[best]
    return found


def _square(point: Points) -> float:
    return round(float(point[0] ** 2 + point[1] ** 2), 6)


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
