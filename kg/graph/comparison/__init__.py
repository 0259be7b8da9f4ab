"""What changed from one graph to another: by what the papers say, whatever the IRIs."""

from kg.graph.comparison.compare import compare
from kg.graph.comparison.difference import Change, Difference

__all__ = ["Change", "Difference", "compare"]
