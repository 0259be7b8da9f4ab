"""Spring layouts of a few nodes each, and the removal of overlaps."""

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

_ROUNDS = 60
_AT_ONCE = 100_000
"""Pairs of nodes, at most, whose forces are worked out together: more do not fit a processor's cache."""
_GRAIN = 1e6
"""Each round ends on multiples of the inverse, so that the last bits, in which processors differ, die out."""


def springs(parts: Sequence[tuple[Points, Points]], gap: float, seed: int) -> list[Points]:
    """For each part, given by its weights and sizes, places around the origin.

    In them tied nodes are near and no two circles overlap. The forces of Fruchterman and Reingold (1991); weights are
    symmetric, sizes are radii. Parts of as many nodes move together, which costs numpy as little as one of them.
    """
    found: list[Points] = [np.zeros((1, 2))] * len(parts)
    by_count: dict[int, list[int]] = {}
    for place, (weights, _) in enumerate(parts):
        by_count.setdefault(len(weights), []).append(place)
    for count, places in by_count.items():
        at_once = max(1, _AT_ONCE // count**2)
        for start in range(0, len(places) if count > 1 else 0, at_once):
            some = places[start : start + at_once]
            moved = _sprung(np.array([parts[place][0] for place in some]), seed)
            for place, points in zip(some, moved, strict=True):
                sizes = parts[place][1]
                found[place] = _apart(_scaled(points, sizes, gap), sizes, gap)
    return found


def _sprung(weights: Points, seed: int) -> Points:
    """Where springs pull the nodes of several parts: arrays of part by node by node, and by node and coordinate."""
    many, count, _ = weights.shape
    x, y = (np.tile(axis, (many, 1)) for axis in _start(count, seed).T)
    room = 1.0 / count**0.5
    strongest = np.maximum(weights.max(axis=(1, 2), keepdims=True), 1e-9)
    pull = np.where(weights > 0, 0.4 + weights / strongest, 0.0) / room
    for turn in range(_ROUNDS):
        step = 0.12 * (1 - turn / _ROUNDS) + 0.004
        x, y = _move(x, y, pull, room * room, step)
    return np.stack((x, y), axis=2)


def _start(count: int, seed: int) -> Points:
    """A sunflower of seeds in an order drawn once: far better spread than random points."""
    order = list(range(count))
    random.Random(seed * 7919 + count).shuffle(order)
    turns = np.array(order) * 2.399963229728653
    radius = np.sqrt((np.array(order) + 0.5) / count) / 2
    return _grained(np.stack((radius * np.cos(turns), radius * np.sin(turns)), axis=1))


def _move(x: Points, y: Points, pull: Points, push: float, step: float) -> tuple[Points, Points]:
    """One step of every node; each coordinate by itself and summed row by row, several times faster than pairs."""
    away_x, away_y = x[:, None, :] - x[:, :, None], y[:, None, :] - y[:, :, None]
    square = np.maximum(away_x * away_x + away_y * away_y, 1e-6)
    force = push / square - pull * np.sqrt(square)
    moved_x, moved_y = (away_x * force).sum(axis=1) - x * 0.4, (away_y * force).sum(axis=1) - y * 0.4
    length = np.maximum(np.sqrt(moved_x * moved_x + moved_y * moved_y), 1e-9)
    limit = np.minimum(length, step) / length
    return _grained(x + moved_x * limit), _grained(y + moved_y * limit)


def _scaled(places: Points, sizes: Points, gap: float) -> Points:
    """Spread so that the circles fill about a third of the disc."""
    places = places - places.mean(axis=0)
    area = float(((2 * sizes + gap) ** 2).sum())
    spread = max(float(np.sqrt((places**2).sum(axis=1)).max()), 1e-3)
    scaled: Points = places * (0.75 * area**0.5 / spread)
    return scaled


def _apart(places: Points, sizes: Points, gap: float) -> Points:
    """Push overlapping circles apart; where pushing does not end, everything spreads until none overlap."""
    needed = sizes[:, None] + sizes[None, :] + gap
    np.fill_diagonal(needed, 0.0)
    while True:
        for _ in range(_ROUNDS):
            x, y = places.T
            away_x, away_y = x[:, None] - x[None, :], y[:, None] - y[None, :]
            distance = np.sqrt(away_x * away_x + away_y * away_y)
            lacking = np.maximum(needed - distance, 0.0)
            if float(lacking.max()) <= gap / 4:
                return places
            push = lacking / np.maximum(distance, 1e-3) * (0.55 / 1.6)
            pushed = np.stack(((away_x * push).sum(axis=1), (away_y * push).sum(axis=1)), axis=1)
            places = _grained(places + pushed)
        places = places * 1.08 + _start(len(places), 1)


def _grained(places: Points) -> Points:
    rounded: Points = np.rint(places * _GRAIN) / _GRAIN
    return rounded
