"""Stretches of words that can say what was measured, or where: terms, with the count before them."""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.entities.view import View, view
from kg.model import Span

_COUNTS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "all", "both", "multiple"}
)
_LONGEST = 8
_SHORTEST = 2
"""Letters."""


def phrases(doc: Doc) -> list[Span]:
    """Every longest run of words that a term can hold, in text order; with a count before it, once more with that."""
    return sorted(set(_phrases(view(doc))))


def _phrases(seen: View) -> Iterator[Span]:
    for start, end in seen.sentences:
        at = start
        while at < end:
            if seen.breaks[at]:
                at += 1
                continue
            last = at
            while last < end and not seen.breaks[last]:
                last += 1
            span = Span(seen.starts[at], seen.ends[last - 1])
            if last - at <= _LONGEST and span.end - span.start >= _SHORTEST:
                yield span
                if at > start and (seen.lower[at - 1] in _COUNTS or seen.lower[at - 1].isdigit()):
                    yield Span(seen.starts[at - 1], span.end)
            at = last
