"""What the pages of things show, asked from the graph in SPARQL."""
