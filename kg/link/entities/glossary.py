"""What short forms mean: every definition of a corpus and of the vocabulary, sorted into meanings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from kg.link.entities.definitions import Definition, define, numbers_fit, reads
from kg.link.entities.local import Local
from kg.link.entities.names import (
    FUNCTION_WORDS,
    Word,
    content_key,
    group_of,
    key,
    name_key,
    signature,
    words,
)
from kg.model import Concept, Vocabulary

_ALIKE = 90.0
"""Percent of letters that two spelled-out definitions of one acronym share when one is a misspelling of the other."""

_WORDS = 16
"""Words up to which short forms within a name are read against another name."""


@dataclass(slots=True, kw_only=True)
class Meaning:
    """One meaning of a short form: the definitions that agree, best first, and their long forms by key."""

    short: str
    definitions: list[Definition] = field(default_factory=list)
    longs: dict[str, str] = field(default_factory=dict)

    @property
    def long(self) -> str:
        """How the meaning is spelled out."""
        return self.definitions[0].long

    @property
    def documents(self) -> frozenset[str]:
        """The documents that define it so."""
        return frozenset(d.document for d in self.definitions if d.document is not None)


class Glossary:
    """The meanings of every short form.

    Two definitions agree when they differ in function words only, when one is a misspelling of the other, or when
    the vocabulary lists both as one concept; never when their numbers differ.
    """

    def __init__(self, locals_: Iterable[Local], vocabulary: Vocabulary) -> None:
        self._by_key: dict[str, list[Definition]] = {}
        self._by_group: dict[str, dict[str, list[Meaning]]] = {}
        self._own: dict[tuple[str, str], Definition] = {}
        grouped: dict[str, dict[str, list[Definition]]] = {}
        for local in locals_:
            for definition in local.definitions:
                short = name_key(definition.short)
                self._by_key.setdefault(short, []).append(definition)
                self._own.setdefault((local.document, short), definition)
                grouped.setdefault(local.group, {}).setdefault(short, []).append(definition)
        self._labels = {
            name_key(label): concept
            for concept in sorted(vocabulary.concepts.values(), key=lambda c: c.iri, reverse=True)
            for label in concept_labels(concept)
        }
        for concept in sorted(vocabulary.concepts.values(), key=lambda c: c.iri):
            group = group_of(concept.type)
            for definition in concept_definitions(concept):
                short = name_key(definition.short)
                self._by_key.setdefault(short, []).append(definition)
                grouped.setdefault(group, {}).setdefault(short, []).append(definition)
        self._meanings = {short: self._sorted(short, found) for short, found in self._by_key.items()}
        for group, found in grouped.items():
            self._by_group[group] = {short: self._sorted(short, some) for short, some in found.items()}

    def __contains__(self, short: str) -> bool:
        """Whether anything defines the short form of that key."""
        return short in self._meanings

    def shorts(self) -> list[str]:
        """The keys of all short forms, sorted."""
        return sorted(self._meanings)

    def meanings(self, short: str, group: str | None = None) -> list[Meaning]:
        """What a short form (by key) can mean: within a group of classes where it is defined there, else at all."""
        own = self._by_group.get(group, {}).get(short) if group else None
        return own or self._meanings.get(short, [])

    def senses(self) -> Iterator[tuple[str, str, int, str]]:
        """Group of classes, short form, number of the meaning, spelled-out form (by key) of every definition."""
        for group, shorts in self._by_group.items():
            for short, meanings in shorts.items():
                for place, meaning in enumerate(meanings):
                    for definition in meaning.definitions:
                        yield group, short, place, name_key(definition.long)

    def own(self, document: str, short: str) -> Definition | None:
        """The document's own definition of a short form."""
        return self._own.get((document, short))

    def meaning_of(self, definition: Definition, group: str | None = None) -> Meaning | None:
        """The meaning that a definition belongs to."""
        return self._home(definition, self.meanings(name_key(definition.short), group))

    def spell_out(self, name: str, document: str) -> tuple[tuple[Word, ...], Definition] | None:
        """The words of a name with one short form in it spelled out, and the definition behind that.

        The document's own definition counts first, else one that is the only meaning in the corpus.
        """
        parts = words(name)
        for place, word in enumerate(parts):
            found = self._certain(word, document) if len(parts) > 1 else None
            if found is not None:
                return (*parts[:place], *words(found.long), *parts[place + 1 :]), found
        return None

    def _certain(self, word: Word, document: str) -> Definition | None:
        if sum(c.isupper() for c in word.text) < 2:  # noqa: PLR2004  an ordinary word ("act") is no acronym (ACT)
            return None
        short = key((word,))
        own = self.own(document, short)
        if own is not None:
            return own
        known = self._meanings.get(short, [])
        return known[0].definitions[0] if len(known) == 1 else None

    def _sorted(self, short: str, definitions: list[Definition]) -> list[Meaning]:
        """Definitions grouped: most documents first, each into the first meaning all of which it agrees with.

        Only those count that spell the short form best: who calls language models "LLMs" gives "LLM" no new meaning.
        """
        grade = min(definition.grade for definition in definitions)
        definitions = [definition for definition in definitions if definition.grade == grade]
        spread: dict[str, set[str]] = {}
        for definition in definitions:
            spread.setdefault(name_key(definition.long), set()).add(definition.document or "")
        found: list[Meaning] = []
        for definition in sorted(definitions, key=_order(spread)):
            home = self._home(definition, found)
            if home is None:
                home = Meaning(short=short)
                found.append(home)
            home.definitions.append(definition)
            home.longs.setdefault(name_key(definition.long), definition.long)
        return found

    def _home(self, definition: Definition, meanings: Iterable[Meaning]) -> Meaning | None:
        """The first meaning with all of whose ways to spell it out a definition agrees."""
        own = name_key(definition.long)
        known = next((meaning for meaning in meanings if own in meaning.longs), None)
        return known or next(
            (
                meaning
                for meaning in meanings
                if all(self.agree(definition.long, long) for long in meaning.longs.values())
            ),
            None,
        )

    def agree(self, one: str, other: str) -> bool:
        """Whether two spelled-out forms of one short form mean the same."""
        if name_key(one) == name_key(other):
            return True
        left, right = (self._labels.get(name_key(name)) for name in (one, other))
        if left is not None and right is not None:
            return left.iri == right.iri
        if signature(words(one)) != signature(words(other)):
            return False
        return alike(one, other)


