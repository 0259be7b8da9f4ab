"""What the network is asked of candidates (what are they?) and of entities (what is their role?)."""

import math
from collections.abc import Mapping, Sequence

import numpy
from numpy.typing import NDArray

from kg.extract.entities.candidates import Candidate, Place
from kg.extract.entities.groups import Group
from kg.extract.neural.inputs import DOCUMENT, Input
from kg.extract.neural.pieces import Pieces

Rows = NDArray[numpy.float64]

VIEWS = 4
"""The first pieces of the places, the last ones, all of them, and the document."""
FLAGS = (
    *("whole", "part", "mixed", "in title", "in title only", "defined", "defined long", "defined short"),
    *("is title name", "holds title name", "lower case in body", "never lower case", "capital inside a sentence"),
    *("known=Method", "known=Method general", "known=Benchmark", "known=Dataset", "known=Task general"),
    *("known=Metric", "known=Metric general", "sentence=title", "at=first", "at=last", "kind=title"),
)
"""Features of the rules that the network sees by themselves; the others reach it as the rules' judgement."""
KINDS = ("Method named", "Method", "Benchmark", "Dataset", "Task", "Metric")
_LEAST = -9.0
_SCALE = 4.0
_LENGTH = 6.0
_BLOCK = 1024
"""Places that are compared with all others at a time."""


def candidate_input(
    pieces: Pieces, found: Mapping[str, Candidate], described: Mapping[str, Mapping[str, float]], judged: Rows
) -> Input:
    """A row per candidate, in their order; `judged` are the probabilities that the rules give, nothing first."""
    out = Input(VIEWS)
    listed = list(found.values())
    likely = 1.0 - judged[:, 0]
    longer, shorter = _rivals(listed, likely)
    at = {candidate.key: n for n, candidate in enumerate(listed)}
    logs = _logs(judged)
    for n, candidate in enumerate(listed):
        place = candidate.places[0]
        partner = max((float(likely[at[key]]) for key in candidate.partners), default=0.0)
        features = described[candidate.key]
        row = out.add(
            [
                *logs[n],
                *(features.get(name, 0.0) for name in FLAGS),
                *(longer[n], shorter[n], partner, float(likely[n])),
                *(min(place.end - place.start, 7) / _LENGTH, math.log(len(candidate.places))),
            ]
        )
        _look(out, row, pieces, candidate.places)
    return out


def role_input(pieces: Pieces, groups: Sequence[tuple[Group, Sequence[Place]]], judged: Rows) -> Input:
    """A row per entity; `judged` are the probabilities of roles that the rules give."""
    out = Input(VIEWS)
    logs = _logs(judged)
    for n, (group, places) in enumerate(groups):
        kind = "Method named" if group.type == "Method" and group.named else group.type
        numbers = [
            *logs[n],
            *(float(kind == name) for name in KINDS),
            *(group.features.get(name, 0.0) for name in FLAGS),
            math.log(len(places)),
        ]
        _look(out, out.add(numbers), pieces, places)
    return out


def _look(out: Input, row: int, pieces: Pieces, places: Sequence[Place]) -> None:
    for place in places:
        start, end = pieces.at(place.first, place.last)
        out.look(0, row, start, start + 1)
        out.look(1, row, end - 1, end)
        out.look(2, row, start, end)
    out.look(3, row, DOCUMENT, DOCUMENT + 1)


def _logs(judged: Rows) -> Rows:
    return numpy.maximum(numpy.log(numpy.maximum(judged, 1e-12)), _LEAST) / _SCALE


def _rivals(listed: Sequence[Candidate], likely: Rows) -> tuple[Rows, Rows]:
    """For each candidate, how likely the likeliest longer and the likeliest shorter one are that overlap with it."""
    owner = numpy.array([n for n, c in enumerate(listed) for _ in c.places])
    starts = numpy.array([p.start for c in listed for p in c.places])
    ends = numpy.array([p.end for c in listed for p in c.places])
    size = ends - starts
    chance = likely[owner]
    longer, shorter = numpy.zeros(len(listed)), numpy.zeros(len(listed))
    for at in range(0, len(owner), _BLOCK):
        here = slice(at, at + _BLOCK)
        meet = (starts[here, None] < ends[None, :]) & (starts[None, :] < ends[here, None])
        meet &= owner[here, None] != owner[None, :]
        wider = size[None, :] > size[here, None]
        narrower = size[None, :] < size[here, None]
        for other, rivals in ((meet & wider, longer), (meet & narrower, shorter)):
            best = numpy.where(other, chance[None, :], 0.0).max(axis=1, initial=0.0)
            numpy.maximum.at(rivals, owner[here], best)
    return longer, shorter
