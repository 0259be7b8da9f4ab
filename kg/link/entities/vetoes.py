"""What is never one thing, whatever speaks for it."""

from collections.abc import Iterable

from kg.link.entities.glossary import Glossary
from kg.link.entities.names import signature, words
from kg.link.entities.vertex import Vertex


class Vetoes:
    """Whether two names are never one thing.

    They are not when their classes differ, when they are two concepts of the vocabulary, when their numbers, versions
    or marks differ, or when they are two meanings of one short form. A short form has the numbers of what it stands
    for; the labels of a concept are its own, whatever numbers they have.
    """

    def __init__(self, labelled: Iterable[Vertex], glossary: Glossary) -> None:
        self._labelled = frozenset(labelled)
        self._glossary = glossary
        self._senses = _senses(glossary)

    def __call__(self, one: Vertex, other: Vertex) -> bool:
        if one.group != other.group:
            return True
        if one.concept and other.concept:
            return one.concept != other.concept
        return self._numbers_differ(one, other) or self._meanings_differ(one, other)

    def _numbers_differ(self, one: Vertex, other: Vertex) -> bool:
        left, right = self._numbers(one), self._numbers(other)
        return left is not None and right is not None and left != right

    def _numbers(self, vertex: Vertex) -> tuple[str, ...] | None:
        if vertex.concept or vertex in self._labelled:
            return None
        if vertex.variant.startswith("means:"):
            return _signature_of(vertex.variant)
        meanings = self._glossary.meanings(vertex.name, vertex.group)
        if meanings:
            return None if len(meanings) > 1 else signature(words(meanings[0].long))
        return _signature_of(vertex.name)

    def _meanings_differ(self, one: Vertex, other: Vertex) -> bool:
        if one.name == other.name and "means:" in one.variant and "means:" in other.variant:
            return one.variant != other.variant
        left, right = (self._senses.get((vertex.group, vertex.name), {}) for vertex in (one, other))
        return any(right.get(short, sense) != sense for short, sense in left.items())


def _signature_of(key: str) -> tuple[str, ...]:
    numbers = key.rpartition("|")[2]
    return tuple(numbers.split(",")) if numbers else ()


def _senses(glossary: Glossary) -> dict[tuple[str, str], dict[str, int]]:
    """For each spelled-out form within its classes: which meaning of which short forms it is."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for group, short, place, long in glossary.senses():
        found.setdefault((group, long), {}).setdefault(short, place)
    return found
