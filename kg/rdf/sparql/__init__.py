"""Queries that only read, planned for this graph, and their answers."""
