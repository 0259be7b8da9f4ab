"""The rule-based extractor: one spaCy pass per document, then entities, relations, results and links."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from kg.extract.entities import EntityFinder
from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.relations import find_relations
from kg.extract.resources import find_resources
from kg.extract.results import find_results
from kg.model import Document, Extraction, Polarity, Span, Vocabulary


class RulesExtractor:
    """Finds what the guidelines define with rules, word lists, readable weights and the vocabulary; no neural model."""

    name = "papergraph-rules 0.1.0"

    def __init__(self, vocabulary: Vocabulary, *, finder: EntityFinder | None = None) -> None:
        self._nlp = make_pipeline(vocabulary)
        self._entities = finder or EntityFinder(concepts=dict(vocabulary.concepts))

    def __call__(self, documents: Iterable[Document], /) -> Iterator[Extraction]:
        for document in documents:
            yield self._extract(document)

    def _extract(self, document: Document) -> Extraction:
        doc = self._nlp(make_doc(self._nlp, document))
        entities = self._entities(doc)
        relations = find_relations(doc, entities)
        results = find_results(doc, entities, relations)
        return Extraction(
            document=document,
            entities=entities,
            relations=tuple(r for r in relations if r.polarity is Polarity.ASSERTED),
            results=tuple(r for r in results if r.polarity is Polarity.ASSERTED),
            resources=tuple(find_resources(doc)),
            marked=tuple(r for r in relations if r.polarity is not Polarity.ASSERTED),
            marked_results=tuple(r for r in results if r.polarity is not Polarity.ASSERTED),
            sentences=tuple(_sentences(doc)),
        )


def _sentences(doc: Doc) -> Iterator[Span]:
    """The sentences of a text, without the space around them."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield Span(words[0].idx, words[-1].idx + len(words[-1]))
