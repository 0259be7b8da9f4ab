"""Union-find that asks before it joins: no chain of merges leads across a veto."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Clusters(Generic[Item]):
    """Sets of things that are one thing.

    `veto` says whether two things may never be one; a join is refused when any pair across the two sets is vetoed,
    so that a set never holds such a pair. The outcome depends on the order of the joins: sort them.
    """

    def __init__(self, veto: Callable[[Item, Item], bool]) -> None:
        self._veto = veto
        self._members: dict[Item, list[Item]] = {}

    def members(self, item: Item) -> tuple[Item, ...]:
        """Everything that is one thing with this, itself included, in the order of joining."""
        return tuple(self._members.get(item, [item]))

    def same(self, one: Item, other: Item) -> bool:
        return one == other or other in self._members.get(one, ())

    def join(self, one: Item, other: Item) -> bool:
        """Make two things one; False, and nothing changes, where a veto stands between their sets."""
        if self.between(one, other) is not None:
            return False
        self.force(one, other)
        return True

    def between(self, one: Item, other: Item) -> tuple[Item, Item] | None:
        """The first pair across the sets of two things that a veto keeps apart."""
        left, right = self._members.get(one, [one]), self._members.get(other, [other])
        if self.same(one, other):
            return None
        return next(((a, b) for a in left for b in right if self._veto(a, b)), None)

    def force(self, one: Item, other: Item) -> None:
        """Make two things one, whatever stands between their sets."""
        if not self.same(one, other):
            joined = [*self._members.get(one, [one]), *self._members.get(other, [other])]
            for item in joined:
                self._members[item] = joined

    def sets(self, items: Iterable[Item]) -> list[tuple[Item, ...]]:
        """The sets that these things fall into, each once, in the order of the items."""
        seen: set[int] = set()
        found: list[tuple[Item, ...]] = []
        for item in items:
            members = self._members.get(item, [item])
            if item not in self._members or id(members) not in seen:
                seen.add(id(members))
                found.append(tuple(members))
        return found
