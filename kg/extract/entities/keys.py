"""When two spellings are one form."""

import re
import unicodedata
from collections.abc import Sequence

_PLURAL_CAPITAL = re.compile(r"(?<=[A-Z])s\b")
_MARKUP = re.compile(r"[\\${}~]|\btext(?:it|bf|tt|sc)\b")
_SHORTEST_PLURAL = 5


def form_key(text: str) -> str:
    """What is left of a form without case, hyphens, blanks, markup and a plural s; empty where nothing is.

    >>> form_key("Large-Language Models") == form_key("large language model")
    True
    """
    return join_keys([word_key(text)])


def word_key(text: str) -> str:
    """The part of a form's key that one word gives, with a plural s that may still have to go."""
    if text.isalnum() and text.isascii():
        return text[:-1].lower() if text.endswith("s") and text[-2:-1].isupper() else text.lower()
    plain = _PLURAL_CAPITAL.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(c for c in _MARKUP.sub("", plain) if c.isalnum() or c in "+%.*")


def join_keys(keys: Sequence[str]) -> str:
    """The key of a form from the keys of its words."""
    key = "".join(keys).strip(".")
    return key[:-1] if len(key) >= _SHORTEST_PLURAL and key.endswith("s") and not key.endswith("ss") else key
