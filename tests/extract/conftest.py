"""What tests of the network share: documents, entities written as lines, and networks of known opinions."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy
import pytest
from spacy.tokens import Doc
from tokenizers import Tokenizer

from kg.extract.entities.judge import PER_WORD, THRESHOLDS
from kg.extract.neural.inputs import Floats, Input
from kg.extract.neural.network import OnnxNetwork, load_network
from kg.extract.neural.pairs import RELATIONS
from kg.extract.neural.pieces import Pieces
from kg.extract.neural.reading import Reading, pieces_of
from kg.extract.neural.settings import Calibration, Settings
from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.relations.precision import PRECISION
from kg.model import Document, LocalEntity, Mention, Source, Span, Vocabulary

COLUMNS = {"pairs": len(RELATIONS), "numbers": 4, "slots": 1}
RULED = {"candidates": 7, "roles": 9}
"""Heads that see the rules' judgement in their first columns, and how many these are."""
SCALE = 4.0
LEAST = 0.01


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """A network without weights: of entities it says what the rules say, of the rest what it is told or what dice say.

    It has the real tokenizer; its vectors are all nothing, as no head of it looks at them.
    """

    tokenizer: Tokenizer
    says: float | None = None
    seed: int = 0
    settings: Settings = field(
        default_factory=lambda: Settings(
            rules=tuple(sorted(PRECISION)),
            entities=THRESHOLDS,
            relations=dict.fromkeys(RELATIONS, LEAST),
            results=LEAST,
            per_word=PER_WORD,
            calibration=dict.fromkeys(("entities", "relations", "results"), Calibration(lines={})),
        )
    )

    def encode(self, pieces: Pieces) -> Floats:
        return numpy.zeros((1 + len(pieces.ids), 2), dtype=numpy.float32)

    def ask(self, head: str, vectors: Floats, asked: Input) -> Floats:
        asked.pools(len(vectors) - 1)
        if head in RULED:
            return asked.dense()[:, : RULED[head]] * SCALE
        shape = asked.rows, COLUMNS[head]
        if self.says is not None:
            return numpy.full(shape, self.says, dtype=numpy.float32)
        dice = numpy.random.default_rng([self.seed, asked.rows, len(head)])
        return numpy.asarray(dice.normal(scale=3.0, size=shape), dtype=numpy.float32)


@pytest.fixture(scope="session")
def network() -> OnnxNetwork:
    """The network that ships."""
    return load_network()


@pytest.fixture(scope="session")
def opinion(network: OnnxNetwork) -> Callable[..., Opinion]:
    """A network that says the same of everything (`says`), or what the dice of this `seed` say."""

    def make(*, says: float | None = None, seed: int = 0) -> Opinion:
        return Opinion(tokenizer=network.tokenizer, says=says, seed=seed)

    return make


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """A document of this abstract."""

    def make(abstract: str, title: str | None = None, key: str = "k") -> Document:
        source = Source(name="a.txt", sha256="0" * 64)
        return Document(key=key, id=key, source=source, line=1, title=title, abstract=abstract)

    return make


@pytest.fixture(scope="session")
def read(document: Callable[..., Document]) -> Callable[..., tuple[Doc, Reading]]:
    """A text as the network reads it: the Doc of the pipeline, and the reading."""
    nothing = Vocabulary(concepts={})
    pipeline = make_pipeline(nothing)

    def make(abstract: str, network: Opinion | OnnxNetwork, title: str | None = None) -> tuple[Doc, Reading]:
        doc = pipeline(make_doc(pipeline, document(abstract, title)))
        pieces = pieces_of(doc, network.tokenizer, nothing)
        return doc, Reading(network, pieces, network.encode(pieces))

    return make


@pytest.fixture(scope="session")
def entities_of() -> Callable[..., tuple[LocalEntity, ...]]:
    """Entities from lines like `Method proposed: name = alias`, those that a text names, where it names them."""

    def make(text: str, *lines: str) -> tuple[LocalEntity, ...]:
        found, taken = [], bytearray(len(text))
        for line in lines:
            kind, names = line.split(": ", 1)
            type_, role = kind.split()
            forms = names.split(" = ")
            mentions = []
            for form in sorted(forms, key=len, reverse=True):
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?![\w-])", text):
                    if not any(taken[match.start() : match.end()]):
                        taken[match.start() : match.end()] = b"\x01" * len(form)
                        span = Span(*match.span())
                        mentions.append(Mention(span=span, text=form, type=type_, confidence=0.9, extractor="test"))
            if mentions:
                found.append(
                    LocalEntity(
                        type=type_,
                        name=forms[0],
                        aliases=tuple(forms[1:]),
                        named=forms[0][:1].isupper(),
                        role=role,
                        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
                        confidence=0.9,
                        extractor="test",
                    )
                )
        return tuple(found)

    return make
