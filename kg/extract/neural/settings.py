"""What belongs to the weights besides numbers of the network: thresholds, calibration, and the rules they know."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SURE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How a score becomes a probability: a line through its log-odds (Platt, 1999), one per kind.

    >>> Calibration(lines={"Task": (1.0, 0.0)})("Task", 0.25)
    0.25
    """

    lines: Mapping[str, tuple[float, float]]

    def __call__(self, kind: str, score: float) -> float:
        """How often something of this kind and score is right, of four decimals."""
        slope, offset = self.lines.get(kind, (1.0, 0.0))
        return round(1.0 / (1.0 + math.exp(-(slope * log_odds(score) + offset))), 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Thresholds by kind of entity and by relation, for numbers, the calibration of each, and known rule names."""

    rules: tuple[str, ...]
    entities: Mapping[str, float]
    relations: Mapping[str, float]
    results: float
    per_word: float
    calibration: Mapping[str, Calibration]


def log_odds(score: float) -> float:
    """The logarithm of the odds of a probability, which is held away from 0 and 1."""
    p = min(max(score, _SURE), 1.0 - _SURE)
    return math.log(p / (1.0 - p))


def load_settings(text: str) -> Settings:
    """Settings from their JSON text."""
    held: dict[str, Any] = json.loads(text)
    lines = {
        name: Calibration(lines={kind: (float(a), float(b)) for kind, (a, b) in rows.items()})
        for name, rows in held["calibration"].items()
    }
    return Settings(
        rules=tuple(held["rules"]),
        entities=held["entities"],
        relations=held["relations"],
        results=held["results"],
        per_word=held["per_word"],
        calibration=lines,
    )
