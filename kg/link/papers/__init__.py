"""Which documents are versions of one paper, and why."""
