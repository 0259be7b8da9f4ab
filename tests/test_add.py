"""A corpus grows: what is added comes out as if it had been there from the start."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import Settings
from kg import build as build_graph
from kg.errors import OutputError, ReadError

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PAPERS = {
    "a": [
        (
            "a1",
            "FooNet",
            "We propose FooNet (FN), and evaluate it on ImageNet and BazBench. FooNet outperforms BarNet.",
        ),
        ("a2", "Planning", "We study planning with reinforcement learning (RL). Our method, PlanRL, uses FooNet."),
    ],
    "b": [
        ("b1", "BarNet v2", "We present BarNet v2, which outperforms Foo-Net on ImageNet by 3.2%."),
        (
            "a1",
            "FooNet",
            "We propose FooNet (FN), and evaluate it on ImageNet and BazBench. FooNet outperforms BarNet.",
        ),
    ],
    "c": [("c1", "BazBench", "We introduce BazBench, a benchmark for planning. We evaluate FooNets and PlanRL.")],
}
RULES = Settings(model="rules", jobs=1)
Bytes = dict[str, bytes]
Make = Callable[..., Path]


def files(folder: Path) -> Bytes:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(path: Path, papers: list[tuple[str, str, str]]) -> Path:
    rows = [
        {
            "id": id_,
            "title": title,
            "abstract": abstract,
            "authors": ["Ann Lee", f"Bo {id_.upper()}"],
            "date": "2024-05-01",
        }
        for id_, title, abstract in papers
    ]
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n", encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    return {name: write(tmp_path / "in" / f"{name}.jsonl", rows) for name, rows in PAPERS.items()}


@pytest.fixture
def build(tmp_path: Path) -> Make:
    """Build with rules, in several steps, and return the folder."""

    def make(name: str, *steps: list[Path]) -> Path:
        out = tmp_path / "out" / name
        for number, sources in enumerate(steps):
            build_graph(sources, out, add=bool(number), settings=RULES)
        return out

    return make


def test_what_is_added_is_as_if_it_had_been_there(papers: dict[str, Path], build: Make, kg: Any) -> None:
    a, b, c = papers.values()
    together = build("together", [a, b, c])
    assert files(build("steps", [a], [b], [c])) == files(together)
    assert files(build("other-steps", [c], [b, a])) == files(together)
    assert files(build("overlapping", [b, c], [a, b])) == files(together)
    checked = kg("check", together)
    assert checked.returncode == 0, checked.stdout


def test_seeds_of_every_shape_can_be_added(build: Make) -> None:
    assert files(build("one", SEEDS[1:3], SEEDS[:1])) == files(build("other", SEEDS[:3]))


def test_adding_again_changes_nothing_and_says_so(
    papers: dict[str, Path], build: Make, tmp_path: Path, kg: Any
) -> None:
    out = build("out", [papers["a"], papers["b"]])
    before = files(out)
    shutil.copy(papers["b"], tmp_path / "b.jsonl")
    done = kg("build", "--add", tmp_path / "b.jsonl", papers["a"].parent / "a.jsonl", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "nothing is new" in done.stderr
    assert files(out) == before


def test_the_first_files_need_not_exist_any_more(papers: dict[str, Path], build: Make, kg: Any) -> None:
    together = files(build("together", list(papers.values())))
    out = build("out", [papers["a"]])
    papers["a"].unlink()
    done = kg("build", "--add", papers["b"], papers["c"], "--out", out)
    assert done.returncode == 0, done.stderr
    assert "added 3 records of 2 sources" in done.stderr
    assert files(out) == together


def test_without_a_source_the_folder_is_built_again_from_itself(papers: dict[str, Path], build: Make) -> None:
    out = build("out", [papers["a"]])
    before = files(out)
    build_graph((), out, add=True, settings=RULES)
    assert files(out) == before


def test_without_add_a_build_replaces(papers: dict[str, Path], build: Make) -> None:
    out = build("out", [papers["a"]])
    build_graph(papers["c"], out, settings=RULES)
    assert files(out) == files(build("c", [papers["c"]]))


def test_a_file_that_changed_counts_beside_its_old_self_and_that_is_said(
    papers: dict[str, Path], build: Make, tmp_path: Path
) -> None:
    changed = write(tmp_path / "new" / "a.jsonl", [*PAPERS["a"][1:], ("a3", "Quux", "We propose Quux and use FooNet.")])
    out = build("out", [papers["a"]])
    notes = build_graph(changed, out, add=True, settings=RULES).notes
    assert any("a.jsonl: another file of this name" in note for note in notes)
    assert files(out) == files(build("other", [changed], [papers["a"]])) == files(build("both", [papers["a"], changed]))


def test_problems_of_both_are_told_as_in_one_build(papers: dict[str, Path], build: Make) -> None:
    out = build("out", [papers["c"]], [papers["a"]])
    problems = json.loads((out / "build.json").read_text(encoding="utf-8"))["problems"]
    assert [(problem["source"], problem["line"]) for problem in problems] == [("a.jsonl", 3), ("c.jsonl", 2)]


def test_a_folder_is_added_with_what_was_left_out_of_it(papers: dict[str, Path], build: Make, tmp_path: Path) -> None:
    (tmp_path / "in" / "notes.docx").write_bytes(b"PK")
    (tmp_path / "in" / "odd.txt").write_text("milk\neggs\nbread\n")
    folder = tmp_path / "in"
    assert files(build("steps", [papers["b"]], [folder], [folder])) == files(build("once", [folder]))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda out: (out / "documents.jsonl").unlink(), "is not there"),
        (lambda out: (out / "documents.jsonl").write_bytes((out / "documents.jsonl").read_bytes()[:-40]), "cut off"),
        (lambda out: (out / "documents.jsonl").write_bytes(b"\x00\xff"), "is not the list"),
    ],
    ids=["gone", "cut", "other"],
)
def test_without_its_documents_a_folder_is_left_as_it_is(
    damage: Any, words: str, papers: dict[str, Path], build: Make
) -> None:
    out = build("out", [papers["a"]])
    damage(out)
    before = files(out)
    with pytest.raises((OutputError, ReadError), match=words) as raised:
        build_graph(papers["b"], out, add=True, settings=RULES)
    assert "documents.jsonl" in str(raised.value)
    assert files(out) == before


def test_another_model_is_refused_and_the_same_needs_no_name(papers: dict[str, Path], build: Make, kg: Any) -> None:
    out = build("out", [papers["a"]])
    before = files(out)
    done = kg("build", "--add", papers["b"], "--out", out, "--model", "trained", "--quiet")
    assert done.returncode == 2
    assert "was built with --model rules" in done.stderr
    assert files(out) == before


def test_there_must_be_something_to_add_to(papers: dict[str, Path], tmp_path: Path, kg: Any) -> None:
    done = kg("build", "--add", papers["b"], "--out", tmp_path / "nothing", "--quiet")
    assert done.returncode == 2
    assert "without --add" in done.stderr
    assert not (tmp_path / "nothing").exists()
