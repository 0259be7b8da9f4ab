"""A spring layout of a few nodes, and the removal of overlaps."""

import random

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

_ROUNDS = 60
_GRAIN = 1e6
"""Each round ends on multiples of the inverse, so that the last bits, in which processors differ, die out."""


def spring(weights: Points, sizes: Points, gap: float, seed: int) -> Points:
    """Places around the origin in which tied nodes are near and no two circles overlap.

    The forces of Fruchterman and Reingold (1991); `weights` is symmetric, `sizes` are radii.
    """
    count = len(weights)
    if count == 1:
        return np.zeros((1, 2))
    places = _start(count, seed)
    room = 1.0 / count**0.5
    pull = np.where(weights > 0, 0.4 + weights / weights.max(initial=1e-9), 0.0)
    for turn in range(_ROUNDS):
        step = 0.12 * (1 - turn / _ROUNDS) + 0.004
        places = _grained(places + _move(places, pull, room, step))
    return _apart(_scaled(places, sizes, gap), sizes, gap)


def _start(count: int, seed: int) -> Points:
    """A sunflower of seeds in an order drawn once: far better spread than random points."""
    order = list(range(count))
    random.Random(seed * 7919 + count).shuffle(order)
    turns = np.array(order) * 2.399963229728653
    radius = np.sqrt((np.array(order) + 0.5) / count) / 2
    return _grained(np.stack((radius * np.cos(turns), radius * np.sin(turns)), axis=1))


def _move(places: Points, pull: Points, room: float, step: float) -> Points:
    """One step of every node; each coordinate by itself and summed row by row, several times faster than pairs."""
    x, y = places.T
    away_x, away_y = x[None, :] - x[:, None], y[None, :] - y[:, None]
    distance = np.maximum(np.sqrt(away_x * away_x + away_y * away_y), 1e-3)
    force = room * room / (distance * distance) - pull * distance / room
    moved = np.stack(((away_x * force).sum(axis=0), (away_y * force).sum(axis=0)), axis=1) - places * 0.4
    length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)
    limited: Points = moved / length[:, None] * np.minimum(length, step)[:, None]
    return limited


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
            away = places[:, None, :] - places[None, :, :]
            distance = np.sqrt((away**2).sum(axis=2))
            lacking = np.maximum(needed - distance, 0.0)
            if float(lacking.max()) <= gap / 4:
                return places
            push = away * (lacking / np.maximum(distance, 1e-3) * 0.55)[:, :, None]
            places = _grained(places + push.sum(axis=1) / 1.6)
        places = places * 1.08 + _start(len(places), 1)


def _grained(places: Points) -> Points:
    rounded: Points = np.rint(places * _GRAIN) / _GRAIN
    return rounded
