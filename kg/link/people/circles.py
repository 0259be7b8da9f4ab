"""Company at second hand: people who do not stand with both of two persons, but with one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.link.people.appearances import Appearance
from kg.link.people.evidence import Company
from kg.link.people.rarity import Rarity

_BYLINES_MOST = 60
"""So many bylines with one name are looked at, the earliest: the more there are, the less they tell."""
_CHANCE = {Rarity.CROWDED: 200}
_CHANCE_ELSE = 400
"""Pairs of companions among which one pair is found together by chance, near enough."""

_Link = tuple[str, str]


class Circles:
    """Who stands in a byline with whom, by telling names only."""

    def __init__(self, appearances: Iterable[Appearance]) -> None:
        bylines = {one.byline.paper: one.byline for one in appearances}
        self._papers: dict[str, list[str]] = {}
        for byline in sorted(bylines.values(), key=lambda one: (one.date or "9", one.paper)):
            for key, found in byline.names.items():
                if found.is_telling:
                    listed = self._papers.setdefault(key, [])
                    if len(listed) < _BYLINES_MOST:
                        listed.append(byline.paper)

    def tell(
        self, companies: Sequence[tuple[int, Company]], rare: Rarity
    ) -> Iterator[tuple[int, int, Sequence[_Link]]]:
        """Pairs of some persons of one name with their links, where there are more than chance would have.

        For a name that many bear there are two at least. The pairs are sorted, the person of the smaller number first.
        """
        company = dict(companies)
        for (left, right), links in sorted(self._links(company).items()):
            pairs = company[left].companions * company[right].companions
            least = (1 if rare < Rarity.CROWDED else 2) + pairs // _CHANCE.get(rare, _CHANCE_ELSE)
            if len(links) >= least:
                yield left, right, sorted(links)

    def _links(self, company: Mapping[int, Company]) -> dict[tuple[int, int], set[_Link]]:
        """For pairs of persons, companions of one with companions of the other beside whom they stand in a byline."""
        beside: dict[str, list[int]] = {}
        for number, one in company.items():
            for key in _telling(one):
                beside.setdefault(key, []).append(number)
        together: dict[str, list[str]] = {}
        for key in beside:
            for paper in self._papers.get(key, ()):
                together.setdefault(paper, []).append(key)
        found: dict[tuple[int, int], set[_Link]] = {}
        for keys in together.values():
            here = [(number, key) for key in keys for number in beside[key]] if len(keys) > 1 else []
            if len({number for number, _ in here}) > 1:
                for (left, key), (right, other) in combinations(sorted(here), 2):
                    if left != right and key != other and not {key, other} & (company[left].own | company[right].own):
                        link = company[left].names[key].text, company[right].names[other].text
                        found.setdefault((left, right), set()).add(link)
        return found


def _telling(company: Company) -> list[str]:
    return [key for key, found in company.names.items() if found.is_telling and key not in company.own]
