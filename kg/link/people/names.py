"""What a person's name says: given names, initials, surname, suffix."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.link.labels import clean
from kg.link.people.lexicon import LOWER_PARTICLES, PARTICLES, SUFFIXES, SURNAMES, TITLES, is_syllable

_MOST_WORDS = 12
_INITIALS_MOST = 3
_PLAIN_WORDS = 2
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\"“”][^\"“”]*[\"“”]")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´ʻ")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_DIGITS = re.compile(r"\d+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to take a name apart: folded given names, initials with a dot, and the surname with its particles.

    `parts` are the words of a hyphenated surname; `how` says what has to be supposed to read the name so.
    """

    given: tuple[str, ...]
    surname: str
    parts: tuple[str, ...]
    how: Literal["", "spelling", "order"] = ""

    @property
    def is_abbreviated(self) -> bool:
        """Whether there is no given name in full."""
        return not any(len(word) > 1 and word[-1] != "." for word in self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as written, cleaned; `key` is what its spellings share, `words` its folded words in order.

    `stands_for` is the name without middle names, whatever its order, `initialed` its first initial and surname: what
    bylines share that say more or less. `is_abbreviated` says that there is no given name in full.
    `suffix` is `jr`, `iii`, … or the number that a bibliography gives to one of several people of one name.
    """

    text: str
    key: str
    words: tuple[str, ...]
    readings: tuple[Reading, ...]
    stands_for: str
    initialed: str
    is_abbreviated: bool
    suffix: str = ""


@lru_cache(maxsize=200_000)
def parse(text: str) -> Name:
    """The name that a record gives, taken apart.

    >>> [parse(text).key for text in ("Zhu, Song-Chun", "Songchun Zhu", "S.-C. Zhu")]
    ['songchun zhu', 'songchun zhu', 's.c. zhu']
    """
    written = clean(text)
    tidy = _PARENTHESES.sub(" ", written)
    parts = [part.split() for part in (tidy if any(map(str.isalnum, tidy)) else written).split(",")]
    parts = [words for part in parts if (words := [word for word in part if fold(word) not in TITLES])]
    suffixes = [fold(word) for part in parts[1:] if len(part) == 1 for word in part if fold(word) in SUFFIXES]
    parts = [part for n, part in enumerate(parts) if not (n and len(part) == 1 and fold(part[0]) in SUFFIXES)]
    words, comma = _joined(parts)
    words, ending = _without_suffix(words[:_MOST_WORDS])
    words = [word for word in words if fold(word)]
    if words and all(map(_is_ideographic, words)):
        words = ["".join(words)]
    suffix = SUFFIXES.get(min([*suffixes, ending], key=lambda found: not found), ending)
    if not words:
        nothing = Reading(given=(), surname=written, parts=())
        return Name(
            text=written,
            key=written,
            words=(),
            readings=(nothing,),
            stands_for=written,
            initialed=written,
            is_abbreviated=True,
        )
    readings = _readings(words, comma)
    first = readings[0]
    key = " ".join(filter(None, ["".join(first.given), first.surname, suffix]))
    order = [*first.given, *first.parts] if comma else [folded for word in words for folded in _pieces(word, words)]
    return Name(
        text=written,
        key=key,
        words=tuple(word.rstrip(".") for word in [*order, *filter(None, [suffix])]),
        readings=readings,
        stands_for=_short(first),
        initialed=f"{first.given[0][0]}. {first.surname}" if first.given else first.surname,
        is_abbreviated=first.is_abbreviated,
        suffix=suffix,
    )


def fold(word: str, *, german: bool = False) -> str:
    """Letters and digits of a word without case and accents; with `german`, ü is ue.

    >>> fold("Müller"), fold("Müller", german=True), fold("O'Connor"), fold("Łukasz")
    ('muller', 'mueller', 'oconnor', 'lukasz')
    """
    text = unicodedata.normalize("NFC", word).casefold().translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKD", (text.translate(_UMLAUTS) if german else text).translate(_LETTERS))
    kept = (c for c in text if c.isalnum() or (unicodedata.category(c)[0] == "M" and not "\u0300" <= c <= "\u036f"))
    return unicodedata.normalize("NFC", "".join(kept))


def _joined(parts: list[list[str]]) -> tuple[list[str], bool]:
    """The words in the order given name, surname, with a stroke before the surname if a comma told it."""
    if len(parts) < _PLAIN_WORDS:
        return (parts[0] if parts else []), False
    surname, given = parts[0], [word for part in parts[1:] for word in part]
    return [*given, "-".join(surname)], True


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    last = fold(words[-1]) if len(words) > 1 else ""
    if _DIGITS.fullmatch(last):
        return words[:-1], last
    if len(words) > _PLAIN_WORDS and last in SUFFIXES and not (len(last) == 1 and "." in words[-1]):
        return words[:-1], last
    return words, ""


def _readings(words: list[str], comma: bool) -> tuple[Reading, ...]:
    """The usual reading first; then with ue for ü, and with the surname in front."""
    pieces = [_pieces(word, words) for word in words]
    first = _reading(words, pieces, "")
    found = [first]
    other = [_pieces(word, words, german=True) for word in words]
    if other != pieces:
        found.append(_reading(words, other, "spelling"))
    if len(words) > 1 and not comma:
        behind = [piece for word in pieces[1:] for piece in word]
        surname = pieces[0]
        if surname and not surname[0].endswith(".") and behind:
            reading = Reading(given=tuple(behind), surname="".join(surname), parts=tuple(surname), how="order")
            is_abbreviated_behind = len(words) == _PLAIN_WORDS and all(piece.endswith(".") for piece in behind)
            if is_abbreviated_behind:
                return (Reading(given=reading.given, surname=reading.surname, parts=reading.parts),)
            found.append(reading)
    return tuple(found)


def _reading(words: list[str], pieces: list[list[str]], how: Literal["", "spelling"]) -> Reading:
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    parts = [piece.rstrip(".") if start < len(words) - 1 else piece for word in pieces[start:] for piece in word]
    given = tuple(piece for word in pieces[:start] for piece in word)
    return Reading(given=given, surname="".join(parts), parts=tuple(parts), how=how)


def _is_ideographic(word: str) -> bool:
    """Whether a word is in a script that writes names without spaces."""
    return all("\u3005" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in word)


def _is_particle(word: str) -> bool:
    return fold(word) in (LOWER_PARTICLES if word.islower() else PARTICLES) and "." not in word


def _pieces(word: str, words: list[str], *, german: bool = False) -> list[str]:
    """The folded parts of a hyphenated word; initials end in a dot."""
    found = []
    for part in re.split(r"[-‐‑–—.·•/_]", word):
        folded = fold(part, german=german)
        if not folded:
            continue
        found += [f"{letter}." for letter in folded] if _is_initials(part, word, words) else [folded]
    return found


def _is_initials(part: str, word: str, words: list[str]) -> bool:
    """One letter of a script with case, or some capitals among words that are not all capitals."""
    if len(part) == 1:
        return part.upper() != part.lower()
    if not (part.isupper() and part.isalpha() and len(part) <= _INITIALS_MOST and part.isascii()):
        return False
    if all(other.isupper() for other in words):
        return False
    is_behind = word is words[-1] and len(words) == _PLAIN_WORDS and fold(word) not in SURNAMES
    return is_behind or not _VOWEL.search(part)


def _short(reading: Reading) -> str:
    given = reading.given
    if not all(map(is_syllable, given)):
        given = next(((word,) for word in given if not word.endswith(".")), given[:1])
    return " ".join(sorted(["".join(given), reading.surname]))
