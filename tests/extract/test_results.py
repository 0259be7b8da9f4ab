import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.relations import find_relations
from kg.extract.results import find_results
from kg.model import Document, LocalEntity, Mention, Polarity, ResultMention, Source, Span, Vocabulary

PIPELINE = make_pipeline(Vocabulary(concepts={}))
ENTITIES = (
    "Method proposed: MAT",
    "Method compared: QMIX",
    "Method compared: GPT-4",
    "Benchmark evaluated: SMAC",
    "Benchmark evaluated: MPE",
    "Benchmark evaluated: ImageNet-1K",
    "Metric reported: success rate",
    "Metric reported: win rate",
    "Metric reported: accuracy",
    "Metric reported: F1 score",
    "Metric reported: pass@10",
    "Metric reported: mIoU",
    "Metric reported: latency",
)


def entities_of(text: str) -> tuple[LocalEntity, ...]:
    """The entities above that the text names."""
    found = []
    for line in ENTITIES:
        kind, name = line.split(": ")
        type_, role = kind.split()
        spans = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?![\w-])", text)]
        mentions = (Mention(span=s, text=name, type=type_, confidence=0.9, extractor="test") for s in spans)
        if spans:
            found.append(
                LocalEntity(
                    type=type_,
                    name=name,
                    named=True,
                    role=role,
                    mentions=tuple(mentions),
                    confidence=0.9,
                    extractor="test",
                )
            )
    return tuple(found)


def results(sentence: str) -> tuple[ResultMention, ...]:
    text = f"We propose MAT. {sentence}"
    source = Source(name="a.txt", sha256="0" * 64)
    document = Document(key="k", id="a", source=source, line=1, title=None, abstract=text)
    doc = PIPELINE(make_doc(PIPELINE, document))
    entities = entities_of(doc.text)
    return find_results(doc, entities, find_relations(doc, entities))


@pytest.mark.parametrize(
    ("sentence", "value", "metric", "on", "kind"),
    [
        ("MAT achieves a success rate of 85.4% on SMAC.", "85.4%", "success rate", "SMAC", "absolute"),
        ("MAT achieves an 82.5% success rate on SMAC.", "82.5%", "success rate", "SMAC", "absolute"),
        ("On SMAC, MAT reaches 63\\% accuracy.", "63\\%", "accuracy", "SMAC", "absolute"),
        ("MAT attains 0.87 F1 score on SMAC.", "0.87", "F1 score", "SMAC", "absolute"),
        ("MAT is 5.2$\\times$ faster than QMIX.", "5.2$\\times$", None, None, "gain"),
        ("MAT runs 2.3x faster.", "2.3x", None, None, "gain"),
        ("MAT runs at 30,000+ FPS on SMAC.", "30,000+ FPS", None, "SMAC", "absolute"),
        ("MAT improves accuracy by up to 40 points.", "40 points", "accuracy", None, "gain"),
        ("MAT outperforms QMIX by 11.7% in win rate on SMAC.", "11.7%", "win rate", "SMAC", "gain"),
        ("MAT reduces latency by 35\\%.", "35\\%", "latency", None, "reduction"),
        ("MAT yields 34% lower latency.", "34%", "latency", None, "reduction"),
        ("MAT improves accuracy by 5-10% over QMIX.", "5-10%", "accuracy", None, "gain"),
        ("MAT gains +3.8 mIoU on SMAC.", "+3.8", "mIoU", "SMAC", "gain"),
        ("We reach an accuracy of 97 percent on SMAC.", "97 percent", "accuracy", "SMAC", "absolute"),
        ("MAT doubles the win rate on SMAC.", "doubles", "win rate", "SMAC", "gain"),
        ("MAT improves accuracy by 15%~46%.", "15%~46%", "accuracy", None, "gain"),
        ("MAT is faster by a factor of 3.3.", "3.3", None, None, "gain"),
    ],
)
def test_a_result_has_value_metric_collection_and_kind(
    sentence: str, value: str, metric: str | None, on: str | None, kind: str
) -> None:
    (found,) = results(sentence)
    assert (found.method, found.value, found.metric, found.on) == ("MAT", value, metric, on)
    if value != "3.3":
        assert found.kind == kind


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        (
            "MAT outperforms QMIX by 11.7% and 11.3% on SMAC and MPE, respectively.",
            {("11.7%", "SMAC"), ("11.3%", "MPE")},
        ),
        ("MAT achieves 85.4% and 78.2% success rate on SMAC and MPE.", {("85.4%", "SMAC"), ("78.2%", "MPE")}),
        ("MAT achieves 85.4% accuracy on SMAC and 78.2% on MPE.", {("85.4%", "SMAC"), ("78.2%", "MPE")}),
    ],
)
def test_lists_of_numbers_and_collections_go_item_by_item(sentence: str, pairs: set[tuple[str, str]]) -> None:
    assert {(r.value, r.on) for r in results(sentence)} == pairs


