"""What is never one thing, whatever speaks for it, and why."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.link.entities.glossary import Glossary
from kg.link.entities.names import signature, words
from kg.link.entities.vertex import Vertex
from kg.model import Vocabulary


class Veto(NamedTuple):
    """Why two names are never one thing: the kind of reason, and a clause for people that ends a sentence."""

    rule: str
    because: str


class Vetoes:
    """Whether two names are never one thing.

    They are not when a person says so, when their classes differ, when they are two concepts of the vocabulary, when
    their numbers, versions or marks differ, or when they are two meanings of one short form. A short form has the
    numbers of what it stands for; the labels of a concept are its own, whatever numbers they have.
    """

    def __init__(
        self,
        labelled: Iterable[Vertex],
        glossary: Glossary,
        vocabulary: Vocabulary,
        decided: Callable[[Vertex, Vertex], str | None] = lambda _one, _other: None,
    ) -> None:
        self._labelled = frozenset(labelled)
        self._glossary = glossary
        self._concepts = vocabulary.concepts
        self._senses = _senses(glossary)
        self._decided = decided

    def __call__(self, one: Vertex, other: Vertex) -> bool:
        return self.why(one, other) is not None

    def why(self, one: Vertex, other: Vertex) -> Veto | None:
        """What keeps two names apart, if anything does."""
        decided = self._decided(one, other)
        if decided is not None:
            return Veto("curation", decided)
        if one.group != other.group:
            return Veto("classes", f"one is a {one.group.lower()}, the other a {other.group.lower()}")
        if one.concept and other.concept:
            if one.concept == other.concept:
                return None
            labels = (self._concepts[vertex.concept].label for vertex in (one, other))
            return Veto("vocabulary", "the vocabulary has both, “{}” and “{}”".format(*labels))
        return self._numbers(one, other) or self._meanings(one, other)

    def _numbers(self, one: Vertex, other: Vertex) -> Veto | None:
        left, right = self._numbers_of(one), self._numbers_of(other)
        if left is None or right is None or left == right:
            return None
        told = (f"“{' '.join(numbers)}”" if numbers else "none" for numbers in (left, right))
        return Veto("version", "their numbers or marks differ: {} against {}".format(*told))

    def _numbers_of(self, vertex: Vertex) -> tuple[str, ...] | None:
        if vertex.concept or vertex in self._labelled:
            return None
        if vertex.variant.startswith("means:"):
            return _signature_of(vertex.variant)
        meanings = self._glossary.meanings(vertex.name, vertex.group)
        if meanings:
            return None if len(meanings) > 1 else signature(words(meanings[0].long))
        return _signature_of(vertex.name)

    def _meanings(self, one: Vertex, other: Vertex) -> Veto | None:
        if one.name == other.name and "means:" in one.variant and "means:" in other.variant:
            return _TWO_MEANINGS if one.variant != other.variant else None
        left, right = (self._senses.get((vertex.group, vertex.name), {}) for vertex in (one, other))
        return _TWO_MEANINGS if any(right.get(short, sense) != sense for short, sense in left.items()) else None


_TWO_MEANINGS = Veto("acronym", "one short form has both meanings")


def _signature_of(key: str) -> tuple[str, ...]:
    numbers = key.rpartition("|")[2]
    return tuple(numbers.split(",")) if numbers else ()


def _senses(glossary: Glossary) -> dict[tuple[str, str], dict[str, int]]:
    """For each spelled-out form within its classes: which meaning of which short forms it is."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for group, short, place, long in glossary.senses():
        found.setdefault((group, long), {}).setdefault(short, place)
    return found
