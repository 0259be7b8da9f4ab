"""What a sentence limits a comparison to."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.pipeline import make_doc, make_pipeline
from kg.extract.relations import find_relations
from kg.extract.relations.context import in_context
from kg.extract.relations.scene import Scene
from kg.model import Document, LocalEntity, RelationMention, Vocabulary

PIPELINE = make_pipeline(Vocabulary(concepts={}))
ENTITIES = (
    "Method proposed: MAT",
    "Method compared: QMIX",
    "Method compared: VDN",
    "Method compared: PPO",
    "Benchmark evaluated: SMAC",
    "Benchmark evaluated: MPE",
    "Dataset trained: D4RL",
    "Task addressed: coordination",
    "Task addressed: navigation",
    "Metric reported: win rate",
    "Metric reported: sample efficiency",
    "Metric reported: latency",
)


@pytest.fixture
def comparisons(
    document: Callable[..., Document], entities_of: Callable[..., tuple[LocalEntity, ...]]
) -> Callable[[str], tuple[RelationMention, ...]]:
    """The comparisons of a sentence in a paper that proposes MAT."""

    def make(sentence: str) -> tuple[RelationMention, ...]:
        doc: Doc = PIPELINE(make_doc(PIPELINE, document(f"We propose MAT. {sentence}")))
        entities = entities_of(doc.text, *ENTITIES)
        found = in_context(Scene(doc, entities), find_relations(doc, entities))
        return tuple(r for r in found if r.type in ("outperforms", "comparedWith") and r.evidence.start > 0)

    return make


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("MAT outperforms QMIX on SMAC.", {"QMIX": ["SMAC"]}),
        ("MAT outperforms QMIX and VDN on SMAC and MPE.", {"QMIX": ["SMAC", "MPE"], "VDN": ["SMAC", "MPE"]}),
        ("MAT outperforms QMIX in terms of sample efficiency.", {"QMIX": ["sample efficiency"]}),
        ("MAT outperforms QMIX on SMAC and VDN on MPE.", {"QMIX": ["SMAC"], "VDN": ["MPE"]}),
        ("On SMAC, MAT outperforms QMIX.", {"QMIX": ["SMAC"]}),
        ("Experiments on SMAC and MPE show that MAT outperforms QMIX.", {"QMIX": ["SMAC", "MPE"]}),
        ("MAT has a higher win rate than QMIX in coordination tasks.", {"QMIX": ["win rate", "coordination"]}),
        ("MAT surpasses QMIX by 12% in win rate on SMAC.", {"QMIX": ["win rate", "SMAC"]}),
        ("MAT reaches a win rate of 91% on SMAC, outperforming QMIX.", {"QMIX": ["SMAC"]}),
        ("MAT reaches 91% on SMAC, outperforming QMIX on MPE.", {"QMIX": ["MPE"]}),
        ("MAT outperforms QMIX on navigation, while it is used on SMAC.", {"QMIX": ["navigation"]}),
        ("MAT outperforms QMIX, reducing latency.", {"QMIX": []}),
        ("MAT outperforms QMIX trained on D4RL.", {"QMIX": []}),
        ("MAT outperforms QMIX and improves latency.", {"QMIX": []}),
        ("MAT outperforms QMIX, demonstrating its use for coordination.", {"QMIX": []}),
    ],
)
def test_a_comparison_is_limited_to_what_its_own_clause_names(
    comparisons: Callable[[str], tuple[RelationMention, ...]], sentence: str, said: dict[str, list[str]]
) -> None:
    assert {r.tail: [limit.name for limit in r.context] for r in comparisons(sentence)} == said


def test_a_limit_has_a_place_in_the_sentence(comparisons: Callable[[str], tuple[RelationMention, ...]]) -> None:
    text = "We propose MAT. MAT outperforms QMIX on SMAC."
    (relation,) = comparisons(text.removeprefix("We propose MAT. "))
    (limit,) = relation.context
    assert relation.evidence.contains(limit.span)
    assert limit.span.of(text) == "SMAC"
