"""What the names in one extraction mean."""

from kg.model import PAPER, Extraction, LocalEntity, Mention, Resolution, Span


class Lookup:
    """The things that one document's names mean, and where they stand in its text."""

    def __init__(self, extraction: Extraction, resolution: Resolution, paper: str) -> None:
        self._document = extraction.document.key
        self._entity_of = resolution.entity_of
        self._families = resolution.families
        self._paper = paper
        self._by_name: dict[str, LocalEntity] = {}
        for entity in extraction.entities:
            self._by_name.setdefault(entity.name, entity)
        for entity in extraction.entities:
            for alias in entity.aliases:
                self._by_name.setdefault(alias, entity)

    def iri(self, name: str) -> str | None:
        """The thing that a name (or `PAPER`) means; None where it is no entity of the extraction."""
        if name == PAPER:
            return self._paper
        entity = self._by_name.get(name)
        return None if entity is None else self.of(entity)

    def of(self, entity: LocalEntity) -> str | None:
        """The thing that a local entity was resolved to."""
        return self._entity_of.get((self._document, entity.type, entity.name))

    def family(self, iri: str) -> str | None:
        """The thing that this one is a version or size of."""
        return self._families.get(iri)

    def thing(self, kind: tuple[str, str, str]) -> str | None:
        """The thing that a record's value was resolved to: document, class, value."""
        return self._entity_of.get(kind)

    def place(self, name: str, within: Span, near: Span | None = None) -> Span | None:
        """Where a name's entity is mentioned within a sentence: nearest to a place, else first."""
        entity = self._by_name.get(name)
        found = [mention.span for mention in (entity.mentions if entity else ()) if within.contains(mention.span)]
        anchor = near.start if near is not None else within.start
        return min(found, key=lambda span: (abs(span.start - anchor), span), default=None)


def best(entity: LocalEntity) -> Mention:
    """The mention that shows an entity best: surest, then by its full name, then first."""
    return min(entity.mentions, key=lambda m: (-m.confidence, m.text != entity.name, m.span))
