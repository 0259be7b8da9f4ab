"""Misspellings across papers: a rare word of a name that is a letter or two away from a usual one.

Candidates come from deleting letters on both sides (the symmetric deletion of Garbe's SymSpell, 2012), so that the
work grows with the words and not with their pairs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from kg.link.entities import reasons
from kg.link.entities.known import Known
from kg.link.entities.local import Local
from kg.link.entities.names import Word, key, words
from kg.link.entities.vertex import Edge, Vertex

RANK = 5
_SHORTEST = 5
"""Letters of a word below which another letter is another word."""
_TWICE = 9
"""Letters from which two slips are one word still."""
_RARE, _USUAL = 2, 4
"""A word is rare in up to so many documents' names, and usual in so many times more."""
_LISTED = 4
"""Documents that a label of the vocabulary counts for."""
_NEW = frozenset(["proposed", "introduced"])


class Slips:
    """Finds names that are another name of the corpus, or of the vocabulary, but for a slip of the pen."""

    def __init__(self, names: Mapping[Vertex, str], locals_: Iterable[Local], known: Known) -> None:
        self._names = names
        self._known = known
        self._spread: Counter[str] = Counter()
        for _, name in sorted({(local.document, local.full) for local in locals_}):
            self._spread.update({word.key for word in words(name)})
        for label in known.labels():
            for word in {word.key for word in words(label)}:
                self._spread[word] += _LISTED
        self._usual: dict[str, list[str]] = {}
        for word, count in sorted(self._spread.items()):
            if count >= _USUAL and len(word) >= _SHORTEST - 1 and word[0].isalpha():
                for cut in (word, *_deletions(word)):
                    self._usual.setdefault(cut, []).append(word)

    def edges(self, used: Sequence[Vertex], by_vertex: Mapping[Vertex, Sequence[Local]]) -> Iterator[Edge]:
        """A join for each such name; never for a name that a paper coins."""
        known = set(used)
        for vertex in used:
            coined = any(local.entity.role in _NEW for local in by_vertex[vertex])
            if vertex.variant or coined:
                continue
            for target, name in self._mended(vertex, known):
                merge = reasons.slip_of_the_pen(self._names[vertex], name)
                yield Edge(rank=RANK, left=vertex, right=target, merge=merge)

    def _mended(self, vertex: Vertex, known: set[Vertex]) -> Iterator[tuple[Vertex, str]]:
        parts = words(self._names[vertex])
        better = [self._better(word.key, alone=len(parts) == 1) for word in parts]
        ways = [{place: found} for place, listed in enumerate(better) for found in listed]
        several = {place: listed[0] for place, listed in enumerate(better) if listed}
        for way in [*ways, several] if len(several) > 1 else ways:
            mended = tuple(
                Word(way[place], way[place], word.joined) if place in way else word for place, word in enumerate(parts)
            )
            name = " ".join(part.text for part in mended)
            concept = self._known.listed(name, vertex.group)
            target = Vertex(vertex.group, key(mended))
            if concept is not None:
                yield Vertex(vertex.group, concept=concept.iri), concept.label
            elif target in known:
                yield target, self._names[target]

    def _better(self, word: str, *, alone: bool) -> list[str]:
        """The usual words that a rare one may stand for, most usual first."""
        count = self._spread[word]
        if count > _RARE or len(word) < _SHORTEST or not word[0].isalpha():
            return []
        near = {usual for cut in (word, *_deletions(word)) for usual in self._usual.get(cut, ())}
        found = [
            usual
            for usual in near
            if self._spread[usual] >= _USUAL * count and usual[0] == word[0] and _is_slip(word, usual, alone=alone)
        ]
        return sorted(found, key=lambda usual: (-self._spread[usual], usual))


def _deletions(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_slip(word: str, usual: str, *, alone: bool) -> bool:
    """Whether a word is a mistyped other; on its own only by letters swapped, doubled or left out once.

    A word that only ends otherwise (`policies`, `generative`) is another form of the word, not a slip.
    """
    if word == usual or word.startswith(usual) or usual.startswith(word) or word[-1] != usual[-1]:
        return False
    if _digits(word) != _digits(usual):
        return False
    distance = OSA.distance(word, usual)
    if alone:
        return distance == 1 and (sorted(word) == sorted(usual) or _undoubled(word) == _undoubled(usual))
    return distance == 1 or (distance == 2 and min(len(word), len(usual)) >= _TWICE)  # noqa: PLR2004


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())


def _undoubled(word: str) -> str:
    return "".join(c for place, c in enumerate(word) if place == 0 or c != word[place - 1])
