import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.relations import find_relations
from kg.extract.relations.precision import PRECISION
from kg.extract.relations.scene import Scene
from kg.model import Document, LocalEntity, Mention, Polarity, RelationMention, Source, Span, Vocabulary

PIPELINE = make_pipeline(Vocabulary(concepts={}))
MAT = "Method proposed: MAT"


def read(abstract: str, title: str | None) -> Doc:
    source = Source(name="a.txt", sha256="0" * 64)
    document = Document(key="k", id="a", source=source, line=1, title=title, abstract=abstract)
    return PIPELINE(make_doc(PIPELINE, document))


def entities_of(text: str, *lines: str) -> tuple[LocalEntity, ...]:
    """Entities from lines like `Method proposed: name = alias`, with a mention wherever a form stands."""
    found, taken = [], bytearray(len(text))
    for line in lines:
        kind, names = line.split(": ", 1)
        type_, role = kind.split()
        forms = names.split(" = ")
        mentions = []
        for form in sorted(forms, key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?![\w-])", text):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = b"\x01" * len(form)
                    span = Span(*match.span())
                    mentions.append(Mention(span=span, text=form, type=type_, confidence=0.9, extractor="test"))
        found.append(
            LocalEntity(
                type=type_,
                name=forms[0],
                aliases=tuple(forms[1:]),
                named=forms[0][:1].isupper(),
                role=role,
                mentions=tuple(sorted(mentions, key=lambda m: m.span)),
                confidence=0.9,
                extractor="test",
            )
        )
    return tuple(found)


def relations(abstract: str, *lines: str, title: str | None = None) -> tuple[RelationMention, ...]:
    doc = read(abstract, title)
    return find_relations(doc, entities_of(doc.text, *lines))


def asserted(abstract: str, *lines: str, title: str | None = None) -> set[tuple[str, str, str]]:
    found = relations(abstract, *lines, title=title)
    return {(r.head, r.type, r.tail) for r in found if r.polarity is Polarity.ASSERTED}


def marked(abstract: str, *lines: str) -> set[tuple[str, str, str, str]]:
    found = relations(abstract, *lines)
    return {(r.polarity, r.head, r.type, r.tail) for r in found if r.polarity is not Polarity.ASSERTED}


def test_the_paper_proposes_its_methods_and_introduces_its_collections() -> None:
    found = asserted(
        "We propose MAT. We also introduce MATBench and collect MATData.",
        MAT,
        "Benchmark introduced: MATBench",
        "Dataset introduced: MATData",
    )
    assert {
        ("PAPER", "proposes", "MAT"),
        ("PAPER", "introducesBenchmark", "MATBench"),
        ("PAPER", "introducesDataset", "MATData"),
    } <= found


def test_our_method_means_the_main_one_and_every_item_of_a_list_is_evaluated_on() -> None:
    found = asserted(
        "We propose MAT. Our method achieves strong results on SMAC, Bi-DexHands, and Google Research Football.",
        MAT,
        "Benchmark evaluated: SMAC",
        "Benchmark evaluated: Bi-DexHands",
        "Benchmark evaluated: Google Research Football",
    )
    tails = {tail for head, type_, tail in found if (head, type_) == ("MAT", "evaluatedOn")}
    assert tails == {"SMAC", "Bi-DexHands", "Google Research Football"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Experiments show that MAT outperforms QMIX.",
        "MAT surpasses the strong baseline QMIX by 5%.",
        "MAT achieves higher returns than QMIX.",
        "MAT significantly improves performance over QMIX.",
        "Compared to QMIX, MAT is three times faster.",
        "MAT reaches a better score compared with existing methods such as QMIX.",
        "Our method beats QMIX.",
        "It demonstrates superiority over QMIX.",
        "QMIX underperforms MAT.",
        "QMIX is outperformed by MAT.",
    ],
)
def test_a_stated_win_is_outperforms(sentence: str) -> None:
    assert ("MAT", "outperforms", "QMIX") in asserted(f"We propose MAT. {sentence}", MAT, "Method compared: QMIX")


