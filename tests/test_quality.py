"""The checks that a reader of the code relies on: floors, types, style, and documents that tell the truth."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
MAX_MODULE_LINES = 350
MAX_FUNCTION_LINES = 50


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style_is_clean() -> None:
    run("ruff", "check", "--no-cache")
    run("ruff", "format", "--check", "--no-cache")


def test_types_are_strict() -> None:
    run("mypy")


def test_rooms_import_only_downwards() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_small(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= MAX_FUNCTION_LINES, node.name


def test_import_kg_is_light() -> None:
    code = (
        "import sys, kg; heavy = {'spacy', 'rdflib', 'networkx', 'pyvis', 'onnxruntime', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_map_in_the_package_names_every_room() -> None:
    drawing = ast.get_docstring(ast.parse((ROOT / "kg" / "__init__.py").read_text(encoding="utf-8"))) or ""
    rooms = {path.stem for path in (ROOT / "kg").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not {room for room in rooms - {"__init__", "__pycache__"} if room not in drawing}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"kg {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_nothing_points_outside_the_repository() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    stray = re.compile(r"\.\./shared|/(?:work|root|tmp)/")
    here = Path(__file__).relative_to(ROOT).as_posix()
    for name in tracked:
        path = ROOT / name
        if (
            name != here
            and path.suffix in {".py", ".md", ".toml", ".ttl", ".rq", ".cfg", ".js", ".css", ".html"}
            and path.exists()
        ):
            assert not stray.search(path.read_text(encoding="utf-8")), name
