"""Where nodes lie on the map: communities apart from each other, each laid out by springs."""

from kg.graph.layout.placement import communities, positions

__all__ = ["communities", "positions"]
