"""Columns of small numbers, and blocks of them as text that can stand in any page."""

import base64
import json
import re
import zlib
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_BEST = 9


class Numbers(dict[str, int]):
    """Gives each new text the next number."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def steps(numbers: Iterable[int]) -> list[int]:
    """Each number as what it adds to the one before it: small where a column rises slowly or stays."""
    return [after - before for before, after in pairwise((0, *numbers))]


def block(value: Any) -> str:
    """JSON, deflated (zlib's format, RFC 1950), in base64: letters that no page and no text in it can mistake.

    Half of a surrogate pair, which is no text, comes out as U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(_LONE.sub("\ufffd", text).encode(), _BEST)).decode("ascii")
