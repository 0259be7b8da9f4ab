"""The graph for people: an interactive page made with pyvis, and CSV tables."""