def test_lists_of_numbers_and_metrics_go_item_by_item() -> None:
    found = results("MAT improves accuracy and win rate by 3.0% and 2.7%.")
    assert {(r.value, r.metric, r.kind) for r in found} == {("3.0%", "accuracy", "gain"), ("2.7%", "win rate", "gain")}


def test_before_and_after_are_two_absolute_results_of_one_metric() -> None:
    found = results("MAT improves accuracy from 34.2 to 51.6 on SMAC.")
    assert [(r.value, r.metric, r.kind) for r in found] == [
        ("34.2", "accuracy", "absolute"),
        ("51.6", "accuracy", "absolute"),
    ]


def test_the_other_side_of_versus_belongs_to_the_baseline() -> None:
    found = results("MAT beats QMIX on SMAC (accuracy 92.1 vs. 88.7).")
    assert [(r.value, r.method) for r in found] == [("92.1", "MAT"), ("88.7", "QMIX")]


def test_a_gain_over_a_method_names_it_as_the_baseline() -> None:
    (found,) = results("MAT outperforms QMIX by 11.7% on SMAC.")
    assert found.baseline == "QMIX"


def test_a_number_next_to_another_method_is_that_methods() -> None:
    found = results("On SMAC, MAT achieves 36.2% accuracy and GPT-4 achieves 16.9%.")
    assert [(r.value, r.method) for r in found] == [("36.2%", "MAT"), ("16.9%", "GPT-4")]


@pytest.mark.parametrize(
    "sentence",
    [
        "We collect 30,000 samples from 12 tasks.",
        "In 2024 we released 3 versions.",
        "MAT has 7B parameters and 32 layers.",
        "We compare 25 models over 100 runs on ImageNet-1K.",
        "The learning rate is 0.001 with k=5.",
        "GPT-4 solves 3D puzzles.",
        "The regret is O(eps^-3).",
        "It is measured by pass@10.",
        "We train with 10 hours of data.",
        "A 360° view is used.",
        "The bound holds with 95% confidence.",
        "See Section 3.2 and Fig. 4.",
    ],
)
def test_sizes_years_names_and_settings_are_no_results(sentence: str) -> None:
    assert results(sentence) == ()


def test_an_open_or_denied_number_is_marked() -> None:
    assert results("MAT may improve accuracy by 5%.")[0].polarity is Polarity.HEDGED
    assert results("MAT does not reach 90% accuracy.")[0].polarity is Polarity.NEGATED
    assert results("MAT reaches 90% accuracy.")[0].polarity is Polarity.ASSERTED


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("MAT reduces localization error by 63%.", "localization error"),
        ("MAT reaches a 93.3% grasp success rate.", "success rate"),
        ("MAT achieves an overall score of 67.0%.", "score"),
        ("MAT achieves a 24% improvement in sample efficiency.", "sample efficiency"),
        ("MAT reduces computation by up to 3.5 times.", "computation"),
        ("MAT attains 97.2% classification accuracy.", "accuracy"),
    ],
)
def test_a_quantity_that_no_metric_names_is_given_in_the_texts_words(sentence: str, metric: str) -> None:
    (found,) = results(sentence)
    assert found.metric is not None
    assert found.metric in sentence
    assert metric in found.metric


def test_a_sure_method_makes_a_surer_result() -> None:
    with_method, without = results("MAT reaches 90% accuracy.")[0], results("It weighs 5.0 kg.")
    assert with_method.confidence == pytest.approx(0.55 * 0.9**3, abs=1e-4)
    assert all(found.confidence < with_method.confidence for found in without)


def test_value_and_evidence_stand_where_their_spans_say() -> None:
    sentence = "MAT achieves 85.4% accuracy on SMAC."
    (found,) = results(sentence)
    text = f"We propose MAT. {sentence}"
    assert found.value_span.of(text) == found.value == "85.4%"
    assert found.evidence.of(text) == sentence
    assert found.evidence.contains(found.value_span)
    assert 0 < found.confidence <= 1


WORDS = [
    "MAT",
    "QMIX",
    "accuracy",
    "5%",
    "3.2",
    "by",
    "to",
    "and",
    ",",
    "(",
    ")",
    "x",
    "SMAC",
    "improves",
    "of",
    "$",
    "-",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_give_results_whose_parts_stand_in_the_text(words: list[str]) -> None:
    sentence = " ".join(words)
    text = f"We propose MAT. {sentence}"
    for found in results(sentence):
        assert found.value_span.of(text) == found.value
        for part in (found.method, found.on, found.metric, found.baseline):
            assert part is None or part in text


@pytest.mark.parametrize("unit", ["5% and ", "1-2-", "3.1 accuracy ", "by 7 "])
def test_a_line_of_a_megabyte_takes_seconds(unit: str) -> None:
    words = (unit * (1_000_000 // len(unit))).split()
    doc = Doc(PIPELINE.vocab, words=words, sent_starts=[n == 0 for n in range(len(words))])
    begin = time.perf_counter()
    find_results(doc, entities_of(doc.text), ())
    assert time.perf_counter() - begin < 4
