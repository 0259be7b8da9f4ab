"""Known names: every mention of a vocabulary's concept."""

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from kg.model import Concept, Vocabulary
from kg.ontology import label_key

GROUP = "vocabulary"
"""The span group of a Doc that holds the mentions; each span's label is the concept's IRI."""
_SHORT = 4
_JOINS = re.compile(r"[-_‐-―]+")
_PLURAL = re.compile(r"(?<=[^\W_])s$")


class VocabularyMatcher:
    """Puts the longest mentions of known names into `doc.spans["vocabulary"]`.

    Labels match whatever their case, hyphens, blanks and plural ending (`kg.ontology.label_key`); short acronyms match
    only in their own case, with a plural s or without, and labels that are common words too (`Go`) only as written.
    """

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._cased: dict[str, str] = {}
        self._any: dict[str, str] = {}
        self._careful: set[str] = set()
        self._starts: set[str] = set()

    def fill(self, vocabulary: Vocabulary) -> None:
        """Know the names of this vocabulary."""
        for iri in sorted(vocabulary.concepts):
            concept = vocabulary.concepts[iri]
            for label in (concept.label, *concept.aliases):
                self._add(concept, label)

    def _add(self, concept: Concept, label: str) -> None:
        key = label_key(label)
        if label in concept.cased:
            self._exact.setdefault(label, concept.iri)
        elif len(key) <= _SHORT and label != label.lower():
            self._cased.setdefault(_joined(label), concept.iri)
        else:
            self._any.setdefault(key, concept.iri)
        whole = _joined(label).casefold()
        if key not in self._any:
            self._careful |= {key, whole}
        for form in (whole, key):
            self._starts.update(form[:n] for n in range(1, len(form) + 1))

    def __call__(self, doc: Doc) -> Doc:
        spans = [Tokens(doc, *place) for at in range(len(doc)) for place in self._from(doc, at)]
        doc.spans[GROUP] = filter_spans(spans)
        return doc

    def _from(self, doc: Doc, start: int) -> Iterator[tuple[int, int, str]]:
        """Every mention that begins with this word; no more words are read than a label can have."""
        key = ""
        for end in range(start + 1, len(doc) + 1):
            word = doc[end - 1].text
            part = _part(word)
            if not part:
                return
            key += part
            iri = self._concept(doc[start:end], key)
            if iri:
                yield start, end, iri
            if key not in self._starts:
                return

    def _concept(self, words: Tokens, key: str) -> str | None:
        singular = _singular(key)
        if singular in self._any:
            return self._any[singular]
        if not {key, singular, key.removesuffix("s")} & self._careful:
            return None
        if words.text in self._exact:
            return self._exact[words.text]
        form = _joined(words.text)
        return self._cased.get(form) or self._cased.get(_PLURAL.sub("", form))


@lru_cache(maxsize=1 << 16)
def _part(word: str) -> str:
    """What a word gives to a key; nothing where it is only space or a dash."""
    return _joined(word).casefold()


@lru_cache(maxsize=1 << 16)
def _singular(key: str) -> str:
    return label_key(key)


def _joined(text: str) -> str:
    return _JOINS.sub("", "".join(text.split()))


def create_vocabulary(nlp: Language, name: str) -> VocabularyMatcher:  # noqa: ARG001  spaCy calls every factory so
    """The component that finds known names; it knows none before it is filled."""
    return VocabularyMatcher()
