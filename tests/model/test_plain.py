"""Values of the model survive the way to JSON and back."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Document,
    Extraction,
    Fact,
    LocalEntity,
    Mention,
    Problem,
    Qualifier,
    RelationMention,
    ResourceMention,
    ResultMention,
    Source,
    Span,
)
from kg.model.plain import of_plain, to_plain

spans = st.tuples(st.integers(0, 9), st.integers(10, 99)).map(lambda ends: Span(*ends))
st.register_type_strategy(Span, spans)


def every_field(type_: type[Any], **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass in which no field is left to its default."""
    usual: dict[str, Any] = {"confidence": st.floats(0, 1), **known}
    return st.builds(type_, **{field.name: usual.get(field.name, ...) for field in fields(type_)})


mentions = every_field(Mention)
relations = st.lists(every_field(RelationMention), max_size=2).map(tuple)
qualifiers = st.lists(every_field(Qualifier), max_size=2).map(tuple)
results = st.lists(every_field(ResultMention, qualifiers=qualifiers), max_size=2).map(tuple)
documents = every_field(Document, facts=st.lists(every_field(Fact), max_size=2).map(tuple))
extractions = every_field(
    Extraction,
    document=documents,
    entities=st.lists(every_field(LocalEntity, mentions=st.lists(mentions, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    relations=relations,
    marked=relations,
    results=results,
    marked_results=results,
    resources=st.lists(every_field(ResourceMention), max_size=2).map(tuple),
)


def there_and_back(type_: type[Any], value: Any) -> Any:
    return of_plain(type_, json.loads(json.dumps(to_plain(value))))


@given(extractions)
def test_an_extraction_comes_back_as_it_was(extraction: Extraction) -> None:
    assert there_and_back(Extraction, extraction) == extraction


@given(every_field(Problem), every_field(Source))
def test_so_do_problems_and_sources(problem: Problem, source: Source) -> None:
    assert there_and_back(Problem, problem) == problem
    assert there_and_back(Source, source) == source


def test_an_object_written_before_a_field_was_added_is_read_with_its_default() -> None:
    assert of_plain(Problem, {"source": "a", "line": 1, "message": "m"}).skipped


@pytest.mark.parametrize(
    "plain",
    [{"source": 1, "line": 1, "message": "m"}, {"source": "a"}, {"strange": 1}, [], None, "a", {"source": None}],
)
def test_anything_else_is_an_error(plain: Any) -> None:
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        of_plain(Problem, plain)
