"""Whether two names could be one person's, and how they differ."""

from typing import Literal

from rapidfuzz.distance import OSA

from kg.link.people.lexicon import PARTICLES, is_mandarin, is_syllable
from kg.link.people.names import Name, Reading

Likeness = Literal["same", "spelling", "suffix", "middle name", "initials", "surname", "order", "misspelling"]
"""How two names that could be one person's differ; `same` is but for case, accents, dots, hyphens and spaces."""

LIKELIEST: dict[Likeness, int] = {
    "same": 0,
    "spelling": 1,
    "suffix": 2,
    "middle name": 3,
    "surname": 4,
    "order": 5,
    "misspelling": 6,
    "initials": 7,
}
"""The smaller the likelier."""
_SLIP_LEAST = 6
_PLAIN_WORDS = 2


def compare(left: Name, right: Name) -> Likeness | None:
    """How two names that could be one person's differ; None where they contradict each other."""
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return None
    if left.key == right.key:
        return "same"
    found = [
        kind
        for one in left.readings
        for other in right.readings
        if not (one.how and one.how == other.how) and (kind := _compare(one, other))
    ]
    best = min(found, key=LIKELIEST.__getitem__, default=None)
    return "suffix" if best in ("same", "spelling") and left.suffix != right.suffix else best


def _compare(left: Reading, right: Reading) -> Likeness | None:
    by_order = "order" in (left.how, right.how)
    if left.surname != right.surname:
        if by_order:
            return None
        return "misspelling" if _is_slip(left, right) else _compare_surnames(left, right)
    given = _compare_given(left.given, right.given)
    if by_order:
        return None if given == "middle name" else "order" if given == "same" else given
    if given is None and _is_slip(left, right):
        return "misspelling"
    return "spelling" if given == "same" and "spelling" in (left.how, right.how) else given


def _compare_surnames(left: Reading, right: Reading) -> Likeness | None:
    """Two readings whose surnames differ: one may leave out the second of two surnames."""
    given = _compare_given(left.given, right.given) if _is_part(left.parts, right.parts) else None
    return "surname" if given in ("same", "middle name") else None


def _is_slip(left: Reading, right: Reading) -> bool:
    """Whether one long word of two full names is a letter apart, and neither Mandarin nor the feminine of the other.

    Mandarin names one letter apart are mostly two people's.
    """
    if left.is_abbreviated or len(left.given) != len(right.given):
        return False
    words = zip((*left.given, left.surname), (*right.given, right.surname), strict=True)
    different = [sorted(pair, key=len) for pair in words if pair[0] != pair[1]]
    if len(different) != 1:
        return False
    one, other = different[0]
    return (
        len(one) >= _SLIP_LEAST
        and OSA.distance(one, other, score_cutoff=1) <= 1
        and other != f"{one}a"
        and not (is_mandarin(one) and is_mandarin(other))
    )


def _is_part(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one surname is the first of two that the other joins."""
    short, long = sorted((left, right), key=len)
    return 0 < len(short) < len(long) and long[: len(short)] == short and short[0] not in PARTICLES


def _compare_given(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness | None:
    if "".join(left) == "".join(right):
        return "same"
    short, long = sorted((left, right), key=lambda words: (len(words), words))
    if not short:
        return None
    if not _fits(short[0], long[0]):
        return "middle name" if _drops_first(short, long) else None
    full = [{word for word in words if not word.endswith(".")} for words in (short, long)]
    if not _follows(short[1:], long[1:]) or (all(full) and full[0].isdisjoint(full[1])):
        return None
    if short[0] != long[0] or short[0].endswith("."):
        return "initials"
    is_one_name = len(short) == 1 and len(long) == _PLAIN_WORDS and all(map(is_syllable, long))
    return None if is_one_name else "middle name"


def _drops_first(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one name leaves out the initial that stands before the other's given name."""
    rest = long[1:]
    is_dropped = long[0].endswith(".") and rest and not short[0].endswith(".") and short[0] == rest[0]
    return bool(is_dropped) and _follows(short[1:], rest[1:])


def _follows(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each of some words fits one of others, in order."""
    rest = iter(long)
    return all(any(_fits(word, other) for other in rest) for word in short)


def _fits(left: str, right: str) -> bool:
    return left == right or (left[0] == right[0] and (left.endswith(".") or right.endswith(".")))
