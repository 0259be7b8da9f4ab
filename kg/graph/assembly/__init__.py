"""From extractions and what they were resolved to, nodes and statements."""
