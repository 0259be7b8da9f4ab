import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnknownTermError
from kg.extract import make_extractor, to_exchange
from kg.extract.entities.keys import form_key
from kg.model import Concept, Document, Extraction, LocalEntity, Source, Vocabulary

WIN = Concept(iri="https://x.org/quux", type="Benchmark", label="Quux Arena", aliases=("QuuxA",))
EXTRACT = make_extractor(Vocabulary(concepts={WIN.iri: WIN}), model="rules")
ROLES = {
    "Method": {"proposed", "used", "compared", "background"},
    "Benchmark": {"introduced", "evaluated", "trained", "background"},
    "Dataset": {"introduced", "evaluated", "trained", "background"},
    "Task": {"addressed", "background"},
    "Metric": {"reported"},
}


def extraction(abstract: str, title: str | None = None) -> Extraction:
    source = Source(name="x.txt", sha256="0")
    return next(iter(EXTRACT([Document(key="k", id="i", source=source, line=1, title=title, abstract=abstract)])))


def entity(found: Extraction, form: str) -> LocalEntity:
    return next(e for e in found.entities if form in e.forms)


PAPER = extraction(
    "Dexterous grasping is hard for robots. We propose ZorbNet, a novel framework for dexterous grasping that "
    "builds on Proximal Policy Optimization (PPO). We evaluate ZorbNet on BlipBench and Quux Arena. Experiments show "
    "that ZorbNet outperforms baselines such as QMIX and MAPPO. It reaches a success rate of 85.4%.",
    "ZorbNet: Learning Dexterous Grasping",
)


def test_an_unknown_proposed_name_is_a_named_proposed_method() -> None:
    found = entity(PAPER, "ZorbNet")
    assert (found.type, found.named, found.role) == ("Method", True, "proposed")


def test_an_unknown_name_that_is_evaluated_on_is_a_benchmark() -> None:
    assert (entity(PAPER, "BlipBench").type, entity(PAPER, "BlipBench").role) == ("Benchmark", "evaluated")


def test_a_known_name_carries_its_concept() -> None:
    assert entity(PAPER, "Quux Arena").concept == WIN.iri


def test_an_acronym_and_its_long_form_are_one_entity_named_by_the_long_one() -> None:
    found = entity(PAPER, "PPO")
    assert found.name == "Proximal Policy Optimization"


def test_baselines_are_compared_methods() -> None:
    assert {entity(PAPER, name).role for name in ("QMIX", "MAPPO")} == {"compared"}


def test_general_tasks_and_metrics_are_found() -> None:
    assert entity(PAPER, "dexterous grasping").type == "Task"
    assert not entity(PAPER, "dexterous grasping").named
    assert entity(PAPER, "success rate").type == "Metric"


def test_a_name_that_only_an_address_holds_is_no_entity() -> None:
    found = extraction("We study grasping. Code is at https://github.com/zorb/ZorbKit.")
    assert not any("ZorbKit" in form for e in found.entities for form in e.forms)


def test_an_empty_abstract_has_no_entities() -> None:
    assert extraction(" ").entities == ()


def check(found: Extraction) -> None:
    text = found.document.text
    spans = [mention.span for e in found.entities for mention in e.mentions]
    names = [e.name for e in found.entities]
    assert len(set(names)) == len(names)
    assert all(not a.overlaps(b) for n, a in enumerate(spans) for b in spans[:n])
    for e in found.entities:
        assert e.role in ROLES[e.type]
        assert 0 < e.confidence <= 1
        assert {mention.text for mention in e.mentions} == set(e.forms)
        assert all(mention.span.of(text) == mention.text for mention in e.mentions)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_gives_entities_whose_forms_stand_where_they_say(abstract: str, title: str) -> None:
    check(extraction(abstract, title or None))


WORDS = [
    "We propose",
    "ZorbNet",
    "reinforcement learning",
    "(RL)",
    "on",
    "BlipBench",
    ",",
    "and",
    "for",
    "grasping",
    ".",
    "the",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_gives_entities_that_do_not_overlap(words: list[str]) -> None:
    check(extraction(" ".join(words)))


def test_the_exchange_form_has_the_keys_of_the_guidelines_and_whole_sentences_as_evidence() -> None:
    out = to_exchange(PAPER)
    assert {"id", "entities", "relations", "results"} <= out.keys()
    assert {"type", "name", "aliases", "named", "role", "confidence", "start", "end"} <= out["entities"][0].keys()
    assert all(PAPER.document.text[r["start"] : r["end"]] == r["evidence"] for r in out["relations"])


def test_two_passes_over_one_document_find_the_same() -> None:
    document = PAPER.document
    assert [to_exchange(x) for x in EXTRACT([document, document])] == [to_exchange(PAPER)] * 2


def test_an_unknown_model_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownTermError, match="rules"):
        make_extractor(Vocabulary(concepts={}), model="rule")


@pytest.mark.parametrize(("one", "other"), [("Large-Language Models", "large language model"), ("LLMs", "LLM")])
def test_spellings_of_one_form_share_a_key(one: str, other: str) -> None:
    assert form_key(one) == form_key(other)


@pytest.mark.parametrize("unit", ["a", "(", "a ", "novel model ", "(A) ", "GPT-4, ", "Big Names "])
def test_a_hundred_kilobytes_of_one_thing_take_little_time(unit: str) -> None:
    started = time.process_time()
    extraction(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 5
