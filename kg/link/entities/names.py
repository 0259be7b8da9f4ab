"""What two spellings of one name share, and what keeps two names apart whatever else they share."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kg.link.labels import clean

_WORD = re.compile(
    r"(?:[^\x00-/:-@\[-`{-\xbf×÷\u02c6-\u02df\u2000-\u206f\u2212\u2500-\u257f\u3000-\u303f\uff00-\uff0f\s]"
    r"|(?<=\d)[.,](?=\d))+|\++|[*#%]"
)
"""Letters, digits and whatever is no punctuation; the dot of `3.5`; and the marks that make another name of one."""
_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_ROMAN_ENDING = re.compile(r"(?<=[a-z])(?:II|III|IV|VI|VII|VIII|IX)$")
_VERSION = re.compile(r"^[vV](?=\d)|(?<=[A-Z])v(?=\d)|(?<=[a-z])V(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ZEROS = re.compile(r"(?<=\d)\.0+(?!\d)")
_CAPITALS_S = re.compile(r"(?<=[A-Z0-9])s$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:[a-z](?![a-z]))?")
_UNIT = re.compile(r"(?<=\d) (?=[BMK]\b)")
_YEAR = re.compile(r"(?<![\d.,])20(?=[0-3]\d(?![\d.,]))")
_GREEK = {
    ord(letter): name
    for letter, name in zip(
        "αβγδεζηθικλμνξπρστυφχψωϵϕϑ",
        [
            *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
            *("nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
            *("epsilon", "phi", "theta"),
        ],
        strict=True,
    )
}
_PLURALS = (("sses", "ss"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"))
_NO_PLURAL = ("ss", "us", "is", "as", "ics", "ous", "series", "species")
_SHORT = 16
"""Letters up to which a short form is looked for among initials."""
_LONG_WORD, _SLIPS = 8, 2
"""Letters of a word in which that many wrong ones are a slip of the pen rather than another word."""
_NEAR = 120
"""Characters beside a short form among which the words that spell it are looked for."""
_STOP = re.compile(r"[.;:!?()\n]")
_HYPHENS = "-‐‑–"
_LONG = 5
"""Letters from which a word is spelled both ways in English (`optimise`, `behaviour`)."""

FUNCTION_WORDS = frozenset(
    ["a", "an", "and", "the", "of", "for", "from", "with", "in", "on", "to", "via", "by", "using", "based"]
)


class Word(NamedTuple):
    """A word of a name: as it compares, as it was written, and whether a hyphen joins it to the word before."""

    key: str
    text: str
    joined: bool = False


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[Word, ...]:
    r"""The words of a name, without markup, in order; marks such as `++` and `*` count as words.

    >>> [word.key for word in words(r"Safe Multi-Agent $\beta$-VAEs v2.0")]
    ['safe', 'multi', 'agent', 'beta', 'vae', '2']
    """
    text = _UNIT.sub("", unicodedata.normalize("NFKC", clean(name)))
    return tuple(
        Word(_key(found[0]), found[0], joined=text[max(found.start() - 1, 0)] in _HYPHENS)
        for found in _WORD.finditer(text)
    )


def _key(word: str) -> str:
    if word in _ROMAN:
        return _ROMAN[word]
    capitals = word.isupper()
    word = _ROMAN_ENDING.sub(lambda m: _ROMAN[m[0]], word)
    plain = _CAPITALS_S.sub("", word) if len(word) > 2 else word  # noqa: PLR2004
    plain = _YEAR.sub("", _ZEROS.sub("", _THOUSANDS.sub("", _VERSION.sub("", plain))))
    plain = plain.translate(_GREEK)
    plain = unicodedata.normalize("NFKC", plain.casefold())
    if capitals or plain != word.casefold():
        return plain
    return _spelling(_singular(plain))


def _singular(word: str) -> str:
    for plural, single in _PLURALS:
        if word.endswith(plural) and len(word) > len(plural) + 1 and word not in _NO_PLURAL:
            return word.removesuffix(plural) + single
    if len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL):  # noqa: PLR2004
        return word[:-1]
    return word


def _spelling(word: str) -> str:
    """British and American spelling as one; the outcome need not be a word."""
    if len(word) <= _LONG:
        return word
    return word.replace("iz", "is").replace("yz", "ys").replace("our", "or").replace("elling", "eling")


def group_of(type_: str) -> str:
    """The classes that may be one thing with this one: each for itself, but Benchmark and Dataset together."""
    return "Benchmark" if type_ == "Dataset" else type_


def key(parts: tuple[Word, ...]) -> str:
    """What all spellings of one name share: case, hyphens, spaces, plurals and markup gone, numbers apart."""
    return f"{''.join(word.key for word in parts)}|{','.join(signature(parts))}" if parts else ""


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The key of a name.

    >>> name_key("Multi-Agent MuJoCo") == name_key("multiagent mujocos"), name_key("Qwen2 7B") == name_key("Qwen 27B")
    (True, False)
    """
    return key(words(name)) or f"={clean(name)}"


def signature(parts: tuple[Word, ...]) -> tuple[str, ...]:
    """The numbers, versions, sizes and marks of a name: two names in which they differ are never one thing.

    >>> signature(words("UniDexGrasp++ 7B")), signature(words("AlpacaEval 2.0")) == signature(words("AlpacaEval 2"))
    (('++', '7b'), True)
    """
    found: list[str] = []
    for word in parts:
        found += [word.key] if not word.key[:1].isalnum() and word.key.isascii() else _NUMBER.findall(word.key)
    return tuple(found)


