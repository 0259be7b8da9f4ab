"""What it weighs that somebody stands in two bylines."""

from typing import NamedTuple

from kg.link.people.lexicon import SURNAMES
from kg.link.people.names import Name
from kg.link.people.rarity import Rarity, rarity_of

_WEIGHT = {Rarity.RARE: 1.0, Rarity.UNCOMMON: 0.8, Rarity.COMMON: 0.6, Rarity.CROWDED: 0.25}
"""What it weighs that a name of this rarity stands in both bylines."""
_ABBREVIATED, _ABBREVIATED_FREQUENT = 0.4, 0.15
"""The same for first initial and surname, where one byline gives no more."""


class Companion(NamedTuple):
    """Somebody in a byline: the name as written, what it weighs, and its first initial and surname likewise."""

    text: str
    weight: float
    initialed_weight: float
    is_abbreviated: bool
    is_telling: bool


def companion(name: Name) -> Companion:
    """What the name of a person tells who stands in a byline with others."""
    rare = rarity_of(name)
    initialed = _ABBREVIATED_FREQUENT if name.readings[0].surname in SURNAMES else _ABBREVIATED
    return Companion(
        text=name.text,
        weight=initialed if name.is_abbreviated else _WEIGHT[rare],
        initialed_weight=initialed,
        is_abbreviated=name.is_abbreviated,
        is_telling=rare < Rarity.CROWDED,
    )
