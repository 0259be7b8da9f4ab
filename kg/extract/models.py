"""Which extractors there are and what they are called, without loading one: spaCy takes a second."""

MODELS = {"trained": "papergraph 0.1.0", "rules": "papergraph-rules 0.1.0"}
"""Of each model, the name of its extractor, which stands beside all that it found."""

DEFAULT = "trained"
