"""What relations may be, whatever a network says: it is played here by one that says yes to everything, and by dice."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.neural.pairs import ALLOWED, RELATIONS
from kg.extract.neural.relations import find_relations
from kg.extract.relations import all_claims
from kg.extract.relations.scene import Scene
from kg.model import PAPER, LocalEntity, Polarity, RelationMention
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
ENTITIES = (
    "Method proposed: MAT = Multi-Agent Transformer",
    "Method compared: QMIX",
    "Method used: PPO",
    "Method background: Transformer",
    "Benchmark evaluated: SMAC",
    "Benchmark introduced: MATBench",
    "Dataset trained: Wikipedia",
    "Task addressed: team play",
    "Metric reported: win rate",
)
SENTENCES = (
    "We propose MAT.",
    "We propose the Multi-Agent Transformer (MAT), a Transformer for team play.",
    "MAT outperforms QMIX.",
    "MAT does not outperform QMIX.",
    "MAT may outperform QMIX on SMAC.",
    "We ask whether MAT outperforms QMIX and PPO.",
    "QMIX fails to outperform PPO on SMAC.",
    "MAT is comparable to QMIX.",
    "MAT is not comparable to QMIX on MATBench.",
    "Unlike QMIX, MAT scales.",
    "MAT builds on PPO.",
    "MAT learns without using PPO.",
    "MAT is trained on Wikipedia.",
    "It is not trained on Wikipedia.",
    "We evaluate MAT and QMIX on SMAC and MATBench.",
    "We do not evaluate QMIX on MATBench.",
    "Our method could be evaluated on SMAC in future work.",
    "MAT does not address team play.",
    "QMIX is a method for team play.",
    "PPO is no Transformer.",
    "Methods such as PPO and QMIX struggle; team play is hard.",
    "We introduce MATBench, where the win rate of MAT is 85.4%.",
    "Code is public.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7).map(" ".join)
TITLES = st.sampled_from([None, "MAT", "MAT: Team play with Transformer", "QMIX and PPO on SMAC"])
SETTINGS = settings(max_examples=120, deadline=None)
COMPARISONS = {"outperforms", "comparedWith"}

Found = tuple[tuple[RelationMention, ...], dict[str, LocalEntity], Scene]
Find = Callable[..., Found]


@pytest.fixture(scope="session")
def find(read: Any, entities_of: Any) -> Find:
    """The relations of a text by a network, its entities by name, and its sentences."""

    def run(abstract: str, network: Any, title: str | None = None) -> Found:
        doc, reading = read(abstract, network, title)
        entities = entities_of(doc.text, *ENTITIES)
        named = {entity.name: entity for entity in entities}
        return find_relations(doc, entities, reading), named, Scene(doc, entities)

    return run


def asserted(found: tuple[RelationMention, ...]) -> list[RelationMention]:
    return [r for r in found if r.polarity is Polarity.ASSERTED]


@SETTINGS
@given(text=TEXTS, title=TITLES, seed=st.integers(0, 99))
def test_no_relation_leads_where_the_schema_forbids_it(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        found, named, _ = find(text, network, title)
        for relation in found:
            head = "Paper" if relation.head == PAPER else named[relation.head].type
            assert ONTOLOGY.allows(head, relation.type, named[relation.tail].type), relation
            assert relation.head != relation.tail


@SETTINGS
@given(text=TEXTS, title=TITLES, seed=st.integers(0, 99))
def test_of_two_methods_it_is_never_stated_both_that_one_wins_and_that_they_compare(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        stated: dict[frozenset[str], list[str]] = {}
        for r in asserted(find(text, network, title)[0]):
            if r.type in COMPARISONS:
                stated.setdefault(frozenset((r.head, r.tail)), []).append(r.type)
        assert all(len(types) == 1 for types in stated.values()), stated


@SETTINGS
@given(text=TEXTS, title=TITLES, seed=st.integers(0, 99))
def test_what_a_text_only_denies_or_leaves_open_is_never_an_edge(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        found, _, scene = find(text, network, title)
        said: dict[tuple[str, str, str], set[Polarity]] = {}
        for claim in all_claims(scene):
            if claim.stated:
                said.setdefault(claim.ends, set()).add(claim.polarity)
        for r in asserted(found):
            polarities = said.get((r.head, r.type, r.tail), set())
            assert not polarities or Polarity.ASSERTED in polarities, r


@SETTINGS
@given(text=TEXTS, title=TITLES, seed=st.integers(0, 99))
def test_every_relation_has_a_sentence_of_the_text_with_its_ends_inside(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    for network in (opinion(says=9.0), opinion(seed=seed)):
        found, named, scene = find(text, network, title)
        sentences = {sentence.span for sentence in scene.sentences}
        for relation in found:
            assert relation.evidence in sentences
            for span in (relation.head_span, relation.tail_span):
                assert span is None or relation.evidence.contains(span)
            if relation.polarity is Polarity.ASSERTED and relation.head != PAPER:
                assert relation.head_span or relation.tail_span
            tail = named[relation.tail]
            if relation.tail_span and any(relation.tail_span.overlaps(m.span) for m in tail.mentions):
                assert relation.tail_span.of(scene.text) in tail.forms


@SETTINGS
@given(text=TEXTS, title=TITLES, seed=st.integers(0, 99))
def test_each_relation_stands_once_per_polarity_in_text_order_with_a_probability(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    found = find(text, opinion(seed=seed), title)[0]
    keys = [(r.head, r.type, r.tail, r.polarity) for r in found]
    assert len(set(keys)) == len(keys)
    assert [r.evidence for r in found] == sorted(r.evidence for r in found)
    assert all(0.0 < r.confidence <= 1.0 for r in found)


@SETTINGS
@given(text=TEXTS, title=TITLES)
def test_a_network_that_says_no_leaves_what_the_paper_brings(
    find: Find, opinion: Any, text: str, title: str | None
) -> None:
    assert {r.head for r in asserted(find(text, opinion(says=-20.0), title)[0])} <= {PAPER}


@SETTINGS
@given(text=TEXTS, title=TITLES, seed=st.integers(0, 99))
def test_what_is_denied_or_left_open_is_marked_whatever_the_network_says(
    find: Find, opinion: Any, text: str, title: str | None, seed: int
) -> None:
    by_rules, *others = (
        {r for r in find(text, network, title)[0] if r.polarity is not Polarity.ASSERTED}
        for network in (opinion(says=-20.0), opinion(says=20.0), opinion(seed=seed))
    )
    assert all(by_rules <= found for found in others)


def test_a_yes_makes_an_edge_of_what_no_rule_claims(find: Find, opinion: Any) -> None:
    text = "We propose MAT. Experiments use PPO and SMAC."
    found = {(r.head, r.type, r.tail) for r in asserted(find(text, opinion(says=9.0))[0])}
    assert ("PPO", "evaluatedOn", "SMAC") in found


@pytest.mark.parametrize(
    ("sentence", "type_", "tail"),
    [
        ("MAT does not outperform QMIX.", "outperforms", "QMIX"),
        ("MAT may outperform QMIX.", "outperforms", "QMIX"),
        ("MAT fails to outperform QMIX.", "outperforms", "QMIX"),
        ("MAT learns without using PPO.", "uses", "PPO"),
        ("MAT is not comparable to QMIX.", "comparedWith", "QMIX"),
        ("We do not evaluate MAT on SMAC.", "evaluatedOn", "SMAC"),
        ("MAT is not trained on Wikipedia.", "trainedOn", "Wikipedia"),
    ],
)
def test_the_surest_network_cannot_turn_a_denial_into_an_edge(
    find: Find, opinion: Any, sentence: str, type_: str, tail: str
) -> None:
    found = find(f"We propose MAT. {sentence}", opinion(says=20.0))[0]
    assert ("MAT", type_, tail) not in {(r.head, r.type, r.tail) for r in asserted(found)}


@pytest.mark.parametrize("sentence", ["MAT is not comparable to QMIX.", "MAT may be on par with QMIX."])
@pytest.mark.parametrize("seed", range(12))
def test_that_two_methods_do_not_compare_is_denied_in_both_directions(
    find: Find, opinion: Any, sentence: str, seed: int
) -> None:
    found = asserted(find(f"We propose MAT. {sentence}", opinion(seed=seed))[0])
    assert not [r for r in found if r.type == "comparedWith"]


def test_the_network_is_asked_of_every_relation_that_it_may_decide() -> None:
    assert {type_ for types in ALLOWED.values() for type_ in types} == set(RELATIONS)
    for (head, tail), types in ALLOWED.items():
        assert all(ONTOLOGY.allows(head, type_, tail) for type_ in types)
