"""How many people are likely to bear a name."""

from enum import IntEnum

from kg.link.people.lexicon import COLLECTIVES, GIVEN_NAMES, MOST_FREQUENT, SURNAMES, is_syllable
from kg.link.people.names import Name, parse

_SHORT = 8
"""Letters of a name that few enough people share to be rare, at least."""


class Rarity(IntEnum):
    """Whether a name tells a person: `RARE` nearly does, `UNCOMMON` mostly, `COMMON` half the time, `CROWDED` no."""

    RARE = 0
    UNCOMMON = 1
    COMMON = 2
    CROWDED = 3


def rarity(text: str) -> Rarity:
    """How rare a name is, from the name alone.

    >>> [rarity(name).name for name in ("Wei Wang", "Y. Li", "Yaodong Yang", "Jakub Grudzien Kuba")]
    ['CROWDED', 'CROWDED', 'COMMON', 'RARE']
    """
    return rarity_of(parse(text))


def rarity_of(name: Name) -> Rarity:
    """How rare a name is that was taken apart."""
    if is_collective(name):
        return Rarity.RARE
    return max(_rarity(reading.given, reading.surname) for reading in name.readings if reading.how != "spelling")


def is_collective(name: Name) -> bool:
    """Whether a name is that of a team, not of a person."""
    return len(name.words) > 1 and not COLLECTIVES.isdisjoint(name.words)


def _rarity(given: tuple[str, ...], surname: str) -> Rarity:
    full = [word for word in given if not word.endswith(".")]
    if not full:
        return Rarity.CROWDED
    is_plain = len(given) == 1 and is_syllable(full[0])
    is_given = "".join(full) in GIVEN_NAMES
    is_short = sum(map(len, full)) + len(surname) < _SHORT
    has_middle_name = len(given) > 1 and not all(map(is_syllable, given))
    if surname in SURNAMES and not has_middle_name:
        is_most_frequent = surname in MOST_FREQUENT
        if is_plain or (is_given and is_most_frequent):
            return Rarity.CROWDED
        return Rarity.COMMON if is_given or is_most_frequent else Rarity.UNCOMMON
    return Rarity.UNCOMMON if is_plain or is_given or is_short else Rarity.RARE
