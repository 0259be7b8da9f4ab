"""How a text is cut for the encoder: places, marks, windows."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.extract.neural.network import load_network
from kg.extract.neural.pieces import KNOWN, LONGEST, SHAPES, Pieces, cut
from kg.model import Span

TOKENIZER: Tokenizer = load_network().tokenizer
LETTERS = "abcXYZ019 äÉñçøŁß ΔλΩ Жя é ﬁ 中文 가각 ー が \t\n .,;:-–—_/\\$%&<>\"'()[]{}@#^~|"
ODD = "\x00\x07\x1b\x7f\x85\u00a0\u00ad\u200b\u200d\u202e\u2028\ufeff\ufffd\u0301\u20dd😀🏳️‍🌈𝒳𝐑\U000e0041"
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=LETTERS + ODD, max_size=200),
    st.lists(
        st.sampled_from(["MuJoCo", "naïve", "GPT-4o", "\x00", "\u200b", " ", "İ", "ﬃ", "e\u0301", "x" * 150, "85.4\\%"])
    ).map("".join),
)
SETTINGS = settings(max_examples=200, deadline=None)


def pieces_of_numbers(count: int) -> Pieces:
    """So many pieces of one letter each, with a space between."""
    at = numpy.arange(count, dtype=numpy.int64)
    return Pieces(at, numpy.zeros((count, 3), dtype=numpy.int64), 2 * at, 2 * at + 1)


def shapes(text: str) -> list[int]:
    return [int(mark) for mark in cut(TOKENIZER, text).marks[:, 0]]


def words(text: str, pieces: Pieces) -> list[str]:
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


def plain(text: str) -> str:
    """A text without what the uncased encoder does not see."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] not in "MC").lower()


