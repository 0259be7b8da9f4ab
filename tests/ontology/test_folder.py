"""The data is found beside the package in a wheel, and at the top of a checkout."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.ontology import data_folder

PACKAGE = Path(kg.__file__).parent
ASK = (
    "from kg.ontology import data_folder, load_vocabulary; print(data_folder()); print(len(load_vocabulary().concepts))"
)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The package as a wheel unpacks it, without its data."""
    for part in ("__init__.py", "errors.py", "model", "ontology"):
        source, target = PACKAGE / part, tmp_path / "kg" / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("data", "__pycache__"))
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    return tmp_path


def ask(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {ASK}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, encoding="utf-8")


def test_a_checkout_has_it_at_the_top() -> None:
    assert (data_folder() / "schema.ttl").is_file()
    assert (data_folder() / "vocabulary").is_dir()


def test_a_wheel_has_it_beside_the_package(installed: Path) -> None:
    shutil.copytree(data_folder(), installed / "kg" / "ontology" / "data")
    found, concepts = ask(installed).stdout.splitlines()
    assert Path(found).resolve() == (installed / "kg" / "ontology" / "data").resolve()
    assert int(concepts) > 900


def test_where_it_is_missing_the_error_says_what_to_do(installed: Path) -> None:
    assert "OntologyError: schema.ttl is in neither" in ask(installed).stderr