@pytest.mark.parametrize(
    "sentence",
    [
        "MAT is comparable to QMIX.",
        "MAT achieves results competitive with QMIX.",
        "MAT performs on par with QMIX.",
        "MAT matches QMIX.",
    ],
)
def test_a_draw_is_compared_with(sentence: str) -> None:
    found = asserted(f"We propose MAT. {sentence}", MAT, "Method compared: QMIX")
    assert ("MAT", "comparedWith", "QMIX") in found
    assert ("MAT", "outperforms", "QMIX") not in found


def test_every_item_of_a_list_of_baselines_is_outperformed() -> None:
    found = asserted(
        "We propose MAT. MAT outperforms strong baselines including MAPPO, HAPPO and QMIX on SMAC.",
        MAT,
        "Method compared: MAPPO",
        "Method compared: HAPPO",
        "Method compared: QMIX",
        "Benchmark evaluated: SMAC",
    )
    assert {tail for _, type_, tail in found if type_ == "outperforms"} == {"MAPPO", "HAPPO", "QMIX"}


@pytest.mark.parametrize(
    "sentence",
    [
        "We propose MAT, which builds upon PPO.",
        "We propose MAT, a framework based on PPO.",
        "We propose MAT. It leverages PPO to learn.",
        "We propose MAT, which combines PPO with search.",
        "We propose MAT. MAT consists of a policy trained with PPO.",
    ],
)
def test_what_a_method_is_built_on_is_used(sentence: str) -> None:
    assert ("MAT", "uses", "PPO") in asserted(sentence, MAT, "Method used: PPO")


def test_numbered_parts_belong_to_the_whole_and_not_to_the_part_before() -> None:
    found = asserted(
        "We propose MAT. MAT combines: (i) Alpha Fusion to merge views; (ii) Beta Voxels to reason in space.",
        MAT,
        "Method proposed: Alpha Fusion",
        "Method proposed: Beta Voxels",
    )
    assert {("MAT", "uses", "Alpha Fusion"), ("MAT", "uses", "Beta Voxels")} <= found
    assert ("Alpha Fusion", "uses", "Beta Voxels") not in found


@pytest.mark.parametrize(
    ("sentence", "head", "tail"),
    [
        ("We study sequence models such as GPT and BERT.", "BERT", "sequence models"),
        ("We propose MAT, a policy gradient method for teams.", "MAT", "policy gradient"),
        ("We train MAT and MAT-7B.", "MAT-7B", "MAT"),
    ],
)
def test_instances_and_sizes_are_cases_of_their_kind(sentence: str, head: str, tail: str) -> None:
    names = sorted({head, tail, *(["GPT"] if "GPT" in sentence else [])}, key=len, reverse=True)
    lines = [f"Method {'proposed' if name.startswith('MAT') else 'used'}: {name}" for name in names]
    assert (head, "isA", tail) in asserted(sentence, *lines)
    assert (head, "uses", tail) not in asserted(sentence, *lines)


def test_the_main_method_addresses_the_tasks_of_the_paper() -> None:
    found = asserted(
        "Dexterous grasping is hard. We propose MAT.",
        MAT,
        "Task addressed: Dexterous grasping",
        title="MAT for Dexterous grasping",
    )
    assert ("MAT", "addresses", "Dexterous grasping") in found


def test_a_method_is_trained_on_what_the_paper_collects_for_training() -> None:
    found = asserted("We propose MAT. MAT is trained on our dataset MATData.", MAT, "Dataset introduced: MATData")
    assert ("MAT", "trainedOn", "MATData") in found


def test_models_that_a_benchmark_paper_runs_are_evaluated_on_it() -> None:
    found = asserted(
        "We introduce HardBench. We evaluate GPT-4o and Gemini on HardBench.",
        "Benchmark introduced: HardBench",
        "Method compared: GPT-4o",
        "Method compared: Gemini",
    )
    assert {("GPT-4o", "evaluatedOn", "HardBench"), ("Gemini", "evaluatedOn", "HardBench")} <= found


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("MAT does not outperform QMIX.", "negated"),
        ("MAT fails to outperform QMIX.", "negated"),
        ("MAT is no better than QMIX.", "negated"),
        ("MAT may outperform QMIX.", "hedged"),
        ("We ask whether MAT outperforms QMIX.", "hedged"),
        ("Does MAT outperform QMIX?", "hedged"),
    ],
)
def test_a_denied_or_open_comparison_is_marked_and_never_asserted(sentence: str, polarity: str) -> None:
    text = f"We propose MAT. {sentence}"
    lines = (MAT, "Method compared: QMIX")
    assert (polarity, "MAT", "outperforms", "QMIX") in marked(text, *lines)
    assert not {r for r in asserted(text, *lines) if r[1] == "outperforms"}


