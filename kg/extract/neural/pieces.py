"""A text as the encoder reads it: word pieces with their places, and marks for what the uncased pieces do not show."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from kg.model import Span

Integers = NDArray[numpy.int64]

SHAPES = 8
"""How many kinds of spelling a piece may have; 0 is none."""
KNOWN = ("", "Method", "Benchmark", "Dataset", "Task", "Metric")
"""What the vocabulary may call the name that a piece belongs to."""
LONGEST = 510
"""Pieces of one window; the encoder takes two more, for its ends."""
STRIDE = 255
"""Pieces after which the next window of a longer text begins."""
_RUN = re.compile(r"[^\W_]+")
_NONE, _LOWER, _TITLE, _UPPER, _MIXED, _MIXED_DIGITS, _DIGITS, _OTHER = range(SHAPES)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: `ids`, and a row of `marks` each (spelling, in the title, known type).

    `starts` and `ends` are offsets in the text, in code points.
    """

    ids: Integers
    marks: Integers
    starts: Integers
    ends: Integers

    def windows(self) -> Iterator[tuple[int, int]]:
        """Overlapping stretches of pieces that cover all of them, each short enough for the encoder."""
        start = 0
        while start + LONGEST < len(self.ids):
            yield start, start + LONGEST
            start += STRIDE
        yield start, len(self.ids)

    def at(self, first: int, last: int) -> tuple[int, int]:
        """The pieces that hold any of these characters; one at least where there are pieces at all."""
        start = int(numpy.searchsorted(self.ends, first, side="right"))
        end = int(numpy.searchsorted(self.starts, last, side="left"))
        start = min(start, max(0, len(self.ids) - 1))
        return start, max(end, start + 1)


def make_tokenizer(words: Sequence[str]) -> Tokenizer:
    """The uncased word-piece tokenizer of BERT over this vocabulary (Devlin et al., 2019)."""
    vocabulary = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def cut(tokenizer: Tokenizer, text: str, title_end: int = 0, known: Sequence[tuple[Span, str]] = ()) -> Pieces:
    """The pieces of a text whose first `title_end` characters are its title; `known` are its known names."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = numpy.array(encoding.offsets, dtype=numpy.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
    marks = numpy.zeros((len(starts), 3), dtype=numpy.int64)
    marks[:, 0] = list(_shapes(text, starts))
    marks[:, 1] = starts < title_end
    pieces = Pieces(numpy.array(encoding.ids, dtype=numpy.int64), marks, starts, ends)
    for span, type_ in known:
        start, end = pieces.at(span.start, span.end)
        marks[start:end, 2] = KNOWN.index(type_)
    return pieces


def _shapes(text: str, starts: Integers) -> Iterator[int]:
    """The spelling of the run of letters and digits in which each piece stands."""
    runs = _RUN.finditer(text)
    run = next(runs, None)
    for start in starts:
        while run is not None and run.end() <= start:
            run = next(runs, None)
        yield _shape(run.group()) if run is not None and run.start() <= start else _OTHER


def _shape(run: str) -> int:
    if run.isdigit():
        return _DIGITS
    digits = any(c.isdigit() for c in run)
    if digits and any(c.isupper() for c in run):
        return _MIXED_DIGITS
    if run.islower() or not any(c.isupper() for c in run):
        return _LOWER
    if len(run) > 1 and run.isupper():
        return _UPPER
    return _TITLE if run[1:].islower() or len(run) == 1 else _MIXED
