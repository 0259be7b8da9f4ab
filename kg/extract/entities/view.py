"""What the entity rules see of a Doc: per word its lower-case form, its shape, and whether a term can hold it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from kg.extract.entities.keys import word_key
from kg.extract.lexicons import words

_NUMBER = re.compile(r"[\d.,:+\-–/]*\d[\d.,]*(?:\\?%|\+|x|×)?$")
_ADDRESS = re.compile(r"https?://|www\.")
_LONGEST_WORD = 60
"""Letters beyond which a word is no name, and is not looked into."""
_SHAPES = (
    (re.compile(r"\d"), "number"),
    (re.compile(r"[A-Z][A-Z0-9]+s?$"), "acronym"),
    (re.compile(r"[A-Z]{2,}s?[-\d+*.]"), "acronymish"),
    (re.compile(r".*[a-z][A-Z]|[A-Z]{2,}[a-z]"), "camel"),
    (re.compile(r".*[A-Za-z].*\d"), "digits"),
    (re.compile(r"[A-Z].*-[A-Z]"), "Title-Title"),
    (re.compile(r"[A-Z].*-"), "Title-lower"),
    (re.compile(r"[A-Z]"), "Title"),
    (re.compile(r".*[A-Z]"), "inner"),
    (re.compile(r"[a-z].*-"), "hyphen"),
    (re.compile(r"[a-z]"), "lower"),
)
PROPER = frozenset({"acronym", "acronymish", "camel", "digits", "Title-Title", "Title-lower", "inner"})
"""Shapes that ordinary words do not have."""


def shape(word: str) -> str:
    """The kind of spelling: `camel`, `acronym`, `Title`, `lower` and so on."""
    bare = word.lstrip("\\${")
    return next((name for pattern, name in _SHAPES if pattern.match(bare)), "other")


@dataclass(frozen=True, slots=True)
class View:
    """The words of a Doc; `breaks` marks those no term holds, `sentence` counts from 0, the title's are `in_title`."""

    doc: Doc
    text: str
    lower: list[str]
    shapes: list[str]
    breaks: list[bool]
    sentence: list[int]
    starts: list[int]
    ends: list[int]
    in_title: int
    sentences: list[tuple[int, int]]
    keys: list[str]


def view(doc: Doc) -> View:
    """What the rules see of this Doc, in time linear in its length."""
    lower, shapes, breaks, starts, ends, keys = [], [], [], [], [], []
    for token in doc:
        word = token.text
        low, form, stop, key = _kind(word)
        lower.append(low)
        shapes.append(form)
        breaks.append(stop)
        keys.append(key)
        starts.append(token.idx)
        ends.append(token.idx + len(word))
    sentences = [(s.start, s.end) for s in doc.sents]
    number = [n for n, (start, end) in enumerate(sentences) for _ in range(start, end)]
    in_title = sum(1 for start in starts if start < doc._.title_end)
    return View(doc, doc.text, lower, shapes, breaks, number, starts, ends, in_title, sentences, keys)


@lru_cache(maxsize=1 << 16)
def _kind(word: str) -> tuple[str, str, bool, str]:
    if len(word) > _LONGEST_WORD:
        return "", "other", True, ""
    return word.lower(), shape(word), _breaks(word), word_key(word)


def _breaks(word: str) -> bool:
    low = word.lower()
    if not any(c.isalnum() for c in word) or _ADDRESS.match(word) or _NUMBER.match(word):
        return not _is_version(word)
    if low in words("function_words") or low in words("verbs"):
        return not _is_acronym(word)
    return low.endswith("ly") and low not in words("adjectives_in_ly") and "-" not in low


def _is_version(word: str) -> bool:
    """A bare number can end a name (`EXAONE Path 2.5`)."""
    return bool(re.fullmatch(r"\d{1,4}(?:\.\d)?", word))


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1
