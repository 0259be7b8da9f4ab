"""Where sentences end, without a parser."""

from typing import Any, cast

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.lexicons import words

_STOPS = frozenset({".", "!", "?", "。"})
_DOTS = frozenset({"…", "...", "..", "...."})
_CLOSERS = frozenset("\"”’'»)]}")
_OPENERS = {")": "(", "]": "["}
_MAY_END = frozenset({"etc.", "et al.", "al.", "U.S.", "U.K.", "Inc.", "Ltd.", "Corp.", "Jr."})
_ASIDE = 60
"""Words up to which a bracket is an aside that no sentence ends in."""
_INITIAL = 1
_LIST_NUMBER = 2


class SentenceBoundaries:
    """Marks the sentence starts of a Doc; the newline between title and abstract is always a boundary."""

    def __init__(self) -> None:
        self._starters = words("sentence_starters")

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        inside = _asides(doc)
        starts = bytearray(len(doc))
        starts[0] = 1
        last = 0
        for token in doc:
            if token.is_space or (inside[token.i] and token.text not in _CLOSERS):
                continue
            after = self._after(doc, token, last)
            if after is not None:
                starts[after] = 1
                last = after
        self._title(doc, starts)
        marks = numpy.where(numpy.frombuffer(bytes(starts), dtype=numpy.uint8) == 1, 1, -1).astype(numpy.int64)
        # Setting Token.is_sent_start one by one takes quadratic time.
        doc.from_array(["SENT_START"], cast("Any", marks.view(numpy.uint64)))
        return doc

    def _after(self, doc: Doc, token: Token, last: int) -> int | None:
        """Where the next sentence starts, if one ends with this token."""
        text = token.text
        if text in _STOPS:
            end = _past_closers(doc, token.i + 1)
        elif text in _DOTS or text in _MAY_END:
            end = token.i + 1
        else:
            return None
        start = _past_space(doc, end)
        if start >= len(doc):
            return None
        follows = doc[start].text
        if text in _MAY_END:
            return start if follows in self._starters else None
        if text in _DOTS:
            return start if follows[:1].isupper() else None
        if not doc[end - 1].whitespace_ and start == end and not follows[:1].isupper():
            return None
        return None if text == "." and self._is_label(doc, token.i, last, follows) else start

    def _is_label(self, doc: Doc, at: int, last: int, follows: str) -> bool:
        """Whether the dot belongs to an initial (`J. Smith`) or to an item's number (`1. We …`)."""
        if at == 0:
            return True
        before = doc[at - 1].text
        if at - 1 == last and before.isdigit() and len(before) <= _LIST_NUMBER:
            return True
        return (
            len(before) == _INITIAL
            and before.isalpha()
            and before.isupper()
            and follows[:1].isupper()
            and follows not in self._starters
        )

    @staticmethod
    def _title(doc: Doc, starts: bytearray) -> None:
        end = doc._.title_end
        if not end:
            return
        for token in doc:
            if token.idx > end and not token.is_space:
                starts[token.i] = 1
                return


def _asides(doc: Doc) -> bytearray:
    """Which words stand between brackets that close soon."""
    inside = bytearray(len(doc))
    open_: list[tuple[str, int]] = []
    for token in doc:
        if token.text in "([":
            open_.append((token.text, token.i))
        elif token.text in _OPENERS and open_ and open_[-1][0] == _OPENERS[token.text]:
            _, start = open_.pop()
            if token.i - start <= _ASIDE:
                inside[start : token.i] = b"\x01" * (token.i - start)
    return inside


def _past_closers(doc: Doc, at: int) -> int:
    while at < len(doc) and not doc[at - 1].whitespace_ and doc[at].text in _CLOSERS:
        at += 1
    return at


def _past_space(doc: Doc, at: int) -> int:
    while at < len(doc) and doc[at].is_space:
        at += 1
    return at


def create_sentences(nlp: Language, name: str) -> SentenceBoundaries:  # noqa: ARG001  spaCy calls every factory so
    """The component that marks sentence starts."""
    return SentenceBoundaries()
