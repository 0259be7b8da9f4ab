"""What results may be, whatever a network says: it is played here by dice and by one that says yes to everything."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.neural.numbers import KINDS, SLOTS, choices_of, numbers, slot_input, value_input
from kg.extract.neural.relations import find_relations
from kg.extract.neural.results import find_results
from kg.extract.relations.scene import Scene
from kg.model import LocalEntity, Polarity, ResultMention

ENTITIES = (
    "Method proposed: MAT = Multi-Agent Transformer",
    "Method compared: QMIX",
    "Method compared: GPT-4",
    "Benchmark evaluated: SMAC",
    "Benchmark evaluated: MPE",
    "Task addressed: team play",
    "Metric reported: win rate",
    "Metric reported: latency",
)
SENTENCES = (
    "We propose MAT, the Multi-Agent Transformer.",
    "MAT reaches a win rate of 85.4% on SMAC and 91% on MPE.",
    "It outperforms QMIX by 5.2\\% on SMAC.",
    "MAT reduces latency from 12 ms to 4 ms.",
    "GPT-4 scores 71.3 against 64.",
    "Accuracy improves by 3-5 points over QMIX in eight scenarios.",
    "MAT is 5.2$\\times$ faster, ranked 1st, and halves the latency.",
    "We train for 3 days on 8 GPUs with 1,000 episodes.",
    "MAT does not reach 90% on MPE.",
    "QMIX may reach 77.1 ± 0.4 in team play.",
    "On the test set of three tasks the win rate drops by −2.1%.",
    "In 2024, 70B parameters were usual.",
    "Code is public.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
SETTINGS = settings(max_examples=120, deadline=None)

Found = tuple[tuple[ResultMention, ...], tuple[LocalEntity, ...], Scene]
Find = Callable[..., Found]


@pytest.fixture(scope="session")
def find(read: Any, entities_of: Any) -> Find:
    """The results of a text by a network, its entities, and its sentences."""

    def run(abstract: str, network: Any, title: str | None = None) -> Found:
        doc, reading = read(abstract, network, title)
        entities = entities_of(doc.text, *ENTITIES)
        relations = find_relations(doc, entities, reading)
        return find_results(doc, entities, relations, reading), entities, Scene(doc, entities)

    return run


@SETTINGS
@given(text=TEXTS, title=st.sampled_from([None, "MAT wins 85% of all games"]), seed=st.integers(0, 99))
def test_a_value_is_exactly_its_place_in_a_sentence(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        found, _, scene = find(text, network, title)
        sentences = {sentence.span for sentence in scene.sentences if not sentence.title}
        for result in found:
            assert result.value == result.value_span.of(scene.text)
            assert result.value == result.value.strip()
            assert result.evidence in sentences
            assert result.evidence.contains(result.value_span)


@SETTINGS
@given(text=TEXTS, seed=st.integers(0, 99))
def test_a_number_is_one_result_at_most_and_results_are_in_text_order(
    find: Find, opinion: Any, text: str, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        spans = [result.value_span for result in find(text, network)[0]]
        assert spans == sorted(spans)
        assert all(not one.overlaps(other) for one, other in pairwise(spans))


@SETTINGS
@given(text=TEXTS, seed=st.integers(0, 99))
def test_a_method_is_never_its_own_baseline_and_only_changes_have_one(
    find: Find, opinion: Any, text: str, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        for result in find(text, network)[0]:
            assert result.baseline is None or result.baseline != result.method
            assert result.kind in KINDS
            assert result.kind != "absolute" or result.baseline is None
            assert 0.0 < result.confidence <= 1.0


@SETTINGS
@given(text=TEXTS, seed=st.integers(0, 99))
def test_answers_are_words_of_the_text_and_methods_are_its_methods(
    find: Find, opinion: Any, text: str, seed: int
) -> None:
    found, entities, scene = find(text, opinion(seed=seed))
    methods = {None, *(entity.name for entity in entities if entity.type == "Method")}
    for result in found:
        assert {result.method, result.baseline} <= methods
        assert all(words is None or words in scene.text for words in (result.metric, result.on))


@SETTINGS
@given(text=TEXTS)
def test_every_choice_comes_from_the_document_and_one_of_each_slot_is_the_rules(
    read: Any, entities_of: Any, opinion: Any, text: str
) -> None:
    doc, _ = read(text, opinion(says=9.0))
    entities = entities_of(doc.text, *ENTITIES)
    scene = Scene(doc, entities)
    for number in numbers(doc, scene, ()):
        assert tuple(number.slots) == SLOTS
        for slot, choices in number.slots.items():
            assert any(choice.ruled for choice in choices), slot
            assert choices[0].words is None
            for choice in choices:
                assert choice.words is None or choice.words in doc.text
                assert choice.entity is None or choice.entity in entities
                assert choice.span is None or number.sentence.span.contains(choice.span)


@SETTINGS
@given(text=TEXTS)
def test_rows_of_choices_stand_in_the_order_in_which_they_are_read(
    read: Any, entities_of: Any, opinion: Any, text: str
) -> None:
    doc, reading = read(text, opinion(says=9.0))
    scene = Scene(doc, entities_of(doc.text, *ENTITIES))
    listed = numbers(doc, scene, ())
    rows = list(choices_of(listed))
    assert value_input(reading.pieces, listed).rows == len(listed)
    assert slot_input(scene, reading.pieces, listed).rows == len(rows) == len(set(rows))


@SETTINGS
@given(text=TEXTS, title=st.sampled_from([None, "MAT wins 85% of all games"]))
def test_a_network_that_says_no_finds_no_result(find: Find, opinion: Any, text: str, title: str | None) -> None:
    assert find(text, opinion(says=-20.0), title)[0] == ()


@pytest.mark.parametrize(
    ("sentence", "value", "polarity"),
    [
        ("MAT reaches 90% on MPE.", "90%", Polarity.ASSERTED),
        ("MAT does not reach 90% on MPE.", "90%", Polarity.NEGATED),
        ("MAT may reach 90% on MPE.", "90%", Polarity.HEDGED),
    ],
)
def test_a_denied_or_open_number_is_marked(
    find: Find, opinion: Any, sentence: str, value: str, polarity: Polarity
) -> None:
    (result,) = find(f"We propose MAT. {sentence}", opinion(says=9.0))[0]
    assert (result.value, result.polarity) == (value, polarity)
