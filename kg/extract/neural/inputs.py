"""What a head reads: for every row the pieces to take the mean of, under several views, and a list of numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray

from kg.extract.neural.pieces import Pieces
from kg.model import Span

Floats = NDArray[numpy.float32]

_WEIGHTS = 4_000_000
"""Pooling weights that are held at a time."""
DOCUMENT = -1
"""A piece that is none: the encoder's vector for the whole document."""


@dataclass(slots=True)
class Input:
    """Rows of a head: `places` are (view, row, first piece, end), several for one view and row are averaged."""

    views: int
    rows: int = 0
    places: list[tuple[int, int, int, int]] = field(default_factory=list)
    numbers: list[Sequence[float]] = field(default_factory=list)

    def add(self, numbers: Sequence[float]) -> int:
        """A further row, by its number."""
        self.numbers.append(numbers)
        self.rows += 1
        return self.rows - 1

    def look(self, view: int, row: int, start: int, end: int) -> None:
        """Let this view of the row hold these pieces too; none where there are none."""
        if end > start:
            self.places.append((view, row, start, end))

    def look_at(self, view: int, row: int, pieces: Pieces, span: Span) -> None:
        """The same with the pieces of a place in the text."""
        self.look(view, row, *pieces.at(span.start, span.end))

    def dense(self) -> Floats:
        """The numbers, a row each."""
        return numpy.array(self.numbers, dtype=numpy.float32)

    def parts(self, pieces: int) -> Iterator[tuple[Floats, Floats]]:
        """Pooling weights and numbers for a stretch of rows at a time, so that a long text needs no more memory."""
        places = numpy.array(self.places, dtype=numpy.int64).reshape(-1, 4)
        dense = self.dense()
        step = max(1, _WEIGHTS // (self.views * (pieces + 1)))
        for first in range(0, self.rows, step):
            last = min(first + step, self.rows)
            held = places[(places[:, 1] >= first) & (places[:, 1] < last)] - (0, first, 0, 0)
            yield pools(held, self.views, last - first, pieces), dense[first:last]

    def pools(self, pieces: int) -> Floats:
        """Weights that turn `pieces` + 1 vectors into one per view and row; the first vector is the document's."""
        return pools(numpy.array(self.places, dtype=numpy.int64).reshape(-1, 4), self.views, self.rows, pieces)


def pools(places: NDArray[numpy.int64], views: int, rows: int, pieces: int) -> Floats:
    """Weights of shape (views, rows, 1 + pieces): the mean of the means of each row's places under each view."""
    view, row, start, end = places.T
    count = numpy.zeros((views, rows), dtype=numpy.float32)
    numpy.add.at(count, (view, row), 1.0)
    weight = 1.0 / ((end - start) * count[view, row])
    edges = numpy.zeros((views, rows, pieces + 2), dtype=numpy.float64)
    numpy.add.at(edges, (view, row, start + 1), weight)
    numpy.add.at(edges, (view, row, end + 1), -weight)
    return numpy.cumsum(edges, axis=2)[:, :, :-1].astype(numpy.float32)
