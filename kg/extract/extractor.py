"""The rule-based extractor: one spaCy pass per document, then entities, relations and results."""

from collections.abc import Iterable, Iterator

from kg.extract.entities import find_entities
from kg.extract.pipeline import make_doc, make_pipeline
from kg.model import Document, Extraction, Vocabulary


class RulesExtractor:
    """Finds what the guidelines define with rules, word lists and the vocabulary alone."""

    name = "papergraph-rules 0.1.0"

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._nlp = make_pipeline(vocabulary)
        self._concepts = dict(vocabulary.concepts)

    def __call__(self, documents: Iterable[Document], /) -> Iterator[Extraction]:
        for document in documents:
            yield self._extract(document)

    def _extract(self, document: Document) -> Extraction:
        doc = self._nlp(make_doc(self._nlp, document))
        entities = find_entities(doc, self._concepts)
        return Extraction(document=document, entities=entities)
