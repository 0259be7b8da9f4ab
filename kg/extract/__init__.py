"""Finds entities, relations, results and links in the text of a document, with spaCy."""

from kg.errors import UnknownTermError
from kg.extract.exchange import to_exchange
from kg.extract.extractor import RulesExtractor
from kg.model import Extractor, Vocabulary

_MODELS = {"rules": RulesExtractor}


def make_extractor(vocabulary: Vocabulary, *, model: str = "rules") -> Extractor:
    """The extractor of that name, knowing the vocabulary's names. Raises UnknownTermError for an unknown model."""
    if model not in _MODELS:
        raise UnknownTermError("extractor", model, _MODELS)
    return _MODELS[model](vocabulary)


__all__ = ["make_extractor", "to_exchange"]
