"""Which thing of one graph is which of another: told by the uses that they share."""

from collections.abc import Iterable, Mapping

from kg.graph.comparison.uses import Use
from kg.graph.knowledge_graph import KnowledgeGraph

Uses = Mapping[str, frozenset[Use]]


class Matching:
    """For each thing of the old graph what it is in the new one (`after`), and the other way round (`before`).

    A thing that shares no use with any is found by its IRI alone. `moved` are pairs of things, each in both graphs, of
    which the second has a use that the first had; they count in neither.
    """

    def __init__(self, old: KnowledgeGraph, new: KnowledgeGraph, old_uses: Uses, new_uses: Uses) -> None:
        self._old, self._new = old, new
        self.after: dict[str, set[str]] = {iri: set() for iri in old_uses}
        self.before: dict[str, set[str]] = {iri: set() for iri in new_uses}
        self.moved: set[tuple[str, str]] = set()
        owners_then, owners_now = _owners(old_uses), _owners(new_uses)
        for use in sorted(owners_then.keys() & owners_now.keys()):
            for one, other in self._links(owners_then[use], owners_now[use]):
                self._link(one, other)
        for iri in old_uses:
            if iri in self.before and (not self.after[iri] or not self.before[iri]):
                self._link(iri, iri)
        self._groups = self._grouped()

    def then(self, iri: str) -> str:
        """What stands for a thing of the old graph and for all that have to do with it by merges and splits."""
        return self._groups.get((0, iri), iri)

    def now(self, iri: str) -> str:
        """The same for a thing of the new graph."""
        return self._groups.get((1, iri), iri)

    def _link(self, one: str, other: str) -> None:
        if one != other and one in self._new and other in self._old:
            self.moved.add((one, other))
            return
        self.after[one].add(other)
        self.before[other].add(one)

    def _grouped(self) -> dict[tuple[int, str], str]:
        """The first IRI of the old graph that is linked with a thing, over however many links."""
        groups: dict[tuple[int, str], str] = {}
        for first in sorted(self.after):
            reached = [(0, first)]
            while reached:
                end = reached.pop()
                if end not in groups:
                    groups[end] = first
                    side, iri = end
                    reached += [(1 - side, near) for near in (self.before if side else self.after)[iri]]
        return groups

    def _links(self, then: list[str], now: list[str]) -> Iterable[tuple[str, str]]:
        """What the owners of one use have to do with each other."""
        same = [iri for iri in then if iri in now]
        if not same:
            return [(one, other) for one in then for other in self._likely(one, now)]
        vanished = [iri for iri in then if iri not in self._new]
        appeared = [iri for iri in now if iri not in self._old]
        return [
            *((iri, iri) for iri in same),
            *((one, other) for one in vanished for other in self._likely(one, now)),
            *((one, other) for other in appeared for one in then if self._alike(one, other)),
        ]

    def _likely(self, one: str, now: list[str]) -> list[str]:
        """Those of its own type, if there are any."""
        return [other for other in now if self._alike(one, other)] or now

    def _alike(self, one: str, other: str) -> bool:
        return self._old.node(one).type == self._new.node(other).type


def _owners(uses: Uses) -> dict[Use, list[str]]:
    found: dict[Use, list[str]] = {}
    for iri, used in uses.items():
        for use in used:
            found.setdefault(use, []).append(iri)
    return found
