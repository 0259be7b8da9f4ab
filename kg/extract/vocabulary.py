"""Known names: every mention of a vocabulary's concept."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from kg.model import Concept, Vocabulary

GROUP = "vocabulary"
"""The span group of a Doc that holds the mentions; each span's label is the concept's IRI."""
_SHORT = 4


class VocabularyMatcher:
    """Puts the longest mentions of known names into `doc.spans["vocabulary"]`.

    Labels match whatever their case, but short acronyms and labels that are common words too (`Go`) only as written;
    an acronym also matches with a plural s.
    """

    def __init__(self, nlp: Language) -> None:
        self._cased = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._lower = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.concepts: dict[str, Concept] = {}

    def fill(self, nlp: Language, vocabulary: Vocabulary) -> None:
        """Know the names of this vocabulary."""
        self.concepts.update(vocabulary.concepts)
        for iri in sorted(vocabulary.concepts):
            for matcher, label in self._entries(vocabulary.concepts[iri]):
                matcher.add(iri, [nlp.make_doc(label)])

    def _entries(self, concept: Concept) -> Iterator[tuple[PhraseMatcher, str]]:
        for label in (concept.label, *concept.aliases):
            exact = label in concept.cased or (len(label) <= _SHORT and label != label.lower())
            matcher = self._cased if exact else self._lower
            yield matcher, label
            if label[-1:].isalpha() and not label.endswith("s"):
                yield matcher, f"{label}s"

    def __call__(self, doc: Doc) -> Doc:
        spans = [Tokens(doc, start, end, label=key) for m in (self._cased, self._lower) for key, start, end in m(doc)]
        spans.sort(key=lambda s: (s.start, -s.end, s.label_))
        doc.spans[GROUP] = filter_spans(spans)
        return doc


def create_vocabulary(nlp: Language, name: str) -> VocabularyMatcher:  # noqa: ARG001  spaCy calls every factory so
    """The component that finds known names; it knows none before it is filled."""
    return VocabularyMatcher(nlp)
