"""The graph as RDF files: the same triples three times, the same bytes every time."""
