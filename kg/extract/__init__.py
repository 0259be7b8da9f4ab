"""Finds entities, relations, results and links in the text of a document, with spaCy and a small trained network."""

from kg.extract.cache.store import Cache
from kg.extract.exchange import to_exchange
from kg.extract.models import DEFAULT, MODELS
from kg.extract.run import run_of
from kg.extract.workers import extract, make_extractor

__all__ = ["DEFAULT", "MODELS", "Cache", "extract", "make_extractor", "run_of", "to_exchange"]
