"""The command line as a user meets it."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "benchmarks" / "gold"
FLOORS = {
    "rules": {"core": 70, "entities": 50, "links": 55, "relations": 32, "results.value": 75, "results": 28},
    "trained": {"core": 70, "entities": 50, "links": 55, "relations": 32, "results.value": 75, "results": 28},
}
"""What each model's F1 on the seed gold must not fall below, in percent."""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, kg: Any) -> None:
    done = kg(name, "--help", environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode == 0
    assert "Usage: kg" in done.stdout
    assert "kg.cli" in done.stderr
    assert "spacy" not in done.stderr  # a second of waiting, for those who read anew


def test_help_lists_every_command_and_version_says_the_version(kg: Any) -> None:
    shown = kg("--help").stdout
    assert all(name in shown for name in COMMANDS)
    assert kg("--version").stdout.startswith("kg, version ")


@pytest.mark.parametrize(
    "arguments",
    [("bild",), ("build", "--ouf", "x"), ("query", "nonsense-name"), ("extract",), ("extract", "missing.jsonl")],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_status_2(arguments: tuple[str, ...], kg: Any, tmp_path: Path) -> None:
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["show", "explain", "check", "serve", "query"])
def test_a_folder_without_a_graph_is_named(command: str, kg: Any, tmp_path: Path) -> None:
    arguments = {
        "explain": ["x", "--graph", "nowhere"],
        "show": ["--graph", "nowhere"],
        "query": ["ASK { ?s ?p ?o }", "--graph", "nowhere"],
    }
    done = kg(command, *arguments.get(command, ["nowhere"]), cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "kg build" in done.stderr


@pytest.fixture(scope="module")
def extracted(kg: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """What a model reads in the papers of the seed gold."""

    @cache
    def extract(model: str) -> Path:
        path = tmp_path_factory.mktemp(model) / "found.jsonl"
        done = kg("extract", GOLD / "dev_papers.jsonl", "-o", path, "--model", model)
        assert done.returncode == 0, done.stderr
        return path

    return extract


@pytest.mark.parametrize("model", FLOORS)
def test_extract_passes_the_checker_of_the_guidelines(model: str, extracted: Callable[[str], Path]) -> None:
    checked = subprocess.run(
        [sys.executable, GOLD / "check.py", GOLD / "dev_papers.jsonl", extracted(model)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout[-2000:]


@pytest.mark.parametrize("model", FLOORS)
def test_extract_keeps_the_figures_of_the_seed_gold(model: str, extracted: Callable[[str], Path]) -> None:
    required = [word for name, f1 in FLOORS[model].items() for word in ("--require", f"{name}={f1}")]
    scored = subprocess.run(
        [sys.executable, GOLD / "score.py", GOLD / "dev.jsonl", extracted(model), *required],
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout


def test_extract_gives_one_object_per_record_in_order_even_for_copies(kg: Any, tmp_path: Path) -> None:
    text = "We propose FooNet and evaluate it on ImageNet."
    rows = [{"id": "b", "abstract": text}, {"abstract": text}, {"id": "a", "title": "Nothing", "abstract": "Hello."}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = kg("extract", tmp_path / "in.jsonl", "--model", "rules")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in found] == ["b", "in#2", "a"]
    assert found[0]["entities"] == found[1]["entities"]
    assert any(entity["name"] == "FooNet" for entity in found[0]["entities"])
    assert found[2]["entities"] == []


def test_extract_reads_one_abstract_from_standard_input(kg: Any) -> None:
    done = kg(
        "extract", "-", "--model", "rules", stdin=b"We propose FooNet.\nIt does not outperform ResNet-50 on ImageNet."
    )
    assert done.returncode == 0, done.stderr
    (found,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert "FooNet" in {entity["name"] for entity in found["entities"]}
    assert not [r for r in found["relations"] if r["type"] == "outperforms"]


def test_explain_tells_forms_reasons_and_sentences(seeds_folder: Path, kg: Any) -> None:
    done = kg("explain", "HARL", "--graph", seeds_folder)
    assert done.returncode == 0, done.stderr
    assert "Heterogeneous-Agent Reinforcement Learning" in done.stdout
    assert "one thing because" in done.stdout
    assert "seeds" not in done.stderr


def test_explain_offers_the_nearest_name(seeds_folder: Path, kg: Any) -> None:
    done = kg("explain", "HAPP0", "--graph", seeds_folder)
    assert done.returncode == 2
    assert "HAPPO" in done.stderr


def test_show_prints_the_address_of_the_page(seeds_folder: Path, kg: Any) -> None:
    done = kg("show", "--print", "--graph", seeds_folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == (seeds_folder / "graph.html").resolve().as_uri()


def test_completion_gives_a_line_for_each_shell(kg: Any) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_KG_COMPLETE" in kg("completion", shell).stdout
