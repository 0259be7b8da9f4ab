"""The spaCy pipeline: built from `spacy.cfg`; no Doc ever leaves this room."""

from importlib.resources import files

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from kg.extract.acronyms import create_acronyms
from kg.extract.neural.network import Network
from kg.extract.neural.reading import NetworkReader, create_reader
from kg.extract.sentences import create_sentences
from kg.extract.tokens import create_tokenizer
from kg.extract.vocabulary import VocabularyMatcher, create_vocabulary
from kg.model import Document, Vocabulary

FACTORIES = {
    "papergraph_sentences": create_sentences,
    "papergraph_acronyms": create_acronyms,
    "papergraph_vocabulary": create_vocabulary,
    "papergraph_reader": create_reader,
}
"""Every component of ours, by the name that a config calls it."""

TOKENIZERS = {"papergraph.ScientificTokenizer.v1": create_tokenizer}
"""Every tokenizer of ours, likewise."""

EXTENSIONS = {"title_end": 0, "definitions": (), "key": "", "reading": None}
"""What our components leave on a Doc (`doc._.…`), with the value it has before."""

_LONGEST = 1 << 31


def register() -> None:
    """Make the factories and the Doc's extensions known to spaCy; doing it twice does no harm."""
    for name, factory in FACTORIES.items():
        if not Language.has_factory(name):
            Language.factory(name, func=factory)
    for name, tokenizer in TOKENIZERS.items():
        registry.tokenizers.register(name, func=tokenizer)
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def make_pipeline(vocabulary: Vocabulary, network: Network | None = None) -> Language:
    """The pipeline of `spacy.cfg`, with its matcher filled from the vocabulary; it ends with the network, if any."""
    register()
    config = util.load_config_from_str((files("kg.extract") / "spacy.cfg").read_text(encoding="utf-8"))
    nlp = util.load_model_from_config(config, auto_fill=True)
    nlp.max_length = _LONGEST
    for _, component in nlp.pipeline:
        if isinstance(component, VocabularyMatcher):
            component.fill(vocabulary)
        if isinstance(component, NetworkReader) and network is not None:
            component.fill(network, vocabulary)
    return nlp


def make_doc(nlp: Language, document: Document) -> Doc:
    """The document's words; the pipeline is still to run over them."""
    doc = nlp.make_doc(document.text)
    doc._.key = document.key
    doc._.title_end = len(document.title) if document.title else 0
    return doc
