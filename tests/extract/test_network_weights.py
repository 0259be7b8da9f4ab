"""What ships as weights: its size, that nothing is missing, and that its parts fit together."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy
import pytest

from kg.extract.entities import EntityFinder
from kg.extract.entities.groups import CLASSES
from kg.extract.entities.judge import ROLE_CLASSES
from kg.extract.neural.candidates import KINDS
from kg.extract.neural.inputs import Input
from kg.extract.neural.judge import NetworkJudge
from kg.extract.neural.network import HEADS, OnnxNetwork
from kg.extract.neural.numbers import numbers, slot_input, value_input
from kg.extract.neural.pairs import RELATIONS, pair_input, pairs
from kg.extract.neural.pieces import KNOWN, LONGEST, SHAPES
from kg.extract.neural.reading import Reading
from kg.extract.relations import all_claims
from kg.extract.relations.precision import PRECISION
from kg.extract.relations.scene import Scene
from kg.model import Vocabulary

FOLDER = Path(str(files("kg.extract") / "weights"))
MOST_BYTES = 30_000_000
HELD: dict[str, Any] = json.loads((FOLDER / "network.json").read_text(encoding="utf-8"))
GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "dev_papers.jsonl"
PAPER: dict[str, str] = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])
ENTITIES = (
    "Method proposed: MAT",
    "Method compared: QMIX",
    "Benchmark evaluated: SMAC",
    "Task addressed: team play",
    "Metric reported: win rate",
)
TEXT = "We propose MAT for team play. MAT outperforms QMIX on SMAC with a win rate of 85.4%, a gain of 5.2%."


def test_the_weights_are_all_there_and_small() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert {"encoder.onnx", "network.json", *(f"{head}.onnx" for head in HEADS)} <= names
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES


def test_there_is_a_threshold_for_every_kind_and_relation() -> None:
    assert set(HELD["entities"]) == set(KINDS) == set(CLASSES[1:])
    assert set(HELD["relations"]) == set(RELATIONS)
    for threshold in (*HELD["entities"].values(), *HELD["relations"].values(), HELD["results"]):
        assert 0.0 < threshold < 1.0
    assert HELD["per_word"] >= 0.0


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("entities", set(KINDS)),
        ("relations", {*RELATIONS, "proposes", "introducesBenchmark", "introducesDataset"}),
        ("results", {"result"}),
    ],
)
def test_every_kind_has_a_calibration_that_keeps_the_order_of_scores(name: str, kinds: set[str]) -> None:
    assert set(HELD["calibration"]) == {"entities", "relations", "results"}
    lines = HELD["calibration"][name]
    assert set(lines) == kinds
    for slope, offset in lines.values():
        assert slope > 0
        assert abs(offset) < 10


def test_every_rule_that_the_network_knows_claims_what_it_may_decide() -> None:
    assert len(set(HELD["rules"])) == len(HELD["rules"])
    assert {rule.split()[0] for rule in HELD["rules"]} == set(RELATIONS)
    shared = set(HELD["rules"]) & set(PRECISION)
    assert len(shared) > len(PRECISION) / 2


def test_the_tokenizer_knows_the_words_of_the_encoder(network: OnnxNetwork) -> None:
    first, last = network.ends
    assert (network.tokenizer.id_to_token(first), network.tokenizer.id_to_token(last)) == ("[CLS]", "[SEP]")
    assert [network.tokenizer.id_to_token(n) for n in network.tokenizer.encode("Unseen GRASP").ids][-1] == "grasp"
    assert network.tokenizer.token_to_id("[UNK]") is not None


def test_the_encoder_takes_the_longest_window_and_every_mark(network: OnnxNetwork) -> None:
    ids = numpy.full((1, LONGEST + 2), network.ends[0], dtype=numpy.int64)
    marks = numpy.zeros((1, LONGEST + 2, 3), dtype=numpy.int64)
    marks[0, :, 0] = numpy.arange(LONGEST + 2) % SHAPES
    marks[0, :, 1] = numpy.arange(LONGEST + 2) % 2
    marks[0, :, 2] = numpy.arange(LONGEST + 2) % len(KNOWN)
    (vectors,) = network.encoder.run(None, {"ids": ids, "marks": marks})
    assert vectors.shape[:2] == (1, LONGEST + 2)
    assert numpy.isfinite(vectors).all()


def test_marks_reach_the_vectors(network: OnnxNetwork) -> None:
    ids = numpy.array([[network.ends[0], network.tokenizer.token_to_id("gpt") or 2000, network.ends[1]]])
    plain = numpy.zeros((1, 3, 3), dtype=numpy.int64)
    for column in range(3):
        marked = plain.copy()
        marked[0, 1, column] = 1
        one, other = (network.encoder.run(None, {"ids": ids, "marks": m})[0] for m in (plain, marked))
        assert (one != other).any(), column


def test_the_heads_of_entities_take_what_a_real_abstract_gives_them(read: Any, network: OnnxNetwork) -> None:
    doc, reading = read(PAPER["abstract"], network, PAPER["title"])
    asked: list[str] = []

    class Judge(NetworkJudge):
        """Tells what was asked."""

        def classes(self, found: Any, described: Any) -> Any:
            rows = super().classes(found, described)
            assert rows.shape == (len(found), len(CLASSES))
            assert rows.sum(axis=1) == pytest.approx(numpy.ones(len(found)), abs=1e-5)
            asked.append("candidates")
            return rows

        @property
        def thresholds(self) -> dict[str, float]:
            return dict.fromkeys(KINDS, 1e-6)

        def roles(self, chosen: Any) -> Any:
            rows = super().roles(chosen)
            assert rows.shape == (len(chosen), len(ROLE_CLASSES))
            assert rows.sum(axis=1) == pytest.approx(numpy.ones(len(chosen)), abs=1e-5)
            asked.append("roles")
            return rows

    assert EntityFinder(concepts=Vocabulary(concepts={}).concepts)(doc, Judge(reading=reading))
    assert asked == ["candidates", "roles"]


@pytest.mark.parametrize(("head", "columns"), [("pairs", len(RELATIONS)), ("numbers", 4), ("slots", 1)])
def test_the_heads_of_relations_and_results_take_what_a_text_gives_them(
    read: Any, entities_of: Any, network: OnnxNetwork, head: str, columns: int
) -> None:
    doc, reading = read(TEXT, network, "MAT")
    scene = Scene(doc, entities_of(doc.text, *ENTITIES))
    listed = numbers(doc, scene, ())
    asked = {
        "pairs": pair_input(scene, reading.pieces, pairs(scene, all_claims(scene)), network.settings.rules),
        "numbers": value_input(reading.pieces, listed),
        "slots": slot_input(scene, reading.pieces, listed),
    }[head]
    scores = _scores(reading, head, asked)
    assert scores.shape == (asked.rows, columns)
    assert asked.rows > 1
    assert numpy.isfinite(scores).all()
    assert (numpy.round(scores, 5) == scores).all()
    assert ((reading.judge(head, asked) >= 0) & (reading.judge(head, asked) <= 1)).all()


def _scores(reading: Reading, head: str, asked: Input) -> Any:
    scores = reading.score(head, asked)
    assert (scores == reading.score(head, asked)).all()
    return scores
