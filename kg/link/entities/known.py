"""What the vocabulary says about a local entity."""

from kg.link.entities.glossary import Glossary, concept_definitions, concept_labels
from kg.link.entities.local import Local
from kg.link.entities.names import group_of, is_acronym, name_key
from kg.link.labels import clean
from kg.model import Concept, Vocabulary


class Known:
    """The concepts of a vocabulary, found by any of their labels."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._concepts = vocabulary.concepts
        self._by_key: dict[str, list[Concept]] = {}
        self._cased: dict[str, set[str]] = {}
        for concept in sorted(vocabulary.concepts.values(), key=lambda c: c.iri):
            for label in concept_labels(concept):
                self._by_key.setdefault(name_key(label), []).append(concept)
                if label in concept.cased:
                    self._cased.setdefault(name_key(label), set()).add(label)

    def labels(self) -> list[str]:
        """The preferred labels of all concepts, sorted."""
        return sorted({concept.label for concept in self._concepts.values()})

    def concepts(self, name: str) -> tuple[Concept, ...]:
        """The concepts that have this label, in any spelling, sorted by IRI."""
        return tuple(self._by_key.get(name_key(name), ()))

    def ordinary(self, name: str) -> bool:
        """Whether a name is spelled like a label that counts in its own case only, in another case."""
        labels = self._cased.get(name_key(name))
        return labels is not None and clean(name) not in labels

    def types(self, name: str) -> frozenset[str]:
        """The classes in which the vocabulary lists a name, in this case of its letters."""
        listed = () if self.ordinary(name) else self._by_key.get(name_key(name), ())
        return frozenset(concept.type for concept in listed)

    def listed(self, name: str, group: str) -> Concept | None:
        """The one concept of a group of classes that has this name."""
        matched = [c for c in self._by_key.get(name_key(name), ()) if group_of(c.type) == group]
        return matched[0] if len(matched) == 1 and not self.ordinary(name) else None

    def concept_of(self, local: Local, glossary: Glossary) -> Concept | None:
        """The concept that a local entity is, by its own name or by the extractor's word; never against its classes,
        nor against the document's own definition of the short form that they share.
        """
        listed = self.listed(local.full, local.group)
        if listed is not None:
            return listed
        said = self._concepts.get(local.entity.concept or "")
        if said is None or group_of(said.type) != local.group:
            return None
        return said if self._shares_name(local, said) and not _contradicts(local, said, glossary) else None

    def _shares_name(self, local: Local, concept: Concept) -> bool:
        names = (local.full, *local.variants, *(d.short for d in local.definitions if d.whole))
        return any(concept in self._by_key.get(name_key(name), ()) for name in names)


def _contradicts(local: Local, concept: Concept, glossary: Glossary) -> bool:
    """Whether the document spells out a shared short form otherwise than the concept does."""
    spelled = concept_definitions(concept)
    labels = {name_key(label) for label in (concept.label, *concept.aliases)}
    for own in local.definitions:
        short = name_key(own.short)
        if short not in labels:
            continue
        theirs = [d.long for d in spelled if name_key(d.short) == short]
        if theirs and not any(glossary.agree(own.long, long) for long in theirs):
            return True
        if not theirs and is_acronym(own.short) and len(glossary.meanings(short, local.group)) > 1:
            return True
    return False
