"""The extractors: one spaCy pass per document, then entities, relations, results and links."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.entities import EntityFinder
from kg.extract.entities.judge import RulesJudge
from kg.extract.models import MODELS
from kg.extract.neural.judge import NetworkJudge
from kg.extract.neural.network import Network, load_network
from kg.extract.neural.reading import Reading
from kg.extract.neural.relations import find_relations as decided_relations
from kg.extract.neural.results import find_results as decided_results
from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.qualifiers import qualified
from kg.extract.relations import find_relations
from kg.extract.relations.context import in_context
from kg.extract.relations.scene import Scene
from kg.extract.resources import find_resources
from kg.extract.results import find_results
from kg.model import (
    Document,
    Extraction,
    LocalEntity,
    Polarity,
    RelationMention,
    ResultMention,
    Span,
    Vocabulary,
)

Found = tuple[Sequence[LocalEntity], Sequence[RelationMention], Sequence[ResultMention]]
"""Entities, relations and results of one document, whatever their polarity."""


class RulesExtractor:
    """Finds what the guidelines define with rules, word lists, readable weights and the vocabulary; no neural model."""

    name = MODELS["rules"]

    def __init__(self, vocabulary: Vocabulary, *, judge: RulesJudge | None = None) -> None:
        self._nlp = make_pipeline(vocabulary)
        self._entities = EntityFinder(concepts=dict(vocabulary.concepts))
        self._judge = judge or RulesJudge()

    def __call__(self, documents: Iterable[Document], /) -> Iterator[Extraction]:
        for document in documents:
            doc = self._nlp(make_doc(self._nlp, document))
            yield _extraction(document, doc, self._find)

    def _find(self, doc: Doc) -> Found:
        entities = self._entities(doc, self._judge)
        relations = find_relations(doc, entities)
        return entities, relations, find_results(doc, entities, relations)


class NetworkExtractor:
    """Finds the same with a trained network, which decides about what the rules propose."""

    name = MODELS["trained"]

    def __init__(
        self, vocabulary: Vocabulary, *, network: Network | None = None, judge: RulesJudge | None = None
    ) -> None:
        self._nlp = make_pipeline(vocabulary, network or load_network())
        self._entities = EntityFinder(concepts=dict(vocabulary.concepts))
        self._rules = judge or RulesJudge()

    def __call__(self, documents: Iterable[Document], /) -> Iterator[Extraction]:
        for document in documents:
            doc = self._nlp(make_doc(self._nlp, document))
            yield _extraction(document, doc, self._find)

    def _find(self, doc: Doc) -> Found:
        reading: Reading | None = doc._.reading
        if reading is None:
            return (), (), ()
        entities = self._entities(doc, NetworkJudge(reading=reading, rules=self._rules))
        relations = decided_relations(doc, entities, reading)
        return entities, relations, decided_results(doc, entities, relations, reading)


def _extraction(document: Document, doc: Doc, find: Callable[[Doc], Found]) -> Extraction:
    entities, relations, results = find(doc)
    scene = Scene(doc, entities)
    relations = in_context(scene, relations)
    if results:
        results = qualified(scene, results)
    return Extraction(
        document=document,
        entities=tuple(entities),
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
