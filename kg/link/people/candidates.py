"""Which appearances or persons are worth a comparison, found by what they share: never all pairs of many.

What weighs enough alone is looked up by itself. What does not (a co-author whose name many bear) counts only with
another such thing, so that chance meetings of common names stay few however large a corpus is. Of many who share one
thing each is compared with the next few; as persons are joined through one another, all of them still meet.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

_NEXT = 3
"""Of many who share something, each is compared with so many behind."""
_WEAK_MOST = 12
"""Of things that weigh little, so many are paired; a byline of a hundred authors has thousands of pairs."""

Key = tuple[str, str, float]
"""A kind, what is shared, and its weight."""
Place = tuple[str, ...]


class Places:
    """Who shares what: `alone` by a thing that weighs enough, `together` by two that do not, `weak` by one of them."""

    def __init__(self, numbers: Iterable[int], keys: Callable[[int], Iterable[Key]], needed: float) -> None:
        self.alone: dict[Place, list[int]] = {}
        self.weak: dict[Place, list[int]] = {}
        self.together: dict[Place, list[int]] = {}
        listed = [(number, list(keys(number))) for number in numbers]
        times = Counter((kind, key) for _, found in listed for kind, key, _ in found)
        light = {(kind, key) for _, found in listed for kind, key, weight in found if weight < needed}
        for number, found in listed:
            shared = [each for each in found if times[each[:2]] > 1]
            for kind, key, weight in shared:
                (self.alone if weight >= needed else self.weak).setdefault((kind, key), []).append(number)
            little = sorted((-weight, kind, key) for kind, key, weight in shared if (kind, key) in light)[:_WEAK_MOST]
            for one, other in combinations(sorted(place for _, *place in little), 2):
                self.together.setdefault((*one, *other), []).append(number)

    def groups(self) -> Iterator[Sequence[int]]:
        """Those who share enough to be worth a comparison."""
        yield from (numbers for place in (self.alone, self.together) for numbers in place.values() if len(numbers) > 1)


def near(numbers: Sequence[int], reach: int = _NEXT) -> Iterator[tuple[int, int]]:
    """Pairs of each with the next few.

    >>> list(near([1, 2, 3, 4], 2))
    [(1, 2), (2, 3), (3, 4), (1, 3), (2, 4)]
    """
    for step in range(1, min(reach, len(numbers) - 1) + 1):
        yield from zip(numbers, numbers[step:], strict=False)
