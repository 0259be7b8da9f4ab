"""Which texts share words: candidates for being two versions of one, found without comparing all with all."""

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Shingles = NDArray[np.uint64]
"""Hashes of the word trigrams of a text, sorted, each once."""

_WORD = re.compile(r"\w+")
_CROWD = 8
"""A trigram that more texts share says little: of those, only neighbours in order are paired."""

_CROWD_MOST = 64
_SHARED_LEAST = 6
"""Rare trigrams that make two texts worth a look."""

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


def shingles(text: str) -> Shingles:
    """The hashed word trigrams of a text, whatever its case and punctuation."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    codes = np.array(words, dtype=np.uint64)
    if len(codes) < len(_MIX):
        return np.unique(codes[:0])
    with np.errstate(over="ignore"):
        mixed = codes[:-2] * _MIX[0] ^ (codes[1:-1] + np.uint64(1)) * _MIX[1] ^ (codes[2:] + np.uint64(2)) * _MIX[2]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def shared(left: Shingles, right: Shingles) -> tuple[int, float]:
    """How many trigrams two texts share, and what part of the shorter one's that is."""
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common, common / max(min(len(left), len(right)), 1)


def candidates(texts: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, the lower first and in order, of texts that share several rare trigrams.

    Near-linear in the number of texts: an inverted index in which crowded trigrams pair neighbours only.
    """
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    if not len(sizes) or not sizes.sum():
        return
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    hashes = np.concatenate(list(texts))
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    lengths = np.diff(np.append(starts, len(hashes)))
    codes = np.concatenate([_pairs(owners, starts, lengths, len(texts)), np.empty(0, dtype=np.int64)])
    found, counts = np.unique(codes, return_counts=True)
    for code in found[counts >= _SHARED_LEAST].tolist():
        yield divmod(code, len(texts))


def _pairs(
    owners: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64], total: int
) -> NDArray[np.int64]:
    """A number for each pair of texts that a trigram is shared by, once per trigram."""
    codes = []
    for length in range(2, _CROWD_MOST + 1):
        runs = starts[lengths == length]
        if len(runs):
            steps = range(1, length) if length <= _CROWD else (1,)
            codes += [_at_distance(owners, runs, length, step, total) for step in steps]
    return np.concatenate(codes) if codes else np.empty(0, dtype=np.int64)


def _at_distance(
    owners: NDArray[np.int64], runs: NDArray[np.int64], length: int, step: int, total: int
) -> NDArray[np.int64]:
    firsts = (runs[:, None] + np.arange(length - step)[None, :]).ravel()
    codes: NDArray[np.int64] = owners[firsts] * total + owners[firsts + step]
    return codes
