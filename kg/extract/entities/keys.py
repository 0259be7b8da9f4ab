"""When two spellings are one form."""

import re
import unicodedata

_PLURAL_CAPITAL = re.compile(r"(?<=[A-Z])s\b")
_MARKUP = re.compile(r"[\\${}~]|\btext(?:it|bf|tt|sc)\b")
_SHORTEST_PLURAL = 5


def form_key(text: str) -> str:
    """What is left of a form without case, hyphens, blanks, markup and a plural s; empty where nothing is.

    >>> form_key("Large-Language Models") == form_key("large language model")
    True
    """
    plain = _PLURAL_CAPITAL.sub("", unicodedata.normalize("NFKC", text)).casefold()
    plain = _MARKUP.sub("", plain)
    key = "".join(c for c in plain if c.isalnum() or c in "+%.*").strip(".")
    return key[:-1] if len(key) >= _SHORTEST_PLURAL and key.endswith("s") and not key.endswith("ss") else key
