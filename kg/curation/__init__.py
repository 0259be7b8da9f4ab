"""A person's decisions about a graph: the file that keeps them, and the doubtful cases that ask for more."""

from kg.curation.file import DEFAULT, Curation, parse, read
from kg.curation.writing import appended, decision_line

__all__ = ["DEFAULT", "Curation", "appended", "decision_line", "parse", "read"]
