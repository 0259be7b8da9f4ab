"""Numbers and names that are listed side by side: `92.0% and 86.1% on A and B, respectively`."""

import re
from collections.abc import Sequence

from kg.extract.relations.scene import Place, Sentence
from kg.extract.values import Value
from kg.model import Span

_LISTED = re.compile(r"^\$?(?:\s?\([^()]{0,40}\))?\s?(?:,|/|and|&|\\&|, and|,? as well as)\s?(?:and |up to )?\$?$")
_LISTED_LOOSELY = re.compile(
    r"^\$?(?:\s[\w@-]{1,12}){0,2}(?:\s?\([^()]{0,40}\))?\s?(?:,|/|and|&|\\&|, and|,? as well as)\s?(?:and |up to )?\$?$"
)
_ENUMERATED = re.compile(r"^(?:\s?\([^()]{0,40}\))?\s?(?:,|/|and|&|\\&|,? as well as)\s?(?:and |the )?$")
_IN_BRACKETS = re.compile(r"^[^()]{0,24}\((?:an? |up to |i\.e\.,? )?\$?$")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def are_listed(words: str) -> bool:
    """Whether these words between two numbers make them items of one list."""
    return bool(_LISTED.match(words))


def are_enumerated(words: str) -> bool:
    """Whether these words between two names make them items of one list."""
    return bool(_ENUMERATED.match(words))


def is_respective(sentence: Sentence, value: Value) -> bool:
    """Whether `respectively` says that the number belongs to one item of a list."""
    return bool(_RESPECTIVELY.search(sentence.text, value.span.start - sentence.span.start))


def host_of(sentence: Sentence, values: Sequence[Value], number: int) -> int | None:
    """The number that stands right before the brackets of this one (`78.1% (+2.4%)`)."""
    if not number:
        return None
    last, value = values[number - 1].span, values[number].span
    words = sentence.between(last, value)
    closes = sentence.text[value.end - sentence.span.start :].partition("(")[0]
    return number - 1 if _IN_BRACKETS.match(words) and ")" in closes else None


def aligned(sentence: Sentence, values: Sequence[Value], number: int, *types: str) -> Place | None:
    """The item of an enumeration of these classes that stands where the number stands in its own."""
    host = host_of(sentence, values, number)
    if host is not None:
        return aligned(sentence, values, host, *types)
    peers = [n for n in range(len(values)) if n == number or host_of(sentence, values, n) is None]
    run = _run(sentence, [values[n] for n in peers], peers.index(number))
    return _item(sentence, run, values[number].span, types) if len(run) > 1 else None


def _run(sentence: Sentence, values: Sequence[Value], number: int) -> list[Span]:
    """The places of the numbers that are listed with this one."""
    listed = _LISTED_LOOSELY if is_respective(sentence, values[number]) else _LISTED
    first = last = number
    while first and listed.match(sentence.between(values[first - 1].span, values[first].span)):
        first -= 1
    while last + 1 < len(values) and listed.match(sentence.between(values[last].span, values[last + 1].span)):
        last += 1
    return [value.span for value in values[first : last + 1]]


def _item(sentence: Sentence, run: Sequence[Span], value: Span, types: Sequence[str]) -> Place | None:
    items: list[Place] = []
    for place in sentence.of(*types):
        if items and not _ENUMERATED.match(sentence.between(items[-1].span, place.span)):
            if len(items) == len(run):
                break
            items = []
        items.append(place)
    return items[run.index(value)] if len(items) == len(run) else None