def content_key(parts: tuple[Word, ...]) -> str:
    """The key without function words: `from human feedback` and `with human feedback` share it."""
    return key(tuple(word for word in parts if word.key not in FUNCTION_WORDS))


@lru_cache(maxsize=1 << 16)
def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym or a coined short form: one word, two capitals or a digit among its letters.

    >>> [is_acronym(name) for name in ("SMAC", "LLMs", "Bi-DexHands", "Tree Search", "policy")]
    [True, True, True, False, False]
    """
    text = clean(name)
    capitals = sum(c.isupper() for c in text)
    return " " not in text and capitals + any(c.isdigit() for c in text) > 1


@lru_cache(maxsize=1 << 14)
def expansion(short: str, long: str) -> tuple[Word, ...] | None:
    """The shortest run of words in `long` whose initials spell `short`; None where there is none.

    Function words and later parts of a hyphenated word may go unspelled; an acronym among the words may be spelled
    whole. A digit may stand for the letter before or after it repeated (`A2C`), for a word (`R2R`), or for itself.

    >>> [word.text for word in expansion("MARL", "cooperative multi-agent reinforcement learning")]
    ['multi', 'agent', 'reinforcement', 'learning']
    """
    letters = "".join(word.key for word in words(short))
    if len(letters) > _SHORT:
        return None
    parts = words(long)
    variants = sorted({letters, *_spelled_out(letters)})
    for length in range(1, min(len(parts), 3 * len(letters)) + 1):
        for start in range(len(parts) - length + 1):
            window = parts[start : start + length]
            if length > 1 and any(_spells(variant, window) for variant in variants):
                return window
    return None


def _spelled_out(letters: str) -> tuple[str, ...]:
    before = re.sub(r"([a-z])([2-9])", lambda m: m[1] * int(m[2]), letters)
    after = re.sub(r"([2-9])([a-z])", lambda m: m[2] * int(m[1]), letters)
    return before, after, letters.replace("2", "t").replace("4", "f")


def _spells(letters: str, window: tuple[Word, ...]) -> bool:
    """Whether the words spell the letters."""
    if window[0].key in FUNCTION_WORDS or window[-1].key in FUNCTION_WORDS or window[0].joined:
        return False
    ways = {""}
    for word in window:
        ways = {way + head for way in ways for head in _heads(word) if letters.startswith(way + head)}
    return letters in ways


@lru_cache(maxsize=1 << 14)
def _heads(word: Word) -> frozenset[str]:
    """What of a word an acronym may take."""
    found = {word.key, word.key.removesuffix("d")} if word.key[:1].isdigit() else {word.key[:1]}
    if word.key in FUNCTION_WORDS or word.joined:
        found.add("")
    if is_acronym(word.text):
        found.add(word.key)
    return frozenset(found)


def stands_for(short: str, long: str) -> bool:
    """Whether a short form's letters stand in the long form in order, the first at the start of a word.

    The test of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions".

    >>> stands_for("Bi-DexHands", "Bimanual Dexterous Hands Benchmark"), stands_for("MAT", "Tree Search")
    (True, False)
    """
    letters = [c for word in words(short) for c in word.key if c.isalnum()]
    text = " ".join(word.text.casefold() for word in words(long))
    place = len(text)
    for index in range(len(letters) - 1, -1, -1):
        place = text.rfind(letters[index], 0, place)
        while index == 0 and place > 0 and text[place - 1] != " ":
            place = text.rfind(letters[index], 0, place)
        if place < 0:
            return False
    return len(letters) > 1 and len(text) > len(letters)


def slip(one: str, other: str) -> tuple[str, str] | None:
    """The keys of the one long word in which two names differ, where they do by a letter, or by two left out or
    swapped, within it.

    >>> slip("Contrastive Prefence Learning", "Contrastive Preference Learning"), slip("safe policy", "safe police")
    (('prefence', 'preference'), None)
    """
    left, right = ([word.key for word in words(name)] for name in (one, other))
    odd = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    if len(left) != len(right) or len(left) == 1 or len(odd) != 1:
        return None
    ((a, b),) = odd
    ends = (a[:1], a[-1:]) == (b[:1], b[-1:]) and a.isalpha() and b.isalpha()
    if not ends or min(len(a), len(b)) < _LONG_WORD:
        return None
    distance = Levenshtein.distance(a, b)
    left_out = distance == abs(len(a) - len(b))
    return (a, b) if distance == 1 or (distance <= _SLIPS and (left_out or sorted(a) == sorted(b))) else None


def count(word: str, text: str) -> int:
    """How often a text has the word of that key."""
    return sum(found.key == word for found in words(text))


def beside(text: str, start: int, end: int) -> str | None:
    """The words that spell the short form at that place: right before it in brackets, or right behind its colon.

    >>> beside("an Adaptive Staircase Policy (ASP)", 30, 33), beside("ASP: Learn a Solver", 0, 3)
    ('Adaptive Staircase Policy', None)
    """
    short, before = text[start:end], text.endswith(" (", 0, start) and text.startswith(")", end)
    if not before and not text.startswith(": ", end):
        return None
    near = _STOP.split(text[max(start - _NEAR, 0) : start - 2])[-1] if before else None
    near = _STOP.split(text[end + 2 : end + _NEAR])[0] if near is None else near
    window, parts = expansion(short, near), words(near)
    if window is None or window != (parts[-len(window) :] if before else parts[: len(window)]):
        return None
    return " ".join(word.text for word in window)
