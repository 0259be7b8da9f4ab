"""`kg diff` as a user meets it."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg import Settings, build
from kg.graph import KnowledgeGraph, statement_key

OLD = [("a", "FooNet", "We propose FooNet (FN). FooNet outperforms BarNet by 3.2% on ImageNet.")]
NEW = [
    *OLD,
    *(
        (f"b{n}", f"Baz {n}", f"We present BazNet-{n}, which uses FooNet. See https://example.org/{n}.")
        for n in range(7)
    ),
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("diff")
    for name, papers in (("old", OLD), ("new", NEW)):
        rows = [{"id": id_, "title": title, "abstract": abstract} for id_, title, abstract in papers]
        (root / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    settings = Settings(model="rules", jobs=1)
    build(root / "old.jsonl", root / "old", settings=settings)
    build(root / "new.jsonl", root / "new", settings=settings)
    build(root / "new.jsonl", root / "added", settings=settings)
    return root / "old", root / "new"


def test_the_same_is_status_0(folders: tuple[Path, Path], kg: Any) -> None:
    done = kg("diff", folders[1], folders[1].parent / "added" / "graph.graphml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "no difference\n", "")


def test_what_is_new_is_told_with_its_sentence_and_status_1(folders: tuple[Path, Path], kg: Any) -> None:
    done = kg("diff", *folders)
    assert done.returncode == 1, done.stderr
    assert "Paper 1 → 8" in done.stdout
    assert "Paper added (7)" in done.stdout
    assert "… and 2 more: --all" in done.stdout
    assert "BazNet-6" not in done.stdout


def test_what_is_gone_is_told_with_its_sentence(folders: tuple[Path, Path], kg: Any) -> None:
    done = kg("diff", folders[1], folders[0])
    assert done.returncode == 1
    assert "Paper gone (7)" in done.stdout


def test_all_leaves_nothing_out(folders: tuple[Path, Path], kg: Any) -> None:
    shown = kg("diff", "--all", *folders).stdout
    assert "more: --all" not in shown
    assert all(f"Baz {n}" in shown for n in range(7))


def test_json_holds_everything(folders: tuple[Path, Path], kg: Any) -> None:
    done = kg("diff", "--json", *folders)
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert sum(node["type"] == "Paper" for node in found["added"]) == 7
    assert found["gone"] == found["merged"] == found["unsaid"] == []
    assert json.loads(kg("diff", "--json", folders[0], folders[0]).stdout)["added"] == []


@pytest.mark.parametrize("missing", [0, 1])
def test_a_missing_graph_is_status_2(missing: int, folders: tuple[Path, Path], tmp_path: Path, kg: Any) -> None:
    places = [*folders]
    places[missing] = tmp_path / "nowhere"
    done = kg("diff", *places)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere" in done.stderr


def test_a_decision_about_a_number_is_one_line(folders: tuple[Path, Path], tmp_path: Path, kg: Any) -> None:
    graph = KnowledgeGraph.load(folders[0])
    (reported,) = (s for s in graph.statements() if s.predicate == "reportedIn")
    (beaten,) = (s for s in graph.statements() if s.predicate == "outperforms")
    decisions = f"reject {statement_key(graph, reported)}\nconfirm {statement_key(graph, beaten)}\n"
    (tmp_path / "curation.kg").write_text(decisions)
    settings = Settings(model="rules", jobs=1, curation=tmp_path / "curation.kg")
    build(folders[0].parent / "old.jsonl", tmp_path / "judged", settings=settings)
    shown = kg("diff", folders[0], tmp_path / "judged").stdout.splitlines()
    assert shown[1:] == [
        "",
        "rejected (1)",
        f"  the paper reports “{graph.node(reported.subject).label}”",
        "",
        "confirmed (1)",
        "  FooNet — outperforms → BarNet",
    ]
    back = kg("diff", tmp_path / "judged", folders[0]).stdout
    assert "decided no longer (2)" in back
    found = json.loads(kg("diff", "--json", folders[0], tmp_path / "judged").stdout)
    assert found["said"] == found["unsaid"] == found["undecided"] == []
    assert [s["predicate"] for s in found["confirmed"]] == ["outperforms"]
    assert {s["polarity"] for s in found["rejected"]} == {"rejected"}
