"""KnowledgeGraph in, RDF files out; and from those: SPARQL, named questions and checks."""
