"""The weights by which a head takes means of pieces."""

from collections.abc import Sequence
from random import Random

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.neural.inputs import DOCUMENT, Input, pools
from kg.extract.neural.network import load_network
from kg.extract.neural.pieces import cut
from kg.model import Span

Placed = tuple[int, int, int, int]
VIEWS, ROWS, PIECES = 3, 4, 12


@st.composite
def places(draw: st.DrawFn) -> Placed:
    """A place of some view and row: pieces of the text, or the document."""
    start = draw(st.integers(DOCUMENT, PIECES - 1))
    end = DOCUMENT + 1 if start == DOCUMENT else draw(st.integers(start + 1, PIECES))
    return draw(st.integers(0, VIEWS - 1)), draw(st.integers(0, ROWS - 1)), start, end


def by_hand(listed: Sequence[Placed]) -> list[list[list[float]]]:
    """The mean of the means of the places, one number at a time."""
    out = []
    for view in range(VIEWS):
        rows = []
        for row in range(ROWS):
            own = [(start, end) for v, r, start, end in listed if (v, r) == (view, row)]
            rows.append(
                [
                    sum(1 / (end - start) for start, end in own if start <= piece < end) / len(own) if own else 0.0
                    for piece in range(DOCUMENT, PIECES)
                ]
            )
        out.append(rows)
    return out


def made(listed: Sequence[Placed]) -> Input:
    asked = Input(VIEWS)
    for _ in range(ROWS):
        asked.add([0.5])
    for place in listed:
        asked.look(*place)
    return asked


@settings(max_examples=300, deadline=None)
@given(st.lists(places(), max_size=25))
def test_weights_are_the_mean_of_the_means_of_the_places(listed: list[Placed]) -> None:
    found = made(listed).pools(PIECES)
    assert found.shape == (VIEWS, ROWS, 1 + PIECES)
    assert found.dtype == numpy.float32
    numpy.testing.assert_allclose(found, by_hand(listed), atol=1e-6)


@settings(max_examples=100, deadline=None)
@given(st.lists(places(), max_size=25))
def test_weights_of_a_view_that_has_places_sum_to_one_and_are_nothing_elsewhere(listed: list[Placed]) -> None:
    found = made(listed).pools(PIECES)
    held = {(view, row) for view, row, _, _ in listed}
    for view in range(VIEWS):
        for row in range(ROWS):
            assert abs(found[view, row].sum() - ((view, row) in held)) < 1e-5
    assert (found > -1e-6).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(places(), max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_places_does_not_matter(listed: list[Placed], dice: Random) -> None:
    mixed = list(listed)
    dice.shuffle(mixed)
    numpy.testing.assert_allclose(made(mixed).pools(PIECES), made(listed).pools(PIECES), atol=1e-6)


def test_the_first_weight_is_the_documents() -> None:
    found = made([(0, 0, DOCUMENT, DOCUMENT + 1)]).pools(PIECES)
    assert found[0, 0].tolist() == [1.0] + [0.0] * PIECES


def test_an_empty_place_adds_nothing() -> None:
    assert not made([(0, 0, 5, 5), (1, 1, 6, 5)]).places


def test_without_rows_there_are_no_weights() -> None:
    assert pools(numpy.zeros((0, 4), dtype=numpy.int64), VIEWS, 0, PIECES).shape == (VIEWS, 0, 1 + PIECES)


def test_rows_are_numbered_as_they_are_added_and_keep_their_numbers() -> None:
    asked = Input(1)
    assert [asked.add([float(n), -1.0]) for n in range(3)] == [0, 1, 2]
    assert asked.dense().tolist() == [[0.0, -1.0], [1.0, -1.0], [2.0, -1.0]]


def test_a_place_in_the_text_is_looked_at_as_its_pieces() -> None:
    pieces = cut(load_network().tokenizer, "We propose FooNet today")
    asked = Input(1)
    asked.look_at(0, asked.add([]), pieces, Span(11, 17))
    start, end = pieces.at(11, 17)
    assert asked.places == [(0, 0, start, end)]
    weights = asked.pools(len(pieces.ids))[0, 0, 1:]
    assert {bool(w) for w in weights[start:end]} == {True}
    assert not weights[:start].any()
    assert not weights[end:].any()