def _order(spread: dict[str, set[str]]) -> Callable[[Definition], tuple[object, ...]]:
    def order(d: Definition) -> tuple[object, ...]:
        long = name_key(d.long)
        return (-len(spread[long]), long, d.document is None, d.document or "", d.long, d.short, d.span is None, d.span)

    return order


def alike(one: str, other: str) -> bool:
    """Whether names are the same but for function words, a few letters, or a short form that one of them spells out."""
    left, right = words(one), words(other)
    if content_key(left) == content_key(right) or _misspelled(one, other):
        return True
    return max(len(left), len(right)) <= _WORDS and (reads(left, right) or reads(right, left))


def _misspelled(one: str, other: str) -> bool:
    """Whether two names have the same words but for a few letters, and the same initials."""
    left = [word.key for word in words(one) if word.key not in FUNCTION_WORDS]
    right = [word.key for word in words(other) if word.key not in FUNCTION_WORDS]
    return (
        len(left) == len(right)
        and all(a[:1] == b[:1] for a, b in zip(left, right, strict=True))
        and all(ratio(a, b) >= _ALIKE - 15 for a, b in zip(left, right, strict=True))
        and ratio(" ".join(left), " ".join(right)) >= _ALIKE
    )


def concept_labels(concept: Concept) -> list[str]:
    """The labels of a concept whose numbers are those of its preferred one, or stand for letters; longest first.

    `Llama 3.3 70B` is not `Llama 3.3`, whatever a vocabulary says.
    """
    main = concept.label
    same = [label for label in concept.aliases if numbers_fit(label, main) or numbers_fit(main, label)]
    return sorted({main, *same}, key=lambda label: (-len(label), label))


def concept_definitions(concept: Concept) -> list[Definition]:
    """The short forms among a concept's labels, each with the labels that spell it out."""
    labels = concept_labels(concept)
    return [
        Definition(short=short, long=long, whole=True, grade=found[2], document=None, span=None, concept=concept.iri)
        for short in labels
        for long in labels
        if (found := define(short, long)) and found[1]
    ]
