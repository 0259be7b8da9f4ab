"""What a newcomer types into `kg extract -`: one made-up sentence, read with the vocabulary of the program."""

import pytest

from kg.extract import make_extractor
from kg.model import Document, Extraction, LocalEntity, Source
from kg.ontology import load_vocabulary

EXTRACT = make_extractor(load_vocabulary(), model="rules")


def extraction(abstract: str) -> Extraction:
    source = Source(name="x.txt", sha256="0")
    return next(iter(EXTRACT([Document(key="k", id="i", source=source, line=1, title=None, abstract=abstract)])))


def entity(found: Extraction, form: str) -> LocalEntity:
    return next(e for e in found.entities if form in e.forms)


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        (
            "FooNet outperforms QMIX and MAPPO with a success rate of 85.4% on SMAC.",
            {"FooNet": "Method", "QMIX": "Method", "MAPPO": "Method", "success rate": "Metric", "SMAC": "Benchmark"},
        ),
        (
            "We propose ZorbNet, a transformer for machine translation.",
            {"ZorbNet": "Method", "machine translation": "Task"},
        ),
        ("We release OpenFoo, a large-scale dataset of robot trajectories.", {"OpenFoo": "Dataset"}),
        ("We collect a dataset called ChatCorpus and fine-tune RoBERTa on it.", {"ChatCorpus": "Dataset"}),
        (
            "We present GraspBench, a benchmark for dexterous grasping with 50 tasks.",
            {"GraspBench": "Benchmark", "dexterous grasping": "Task"},
        ),
        (
            "We fine-tune LLaMA-2 with PPO and DPO on the HelpSteer dataset.",
            {"LLaMA-2": "Method", "PPO": "Method", "DPO": "Method", "HelpSteer": "Dataset"},
        ),
        (
            "BERT outperforms ELMo on SQuAD and GLUE with an F1 score of 93.2.",
            {"BERT": "Method", "ELMo": "Method", "SQuAD": "Benchmark", "GLUE": "Benchmark", "F1 score": "Metric"},
        ),
        (
            "Claude-3.5-Sonnet and Qwen-2-72B are evaluated on HumanEval, reaching a pass@1 of 92.0% and 86.1%, "
            "respectively.",
            {"Claude-3.5-Sonnet": "Method", "Qwen-2-72B": "Method", "HumanEval": "Benchmark", "pass@1": "Metric"},
        ),
        (
            "We evaluate UNet and vision language models on medical image segmentation with the Dice score.",
            {"UNet": "Method", "vision language models": "Method", "medical image segmentation": "Task"},
        ),
        (
            "A Vision Transformer (ViT) is used for image classification on ImageNet.",
            {"ViT": "Method", "image classification": "Task", "ImageNet": "Benchmark"},
        ),
        ("The proposed SwarmPlan algorithm is faster than CBS.", {"SwarmPlan": "Method", "CBS": "Method"}),
        ("Gaussian processes are used for Bayesian optimization.", {"Gaussian processes": "Method"}),
    ],
)
def test_a_sentence_on_its_own_gives_what_a_reader_expects(sentence: str, types: dict[str, str]) -> None:
    found = extraction(sentence)
    assert types.items() <= {form: e.type for e in found.entities for form in e.forms}.items()


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        (
            "FooNet outperforms QMIX and MAPPO with a success rate of 85.4% on SMAC.",
            {("FooNet", "85.4%", "success rate", "SMAC", "absolute")},
        ),
        (
            "GPT-4 achieves 92% accuracy on GSM8K, compared to 78% for Llama 3.",
            {("GPT-4", "92%", "accuracy", "GSM8K", "absolute"), ("Llama 3", "78%", "accuracy", "GSM8K", "absolute")},
        ),
        (
            "We train a policy with Soft Actor-Critic in MuJoCo; it improves the return by 12% over TD3.",
            {("Soft Actor-Critic", "12%", "return", "MuJoCo", "gain")},
        ),
        (
            "Claude-3.5-Sonnet and Qwen-2-72B are evaluated on HumanEval, reaching a pass@1 of 92.0% and 86.1%, "
            "respectively.",
            {
                ("Claude-3.5-Sonnet", "92.0%", "pass@1", "HumanEval", "absolute"),
                ("Qwen-2-72B", "86.1%", "pass@1", "HumanEval", "absolute"),
            },
        ),
    ],
)
def test_numbers_belong_to_their_method_metric_and_place(sentence: str, results: set[tuple[str, ...]]) -> None:
    assert {(r.method, r.value, r.metric, r.on, r.kind) for r in extraction(sentence).results} == results


@pytest.mark.parametrize(
    "form",
    ["Claude-3.5-Sonnet", "Claude 3.5 Sonnet", "UNet", "U-Nets", "LLaMA-2", "vision language model"],
)
def test_a_known_name_is_known_in_any_hyphens_blanks_and_plural(form: str) -> None:
    assert entity(extraction(f"In our experiments we compare {form} with PPO."), form).concept


def test_a_known_general_term_is_known_in_the_plural() -> None:
    found = extraction("Gaussian processes are used for Bayesian optimization.")
    assert entity(found, "Gaussian processes").concept


def test_a_name_that_is_a_common_word_too_is_known_only_as_written() -> None:
    assert not any(e.concept for e in extraction("The agents go home and act.").entities)


def test_a_known_acronym_that_the_text_writes_out_otherwise_is_not_the_known_thing() -> None:
    found = extraction("We propose Zebra Rock Climbing with Doubly Patient Ovals (DPO), a novel framework.")
    assert not any(e.concept for e in found.entities if "DPO" in e.forms)


def test_a_collection_that_is_only_trained_on_is_not_evaluated_on() -> None:
    found = extraction("Our model, Quibble, is trained on ImageNet and evaluated on CIFAR-10 and COCO.")
    assert entity(found, "ImageNet").role == "trained"
    assert entity(found, "CIFAR-10").role == "evaluated"


def test_two_known_spellings_of_one_name_are_one_entity() -> None:
    found = extraction("We compare PPO with large language models. The LLMs win, while PPO fails.")
    assert {"LLMs", "large language models"} <= set(entity(found, "LLMs").forms)


@pytest.mark.parametrize("unit", ["Go ", "vision-language ", "U-Net (", "92% and 86.1%, ", "PPO (AMP) "])
def test_known_names_and_numbers_without_end_are_read_to_the_end(unit: str) -> None:
    assert extraction(unit * (20_000 // len(unit))).document.abstract.startswith(unit)


def test_a_name_that_ends_in_benchmark_is_no_method() -> None:
    found = extraction("We propose a simulator, the Nimble Wooden Hands Benchmark (NWHB), with many tasks for PPO.")
    assert entity(found, "NWHB").type == "Benchmark"


def test_a_possessive_is_no_part_of_a_name() -> None:
    found = extraction("We propose FooNet. These findings highlight FooNet's potential on SMAC.")
    name = entity(found, "FooNet")
    assert name.forms == ("FooNet",)
    assert all(mention.span.of(found.document.text) == "FooNet" for mention in name.mentions)
    assert len(name.mentions) == 2
