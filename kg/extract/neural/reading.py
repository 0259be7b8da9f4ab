"""A Doc as the network has read it; no finder reads a text twice."""

from dataclasses import dataclass

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from kg.extract.neural.inputs import Floats, Input
from kg.extract.neural.network import Network
from kg.extract.neural.pieces import Pieces, cut
from kg.extract.vocabulary import GROUP
from kg.model import Span, Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of a text with their vectors, and the network that judges them."""

    network: Network
    pieces: Pieces
    vectors: Floats

    def choose(self, head: str, asked: Input) -> Floats:
        """Probabilities of classes that exclude each other, a row per row of the input."""
        scores = self._scores(head, asked)
        scores = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        return numpy.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=numpy.float32)

    def judge(self, head: str, asked: Input) -> Floats:
        """Probabilities of claims that are independent of each other."""
        return numpy.asarray(1.0 / (1.0 + numpy.exp(-self._scores(head, asked))), dtype=numpy.float32)

    def score(self, head: str, asked: Input) -> Floats:
        """The head's scores as they are."""
        return self._scores(head, asked)

    def _scores(self, head: str, asked: Input) -> Floats:
        return self.network.ask(head, self.vectors, asked)


class NetworkReader:
    """Puts the network's reading of a Doc into `doc._.reading`; nothing where the Doc has no words.

    It reads nothing before it is given a network; that comes after the pipeline is made, as known names do.
    """

    def __init__(self) -> None:
        self._network: Network | None = None
        self._vocabulary = Vocabulary(concepts={})

    def fill(self, network: Network, vocabulary: Vocabulary) -> None:
        """Read with this network, and mark the names that this vocabulary knows."""
        self._network = network
        self._vocabulary = vocabulary

    def __call__(self, doc: Doc) -> Doc:
        if self._network is not None:
            pieces = pieces_of(doc, self._network.tokenizer, self._vocabulary)
            if len(pieces.ids):
                doc._.reading = Reading(self._network, pieces, self._network.encode(pieces))
        return doc


def pieces_of(doc: Doc, tokenizer: Tokenizer, vocabulary: Vocabulary) -> Pieces:
    """The Doc's pieces, with the vocabulary's names marked."""
    known = []
    for span in doc.spans.get(GROUP, ()):
        concept = vocabulary.concepts[span.label_]
        if concept.named:
            known.append((Span(span.start_char, span.end_char), concept.type))
    return cut(tokenizer, doc.text, doc._.title_end, known)


def create_reader(nlp: Language, name: str) -> NetworkReader:  # noqa: ARG001  spaCy calls every factory so
    """The component that reads with a network; it has none before it is given one."""
    return NetworkReader()
