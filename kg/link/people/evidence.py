"""What speaks for two appearances being one person: the company that they share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.link.people.appearances import Appearance
from kg.link.people.companions import Companion
from kg.link.people.rarity import Rarity

_AFFILIATION = 0.45
_ORGANIZATION = 0.2
_MANY = 20
"""Names in a byline above which each weighs less."""
_HALF = 0.6
"""Weight that halves the doubt that is left."""
_DOUBT = {Rarity.RARE: 0.1, Rarity.UNCOMMON: 0.12, Rarity.COMMON: 0.2, Rarity.CROWDED: 0.4}
_LEAST_DOUBT = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The names, affiliations and organisations that two bylines share, each sorted, and what they weigh."""

    companions: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    weight: float = 0.0

    def confidence(self, name: Rarity) -> float:
        """How sure two appearances of such a name are one person."""
        doubt: float = _DOUBT[name] * 0.5 ** (self.weight / _HALF)
        return round(1 - max(doubt, _LEAST_DOUBT), 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Whom and what some appearances of one person stand with; `own` are keys of the person's own names.

    `names`, `initials`, `is_abbreviated` and `organizations` are as in a byline, `affiliations` keys and labels,
    `size` that of the shortest byline; `is_whole` says that some byline names everyone.
    """

    own: frozenset[str]
    names: Mapping[str, Companion]
    initials: Mapping[str, Companion]
    is_abbreviated: bool
    affiliations: Mapping[str, str]
    organizations: Mapping[str, str]
    subjects: frozenset[str]
    years: tuple[int, ...]
    size: int
    is_whole: bool

    @property
    def companions(self) -> int:
        """How many others there are."""
        return sum(name not in self.own for name in self.names)


def company(appearance: Appearance) -> Company:
    """The company of one appearance."""
    byline = appearance.byline
    return Company(
        own=frozenset((appearance.name.stands_for, appearance.name.initialed)),
        names=byline.names,
        initials=byline.initials,
        is_abbreviated=byline.is_abbreviated,
        affiliations=appearance.affiliations,
        organizations=byline.organizations,
        subjects=byline.subjects,
        years=(byline.year,) if byline.year else (),
        size=len(byline.names),
        is_whole=not byline.is_cut,
    )


def united(companies: Sequence[Company]) -> Company:
    """The company of one person who keeps all of these."""
    if len(companies) == 1:
        return companies[0]
    years = [year for one in companies for year in one.years]
    return Company(
        own=frozenset().union(*(one.own for one in companies)),
        names={key: name for one in companies for key, name in one.names.items()},
        initials={key: name for one in companies for key, name in one.initials.items()},
        is_abbreviated=any(one.is_abbreviated for one in companies),
        affiliations={key: label for one in companies for key, label in one.affiliations.items()},
        organizations={key: label for one in companies for key, label in one.organizations.items()},
        subjects=frozenset().union(*(one.subjects for one in companies)),
        years=(min(years), max(years)) if years else (),
        size=min(one.size for one in companies),
        is_whole=any(one.is_whole for one in companies),
    )


def shared(left: Company, right: Company) -> Evidence:
    """What two persons' company has in common."""
    own = left.own | right.own
    both = [right.names[key] for key in left.names if key in right.names and key not in own]
    names = {found.text: found.weight for found in both}
    if left.is_abbreviated or right.is_abbreviated:
        names |= {text: weight for text, weight in _initialed(left, right, own).items() if text not in names}
    affiliations = sorted(left.affiliations[key] for key in left.affiliations if key in right.affiliations)
    organizations = sorted(left.organizations[key] for key in left.organizations if key in right.organizations)
    weight = sum(sorted(names.values())) * scale(max(left.size, right.size))
    weight += _AFFILIATION * bool(affiliations) + _ORGANIZATION * bool(organizations)
    return Evidence(
        companions=tuple(sorted(names, key=lambda name: (-names[name], name))),
        affiliations=tuple(affiliations),
        organizations=tuple(organizations),
        weight=round(weight, 4),
    )


def keys(found: Company, *, initials: bool = False) -> Iterator[tuple[str, str, float]]:
    """Each thing by which company is shared, as its kind and key, and what it weighs at most."""
    factor = scale(found.size)
    for name, one in found.names.items():
        if name not in found.own:
            yield "name", name, factor * one.weight
    for key, one in found.initials.items() if initials else ():
        if key not in found.own:
            yield "initials", key, factor * one.initialed_weight
    for key in found.affiliations:
        yield "affiliation", key, _AFFILIATION
    for key in found.organizations:
        yield "organization", key, _ORGANIZATION


def scale(size: int) -> float:
    """How much less it tells to stand in a long byline."""
    return min(1.0, _MANY / max(size, 1))


def _initialed(left: Company, right: Company, own: frozenset[str]) -> dict[str, float]:
    """Those who are first initial and surname in one byline at least, and what they weigh."""
    found: dict[str, float] = {}
    for key, name in left.initials.items():
        other = right.initials.get(key)
        if other is not None and key not in own and (name.is_abbreviated or other.is_abbreviated):
            fullest = max(name.text, other.text, key=lambda text: (len(text), text))
            found.setdefault(fullest, name.initialed_weight)
    return found
