"""Company at second hand: people who do not stand with both of two persons, but with one another."""

from collections.abc import Iterable, Sequence

from kg.link.people.appearances import Appearance, Byline
from kg.link.people.evidence import Company
from kg.link.people.rarity import Rarity, rarity

_BYLINES_MOST = 60
"""Bylines with one name above which the name tells nothing."""
_CHANCE = {Rarity.CROWDED: 200}
_CHANCE_ELSE = 400
"""Pairs of companions among which one pair is found together by chance, near enough."""


class Circles:
    """Who stands in a byline with whom, by telling names only."""

    def __init__(self, appearances: Iterable[Appearance]) -> None:
        bylines = {one.byline.paper: one.byline for one in appearances}
        self._bylines: dict[str, list[Byline]] = {}
        for paper in sorted(bylines):
            for key in _telling(bylines[paper].names.items()):
                self._bylines.setdefault(key, []).append(bylines[paper])

    def links(self, left: Company, right: Company) -> Sequence[tuple[str, str]]:
        """Companions of one with companions of the other beside whom they stand in some byline, sorted."""
        own = left.own | right.own
        few, many = sorted((left, right), key=lambda one: (len(one.names), sorted(one.names)))
        wanted = set(_telling(many.names.items())) - own
        return sorted(
            {
                (few.names[key], many.names[other])
                for key in _telling(few.names.items())
                if key not in own and len(self._bylines.get(key, ())) <= _BYLINES_MOST
                for byline in self._bylines.get(key, ())
                for other in byline.names
                if other in wanted and other != key
            }
        )

    def tell(self, left: Company, right: Company, rare: Rarity) -> Sequence[tuple[str, str]]:
        """The links, where there are more than chance would have; two at least for a name that many bear."""
        found = self.links(left, right)
        pairs = left.companions * right.companions
        least = (1 if rare < Rarity.CROWDED else 2) + pairs // _CHANCE.get(rare, _CHANCE_ELSE)
        return found if len(found) >= least else ()


def _telling(names: Iterable[tuple[str, str]]) -> list[str]:
    return [key for key, text in names if rarity(text) < Rarity.CROWDED]
