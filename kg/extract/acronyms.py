"""Acronyms and the words they stand for, as the text itself defines them.

After Schwartz & Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text", PSB 2003,
with three additions: plurals (`large language models (LLMs)`), capitals inside hyphenated words, and the reversed
order (`SMAC (StarCraft Multi-Agent Challenge)`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.model import Span

_MIN_SHORT, _MAX_SHORT = 2, 12
_MAX_INNER = 14
_LONGEST_WINDOW = 4 * _MAX_SHORT
_SEPARATORS = frozenset({",", ";", ":", "–", "—", "/", "="})
_SMALL = frozenset({"of", "for", "and", "the", "with", "in", "to", "on", "a", "an", "via", "by", "from"})
_PART = re.compile(r"[^\W_]+")
_QUOTES = frozenset("\"'“”‘’`$*{}")


class Definition(NamedTuple):
    """Where a text defines an acronym: the places of the short form and of the long one."""

    short: Span
    long: Span


class AcronymDefinitions:
    """Puts the acronym definitions of a Doc, in text order, into `doc._.definitions`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.definitions = tuple(sorted(_definitions(doc)))
        return doc


def _definitions(doc: Doc) -> Iterator[Definition]:
    for start, end in _brackets(doc):
        inner = _inner(doc, start + 1, end)
        if inner is None or start == 0:
            continue
        before = doc[_sentence_start(doc, start) : start]
        found = _forward(before, inner) or _reversed(before, inner)
        if found:
            yield found


def _brackets(doc: Doc) -> Iterator[tuple[int, int]]:
    """Positions of round brackets and the ones that close them, with few words between."""
    start = None
    for token in doc:
        if token.text == "(":
            start = token.i
        elif token.text == ")" and start is not None:
            if 1 < token.i - start <= _MAX_INNER:
                yield start, token.i
            start = None


def _inner(doc: Doc, start: int, end: int) -> Tokens | None:
    """What stands in the brackets, up to a comma or semicolon and without quotes."""
    for i in range(start, end):
        if doc[i].text in _SEPARATORS:
            end = i
            break
    while start < end and (doc[start].text in _QUOTES or doc[start].text.startswith("\\")):
        start += 1
    while start < end and doc[end - 1].text in _QUOTES:
        end -= 1
    return doc[start:end] if start < end else None


def _sentence_start(doc: Doc, at: int) -> int:
    """The start of the sentence, or of as many words before as a long form can have."""
    lowest = max(0, at - _LONGEST_WINDOW)
    while at > lowest and not doc[at].is_sent_start:
        at -= 1
    return at


def _forward(before: Tokens, inner: Tokens) -> Definition | None:
    short = inner.text
    if not _is_short(short) or not len(before):
        return None
    bare = _singular(short)
    window = before[max(0, len(before) - min(len(bare) + 5, 2 * len(bare))) :]
    last = window[-1]
    while len(window) and (last.text in _QUOTES or last.is_space):
        window = window[:-1]
        if not len(window):
            return None
        last = window[-1]
    at = long_form_start(bare, window.text)
    if at is None:
        return None
    long_ = Span(window.start_char + at, window.end_char)
    if short in window.text[at:].split() or len(window.text) - at <= len(short):
        return None
    return Definition(Span(inner.start_char, inner.end_char), long_)


def _reversed(before: Tokens, inner: Tokens) -> Definition | None:
    if len(inner) < _MIN_SHORT or not len(before):
        return None
    token = before[-1]
    short = token.text
    if not _is_short(short) or long_form_start(_singular(short), inner.text) != 0:
        return None
    return Definition(Span(token.idx, token.idx + len(short)), Span(inner.start_char, inner.end_char))


def _is_short(text: str) -> bool:
    return (
        _MIN_SHORT <= len(text) <= _MAX_SHORT
        and text[0].isalnum()
        and sum(c.isupper() for c in text) >= 1
        and len(text.split()) <= 2  # noqa: PLR2004  as Schwartz & Hearst have it
        and (sum(c.isupper() for c in text) > 1 or any(c.isdigit() or c == "-" for c in text) or len(text) <= 4)  # noqa: PLR2004
    )


def _singular(short: str) -> str:
    return short[:-1] if len(short) > _MIN_SHORT and short.endswith("s") and short[-2].isupper() else short


def long_form_start(short: str, text: str) -> int | None:
    """Where in `text` the long form of `short` starts, if `text` ends with one.

    >>> long_form_start("SMAC", "on the StarCraft Multi-Agent Challenge")
    7
    >>> long_form_start("PPO", "Proximal Policy Optimization")
    0
    >>> long_form_start("BB", "mechanism Bigram-Backcopy")
    10
    """
    letters = [c for c in short.lower() if c.isalnum()]
    initial = _by_initials(letters, text)
    return _by_letters(letters, text) if initial is None else initial


def _by_initials(letters: list[str], text: str) -> int | None:
    """The start of the last words whose initials are the letters; small words between them need no letter.

    Without this, the shortest match of `PPO` in `Proximal Policy Optimization` starts at its second word.
    """
    at = len(letters)
    for match in reversed(list(_PART.finditer(text))):
        word = match.group().lower()
        if at and word[0] == letters[at - 1]:
            at -= 1
        elif word not in _SMALL:
            return None
        if at == 0:
            before = text[match.start() - 1 : match.start()]
            return match.start() if not before or before.isspace() or before in '(["“' else None
    return None


def _by_letters(letters: list[str], text: str) -> int | None:
    """The start of the shortest long form after Schwartz & Hearst: every letter, the first at a word's start."""
    lower = text.lower()
    at = len(lower)
    for n, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (lower[at] == letter and (n > 0 or _starts_word(lower, at))):
            at -= 1
        if at < 0:
            return None
    while at > 0 and not lower[at - 1].isspace() and lower[at - 1] not in '(["“':
        at -= 1
    return at


def _starts_word(text: str, at: int) -> bool:
    if at == 0 or not text[at - 1].isalnum():
        return True
    return text[at] == "x" and text[at - 1] == "e" and _starts_word(text, at - 1)


def create_acronyms(nlp: Language, name: str) -> AcronymDefinitions:  # noqa: ARG001  spaCy calls every factory so
    """The component that finds acronym definitions."""
    return AcronymDefinitions()
