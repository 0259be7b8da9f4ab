"""Columns of small numbers, and blocks of them as text that can stand in any page."""

import json
import re
import zlib
from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

_LONE = re.compile("[\ud800-\udfff]")
_BEST = 9

# RFC 1924's digits to base 85, but for "&", "<" and ">", which mean something in a page.
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%:()*+-;,=.?@^_`{|}~"


Key = TypeVar("Key", bound=Hashable)


class Numbers(dict[Key, int]):
    """Gives each new key the next number."""

    def __missing__(self, key: Key) -> int:
        self[key] = len(self)
        return self[key]


def steps(numbers: Iterable[int]) -> list[int]:
    """Each number as what it adds to the one before it: small where a column rises slowly or stays."""
    return [after - before for before, after in pairwise((0, *numbers))]


def block(value: Any) -> str:
    """JSON, deflated (zlib's format, RFC 1950), to base 85: characters that no page and no text in it can mistake.

    Five of them hold four bytes; the first says how many zeros were added to fill the last four. Half of a surrogate
    pair, which is no text, comes out as U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(_LONE.sub("\ufffd", text).encode(), _BEST)
    lacking = -len(packed) % 4
    return f"{lacking}{based(packed + bytes(lacking))}"


def based(data: bytes) -> str:
    """Bytes, a multiple of four, to base 85, the highest digit first."""
    numbers = np.frombuffer(data, dtype=">u4").astype(np.uint32)
    digits = np.empty((len(numbers), 5), dtype=np.uint8)
    for place in range(4, -1, -1):
        numbers, digits[:, place] = np.divmod(numbers, np.uint32(85))
    table = np.frombuffer(DIGITS.encode("ascii"), dtype=np.uint8)
    return table[digits].tobytes().decode("ascii")
