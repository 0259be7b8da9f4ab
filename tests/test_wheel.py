"""What is installed from a wheel is whole: it builds a graph far from the repository."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents, installed as pip does it, without its dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(ROOT)],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel)], check=True
    )
    return site


def kg(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    code = "import sys, kg; assert kg.__file__.startswith(sys.argv.pop(1)); from kg.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, str(installed), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_graph_is_built_and_asked_far_from_the_repository(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(
        "Abstract:We propose FooNet, a convolutional network for image classification, and evaluate it on ImageNet.\n"
    )
    built = kg(installed, tmp_path, "build", "mine.txt", "--out", "out", "--model", "rules")
    assert built.returncode == 0, built.stderr
    assert "1 paper from" in built.stdout
    asked = kg(installed, tmp_path, "query", "SELECT ?l { ?m a kg:Method ; rdfs:label ?l }", "--graph", "out")
    assert "FooNet" in asked.stdout, asked.stderr
    listed = kg(installed, tmp_path, "query", "--graph", "out")
    assert listed.returncode == 0, listed.stderr
    checked = kg(installed, tmp_path, "check", "out")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_weights_are_installed_as_they_are(installed: Path) -> None:
    here, there = (folder / "kg" / "extract" / "weights" for folder in (ROOT, installed))
    names = {path.name for path in here.iterdir()}
    assert {"encoder.onnx", "network.json"} <= names == {path.name for path in there.iterdir()}
    assert all((there / name).read_bytes() == (here / name).read_bytes() for name in names)


def test_nothing_of_the_training_is_installed(installed: Path) -> None:
    assert not list(installed.rglob("training*"))
    assert not list(installed.rglob("*.jsonl"))


def test_the_trained_model_reads_far_from_the_repository(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(json.dumps({"id": "a", "abstract": "We train FooNet on ImageNet."}) + "\n")
    done = kg(installed, tmp_path, "extract", "mine.jsonl", "--model", "trained")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] == "a"
