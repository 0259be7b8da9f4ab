"""The trained network and what it is asked: of candidates, roles, pairs of entities, and numbers."""
