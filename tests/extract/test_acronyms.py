import pytest

from kg.extract.acronyms import long_form_start
from kg.extract.pipeline import make_doc, make_pipeline
from kg.model import Document, Source, Vocabulary

NLP = make_pipeline(Vocabulary(concepts={}))


def definitions(text: str) -> list[tuple[str, str]]:
    source = Source(name="x.txt", sha256="0")
    document = Document(key="k", id="i", source=source, line=1, title=None, abstract=text)
    found = NLP(make_doc(NLP, document))._.definitions
    return [(d.short.of(text), d.long.of(text)) for d in found]


@pytest.mark.parametrize(
    ("text", "short", "long_"),
    [
        ("We use Proximal Policy Optimization (PPO) here.", "PPO", "Proximal Policy Optimization"),
        ("the large language models (LLMs) of today", "LLMs", "large language models"),
        ("a mechanism, Bigram-Backcopy (BB), that copies", "BB", "Bigram-Backcopy"),
        ("on SMAC (StarCraft Multi-Agent Challenge) we win", "SMAC", "StarCraft Multi-Agent Challenge"),
        ("our Mixture of Experts (MoE) layer", "MoE", "Mixture of Experts"),
        ("the Extreme Q-Learning (XQL) agent", "XQL", "Extreme Q-Learning"),
        ("large language models (LLMs, e.g., GPT-4) help", "LLMs", "large language models"),
    ],
)
def test_a_definition_is_found(text: str, short: str, long_: str) -> None:
    assert definitions(text) == [(short, long_)]


@pytest.mark.parametrize(
    "text",
    [
        "We win games (in 85% of cases) often.",
        "the agent (RL) walks",
        "as shown (Table 3) above",
        "three models (A) and (B)",
        "(LLMs) come first",
        "",
    ],
)
def test_brackets_that_define_nothing_give_nothing(text: str) -> None:
    assert definitions(text) == []


def test_a_long_form_must_start_with_the_first_letter_of_a_word() -> None:
    assert long_form_start("ABC", "xaybzc") is None


def test_both_meanings_of_one_acronym_are_kept() -> None:
    text = "Graph Attention Network (GAN) is not a Generative Adversarial Network (GAN)."
    assert [long_ for _, long_ in definitions(text)] == ["Graph Attention Network", "Generative Adversarial Network"]
