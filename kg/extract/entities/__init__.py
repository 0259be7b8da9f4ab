"""The entities of a document: candidates by rule, weighed by readable features, chosen so that none overlap."""

from kg.extract.entities.finder import EntityFinder

__all__ = ["EntityFinder"]
