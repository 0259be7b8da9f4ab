"""Finds entities, relations, results and links in the text of a document, with spaCy and a small trained network."""

from kg.extract.cache.store import Cache
from kg.extract.exchange import to_exchange
from kg.extract.workers import DEFAULT, MODELS, extract, make_extractor

__all__ = ["DEFAULT", "MODELS", "Cache", "extract", "make_extractor", "to_exchange"]
