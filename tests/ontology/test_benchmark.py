"""The command that measures the vocabulary, run as a user runs it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def run(*arguments: str | Path) -> str:
    command = [sys.executable, REPOSITORY / "benchmarks" / "vocabulary.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPOSITORY, encoding="utf-8").stdout


def record(folder: Path, text: str) -> Path:
    path = folder / "records.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "a", "title": "Large Language\nModels", "abstract": text}) + "\n")
    return path


def test_it_counts_hits_whatever_case_hyphens_and_plural_and_takes_the_longest(tmp_path: Path) -> None:
    path = record(tmp_path, "We run ppo on SMACv2 and let LLaMA-2-7B-Chat play; PPO wins. GPT-4o is no GPT-4.")
    hits = {line.split("\t")[3] for line in run(path, "--concepts").splitlines() if line.startswith("1\t")}
    assert {"Proximal Policy Optimization", "SMACv2", "GPT-4o", "GPT-4"} <= hits
    assert not {"StarCraft Multi-Agent Challenge", "LLaMA", "Llama 2"} & hits


def test_a_cased_label_hits_only_as_written(tmp_path: Path) -> None:
    path = record(tmp_path, "We go to the hopper and replica the gym; then Hopper and Go.")
    hits = {line.split("\t")[3] for line in run(path, "--concepts").splitlines() if line.startswith("1\t")}
    assert {"Hopper", "Go"} <= hits
    assert not {"Replica", "OpenAI Gym"} & hits


def test_ordinary_words_that_spell_a_name_hit_nothing_named(tmp_path: Path) -> None:
    text = """In GPS-denied scenes we add multiple shapes; few agents, no tears: structured 3D models on an RTX 4090.
    Human-in-the-loop few-shot pets go deep, and a memory bank of video clips reaches the apex on well-lit images."""
    lines = run(record(tmp_path, text), "--concepts").splitlines()
    kinds = {line.split("\t")[3]: line.split("\t")[2] for line in lines if line.startswith("1\t")}
    assert [label for label, kind in kinds.items() if not kind.endswith("°")] == []


def test_it_says_how_often_annotators_mark_what_it_hits(tmp_path: Path) -> None:
    path = record(tmp_path, "PPO beats SAC.")
    gold = tmp_path / "gold.jsonl"
    entity = {"type": "Method", "name": "PPO", "aliases": []}
    gold.write_text(json.dumps({"id": "a", "entities": [entity]}) + "\n", encoding="utf-8")
    lines = run(path, "--gold", gold, "--concepts").splitlines()
    assert any(line.startswith("1\t1/1\tMethod\tProximal Policy Optimization\tMethod 1\tPPO 1") for line in lines)
    assert any(line.startswith("1\t0/1\tMethod\tSoft Actor-Critic\t") for line in lines)


def test_its_predictions_pass_the_scorer_with_few_wrong_names(tmp_path: Path) -> None:
    gold = REPOSITORY / "benchmarks" / "gold"
    run(gold / "dev_papers.jsonl", "--predict", tmp_path / "predicted.jsonl")
    command = [sys.executable, *map(str, (gold / "score.py", gold / "dev.jsonl", tmp_path / "predicted.jsonl"))]
    scores = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    precision = {line.split()[0]: float(line.split()[1]) for line in scores.splitlines() if len(line.split()) == 6}
    assert precision["core"] > 85
