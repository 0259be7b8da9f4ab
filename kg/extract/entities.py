"""The entities of a Doc."""

from spacy.tokens import Doc

from kg.extract.vocabulary import GROUP
from kg.model import Concept, LocalEntity, Mention, Span

EXTRACTOR = "papergraph-rules"


def find_entities(doc: Doc, concepts: dict[str, Concept]) -> tuple[LocalEntity, ...]:
    """What the document names, by the vocabulary."""
    found: dict[str, list[Mention]] = {}
    for span in doc.spans[GROUP]:
        mention = Mention(
            span=Span(span.start_char, span.end_char),
            text=span.text,
            type=concepts[span.label_].type,
            confidence=0.9,
            extractor=EXTRACTOR,
        )
        found.setdefault(span.label_, []).append(mention)
    return tuple(_entity(concepts[iri], tuple(mentions)) for iri, mentions in found.items())


def _entity(concept: Concept, mentions: tuple[Mention, ...]) -> LocalEntity:
    forms = sorted({m.text for m in mentions}, key=lambda f: (-len(f), f))
    role = {"Method": "used", "Task": "addressed", "Metric": "reported"}.get(concept.type, "evaluated")
    return LocalEntity(
        type=concept.type,
        name=forms[0],
        aliases=tuple(forms[1:]),
        named=concept.named,
        role=role,
        mentions=mentions,
        confidence=0.9,
        extractor=EXTRACTOR,
        concept=concept.iri,
    )