def test_what_a_method_does_without_is_not_used() -> None:
    found = asserted("We propose MAT. MAT learns without using PPO.", MAT, "Method used: PPO")
    assert ("MAT", "uses", "PPO") not in found


def test_evidence_is_a_whole_sentence_that_holds_the_ends() -> None:
    abstract = "We propose MAT. MAT outperforms QMIX on SMAC. Code is public."
    text = f"MAT\n{abstract}"
    found = relations(abstract, MAT, "Method compared: QMIX", "Benchmark evaluated: SMAC", title="MAT")
    sentences = {"MAT", "We propose MAT.", "MAT outperforms QMIX on SMAC.", "Code is public."}
    assert found
    for relation in found:
        assert relation.evidence.of(text) in sentences
        for span, name in ((relation.head_span, relation.head), (relation.tail_span, relation.tail)):
            assert span is None or relation.evidence.contains(span)
            assert span is None or span.of(text) == name or name == "PAPER"


def test_confidence_grows_with_the_rules_precision_and_that_of_the_ends() -> None:
    (found,) = relations("We propose MAT.", MAT)
    assert found.confidence == pytest.approx((PRECISION["proposes stated"] * 0.9) ** 1.5, abs=1e-4)


def test_the_title_tells_the_main_method_of_several() -> None:
    doc = read("We propose Alpha Loss. We then build MAT with it.", "MAT: Learning Teams via Alpha Loss")
    scene = Scene(doc, entities_of(doc.text, "Method proposed: Alpha Loss", MAT))
    assert scene.main is not None
    assert scene.main.name == "MAT"


def test_the_order_of_the_entities_does_not_matter() -> None:
    abstract = "We propose MAT, which uses PPO. MAT outperforms QMIX on SMAC."
    lines = [MAT, "Method used: PPO", "Method compared: QMIX", "Benchmark evaluated: SMAC"]
    assert relations(abstract, *lines) == relations(abstract, *reversed(lines))


def test_no_entities_give_no_relations() -> None:
    assert relations("We propose MAT.") == ()
    assert relations("") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["MAT", "QMIX", "PPO", "outperforms", "uses", "not", ",", "and", ".", "(", "we", "than"]),
        max_size=40,
    )
)
def test_any_words_give_relations_between_listed_entities_with_evidence(words: list[str]) -> None:
    text = " ".join(words)
    names = [name for name in ("MAT", "QMIX", "PPO") if name in words]
    roles = {"MAT": "proposed", "QMIX": "compared", "PPO": "used"}
    for relation in relations(text, *(f"Method {roles[name]}: {name}" for name in names)):
        assert {relation.head, relation.tail} <= {*names, "PAPER"}
        assert relation.evidence.end <= len(text)
        assert 0 < relation.confidence <= 1


@pytest.mark.parametrize("unit", ["MAT outperforms QMIX and ", "MAT (PPO), ", "a ", "MAT" + "\u00a0" * 400 + "QMIX "])
def test_a_line_of_a_megabyte_takes_seconds(unit: str) -> None:
    text = (unit * (1_000_000 // len(unit)))[:1_000_000]
    words = text.split()
    doc = Doc(PIPELINE.vocab, words=words, sent_starts=[n == 0 for n in range(len(words))])
    found = entities_of(doc.text, MAT, "Method compared: QMIX", "Method used: PPO")
    many = tuple(e for e in found if e.mentions)
    begin = time.perf_counter()
    find_relations(doc, many)
    assert time.perf_counter() - begin < 5
