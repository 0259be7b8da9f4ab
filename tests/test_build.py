"""`kg build` on the seeds, end to end, as a user runs it."""

import csv
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FILES = {
    "graph.ttl",
    "graph.nt",
    "dataset.ttl",
    "graph.nq",
    "graph.jsonld",
    "graph.graphml",
    "graph.html",
    "build.json",
    "documents.jsonl",
    "tables/papers.csv",
    "tables/entities.csv",
    "tables/statements.csv",
    "tables/results.csv",
    "tables/method_benchmark.csv",
}


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    return found


def test_182_records_are_168_papers(seeds_folder: Path) -> None:
    counts = manifest(seeds_folder)["counts"]
    assert counts["records"] == counts["documents"] == 182
    assert counts["nodes"]["Paper"] == 168
    assert (seeds_folder / "graph.nt").read_text(encoding="utf-8").count(
        " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/papergraph/ontology#Paper> ."
    ) == 168
    with (seeds_folder / "tables" / "papers.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 168


def test_every_promised_file_is_written_and_named_with_its_digest(seeds_folder: Path) -> None:
    found = digests(seeds_folder)
    assert set(found) == FILES
    assert manifest(seeds_folder)["files"] == {name: found[name] for name in FILES - {"build.json"}}


def test_the_summary_says_what_a_person_wants_to_know(
    seeds_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = seeds_build
    for words in (
        "168 papers from 182 records",
        "Author",
        "Method",
        "Benchmark",
        "Dataset",
        "evaluatedOn",
        "merged 14",
    ):
        assert words in done.stdout
    assert "strongest method–benchmark links" in done.stdout
    assert "graph.html" in done.stdout
    assert out.name in done.stdout


@pytest.mark.parametrize(
    ("seed", "arguments"),
    [("1", [*SEEDS[::-1], "--no-cache"]), ("4242", [*SEEDS[2:], *SEEDS[:2], SEEDS[0]])],
    ids=["reversed, read anew", "rotated, from the cache"],
)
def test_the_bytes_do_not_depend_on_hash_seed_order_or_cache(
    seed: str, arguments: list[str | Path], seeds_folder: Path, tmp_path: Path, kg: Any
) -> None:
    done = kg("build", *arguments, "--out", tmp_path / "other", environment={"PYTHONHASHSEED": seed})
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "other") == digests(seeds_folder)


def test_a_second_process_writes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, least, jobs in (("alone", 0, 1), ("few", 1_000_000, 2), ("shared", 0, 2)):
        monkeypatch.setattr(pipeline, "_MANY", least)
        pipeline.build(SEEDS[:1], tmp_path / name, settings=pipeline.Settings(model="rules", jobs=jobs))
    assert digests(tmp_path / "alone") == digests(tmp_path / "few") == digests(tmp_path / "shared")


def test_no_path_of_the_machine_is_in_any_file(seeds_folder: Path) -> None:
    for name in FILES:
        text = (seeds_folder / name).read_text(encoding="utf-8")
        assert str(ROOT) not in text, name
        assert str(seeds_folder.parent) not in text, name


def test_versions_of_a_paper_keep_what_they_say_differently(seeds_folder: Path) -> None:
    with (seeds_folder / "tables" / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["predicate"] == "saysInOneVersion"]
    (earlier,) = [row for row in rows if "30,207" in row["sentence"]]
    (later,) = [row for row in rows if "333,963" in row["sentence"]]
    assert earlier["paper"] == later["paper"]
    assert (earlier["source"], later["source"]) == ("001_41891d86efab3cdc.txt", "000_b55bccdd82ba2cfc.txt")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "text"),
        ("strange.txt", b"milk\neggs\nbread\n", "strange.txt"),
        ("broken.jsonl.gz", b"\x1f\x8b\x08\x00broken", "broken.jsonl.gz"),
    ],
)
def test_bad_input_is_one_clear_line(name: str, content: bytes, words: str, tmp_path: Path, kg: Any) -> None:
    (tmp_path / name).write_bytes(content)
    done = kg("build", tmp_path / name, "--out", tmp_path / "out", "--quiet")
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_source_is_one_clear_line(tmp_path: Path, kg: Any) -> None:
    done = kg("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "seeds" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_record_is_reported_with_its_place_and_the_rest_is_read(tmp_path: Path, kg: Any) -> None:
    good = json.dumps({"id": "x1", "title": "FooNet", "abstract": "We propose FooNet and evaluate it on ImageNet."})
    (tmp_path / "papers.jsonl").write_text(f'{good}\n{{"title": \n{{"id": "x2"}}\n', encoding="utf-8")
    done = kg("build", tmp_path / "papers.jsonl", "--out", tmp_path / "out", "--model", "rules")
    assert done.returncode == 0, done.stderr
    found = manifest(tmp_path / "out")
    assert found["counts"]["records"] == 3
    assert found["counts"]["documents"] == 1
    assert [(p["source"], p["line"]) for p in found["problems"]] == [("papers.jsonl", 2), ("papers.jsonl", 3)]
    assert "papers.jsonl:2" in done.stderr


def test_a_folder_of_someone_else_is_refused(tmp_path: Path, kg: Any) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = kg("build", ROOT / "seeds", "--out", tmp_path)
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_killed_build_leaves_the_old_set(seeds_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    shutil.copytree(seeds_folder, out)
    before = digests(out)
    for seconds in (0.5, 3.0):
        child = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", str(SEEDS[1]), "--out", str(out), "--model", "rules", "--quiet"],
            cwd=ROOT,
        )
        time.sleep(seconds)
        child.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        child.wait()
        after = digests(out)
        assert after == before or set(after) == FILES
        assert manifest(out)["files"] == {name: digest for name, digest in after.items() if name != "build.json"}
