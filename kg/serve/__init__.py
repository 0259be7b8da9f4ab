"""A built graph over HTTP: the SPARQL endpoint and the pages about its things."""
