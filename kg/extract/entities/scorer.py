"""A linear scorer whose every weight can be read: features, classes and weights in one JSON file."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy


class Scorer(NamedTuple):
    """Classes, the row of weights of every feature, and the offset of each class."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: "numpy.typing.NDArray[numpy.float64]"
    offset: "numpy.typing.NDArray[numpy.float64]"

    def probabilities(self, samples: Sequence[Mapping[str, float]]) -> "numpy.typing.NDArray[numpy.float64]":
        """A row per sample, a column per class."""
        scores = numpy.tile(self.offset, (len(samples), 1))
        known = [[(self.rows[name], value) for name, value in s.items() if name in self.rows] for s in samples]
        rows = [row for sample in known for row, _ in sample]
        if rows:
            values = numpy.array([value for sample in known for _, value in sample])
            owner = numpy.repeat(numpy.arange(len(samples)), [len(sample) for sample in known])
            numpy.add.at(scores, owner, self.weights[rows] * values[:, None])
        scores -= scores.max(axis=1, keepdims=True)
        powers = numpy.exp(scores)
        result: numpy.typing.NDArray[numpy.float64] = powers / powers.sum(axis=1, keepdims=True)
        return result


@cache
def load_scorer(name: str) -> Scorer:
    """The scorer of `weights/<name>.json`."""
    text = (files("kg.extract") / "weights" / f"{name}.json").read_text(encoding="utf-8")
    return from_json(json.loads(text))


def from_json(stored: Mapping[str, object]) -> Scorer:
    """A scorer from what its JSON file holds: `classes`, `offset`, and per feature the weights that are not zero."""
    classes = stored["classes"]
    offset = stored["offset"]
    features = stored["weights"]
    assert isinstance(classes, list)
    assert isinstance(offset, list)
    assert isinstance(features, dict)
    column = {name: n for n, name in enumerate(classes)}
    weights = numpy.zeros((len(features), len(classes)))
    for row, listed in enumerate(features.values()):
        for name, weight in listed.items():
            weights[row, column[name]] = weight
    return Scorer(tuple(classes), {name: n for n, name in enumerate(features)}, weights, numpy.array(offset))
