"""Weights that are missing or broken, and the extractor that does without."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import run
from kg.errors import ModelError, UnknownTermError
from kg.extract import DEFAULT, MODELS, extract, make_extractor
from kg.extract.extractor import RulesExtractor
from kg.extract.neural import network as module
from kg.extract.neural.network import HEADS, load_network
from kg.model import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "kg" / "extract" / "weights"
NOTHING = Vocabulary(concepts={})
LINE = json.dumps({"id": "a", "abstract": "We propose FooNet, a network for image classification."}) + "\n"


def missing(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def holding(name: str, content: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).write_bytes(content)

    return write


def cut_short(name: str, size: int) -> Callable[[Path], None]:
    return holding(name, (WEIGHTS / name).read_bytes()[:size])


def without(part: str) -> Callable[[Path], None]:
    held = {name: value for name, value in json.loads((WEIGHTS / "network.json").read_bytes()).items() if name != part}
    return holding("network.json", json.dumps(held).encode())


DAMAGE = {
    **{f"no {name}": missing(name) for name in ("encoder.onnx", "network.json", *(f"{head}.onnx" for head in HEADS))},
    "an empty encoder": holding("encoder.onnx", b""),
    "an encoder that is something else": holding("encoder.onnx", b"version https://git-lfs.github.com/spec/v1\n"),
    "half an encoder": cut_short("encoder.onnx", 1_000_000),
    "a head cut short": cut_short("pairs.onnx", 700_000),
    "a head in the encoder's place": holding("encoder.onnx", (WEIGHTS / "roles.onnx").read_bytes()),
    "settings that are no JSON": holding("network.json", b"<html>"),
    "settings that are no text": holding("network.json", b"\xff\xfe\x00"),
    "settings that are a list": holding("network.json", b"[]"),
    "settings without calibration": without("calibration"),
}


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of weights of its own, from which the network is loaded."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in WEIGHTS.iterdir():
        (folder / path.name).symlink_to(path)
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    load_network.cache_clear()
    yield folder
    load_network.cache_clear()


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_broken_weights_are_an_error_that_offers_the_rules(damage: str, weights: Path) -> None:
    DAMAGE[damage](weights)
    with pytest.raises(ModelError, match="--model rules") as caught:
        make_extractor(NOTHING)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400


def test_a_whole_folder_of_weights_is_read_once(weights: Path) -> None:
    make_extractor(NOTHING)
    shutil.rmtree(weights)
    make_extractor(NOTHING)


def test_the_rules_need_no_network(weights: Path) -> None:
    DAMAGE["no encoder.onnx"](weights)
    assert isinstance(make_extractor(NOTHING, model="rules"), RulesExtractor)


@pytest.mark.parametrize("damage", ["no encoder.onnx", "half an encoder", "settings that are no JSON"])
@pytest.mark.parametrize("command", ["extract", "build"])
def test_the_command_says_so_in_one_line(
    command: str, damage: str, weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGE[damage](weights)
    (tmp_path / "in.jsonl").write_text(LINE, encoding="utf-8")
    more = ["--out", str(tmp_path / "out"), "--quiet"] if command == "build" else []
    assert run([command, str(tmp_path / "in.jsonl"), *more]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("error: ")
    assert len(shown.err.splitlines()) == 1
    assert "--model rules" in shown.err
    assert not (tmp_path / "out").exists()


def test_processes_that_cannot_load_the_weights_end_in_the_same_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("encoder.onnx", "__pycache__"))
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "in.jsonl").write_text(LINE * 80, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "in.jsonl", "--jobs", "2"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr[-2000:]
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1
    assert "--model rules" in done.stderr


def test_the_trained_model_is_the_default_and_tells_nothing(kg: Any, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(LINE, encoding="utf-8")
    assert DEFAULT == "trained"
    done = kg("extract", tmp_path / "in.jsonl")
    named = kg("extract", tmp_path / "in.jsonl", "--model", "trained")
    assert (done.returncode, done.stderr) == (0, "")
    assert named.stdout == done.stdout
    assert json.loads(done.stdout)["id"] == "a"


def test_whoever_falls_back_to_the_rules_is_told(kg: Any, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(LINE, encoding="utf-8")
    done = kg("extract", tmp_path / "in.jsonl", "--model", "rules")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert "rules alone" in done.stderr
    assert "--model trained" in done.stderr
    assert any(e["name"] == "FooNet" for e in json.loads(done.stdout)["entities"])
    built = kg("build", tmp_path / "in.jsonl", "--out", tmp_path / "out", "--model", "rules", "--quiet")
    assert built.returncode == 0
    assert "rules alone" in built.stderr
    assert "rules" in json.dumps(json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8")))


def test_an_unknown_model_is_refused_by_name(kg: Any, tmp_path: Path) -> None:
    for model in ("train", "rule"):
        with pytest.raises(UnknownTermError, match="nearest"):
            make_extractor(NOTHING, model=model)
    done = kg("extract", "x.jsonl", "--model", "bert", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert all(name in done.stderr for name in MODELS)


def test_no_documents_need_no_process() -> None:
    assert list(extract((), NOTHING, model="rules", jobs=4)) == []
