"""Where nodes lie on the map: communities apart from each other, each laid out by springs."""

from kg.graph.layout.placement import Community, Layout, lay_out

__all__ = ["Community", "Layout", "lay_out"]
