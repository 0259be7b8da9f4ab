"""Every question has the rows that a person finds in the small literature, in both engines."""

from collections import Counter

import pytest

from kg.rdf.names import Names
from kg.sparql.questions import Question, ask, question, questions
from kg.sparql.results import Term
from tests.questions.conftest import CASES, Case, Literature

SAYS_MORE = {"statements-about", "negated-or-hedged", "contradictions", "run-differences"}
"""Questions that are about more than what is asserted."""


def shown(cell: Term | None, names: Names) -> str:
    return "" if cell is None else names.short(cell.value) if cell.kind == "iri" else cell.value


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_question_has_the_expected_rows(case: Case, literature: Literature) -> None:
    answer = ask(case.name, dict(case.given), literature.graph)
    assert answer.columns == case.columns
    assert [tuple(shown(cell, literature.names) for cell in row) for row in answer.rows] == list(case.rows)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rdflib_gives_the_same_rows(case: Case, literature: Literature) -> None:
    text = literature.text(question(case.name), case.given)
    assert Counter(literature.rdflib_rows(text)) == Counter(case.rows)


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_a_question_is_asked_in_full_and_narrowed_by_each_parameter(found: Question) -> None:
    cases = [dict(case.given) for case in CASES if case.name == found.name]
    assert {} in cases
    assert {name for case in cases for name in case} == {parameter.name for parameter in found.parameters}


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in SAYS_MORE], ids=str)
def test_what_is_denied_guessed_or_misread_changes_no_answer(case: Case, asserted: Literature) -> None:
    text = asserted.text(question(case.name), case.given)
    assert Counter(asserted.rows(text)) == Counter(case.rows)


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_an_empty_graph_has_none_of_none(found: Question, nothing: Literature) -> None:
    text = nothing.text(found)
    assert all(set(row[1:]) == {"0"} for row in nothing.rows(text))
    assert all(set(row[1:]) <= {"0", ""} for row in nothing.rdflib_rows(text))  # rdflib groups nothing into one row
