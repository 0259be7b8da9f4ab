"""The graph and the evidence behind every edge as the compressed blocks that the page carries."""

from kg.view.island.columns import block
from kg.view.island.packer import blocks

__all__ = ["block", "blocks"]
