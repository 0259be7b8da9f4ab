"""The sentences of a text, and the one that a mention stands in."""

import re
from collections.abc import Iterator

from kg.model import Extraction, Span

_END = re.compile(r"\n+|(?<=[.!?])[\"”')\]]*\s+(?=[\"“'(\[]?[A-Z0-9$\\])")
_NO_END = re.compile(r"(?:\b(?:al|e\.g|i\.e|cf|vs|Fig|Eq|resp|approx|No)|\b[A-Z])\.$")


class Sentences:
    """The sentences of one extraction's text: those that the extractor tells, else those that end as sentences do."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.document.text
        self._sentences = extraction.sentences or _split(self._text)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._sentences)

    def of(self, span: Span) -> Span:
        """The sentence around a span; where the span crosses a boundary, all the sentences that it touches."""
        touched = [sentence for sentence in self._sentences if sentence.overlaps(span)]
        start = min([span.start, *(sentence.start for sentence in touched)])
        return Span(start, max([span.end, *(sentence.end for sentence in touched)]))


def _split(text: str) -> tuple[Span, ...]:
    found, start = [], 0
    for match in _END.finditer(text):
        if "\n" not in match[0] and _NO_END.search(text, start, match.start()):
            continue
        end = match.start() + len(match[0].rstrip())
        if end > start:
            found.append(Span(start, end))
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        found.append(Span(start, end))
    return tuple(found)
