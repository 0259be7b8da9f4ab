"""Names that resemble each other and are kept apart, found without comparing all with all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from kg.link.entities.clusters import Clusters
from kg.link.entities.names import is_acronym, key, words
from kg.link.entities.vertex import CASED, WORD, Edge, Vertex
from kg.link.entities.vetoes import Veto, Vetoes
from kg.link.labels import clean

_SHORTEST = 6
"""Letters from which names a letter apart resemble each other."""
_LONG = 12
"""Letters from which a name one letter off is likelier a slip than another name."""
_BESIDE = 3
"""Neighbours in the order of their names that a name is held against, within one block."""
_ALIKE = 75.0
"""Percent of letters in common below which two names do not resemble each other."""


class Near(NamedTuple):
    """Two names that are not one thing, what decided, and how much speaks for one thing."""

    left: Vertex
    right: Vertex
    rule: str
    reason: str
    likeness: float
    doubtful: bool


class Resemblance:
    """Finds pairs of used names that resemble each other."""

    def __init__(
        self, names: Mapping[Vertex, str], named: Mapping[Vertex, bool], clusters: Clusters[Vertex], vetoes: Vetoes
    ) -> None:
        self._names = {vertex: clean(name) for vertex, name in names.items()}
        self._named = named
        self._clusters = clusters
        self._vetoes = vetoes

    def refused(self, edges: Iterable[tuple[Edge, Veto]]) -> Iterator[Near]:
        """Pairs for which there was a reason, and a stronger one against it."""
        for edge, veto in edges:
            if edge.left in self._names and edge.right in self._names:
                reason = f"{edge.merge.reason} Yet {veto.because}."
                doubtful = veto.rule in ("vocabulary", "acronym")
                yield Near(edge.left, edge.right, veto.rule, reason, edge.merge.confidence, doubtful)

    def pairs(self, used: Sequence[Vertex]) -> Iterator[Near]:
        """Pairs that only look alike: one name in two classes or two meanings, other numbers, another letter."""
        blocks: dict[str, list[Vertex]] = {}
        for vertex in used:
            for block in self._blocks(vertex):
                blocks.setdefault(block, []).append(vertex)
        for block in sorted(blocks):
            listed = sorted(blocks[block], key=lambda v: (self._names[v].casefold(), v))
            for place, one in enumerate(listed):
                for other in listed[place + 1 : place + 1 + _BESIDE]:
                    near = None if self._clusters.same(one, other) else self._compared(one, other)
                    if near is not None:
                        yield near
        yield from self._narrower(used)

    def _narrower(self, used: Sequence[Vertex]) -> Iterator[Near]:
        """Names that are another name with one word before it."""
        known = set(used)
        for vertex in used:
            parts = words(self._names[vertex])
            base = Vertex(vertex.group, key(parts[1:])) if len(parts) > 1 else vertex
            if base in known and not vertex.variant and not self._clusters.same(vertex, base):
                left, right, word = self._names[vertex], self._names[base], parts[0].text
                reason = f"“{left}” is “{right}” with “{word}” before it, and a word that narrows makes another thing."
                yield Near(vertex, base, "narrower", reason, 0.3, doubtful=False)

    def _blocks(self, vertex: Vertex) -> Iterator[str]:
        letters = vertex.name.partition("|")[0]
        yield f"name {vertex.name}"
        if len(_bare(vertex)) > 1:
            yield f"{vertex.group} bare {_bare(vertex)}"
        if len(letters) >= _SHORTEST and letters.isalpha():
            yield f"{vertex.group} cut {letters}"
            for place in range(len(letters)):
                yield f"{vertex.group} cut {letters[:place]}{letters[place + 1 :]}"

    def _compared(self, one: Vertex, other: Vertex) -> Near | None:
        left, right = self._names[one], self._names[other]
        if one.name == other.name:
            return self._homonyms(one, other)
        if one.group != other.group:
            return None
        likeness = ratio(left.casefold(), right.casefold())
        bare = _bare(one) == _bare(other)
        if likeness < _ALIKE and not bare:
            return None
        pair = self._clusters.between(one, other)
        veto = self._vetoes.why(*pair) if pair else None
        if veto is not None:
            reason = f"“{left}” and “{right}” look alike, yet {veto.because}."
            return Near(one, other, veto.rule, reason, round(likeness / 100, 2), doubtful=False)
        if bare:
            reason = f"“{left}” and “{right}” share all their letters and differ in their numbers."
            return Near(one, other, "version", reason, round(likeness / 100, 2), doubtful=False)
        return self._letters_apart(one, other)

    def _homonyms(self, one: Vertex, other: Vertex) -> Near:
        left = self._names[one]
        if one.group != other.group:
            reason = f"“{left}” is a {one.group.lower()} in some papers and a {other.group.lower()} in others."
            both = self._named[one] and self._named[other]
            return Near(one, other, "classes", reason, 0.7 if both else 0.4, doubtful=both)
        told = [self._meaning(vertex) for vertex in (one, other)]
        reason = f"“{left}” has several meanings: {told[0]}, and {told[1]}."
        return Near(one, other, "acronym", reason, 0.5, doubtful="paper:" in one.variant + other.variant)

    def _meaning(self, vertex: Vertex) -> str:
        kind, _, what = vertex.variant.partition(":")
        if kind == "means":
            return f"here it stands for something of its own ({what.partition('|')[0]})"
        if kind == "paper":
            return "here nothing in the text says which"
        if kind == "apart":
            return "here a person told it apart"
        if kind == CASED:
            return f"here it is the name “{what}”, of other capitals"
        return "here it is an ordinary word" if kind == WORD else f"here “{self._names[vertex]}”"

    def _letters_apart(self, one: Vertex, other: Vertex) -> Near | None:
        """Names that differ by a letter, where nothing but the spelling speaks for one thing."""
        left, right = one.name.partition("|")[0], other.name.partition("|")[0]
        if OSA.distance(left, right) > 1:
            return None
        names = self._names[one], self._names[other]
        spelled = len(min(left, right, key=len)) >= _LONG and not any(is_acronym(name) for name in names)
        what = "a slip of the pen is likely" if spelled else "one letter is often another name"
        reason = "“{}” and “{}” are a letter apart and no paper uses both; {}.".format(*names, what)
        return Near(one, other, "spelling", reason, 0.7 if spelled else 0.4, doubtful=spelled)


def _bare(vertex: Vertex) -> str:
    """The letters of a name."""
    return "".join(c for c in vertex.name.partition("|")[0] if c.isalpha())