@SETTINGS
@given(TEXTS)
def test_pieces_stand_inside_the_text_in_its_order(text: str) -> None:
    pieces = cut(TOKENIZER, text)
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends) == len(pieces.marks)
    assert all(0 <= start < end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert (numpy.diff(pieces.starts) >= 0).all()
    assert (numpy.diff(pieces.ends) >= 0).all()


@SETTINGS
@given(st.text(alphabet="abcdefXYZ0189 äÉñçé ΔλΩ Жя 中文\n\t.,;:-/$%()\x00\x1b\u00ad\u200b\u0301", max_size=120))
def test_each_piece_is_the_words_of_its_place(text: str) -> None:
    pieces = cut(TOKENIZER, text)
    for number, said in zip(pieces.ids, words(text, pieces), strict=True):
        piece = str(TOKENIZER.id_to_token(int(number)))
        assert piece == "[UNK]" or plain(said) == piece.removeprefix("##")


@SETTINGS
@given(st.text(alphabet="abcdefXYZ0189 äÉñçé ΔλΩ Жя 中文\n\t.,;:-/$%()\x00\x1b\u00ad\u200b\u0301", max_size=120))
def test_what_no_piece_holds_is_space_or_cannot_be_seen(text: str) -> None:
    pieces = cut(TOKENIZER, text)
    held = {at for start, end in zip(pieces.starts, pieces.ends, strict=True) for at in range(start, end)}
    assert all(text[at].isspace() or not plain(text[at]) for at in range(len(text)) if at not in held)


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x07", "\u200b\ufeff", "\u0301"])
def test_a_text_of_nothing_has_no_pieces(text: str) -> None:
    pieces = cut(TOKENIZER, text)
    assert len(pieces.ids) == 0
    assert list(pieces.windows()) == [(0, 0)]


def test_a_huge_word_is_one_piece_with_its_whole_place() -> None:
    pieces = cut(TOKENIZER, f"a {'x' * 5000} b")
    assert words(f"a {'x' * 5000} b", pieces) == ["a", "x" * 5000, "b"]


@pytest.mark.parametrize(
    ("same", "other"),
    [
        ("grasp", "learning"),
        ("Grasp", "Learning"),
        ("GPT", "PPO"),
        ("MuJoCo", "ResNet"),
        ("GPT4", "v2X"),
        ("2024", "7"),
    ],
)
def test_words_of_one_spelling_have_one_mark(same: str, other: str) -> None:
    assert set(shapes(same)) == set(shapes(other))
    assert len(set(shapes(same))) == 1


def test_words_of_different_spelling_have_different_marks_and_none_is_zero() -> None:
    found = [shapes(word)[0] for word in ("grasp", "Grasp", "GRASP", "ResNet", "GPT4", "2024", "-")]
    assert len(set(found)) == len(found)
    assert all(0 < mark < SHAPES for mark in found)


def test_every_piece_of_a_word_bears_the_mark_of_the_whole_word() -> None:
    assert len(shapes("DexGraspNet")) > 1
    assert len(set(shapes("DexGraspNet"))) == 1
    assert shapes("Éa")[0] == shapes("Ea")[0]


@SETTINGS
@given(TEXTS, st.integers(0, 220))
def test_pieces_that_begin_before_the_titles_end_are_marked_so(text: str, end: int) -> None:
    pieces = cut(TOKENIZER, text, end)
    assert [bool(mark) for mark in pieces.marks[:, 1]] == [start < end for start in pieces.starts]


@SETTINGS
@given(TEXTS, st.lists(st.tuples(st.integers(0, 199), st.integers(1, 40), st.sampled_from(KNOWN[1:])), max_size=4))
def test_pieces_that_touch_a_known_name_bear_its_type(text: str, names: Sequence[tuple[int, int, str]]) -> None:
    known = [(Span(at, min(at + size, len(text))), type_) for at, size, type_ in names if at < len(text)]
    pieces = cut(TOKENIZER, text, 0, known)
    for start, end, mark in zip(pieces.starts, pieces.ends, pieces.marks[:, 2], strict=True):
        touching = {type_ for span, type_ in known if span.start < end and start < span.end}
        if touching:
            assert mark
        assert KNOWN[mark] in touching or not touching


def test_the_marks_do_not_depend_on_the_order_of_names_that_do_not_touch() -> None:
    text = "We train PPO on ImageNet."
    names = [(Span(9, 12), "Method"), (Span(16, 24), "Dataset")]
    marks = cut(TOKENIZER, text, 0, names).marks
    assert (cut(TOKENIZER, text, 0, names[::-1]).marks == marks).all()
    assert {KNOWN[mark] for mark in marks[:, 2]} == {"", "Method", "Dataset"}


@SETTINGS
@given(TEXTS.filter(lambda text: bool(len(cut(TOKENIZER, text).ids))), st.integers(0, 250), st.integers(1, 60))
def test_a_place_is_found_as_the_pieces_that_hold_its_characters(text: str, first: int, size: int) -> None:
    pieces = cut(TOKENIZER, text)
    first = min(first, len(text) - 1)
    last = min(first + size, len(text))
    start, end = pieces.at(first, last)
    assert 0 <= start < end <= len(pieces.ids)
    holding = [n for n in range(len(pieces.ids)) if pieces.starts[n] < last and first < pieces.ends[n]]
    if holding:
        assert (start, end) == (holding[0], holding[-1] + 1)
    else:
        assert end == start + 1


@pytest.mark.parametrize("count", [0, 1, 2, 100, *range(505, 520), 764, 765, 766, 1020, 1021, 5000])
def test_windows_cover_every_piece_and_none_is_longer_than_the_encoder_takes(count: int) -> None:
    windows = list(pieces_of_numbers(count).windows())
    assert {at for start, end in windows for at in range(start, end)} == set(range(count))
    assert all(end - start <= LONGEST for start, end in windows)
    assert [start for start, _ in windows] == sorted({start for start, _ in windows})
    assert len(windows) == 1 or count > LONGEST


@given(st.integers(0, 20_000))
def test_a_piece_inside_a_long_text_has_neighbours_on_both_sides(count: int) -> None:
    windows = list(pieces_of_numbers(count).windows())
    for (_, end), (start, _) in pairwise(windows):
        assert end - start >= 200
    assert not windows or windows[-1][1] == count


@pytest.mark.parametrize("count", [0, 1, 509, 510, 511, 765, 766, 1100, 3000])
def test_every_piece_gets_the_vector_of_its_own_place(count: int) -> None:
    network = load_network()
    seen: list[int] = []

    class Echo:
        """An encoder whose vectors say which piece they are of."""

        def run(self, _: None, given: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
            ids, marks = given["ids"], given["marks"]
            assert ids.shape[1] == marks.shape[1] <= LONGEST + 2
            seen.append(ids.shape[1])
            return [ids[:, :, None].astype(numpy.float32)]

    echo = type(network)(
        settings=network.settings, tokenizer=network.tokenizer, encoder=Echo(), heads={}, ends=(-7, -8)
    )
    vectors = echo.encode(pieces_of_numbers(count))
    assert vectors[0, 0] == -7
    assert vectors[1:, 0].tolist() == list(range(count))
    assert len(seen) == (1 if count <= LONGEST else len(list(pieces_of_numbers(count).windows())))
