"""Why each node is one thing: its forms, its merges, what it was kept apart from, and the IRIs that it stands for."""

from collections import deque
from collections.abc import Iterable, Mapping

from kg.model import Merge, NearMiss


class Identities:
    """What is known of the identity of nodes, by IRI; everything comes out sorted."""

    def __init__(self) -> None:
        self._forms: dict[str, dict[str, tuple[str, ...]]] = {}
        self._merges: dict[str, tuple[Merge, ...]] = {}
        self._near: dict[str, set[NearMiss]] = {}
        self._retired: dict[str, tuple[str, ...]] = {}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Identities):
            return NotImplemented
        return vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def add_forms(self, iri: str, forms: Mapping[str, Iterable[str]]) -> None:
        """Record what a node is called, with the IRIs of the documents that call it so."""
        found = {form: tuple(sorted(forms[form])) for form in sorted(forms)}
        if found:
            self._forms[iri] = found

    def add_merges(self, iri: str, merges: Iterable[Merge]) -> None:
        """Record why the forms of a node are one thing."""
        found = tuple(merges)
        if found:
            self._merges[iri] = found

    def add_near_misses(self, near: Iterable[NearMiss]) -> None:
        """Record pairs of nodes that resemble each other and are two things."""
        for pair in near:
            for end in (pair.left, pair.right):
                self._near.setdefault(end, set()).add(pair)

    def add_retired(self, retired: Mapping[str, Iterable[str]]) -> None:
        """Record IRIs that no node has (any more), with those of the nodes that stand for them."""
        self._retired.update({iri: tuple(sorted(ends)) for iri, ends in retired.items()})

    def forms(self, iri: str) -> dict[str, tuple[str, ...]]:
        """What a node is called, with the IRIs of the documents that call it so."""
        return self._forms.get(iri, {})

    def merges(self, iri: str) -> tuple[Merge, ...]:
        """Why the forms of a node are one thing."""
        return self._merges.get(iri, ())

    def near_misses(self, iri: str | None = None) -> tuple[NearMiss, ...]:
        """The pairs that were kept apart, of all nodes or of one."""
        found = set().union(*self._near.values()) if iri is None else self._near.get(iri, set())
        return tuple(sorted(found))

    def retired(self) -> dict[str, tuple[str, ...]]:
        """IRIs that no node has (any more), each with those of the nodes that stand for it."""
        return dict(sorted(self._retired.items()))

    def stand_ins(self, iri: str) -> tuple[str, ...]:
        """The IRIs of the nodes that stand for a retired one."""
        return self._retired.get(iri, ())

    def part(self, inside: Iterable[str]) -> "Identities":
        """The same of these nodes only."""
        part, kept = Identities(), set(inside)
        for iri in sorted(kept):
            part.add_forms(iri, self.forms(iri))
            part.add_merges(iri, self.merges(iri))
            part.add_near_misses(pair for pair in self._near.get(iri, ()) if {pair.left, pair.right} <= kept)
        part.add_retired({iri: ends for iri, ends in self._retired.items() if kept.issuperset(ends)})
        return part


def merge_path(merges: Iterable[Merge], one: str, other: str) -> tuple[Merge, ...]:
    """The fewest merges that lead from one form to another; empty where none do."""
    beside: dict[str, list[tuple[str, Merge]]] = {}
    for merge in merges:
        beside.setdefault(merge.left, []).append((merge.right, merge))
        beside.setdefault(merge.right, []).append((merge.left, merge))
    found: dict[str, tuple[Merge, ...]] = {one: ()}
    waiting = deque([one])
    while waiting and other not in found:
        form = waiting.popleft()
        for following, merge in beside.get(form, ()):
            if following not in found:
                found[following] = (*found[form], merge)
                waiting.append(following)
    return found.get(other, ())
