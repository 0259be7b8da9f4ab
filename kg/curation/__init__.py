"""A person's decisions about a graph: the file that keeps them, and the doubtful cases that ask for more."""

from kg.curation.case import Answer, Case
from kg.curation.cases import open_cases
from kg.curation.file import DEFAULT, Curation, parse, read
from kg.curation.outcome import Outcome, in_order, outcome, stale_line
from kg.curation.writing import appended, decision_line

__all__ = [
    "DEFAULT",
    "Answer",
    "Case",
    "Curation",
    "Outcome",
    "appended",
    "decision_line",
    "in_order",
    "open_cases",
    "outcome",
    "parse",
    "read",
    "stale_line",
]
