"""The list of questions in the documentation is the list of the questions there are."""

import re
from pathlib import Path

import pytest

from kg.model import Ontology
from kg.sparql.questions import Question, questions

ROW = re.compile(
    r"^\| (\d*) ?\| \[([\w-]+)\]\(\.\./ontology/questions/\2\.rq\) \| (.+?) \| ([\w`, ]*?) ?\|$", re.MULTILINE
)
LISTED = ROW.findall((Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8"))


def test_every_question_is_listed_once_with_its_sentence_and_parameters() -> None:
    listed = {name: (sentence, re.findall(r"`(\w+)`", parameters)) for _, name, sentence, parameters in LISTED}
    assert len(listed) == len(LISTED)
    assert listed == {q.name: (q.sentence, [parameter.name for parameter in q.parameters]) for q in questions()}


def test_all_forty_questions_have_an_answer() -> None:
    assert sorted({int(number) for number, *_ in LISTED if number}) == list(range(1, 41))


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_a_question_is_a_sentence_about_things_of_the_schema(found: Question, ontology: Ontology) -> None:
    assert found.sentence[0].isupper()
    assert found.sentence.endswith("?")
    assert not re.search(r"\b(?:best|state of the art|sota)\b", found.text, re.IGNORECASE)
    for parameter in found.parameters:
        assert re.search(rf"\?{parameter.name}\b", found.text)
        assert parameter.description
        assert parameter.default is not None or all(name in ontology.classes for name in parameter.types)


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_names_stand_before_identifiers(found: Question) -> None:
    head = re.split(r"\bWHERE\b", found.text.split("\nSELECT ", 1)[1], maxsplit=1)[0]
    bare = re.sub(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))* AS (\?\w+)\)", r"\1", head)
    columns = re.findall(r"\?(\w+)", bare)
    places = [column.endswith("Iri") or column == "result" for column in columns]
    assert places == sorted(places) or found.name == "incomparable-results"
    assert {column.removesuffix("Iri") for column in columns if column.endswith("Iri")} - set(columns) <= UNNAMED


UNNAMED = {"a", "b", "document", "subject", "object"}
"""Identifiers of things whose names are part of another column."""
