"""SPARQL over the RDF of a build: stores, the guard in front of them, questions by name, and answers."""
